"""Files and folders of this machine, opened where they may be.

A path that was looked at yesterday may lead elsewhere today: whoever may put files into a folder may put a link in the place of one, or of
a folder above it. So what is opened is looked at once it is open, when nothing can be put in its place any more.
"""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

MayOpen = Callable[[Path], bool]
"""Whether a place may be read, links followed."""
Opening = Callable[[Path], BinaryIO]
"""Opens a file for reading. Raises OSError."""

# A pipe is not waited for, and no terminal is taken.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
_FOLDER = getattr(os, "O_DIRECTORY", None)
_OPEN = Path("/proc/self/fd")
_GONE = " (deleted)"


def anywhere(_: Path) -> bool:
    """Every place may be read."""
    return True


def opened(path: Path, may_open: MayOpen = anywhere) -> BinaryIO:
    """The file, open for reading; one that lies where `may_open` refuses is not here, and so is what is no file. Raises OSError."""
    descriptor = _descriptor(path, _FLAGS)
    try:
        _check(descriptor, path, may_open, stat.S_ISREG)
    except BaseException:
        os.close(descriptor)
        raise
    return open(path, "rb", opener=lambda *_: descriptor)


def whole(path: Path, may_open: MayOpen = anywhere) -> bytes:
    """All of a small file. Raises OSError as `opened`."""
    with opened(path, may_open) as file:
        return file.read()


@contextmanager
def held(folder: Path, may_open: MayOpen = anywhere) -> Iterator[Path]:
    """A name for this folder that leads to this very one, in our children too, whatever is put in its place while the block runs; where
    the system has no such names it is its own. Raises OSError as `opened`."""
    if _FOLDER is None:
        if not may_open(folder):
            raise _not_here(folder)
        yield folder
        return
    descriptor = _descriptor(folder, os.O_RDONLY | _FOLDER)
    try:
        _check(descriptor, folder, may_open, stat.S_ISDIR)
        yield _named(descriptor) or folder
    finally:
        os.close(descriptor)


def name_of(file: BinaryIO) -> Path:
    """A name by which our children read this open file, whatever lies at its path by now; its path where the system has no such names."""
    return _named(file.fileno()) or Path(file.name)


def _descriptor(path: Path, flags: int) -> int:
    try:
        return os.open(path, flags)
    except ValueError as error:  # a name that no system can have
        raise _not_here(path) from error


def _check(descriptor: int, path: Path, may_open: MayOpen, kind: Callable[[int], bool]) -> None:
    status = os.fstat(descriptor)
    if not kind(status.st_mode) or not (may_open is anywhere or may_open(_place(descriptor, path, status))):
        raise _not_here(path)


def _place(descriptor: int, path: Path, status: os.stat_result) -> Path:
    """Where it really lies: as the system says, else where the path leads, if that is the same file."""
    with suppress(OSError):
        said = (_OPEN / str(descriptor)).readlink()
        if said.is_absolute():
            return said if status.st_nlink else said.with_name(said.name.removesuffix(_GONE))
    place = path.resolve()
    if not os.path.samestat(status, place.stat()):
        raise _not_here(path)
    return place


def _named(descriptor: int) -> Path | None:
    return Path(f"/proc/{os.getpid()}/fd/{descriptor}") if _OPEN.exists() else None


def _not_here(path: Path) -> OSError:
    return FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
