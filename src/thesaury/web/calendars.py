"""The calendar's entries as the pages show them: looked up once a minute at most, for it takes a look at every licence."""

import time
from dataclasses import dataclass
from threading import Lock

from thesaury.model.time import now
from thesaury.pipeline.watch.entries import Entry, calendar
from thesaury.ports.workspace import Workspace

FRESH = 60.0
"""Seconds for which entries are shown again without looking."""


@dataclass(frozen=True, slots=True)
class Looked:
    """All entries, by day, and the moment they were looked up (UTC)."""

    entries: tuple[Entry, ...]
    at: str


class CalendarKeeper:
    """Keeps the entries of a workspace for a minute; several readers wait for one look."""

    def __init__(self, workspace: Workspace) -> None:
        """Nothing is looked up before it is asked for."""
        self._workspace, self._lock = workspace, Lock()
        self._kept: Looked | None = None
        self._until = 0.0

    def look(self) -> Looked:
        """The entries of this minute."""
        with self._lock:
            if self._kept is None or time.monotonic() >= self._until:
                at = now()
                self._kept = Looked(tuple(calendar(self._workspace)), at)
                self._until = time.monotonic() + FRESH
            return self._kept
