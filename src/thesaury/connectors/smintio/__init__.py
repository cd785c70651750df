"""Smint.io: bought content with its licence terms, and every DAM behind a portal."""
