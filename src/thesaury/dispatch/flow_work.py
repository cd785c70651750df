"""What a run consists of: which chunks come next, and when it is over; all read from the catalogue, so it may be asked twice."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from thesaury.dispatch import publishing
from thesaury.dispatch.chunk_work import REMOVED, ChunkWork
from thesaury.dispatch.cleaning.meaning import meant, settled
from thesaury.dispatch.onboarding import round_meant
from thesaury.dispatch.stages import Kind, Position, Stage, stages
from thesaury.model.connection import Failure, Run, RunProgress, RunState
from thesaury.model.errors import AskPerson, LostReply, NoSpace, Stop, ThesauryError, Unreachable
from thesaury.model.flow import Flow
from thesaury.model.time import now
from thesaury.pipeline import whole_failures
from thesaury.ports.jobs import Batch, Chunk
from thesaury.ports.workspace import Workspace
from thesaury.sync.leasing import connection_lease, renewed, take_all
from thesaury.sync.pushing import UNSETTLED

CHUNK = 500
"""Assets of one enrichment chunk: enough for several processes, and some seconds of work, so that a worker's death costs little."""
WINDOW = 8 * CHUNK
"""Assets whose chunks are handed out at once."""
WAITING = "wait"
"""The part in which a run waits for another one to give its connections back."""
_TAKEN = "While no worker was there, {0} took a connection of this run. The next run does what is left."

_log = logging.getLogger(__name__)


