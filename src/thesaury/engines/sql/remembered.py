"""What was read lately, kept for exactly as long as nobody, in this process or another, has changed the database."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from threading import Lock
from typing import Generic, TypeVar

from thesaury.engines.sql.database import Database, State

_PAGE = 200
"""Whoever reads more at once works through everything, and would drive out what pages ask for again and again."""


K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Remembered(Generic[K, V]):
    """Values by key. What is given out is shared: it must be values that nobody changes."""

    def __init__(self, database: Database, most: int = 2000) -> None:
        """Remember of this database so many values at the same time."""
        self._database, self._most = database, most
        self._lock = Lock()
        self._state = (0, 0)
        self._kept: dict[K, V] = {}

    def one(self, key: K, read: Callable[[], V]) -> V:
        """The value of this key, read where it is not remembered."""
        return self.each((key,), lambda keys: {key: read()})[key]

    def each(self, keys: Sequence[K], read: Callable[[Sequence[K]], Mapping[K, V]]) -> dict[K, V]:
        """The values of these keys in their order, read together where they are not remembered; those that `read` does not give are
        left out."""
        if len(keys) > _PAGE:
            return dict(read(keys))
        # Asked before reading: what changes meanwhile is kept under the old state, and read again by the next.
        state = self._database.state()
        with self._lock:
            kept = {key: self._kept[key] for key in keys if key in self._kept} if self._state == state else {}
        if missing := [key for key in dict.fromkeys(keys) if key not in kept]:
            found = read(missing)
            self._keep(state, found)
            kept |= found
        return {key: kept[key] for key in keys if key in kept}

    def _keep(self, state: State, found: Mapping[K, V]) -> None:
        with self._lock:
            if self._state != state or len(self._kept) + len(found) > self._most:
                self._kept.clear()
            self._state = state
            self._kept |= found
