"""Where segments are kept: in a folder, or in memory."""

import errno
import logging
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Protocol

from thesaury.engines.columns import files, manifest
from thesaury.engines.columns.arrays import Mask
from thesaury.engines.columns.segment import Segment
from thesaury.model.errors import BadInput, NoSpace, ThesauryError, Unreachable, WorkspaceBusy

_log = logging.getLogger(__name__)
_TRIES = 5
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

Held = tuple[tuple[Segment, Mask | None], ...]


class Store(Protocol):
    """Keeps what one index is made of."""

    def changed(self) -> bool:
        """Whether there is something newer than what was read or written here last."""

    def read(self) -> tuple[Held, str]:
        """The segments with their living rows, and the model whose vectors count."""

    def writing(self) -> AbstractContextManager[None]:
        """Nobody else writes meanwhile."""

    def add(self, segment: Segment) -> Segment:
        """Keep a segment; it counts from the next commit on."""

    def commit(self, held: Held, model: str) -> None:
        """From now on the index is made of these."""


class Memory:
    """Keeps nothing beyond the process."""

    def __init__(self) -> None:
        self._held: Held = ()
        self._model = ""

    def changed(self) -> bool:
        """Only this process knows of it."""
        return False

    def read(self) -> tuple[Held, str]:
        """What was committed."""
        return self._held, self._model

    def writing(self) -> AbstractContextManager[None]:
        """Nobody else can write."""
        return nullcontext()

    def add(self, segment: Segment) -> Segment:
        """The same."""
        return segment

    def commit(self, held: Held, model: str) -> None:
        """Remember it."""
        self._held, self._model = held, model


class Folder:
    """Keeps a file for each segment, and the manifest. Any number of processes may read while one writes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen = b""
        self._generation = 0
        self._open: dict[str, Segment] = {}

    def begin(self) -> None:
        """Write the first manifest, so that a missing one means damage from then on; another process may be doing the same."""
        with suppress(WorkspaceBusy), self.writing():
            if not (self._path / manifest.FILE).exists():
                manifest.write(self._path, manifest.Manifest())

    def changed(self) -> bool:
        """By the first line of the manifest, which each commit writes anew."""
        return manifest.signature(self._path) != self._seen

    def read(self) -> tuple[Held, str]:
        """The newest commit. Raises BadInput where the files are damaged or of another version."""
        for left in reversed(range(_TRIES)):
            try:
                listed, seen = manifest.read(self._path)
                if self._seen and not seen:
                    raise files.Damaged("its list of segments is missing")
                held = tuple((self._segment(entry), entry.live) for entry in listed.entries)
            except FileNotFoundError as error:
                # A writer has merged this segment into another one since the manifest was read.
                if not left:
                    raise BadInput(rebuild(self._path, "a segment is missing")) from error
            except files.Damaged as error:
                raise BadInput(rebuild(self._path, str(error))) from error
            except OSError as error:
                raise named(error, self._path) from error
            else:
                self._seen, self._generation = seen, listed.generation
                self._keep(held)
                return held, listed.model
        raise AssertionError

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Raises WorkspaceBusy when another process writes, and NoSpace when the disk is full."""
        from filelock import FileLock, Timeout

        lock = FileLock(self._path / ".writing", timeout=0, thread_local=False)
        try:
            with lock:
                yield
        except Timeout as error:
            raise WorkspaceBusy("another process is writing to the search index: try again when it is done") from error
        except OSError as error:
            raise named(error, self._path) from error

    def add(self, segment: Segment) -> Segment:
        """Write it, and read it from its file from now on, so that its memory can be given back."""
        files.write(self._path, segment)
        return files.read(self._path, segment.name)

    def commit(self, held: Held, model: str) -> None:
        """Write the manifest, then remove what no manifest names any more: readers have it open, or read the manifest again."""
        entries = tuple(manifest.Entry(segment.name, segment.rows, live) for segment, live in held)
        self._generation += 1
        manifest.write(self._path, manifest.Manifest(entries, model, self._generation))
        self._seen = manifest.signature(self._path)
        self._keep(held)
        for found in self._path.glob(f"*{files.SUFFIX}"):
            if found.stem not in self._open:
                # Where files that are read cannot be removed, the next writer tries again.
                with suppress(OSError):
                    found.unlink()

    def _segment(self, entry: manifest.Entry) -> Segment:
        found = self._open.get(entry.name) or files.read(self._path, entry.name)
        if found.rows != entry.rows:
            raise files.Damaged(f"{entry.name} has another number of rows")
        return found

    def _keep(self, held: Sequence[tuple[Segment, Mask | None]]) -> None:
        self._open = {segment.name: segment for segment, _ in held}


def named(error: OSError, path: Path) -> ThesauryError:
    """What went wrong, and what to do."""
    _log.warning("search index %s: %s", path, error)
    if error.errno in _FULL:
        return NoSpace("the disk is full: the search index is as it was; make room and try again")
    return Unreachable(
        f"the search index in {path} cannot be reached ({error.strerror}): see to the disk and the rights on it"
    )


def rebuild(path: Path, what: str) -> str:
    """The sentence for an index that is no good."""
    return f"the search index in {path} cannot be read, {what}: rebuild it with `thesaury reindex`"
