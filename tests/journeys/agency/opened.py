"""Which files below a folder are opened while something runs: the interpreter tells of each and of each database, and the kernel, where it
is Linux, of what engines open that are not written in Python, and of what children open."""

import ctypes
import os
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_EVENTS = {"open", "sqlite3.connect", "os.listdir", "os.scandir"}
_IN_OPEN = 0x20
_HEAD = struct.Struct("iIII")
"""Of an event of inotify(7): the watch, what happened, which events belong together, how long the name behind it is."""
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
    """What is opened or listed below this folder while the block runs, whatever thread does it: told when the block is over."""
    if not _listening:
        sys.addaudithook(_told)  # nothing takes it back: it stays, and looks at nothing
        _listening.append(True)
    one = (f"{folder.absolute()}{os.sep}", list[str]())
    with _seen_by_the_kernel(folder, one[1]):
        _looking.append(one)
        try:
            yield one[1]
        finally:
            _looking.remove(one)


@contextmanager
def _seen_by_the_kernel(folder: Path, found: list[str]) -> Iterator[None]:
    if sys.platform != "linux":
        yield
        return
    places = [place for place, _, _ in os.walk(folder)]
    kernel = ctypes.CDLL(None, use_errno=True)
    told = kernel.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        watched = {kernel.inotify_add_watch(told, os.fsencode(place), _IN_OPEN): place for place in places}
        assert -1 not in watched, os.strerror(ctypes.get_errno())
        yield
        found.extend(_opened(told, watched))
    finally:
        os.close(told)


def _opened(told: int, watched: dict[int, str]) -> Iterator[str]:
    while True:
        try:
            events = os.read(told, 1 << 16)
        except BlockingIOError:
            return
        while events:
            watch, _, _, length = _HEAD.unpack_from(events)
            name = events[_HEAD.size : _HEAD.size + length].rstrip(b"\0")
            events = events[_HEAD.size + length :]
            yield str(Path(watched.get(watch, "more than was told")) / os.fsdecode(name))
