"""Concepts of one vocabulary mapped to those of another: candidates, evidence, relation and confidence."""
