"""What every application of the tests would make anew, made once for a process of pytest: hundreds of them are opened.

Nothing that is shown is left out: signatures are read, each the first time it is met.
Commands in processes of their own know nothing of this.
"""

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from tests.routes_once import reading_routes_once
from thesaury.web.agency.sharing import MODULE, NAME, SharedAdapters

_ROOM: list[Path] = []
"""Where this process of pytest keeps what is copied."""


@cache
def _made(make: Callable[[Path], object]) -> Path:
    folder = _ROOM[0] / f"{make.__module__}.{make.__qualname__}"
    make(folder)
    return folder


def copied(make: Callable[[Path], object], to: Path) -> Path:
    """A copy of the folder that `make` makes, which it does once; it has to have closed what it opened there."""
    return Path(shutil.copytree(_made(make), to, dirs_exist_ok=True))


@pytest.fixture(scope="session", autouse=True)
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    _ROOM[:] = [tmp_path_factory.mktemp("made-once")]
    with pytest.MonkeyPatch.context() as patch:
        fields = import_module(MODULE)
        patch.setattr(fields, NAME, SharedAdapters(getattr(fields, NAME)))
        reading_routes_once(patch)
        yield
