"""The demo brand served with its door locked, and a browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.pages.browsing import chromium
from tests.journeys.portal.demo import demo_brand


@pytest.fixture(scope="session")
def brand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the demo brand; nobody may change what is in it."""
    return demo_brand(tmp_path_factory)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, where the machine has it."""
    with chromium() as launched:
        yield launched
