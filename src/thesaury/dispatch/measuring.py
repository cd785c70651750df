"""The graph of analysis kept up to date by a worker: soon after something came, and when the day turns."""

import logging
from collections.abc import Callable
from time import monotonic

from thesaury.model.connection import RunState
from thesaury.model.errors import ThesauryError, WorkspaceBusy
from thesaury.pipeline.measuring.running import Measured, measure, needs_measuring
from thesaury.pipeline.measuring.uses import READING
from thesaury.ports.progress import Progress
from thesaury.ports.workspace import Workspace

LOOK = 60.0
"""Seconds between two looks whether anything came."""
PAUSE = 300.0
"""Seconds that pass at least between the end of one round and the next: what comes meanwhile is done together."""
_SHARE = 10
"""A pause is so many times as long as the round before it took, where that is longer: most of the time a worker has other work."""

_log = logging.getLogger(__name__)


def within_run(workspace: Workspace, run: int, told: Progress) -> Measured | None:
    """Bring analytics up to date at the end of a run, until a person stops that; None where somebody else is at it. Progress hears of the
    events.

    Whatever fails is told in `failed` and fails no run: the rest of the run is done by then, and the next round tries again.
    """

    def heard(stage: str, done: int, total: int | None) -> None:
        if stage == READING:
            told(stage, done, total)

    def stopped() -> bool:
        known = workspace.catalogue.runs.get(run)
        return known is None or known.state is not RunState.RUNNING

    try:
        return measure(workspace, heard, stopped)
    except WorkspaceBusy as busy:
        _log.info("run %d: %s", run, busy.message)
        return None
    except ThesauryError as error:
        return Measured(failed=[("analytics", error.message)], whole=False)
    except Exception as error:  # noqa: BLE001  # analytics fail no run
        _log.exception("run %d: analytics could not be brought up to date", run)
        words = f"An unforeseen failure, please report it: {error!r}"
        return Measured(failed=[("analytics", words)], whole=False)


class Measuring:
    """Rounds of one worker, the first one at once."""

    def __init__(self, workspace: Workspace, clock: Callable[[], float] = monotonic) -> None:
        """Nothing was done yet."""
        self._workspace, self._clock = workspace, clock
        self._next = clock()

    def look(self, stopped: Callable[[], bool]) -> bool:
        """Bring analytics up to date where it is time and anything came; whether that was done. Somebody else who is at it is let be.

        Raises what the catalogue and the graph raise; the next round waits then, too.
        """
        started = self._clock()
        if started < self._next or not needs_measuring(self._workspace):
            return False
        try:
            done = measure(self._workspace, stopped=stopped)
        except WorkspaceBusy as busy:
            _log.info("%s", busy.message)
            return False
        except Exception:
            self._rest(started)
            raise
        self._rest(started)
        return done.whole

    def _rest(self, started: float) -> None:
        ended = self._clock()
        self._next = ended + max(PAUSE, _SHARE * (ended - started))