class FlowWork:
    """Runs of flows over one workspace: `ports.jobs.Work`."""

    def __init__(self, workspace: Workspace, patience: float = 30.0) -> None:
        """`patience` is how old, in seconds, a write without visible effect has to be before it is repeated."""
        self._workspace = workspace
        self._chunks = ChunkWork(workspace, patience)

    def next(self, run: int, position: str) -> Batch:
        """The next chunks of this run; a run that is over or unknown has none."""
        known = self._workspace.catalogue.runs.get(run)
        if known is None:
            return Batch((), position)
        if known.state not in (RunState.WAITING, RunState.RUNNING):
            self._give_back(known)  # a person stopped it: only now is nothing of it under way any more
            return Batch((), position)
        flow = self._flow(known)
        if flow is None:
            self._end(known, RunState.INTERRUPTED, REMOVED)
            return Batch((), position)
        if holder := take_all(self._workspace.catalogue.leases, _leases(known), _holder(run)):
            _log.info("run %d waits: %s uses one of its connections", run, holder)
            return Batch((Chunk(WAITING),), position)
        self._workspace.catalogue.runs.start(run, now())
        try:
            return self._next(known, flow, Position.of(position))
        except (AskPerson, Stop, Unreachable, LostReply) as error:
            self._end(known, RunState.FAILED, error.message)
            return Batch((), position)

    def do(self, run: int, chunk: Chunk) -> None:
        """Do one chunk; what fails is noted in the run's log with a sentence."""
        if chunk.stage == WAITING:
            time.sleep(1.0)
            return
        known = self._workspace.catalogue.runs.get(run)
        flow = self._flow(known) if known else None
        if known is None or flow is None or known.state is not RunState.RUNNING:
            return
        if holder := take_all(self._workspace.catalogue.leases, _leases(known), _holder(run)):
            self._end(known, RunState.INTERRUPTED, _TAKEN.format(holder))
            return
        with renewed(self._workspace.catalogue.leases, _leases(known), _holder(run)), self._timed(run, chunk.stage):
            try:
                self._chunks.do(known, flow, chunk)
            except (NoSpace, Stop) as error:
                self._end(known, RunState.FAILED, error.message)
            except ThesauryError as error:
                _log.warning("run %d, %s %s: %s", run, chunk.stage, chunk.connection, error.message)
                self._workspace.catalogue.runs.fail(run, [Failure(chunk.stage, chunk.connection, "", error.message)])

    def abandon(self, run: int, chunk: Chunk | None, error: BaseException) -> None:
        """Note in the run's log what nobody foresaw; without a chunk the run is over."""
        words = f"An unforeseen failure, please report it: {error!r}"
        known = self._workspace.catalogue.runs.get(run)
        if known and chunk:
            self._workspace.catalogue.runs.fail(run, [Failure(chunk.stage, chunk.connection, "", words)])
        elif known:
            self._end(known, RunState.FAILED, words)

    def _next(self, run: Run, flow: Flow, position: Position) -> Batch:
        """Go through the stages until one has something to do."""
        plan = stages(self._workspace, flow)
        while position.stage < len(plan):
            chunks, following = self._opened(run, flow, plan[position.stage], position)
            if chunks:
                self._stand(run, plan, position.stage)
                return Batch(tuple(chunks), following.text())
            position = following
        failures = self._workspace.catalogue.runs.failures(run.id)
        unclear = [self._workspace.catalogue.outbox.count(UNSETTLED, name) for name in run.connections]
        unclear += [publishing.uncertain(self._workspace, name) for name in run.connections]
        self._chunks.count(run, {"failed": len(failures), "uncertain": sum(unclear)})
        failed = whole_failures(failures)
        state = RunState.FAILED if failed else RunState.FINISHED
        self._end(run, state, failed[0].reason if failed else "")
        return Batch((), position.text())

    def _opened(self, run: Run, flow: Flow, stage: Stage, position: Position) -> tuple[list[Chunk], Position]:
        """As `_stage`; a connection that cannot even be opened is left for later, and the stages after it go on."""
        try:
            return self._stage(run, flow, stage, position)
        except (AskPerson, Unreachable, LostReply) as error:
            if not stage.connection:
                raise
            self._workspace.catalogue.runs.fail(run.id, [Failure(stage.kind, stage.connection, "", error.message)])
            return [], position.next_stage()

    def _stage(self, run: Run, flow: Flow, stage: Stage, position: Position) -> tuple[list[Chunk], Position]:
        """The chunks at this position, which may be none, and the position after them."""
        match stage.kind:
            case Kind.PULL:
                return self._pulls(run, stage, position)
            case Kind.ENRICH:
                return self._enrichments(run, position)
            case Kind.PUSH:
                return self._chunks.way_back(flow, stage.connection).next(run.id, position)
            case Kind.PUBLISH:
                return publishing.chunks(self._workspace, run.id, stage, position)
            case Kind.CLEAN | Kind.REVERT if stage.connection:
                return self._chunks.clean_up(run, stage.connection).next(run.id, stage.kind is Kind.REVERT, position)
        return [Chunk(stage.kind, stage.connection)], position.next_stage()

    def _pulls(self, run: Run, stage: Stage, position: Position) -> tuple[list[Chunk], Position]:
        """One chunk after the other until the pass is through or failed as a whole."""
        failures = self._workspace.catalogue.runs.failures(run.id)
        if any((f.stage, f.connection) == (Kind.PULL, stage.connection) for f in whole_failures(failures)):
            return [], position.next_stage()
        if position.part and not self._workspace.catalogue.records.passing(stage.connection):
            return [], position.next_stage()
        number = int(position.after) + 1 if position.part == "more" else 1
        return [Chunk(Kind.PULL, stage.connection, (str(number),))], Position(position.stage, "more", str(number))

    def _enrichments(self, run: Run, position: Position) -> tuple[list[Chunk], Position]:
        line = self._chunks.line(run)
        assets = self._workspace.catalogue.enrichments.outdated(line.stamp, position.after, WINDOW)
        if not assets:
            return [], position.next_stage()
        ids = [asset.id for asset in assets]
        parts = [Chunk(Kind.ENRICH, "", tuple(ids[start : start + CHUNK])) for start in range(0, len(ids), CHUNK)]
        return parts, Position(position.stage, "after", ids[-1])

    def _flow(self, run: Run) -> Flow | None:
        """The run's flow as it stands now, None where it was removed: nothing is written that nobody asks for any more.

        Connections that came to the flow since belong to its next run, for this one does not hold them.
        """
        state = self._workspace.catalogue.flows.get(run.flow)
        if state is None:
            known = meant(self._workspace.catalogue, run.flow) or round_meant(self._workspace.catalogue, run.flow)
            return Flow(run.flow, run.connections, ()) if known else None
        return replace(state.flow, connections=tuple(c for c in state.flow.connections if c in run.connections))

    def _stand(self, run: Run, plan: list[Stage], step: int) -> None:
        """Note the stage a run has come to; one it is at already keeps what is done of it."""
        stage, at = plan[step], run.progress
        if at and (at.step, at.stage, at.connection) == (step, stage.kind, stage.connection):
            return
        total = None
        if stage.kind is Kind.CLEAN and stage.connection:
            total = self._workspace.catalogue.records.count(stage.connection)
        if stage.kind is Kind.ENRICH:
            total = self._workspace.catalogue.enrichments.count_outdated(self._chunks.line(run).stamp)
        progress = RunProgress(stage.kind.value, stage.connection, step, len(plan), 0, total, now())
        self._workspace.catalogue.runs.stand(run.id, progress)

    def _end(self, run: Run, state: RunState, message: str) -> None:
        self._workspace.catalogue.runs.finish(run.id, state, now(), message)
        if run_meant := meant(self._workspace.catalogue, run.flow):
            settled(self._workspace.catalogue, run_meant.cleanup)
        self._give_back(run)

    def _give_back(self, run: Run) -> None:
        for name in _leases(run):
            self._workspace.catalogue.leases.release(name, _holder(run.id))

    @contextmanager
    def _timed(self, run: int, stage: str) -> Iterator[None]:
        started = time.monotonic()
        try:
            yield
        finally:
            self._workspace.catalogue.runs.add(run, {}, {stage: round(time.monotonic() - started, 3)})


def _leases(run: Run) -> list[str]:
    return [connection_lease(name) for name in run.connections]


def _holder(run: int) -> str:
    return f"run/{run}"
