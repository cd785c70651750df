"""Evaluation: gold sets run through the product, with the measures of their fields."""
