"""The graph for reading alone, from a copy of the store that is kept open and renewed when the store was written."""

import weakref
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Lock

from pyoxigraph import Store

from thesaury.engines.oxigraph.snapshot import snapshot
from thesaury.engines.oxigraph.solving import failures, solutions
from thesaury.model.errors import Stop, WorkspaceBusy
from thesaury.ports.graph import Solution

_WRITTEN = (".log", ".sst")
"""Journals, to which each small write is added, and tables."""


class SnapshotReader:
    """Implements `ports.graph.GraphReader` over the store in a directory, which another process may be writing. Threads may share it."""

    def __init__(self, store: Path, place: Path) -> None:
        """`place` is where copies of the store are made, on the same disk; nothing is opened yet."""
        self._store, self._place = store, place
        self._lock = Lock()
        self._copy: _Copy | None = None
        self._closed = False

    @property
    def state(self) -> str:
        """Tells what was written last. Raises WorkspaceBusy and Unreachable where no copy can be made, and there is none yet."""
        with self._current() as copy:
            return copy.state

    def select(self, sparql: str, bindings: Solution | None = None) -> list[Solution]:
        """The solutions of a SELECT over all graphs; none where there is no store. Raises as `state`, and BadInput as `Graph.select`."""
        with self._current() as copy:
            return list(solutions(copy.store, sparql, bindings or {}))

    def close(self) -> None:
        """Release the copy, as soon as nobody reads it any more."""
        with self._lock:
            self._closed = True
            copy, self._copy = self._copy, None
            if copy:
                copy.retire()

    @contextmanager
    def _current(self) -> Iterator["_Copy"]:
        with self._lock:
            copy = self._renewed()
            copy.readers += 1
        try:
            yield copy
        finally:
            with self._lock:
                copy.readers -= 1
                copy.released()

    def _renewed(self) -> "_Copy":
        """A copy of the store as it is, or the one before where it is being exchanged or written without a pause."""
        if self._closed:
            raise Stop("the graph was asked after it had been closed: open the workspace again")
        held, state = self._copy, store_state(self._store)
        if held and state in (held.state, ""):
            return held
        try:
            new = _Copy(self._store, self._place, state)
        except WorkspaceBusy:
            if held is None:
                raise
            return held
        if held:
            held.retire()
        self._copy = new
        return new


class _Copy:
    """One copy of the store, gone when it is retired and its last reader has left, or with the process."""

    def __init__(self, store: Path, place: Path, state: str) -> None:
        self.state, self.readers, self._retired = state, 0, False
        with ExitStack() as stack:
            folder = stack.enter_context(snapshot(store, place))
            with failures():
                self.store = Store.read_only(str(folder)) if folder else Store()
            self._folder = weakref.finalize(self, stack.pop_all().close)

    def retire(self) -> None:
        self._retired = True
        self.released()

    def released(self) -> None:
        if self._retired and not self.readers:
            self._folder()


def store_state(store: Path) -> str:
    """What changes with every write to the store: which store it is, its tables and how much is in its journal. Empty for none."""
    try:
        identity = (store / "IDENTITY").read_text(encoding="ascii").strip()
        files = [file for file in store.iterdir() if file.suffix in _WRITTEN]
        return "\n".join([identity, *sorted(f"{file.name} {file.stat().st_size}" for file in files)])
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return ""
