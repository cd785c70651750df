"""Catalogues are migrated once for a process of tests."""

from tests.migrated_once import migrated_once  # noqa: F401
