"""Strapi: assets as entries with texts, concepts and their file; withdrawn entries lose their file."""
