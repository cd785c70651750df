"""The store as it is at this moment, for readers in other processes, while its one writer goes on.

The engine opens a store read only beside a writer, but what it then sees is undefined. So the files are taken as they are: tables never
change once they are written, and are linked; the small rest is copied. What was taken is whole when the manifest, which says which tables
count, is the same before and after.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from time import sleep, time

from thesaury.model.errors import Unreachable, WorkspaceBusy

_TRIES = 40
_PAUSE = 0.05
_OLD = 3_600.0
"""Seconds after which no question is still asked."""
_CURRENT = "CURRENT"


@contextmanager
def snapshot(store: Path, place: Path) -> Iterator[Path | None]:
    """A copy of the store in a folder of its own below `place`, on the same disk, gone afterwards; None where there is no store.

    Raises WorkspaceBusy when the store is written without a pause, Unreachable when the disk does not take the copy.
    """
    _clear(place)
    try:
        place.mkdir(parents=True, exist_ok=True)
        folder = Path(mkdtemp(prefix=f"{os.getpid()}-", dir=place))
    except OSError as error:
        raise Unreachable(f"{place} cannot be used: {error.strerror}. Make room there and ask again.") from error
    try:
        yield _taken(store, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):  # others may have theirs there
            place.rmdir()


def _taken(store: Path, folder: Path) -> Path | None:
    for attempt in range(_TRIES):
        target = folder / str(attempt)
        target.mkdir()
        try:
            before = _manifest(store)
            if before is not None:
                _take(store, target)
                if _manifest(store) == before:
                    return target
        except FileNotFoundError:  # a table was merged into others meanwhile
            pass
        except OSError as error:
            raise Unreachable(f"{store} cannot be read: {error.strerror}. Make room and ask again.") from error
        if before is None and attempt > 1:
            return None  # there is no store, and it is not just being exchanged either
        sleep(_PAUSE)
    raise WorkspaceBusy("The graph is being written without a pause: ask again in a moment.")


def _manifest(store: Path) -> tuple[str, int] | None:
    """Which manifest counts, and how long it is; it only ever grows."""
    try:
        name = (store / _CURRENT).read_text(encoding="ascii").strip()
        return name, (store / name).stat().st_size
    except (FileNotFoundError, ValueError):
        return None


def _take(store: Path, target: Path) -> None:
    for file in sorted(store.iterdir()):
        if file.suffix == ".sst":
            _linked(file, target / file.name)
        elif file.name not in ("LOCK", "LOG") and not file.name.startswith("LOG.old"):
            shutil.copyfile(file, target / file.name)


def _linked(file: Path, target: Path) -> None:
    try:
        os.link(file, target)
    except FileNotFoundError:
        raise
    except OSError:  # a disk without links
        shutil.copyfile(file, target)


def _clear(place: Path) -> None:
    """Throw away what processes left that ended in the middle of a question; what is young may be in use on another machine."""
    with suppress(FileNotFoundError):
        for left in place.iterdir():
            process = left.name.partition("-")[0]
            if process.isdigit() and time() - left.stat().st_mtime > _OLD and not _lives(int(process)):
                shutil.rmtree(left, ignore_errors=True)


def _lives(process: int) -> bool:
    if os.name == "nt":  # where asking would end it
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
