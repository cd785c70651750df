"""The graph for reading alone, from a copy of the store that is kept open and renewed when the store was written."""

import weakref
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Lock
from time import monotonic

from pyoxigraph import Store

from thesaury.engines.oxigraph.snapshot import snapshot
from thesaury.engines.oxigraph.solving import failures, solutions
from thesaury.model.errors import Stop, WorkspaceBusy
from thesaury.ports.graph import Solution

_WRITTEN = (".log", ".sst")
"""Journals, to which each small write is added, and tables."""
_LOOKS = 100
"""So often the files are looked at before a store that changes under each look counts as none."""
_MOST, _WITHIN = 6, 3.0
"""So many copies at most in so many seconds: while the store is written without end, making them would take longer than all questions."""


class SnapshotReader:
    """Implements `ports.graph.GraphReader` over the store in a directory, which another process may be writing. Threads may share it.

    It reads what was written last, but for two cases: while one thread makes a new copy the others read the one before, and of a store that
    is written again and again a copy is kept for up to three seconds.
    """

    def __init__(self, store: Path, place: Path, clock: Callable[[], float] = monotonic) -> None:
        """`place` is where copies of the store are made, on the same disk; nothing is opened yet."""
        self._store, self._place, self._clock = store, place, clock
        self._lock, self._making = Lock(), Lock()
        self._made: deque[float] = deque(maxlen=_MOST)
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
        copy = self._read() or self._renewed()
        try:
            yield copy
        finally:
            with self._lock:
                copy.readers -= 1
                copy.released()

    def _read(self) -> "_Copy | None":
        """The copy that is held, one reader more, where it is as the store is or nobody has to wait for a newer one."""
        with self._lock:
            self._ask_open()
            held = self._copy
            if held and (self._making.locked() or self._often() or store_state(self._store) in (held.state, "")):
                held.readers += 1
                return held
        return None

    def _often(self) -> bool:
        return len(self._made) == _MOST and self._clock() < self._made[0] + _WITHIN

    def _renewed(self) -> "_Copy":
        """A copy of the store as it is, or the one before where it is being exchanged or written without a pause; made while others go on
        reading that one."""
        with self._making:
            state = store_state(self._store)
            with self._lock:
                held = self._copy
            try:
                new = held if held and held.state == state else _Copy(self._store, self._place, state)
            except WorkspaceBusy:
                if held is None:
                    raise
                new = held
            with self._lock:
                if new is not held:
                    self._take(new)
                self._ask_open()
                new.readers += 1
                return new

    def _take(self, new: "_Copy") -> None:
        """Hold this copy instead of the one before; none any more, once all is closed."""
        self._made.append(self._clock())
        if self._copy:
            self._copy.retire()
        self._copy = None if self._closed else new
        if self._closed:
            new.retire()

    def _ask_open(self) -> None:
        if self._closed:
            raise Stop("the graph was asked after it had been closed: open the workspace again")


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
    for _ in range(_LOOKS):
        try:
            identity = (store / "IDENTITY").read_text(encoding="ascii").strip()
        except (FileNotFoundError, NotADirectoryError, ValueError):
            return ""
        # Tables are merged into others behind our back: one that is gone before it was looked at does not mean that there is no store.
        with suppress(FileNotFoundError, NotADirectoryError):
            files = [file for file in store.iterdir() if file.suffix in _WRITTEN]
            return "\n".join([identity, *sorted(f"{file.name} {file.stat().st_size}" for file in files)])
    return ""
