"""The log of runs in memory."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from thesaury.model.connection import Failure, Run, RunProgress, RunState
from thesaury.model.errors import Usage

OPEN = (RunState.WAITING, RunState.RUNNING)


class FakeRuns:
    def __init__(self) -> None:
        self._runs: dict[int, Run] = {}
        self._failures: dict[int, dict[tuple[str, str, str], Failure]] = {}

    def begin(self, connections: Sequence[str], at: str, flow: str = "", state: RunState = RunState.RUNNING) -> Run:
        id = len(self._runs) + 1
        self._runs[id], self._failures[id] = Run(id, tuple(connections), state, at, None, flow=flow), {}
        return self._runs[id]

    def start(self, run: int, at: str) -> None:
        if self._known(run).state is RunState.WAITING:
            self._runs[run] = replace(self._runs[run], state=RunState.RUNNING, started_at=at)

    def add(self, run: int, counts: Mapping[str, int], timings: Mapping[str, float] | None = None) -> None:
        held = self._known(run)
        added, seconds = Counter(dict(held.counts)), dict(held.timings)
        added.update(counts)
        for stage, more in (timings or {}).items():
            seconds[stage] = seconds.get(stage, 0) + more
        self._runs[run] = replace(held, counts=tuple(added.items()), timings=tuple(seconds.items()))

    def stand(self, run: int, progress: RunProgress) -> None:
        self._runs[run] = replace(self._known(run), progress=progress)

    def advance(self, run: int, stage: str, connection: str, by: int, total: int | None = None) -> None:
        held = self._known(run).progress
        if held and (held.stage, held.connection) == (stage, connection):
            known = held.total if total is None else total
            self.stand(run, replace(held, done=held.done + by, total=known))

    def fail(self, run: int, failures: Sequence[Failure]) -> None:
        self._known(run)
        self._failures[run] |= {(f.stage, f.connection, f.item): f for f in failures}

    def failures(self, run: int) -> list[Failure]:
        failed = self._failures.get(run, {})
        return [failed[place] for place in sorted(failed)]

    def mend(self, run: int, mended: Sequence[Failure]) -> None:
        for f in mended:
            self._failures.get(run, {}).pop((f.stage, f.connection, f.item), None)

    def finish(self, run: int, state: RunState, at: str, message: str = "") -> None:
        if self._known(run).state in OPEN:
            self._runs[run] = replace(self._runs[run], state=state, finished_at=at, message=message)

    def get(self, run: int) -> Run | None:
        return self._runs.get(run)

    def recent(
        self,
        limit: int,
        flow: str | None = None,
        before: int = 0,
        states: Sequence[RunState] = (),
        connection: str = "",
    ) -> list[Run]:
        found = [run for run in reversed(self._runs.values()) if flow in (None, run.flow)]
        found = [run for run in found if not states or run.state in states]
        found = [run for run in found if not connection or connection in run.connections]
        return [run for run in found if not before or run.id < before][:limit]

    def open(self) -> list[Run]:
        return [run for run in self._runs.values() if run.state in OPEN]

    def _known(self, run: int) -> Run:
        if run not in self._runs:
            raise Usage(f"There is no run {run}.")
        return self._runs[run]
