"""A small synced workspace for each test that edits its vocabulary."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.governance.edited import words_and_assets
from thesaury.bootstrap import EmbeddedWorkspace, open_workspace


@pytest.fixture(scope="package")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace that is copied; nobody opens it."""
    return words_and_assets(tmp_path_factory.mktemp("pattern"))


@pytest.fixture
def place(pattern: Path, tmp_path: Path) -> Path:
    """Where a copy of it lies."""
    return Path(shutil.copytree(pattern, tmp_path / "work"))


@pytest.fixture
def workspace(place: Path) -> Iterator[EmbeddedWorkspace]:
    """That copy, open."""
    opened = open_workspace(place)
    yield opened
    opened.close()
