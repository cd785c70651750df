"""Runs, as they were and as they go."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from thesaury.model.connection import Failure, Run, RunProgress, RunState


class Runs(Protocol):
    """The log of runs."""

    def begin(self, connections: Sequence[str], at: str, flow: str = "", state: RunState = RunState.RUNNING) -> Run:
        """Note a run that starts (or waits to)."""

    def start(self, run: int, at: str) -> None:
        """Note that a waiting run has started; one that started already stays as it is."""

    def add(self, run: int, counts: Mapping[str, int], timings: Mapping[str, float] | None = None) -> None:
        """Add to the counts and seconds of a run."""

    def stand(self, run: int, progress: RunProgress) -> None:
        """Note where a run stands now."""

    def advance(self, run: int, stage: str, connection: str, by: int, total: int | None = None) -> None:
        """Say that so much more of this stage is done, and of how much where that is known by now; a run that is at another stage
        stays as it is."""

    def fail(self, run: int, failures: Sequence[Failure]) -> None:
        """Note what could not be done; a later failure of the same stage, connection and item takes the place of the earlier."""

    def failures(self, run: int) -> list[Failure]:
        """What is still not done of this run, by stage, connection and item."""

    def mend(self, run: int, mended: Sequence[Failure]) -> None:
        """Take these failures off the log: they were retried and are done."""

    def finish(self, run: int, state: RunState, at: str, message: str = "") -> None:
        """Note how a run ended; one that ended already stays as it is."""

    def get(self, run: int) -> Run | None:
        """One run, or None."""

    def recent(
        self,
        limit: int,
        flow: str | None = None,
        before: int = 0,
        states: Sequence[RunState] = (),
        connection: str = "",
    ) -> list[Run]:
        """The newest runs first: of one flow, in one of these states, over one connection, with a number below `before`; what is
        empty does not narrow, but the empty flow is that of runs without one."""

    def open(self) -> list[Run]:
        """The runs that wait or run, oldest first."""
