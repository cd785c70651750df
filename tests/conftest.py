"""Fixtures every kind of test may use."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The gold sets beside the checkout; tests that need them skip where they are not."""
    if not (SHARED / "data").is_dir():
        pytest.skip("needs the gold sets in ../shared, which are not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def real_model() -> Path:
    """The embedding model beside the checkout; tests that need it skip where it is not."""
    folder = SHARED / "models" / "all-MiniLM-L6-v2"
    if not folder.is_dir():
        pytest.skip("needs the embedding model in ../shared, which is not beside this checkout")
    return folder
