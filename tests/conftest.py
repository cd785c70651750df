"""Fixtures every kind of test may use."""

import gc
import os
import sys
import warnings
from functools import _lru_cache_wrapper
from pathlib import Path

import pytest
from hypothesis import settings

from tests.long_form import LONG

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"

# As the server does it: applications are made of so many objects that lasting ones would be looked through all the time.
gc.set_threshold(50_000, 20, 20)

# A landing is not to hang on what a random example finds: the suite tries the same ones each time, `./run drill properties` others.
# Neither looks at the clock, for a machine that does other things is slow at each of them.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("others", deadline=None)
settings.load_profile("others" if os.environ.get("THESAURY_EXPLORE") else "same")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is marked `long` waits for its long form."""
    if not LONG and (later := [item for item in items if item.get_closest_marker("long")]):
        config.hook.pytest_deselected(items=later)
        waiting = set(later)
        items[:] = [item for item in items if item not in waiting]


@pytest.fixture(scope="module", autouse=True)
def _set_aside() -> None:
    """A file of tests leaves no application behind: FastAPI remembers whatever it was asked about an endpoint, and with it all that an
    endpoint holds. What stays, and some does, is not looked through for garbage again and again in the files after it. It is done before
    the next file, for pytest lets go of what the last test held only after the file has ended."""
    if models := sys.modules.get("fastapi.dependencies.models"):
        for remembered in vars(models).values():
            if isinstance(remembered, _lru_cache_wrapper):
                remembered.cache_clear()
    # What is left open is told where it is left, not where it is swept up.
    with warnings.catch_warnings(action="ignore"):
        gc.collect()
    gc.freeze()


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
