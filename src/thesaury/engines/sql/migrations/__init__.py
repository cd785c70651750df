"""Alembic's migrations of the catalogue, oldest first in `versions`."""
