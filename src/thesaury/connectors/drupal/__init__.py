"""Drupal by JSON:API: assets as media with their file, concepts as terms; withdrawn media lose their file."""
