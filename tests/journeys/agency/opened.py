"""Which files below a folder are opened while something runs: the interpreter tells of each, and of each database."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_EVENTS = {"open", "sqlite3.connect", "os.listdir", "os.scandir"}
_looking: list[tuple[str, list[str]]] = []
_listening: list[bool] = []


def _told(event: str, given: tuple[object, ...]) -> None:
    if not _looking or event not in _EVENTS or not given or not isinstance(given[0], str | bytes | os.PathLike):
        return
    path = os.path.abspath(os.fsdecode(given[0]).removeprefix("file:"))  # noqa: PTH100 - a link would be followed
    for folder, found in _looking:
        if path.startswith(folder):
            found.append(path)


@contextmanager
def opened_below(folder: Path) -> Iterator[list[str]]:
    """What this process opens or lists below this folder while the block runs, whatever thread does it."""
    if not _listening:
        sys.addaudithook(_told)  # nothing takes it back: it stays, and looks at nothing
        _listening.append(True)
    one = (f"{folder.absolute()}{os.sep}", list[str]())
    _looking.append(one)
    try:
        yield one[1]
    finally:
        _looking.remove(one)
