"""How many licences end soon and how many uses came too late: counted in the background, for it takes a look at every licence."""

import logging
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock, Thread
from zoneinfo import ZoneInfo

from thesaury.model.errors import ThesauryError
from thesaury.model.use import TIME_ZONE
from thesaury.pipeline.watch.after_expiry import after_expiry
from thesaury.pipeline.watch.entries import calendar
from thesaury.ports.workspace import Workspace

_LOG = logging.getLogger(__name__)
FRESH = 120.0
"""Seconds for which a count is shown again without counting."""


@dataclass(frozen=True, slots=True)
class RightsDays:
    """Licences that end within 30 days, those after that within 90, and assets used after the end of their rights."""

    in_30: int
    in_90: int
    late: int


class RightsDaysKeeper:
    """Counts in a thread of its own and shows the last count meanwhile; no page ever waits for it."""

    def __init__(self, workspace: Workspace) -> None:
        """Nothing is counted before it is asked for."""
        self._workspace, self._lock = workspace, Lock()
        self._kept: RightsDays | None = None
        self._until, self._newest = 0.0, (0, "")
        self._counting: Thread | None = None

    @property
    def counting(self) -> bool:
        """Whether a count is under way, so that another look is worth while."""
        return self._counting is not None and self._counting.is_alive()

    def glance(self) -> RightsDays | None:
        """The last count; None before the first is there. A run since then, or two minutes, are a reason to count again."""
        runs = self._workspace.catalogue.runs.recent(1)
        newest = (runs[0].id, runs[0].state.value) if runs else (0, "")
        with self._lock:
            if not self.counting and (time.monotonic() >= self._until or newest != self._newest):
                self._newest = newest
                self._counting = Thread(target=self._count, name="days of licences", daemon=True)
                self._counting.start()
        return self._kept

    def _count(self) -> None:
        try:
            self._kept = counted(self._workspace)
        except (ThesauryError, OSError) as error:  # OSError: the workspace was taken away meanwhile
            _LOG.warning("the days of licences are not counted: %s", error)
        finally:
            self._until = time.monotonic() + FRESH


def counted(workspace: Workspace) -> RightsDays:
    """The count of this moment."""
    today = datetime.now(ZoneInfo(TIME_ZONE)).date()
    ends = [
        entry for entry in calendar(workspace) if entry.ends and today <= entry.turn.day <= today + timedelta(days=90)
    ]
    soon = sum(entry.turn.day <= today + timedelta(days=30) for entry in ends)
    return RightsDays(soon, len(ends) - soon, len({late.asset for late in after_expiry(workspace)}))
