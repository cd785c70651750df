"""What a run consists of: which chunks come next, and doing one of them; all of it read from the catalogue, so it may be done twice."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from thesaury.dispatch import publishing
from thesaury.dispatch.cleaning.meaning import meant, settled
from thesaury.dispatch.cleaning.proposing import propose_terms
from thesaury.dispatch.cleaning.way import Cleaning, cleaning
from thesaury.dispatch.measuring import within_run
from thesaury.dispatch.onboarding import propose_in, round_meant
from thesaury.dispatch.stages import Kind, Position, Stage, stages
from thesaury.dispatch.way_back import WayBack
from thesaury.enrichment.review import accept_all
from thesaury.model.connection import Failure, Run, RunProgress, RunState
from thesaury.model.errors import AskPerson, LostReply, NoSpace, Stop, ThesauryError, Unreachable, Usage
from thesaury.model.flow import Flow
from thesaury.model.time import now
from thesaury.pipeline import EnrichmentLine, connections, project, pull_vocabulary, whole_failures
from thesaury.pipeline.accepting import renew_outdated
from thesaury.pipeline.following import follow_replacements
from thesaury.pipeline.following_taken import follow_taken
from thesaury.pipeline.into_force import bring_into_force
from thesaury.pipeline.placing import report_if_wanted
from thesaury.pipeline.words import brand_of, client_words_of, current_versions
from thesaury.ports.jobs import Batch, Chunk
from thesaury.ports.progress import Progress
from thesaury.ports.workspace import Workspace
from thesaury.sync import likening, pulling, tallying
from thesaury.sync.leasing import connection_lease, renewed, take_all
from thesaury.sync.pushing import UNSETTLED

CHUNK = 500
"""Assets of one enrichment chunk: enough for several processes, and some seconds of work, so that a worker's death costs little."""
WINDOW = 8 * CHUNK
"""Assets whose chunks are handed out at once."""
PULL_SECONDS = 10.0
"""How long one pull chunk goes on reading pages."""
WAITING = "wait"
"""The part in which a run waits for another one to give its connections back."""
RULE = "rule"
_REMOVED = "The flow was removed before its run was through; what is left is not done."
_TAKEN = "While no worker was there, {0} took a connection of this run. The next run does what is left."

_log = logging.getLogger(__name__)


class FlowWork:
    """Runs of flows over one workspace: `ports.jobs.Work`."""

    def __init__(self, workspace: Workspace, patience: float = 30.0) -> None:
        """`patience` is how old, in seconds, a write without visible effect has to be before it is repeated."""
        self._workspace = workspace
        self._patience = patience
        self._cleaning: tuple[tuple[int, str], Cleaning] | None = None
        self._line: tuple[tuple[int, tuple[str, ...]], EnrichmentLine] | None = None

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
            self._end(known, RunState.INTERRUPTED, _REMOVED)
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
                self._do(known, flow, chunk)
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
        self._count(run, {"failed": len(failures), "uncertain": sum(unclear)})
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
                return self._way_back(flow, stage.connection).next(run.id, position)
            case Kind.PUBLISH:
                return publishing.chunks(self._workspace, run.id, stage, position)
            case Kind.CLEAN | Kind.REVERT if stage.connection:
                return self._clean_up(run, stage.connection).next(run.id, stage.kind is Kind.REVERT, position)
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
        line = self._enrichment_line(run)
        assets = self._workspace.catalogue.enrichments.outdated(line.stamp, position.after, WINDOW)
        if not assets:
            return [], position.next_stage()
        ids = [asset.id for asset in assets]
        parts = [Chunk(Kind.ENRICH, "", tuple(ids[start : start + CHUNK])) for start in range(0, len(ids), CHUNK)]
        return parts, Position(position.stage, "after", ids[-1])

    def _do(self, run: Run, flow: Flow, chunk: Chunk) -> None:
        match chunk.stage:
            case Kind.WORDS:
                self._words(run, chunk.connection)
            case Kind.PULL:
                self._pull(run, chunk.connection)
            case Kind.LOOK:
                self._look(run, chunk.connection)
            case Kind.USAGE:
                self._usage(run, chunk.connection)
            case Kind.ENRICH:
                self._enrich(run, chunk.items)
            case Kind.REVIEW:
                self._review(run, flow)
            case Kind.PROJECT:
                with self._workspace.projecting():
                    told = self._told(run, Kind.PROJECT)
                    self._count(run, {"projected": project(self._workspace, told)})
            case Kind.PUSH:
                self._way_back(flow, chunk.connection).do(run.id, chunk.items)
                self._workspace.catalogue.runs.advance(run.id, Kind.PUSH, chunk.connection, len(chunk.items) - 1)
            case Kind.QUALIFY:
                self._count(run, publishing.qualify(self._workspace, self._told(run, Kind.QUALIFY)))
            case Kind.PUBLISH:
                told = self._told(run, Kind.PUBLISH, chunk.connection)
                self._count(run, publishing.publish_chunk(self._workspace, run.id, chunk.connection, told))
            case Kind.USES:
                self._count(run, publishing.collect_uses(self._workspace, chunk.connection))
            case Kind.PLACEMENTS:
                self._placements(run, chunk.connection)
            case Kind.MEASURE:
                self._measure(run)
            case Kind.ONBOARD:
                propose_in(self._workspace, run)
            case Kind.CLEAN if not chunk.connection:
                self._propose(run)
            case Kind.CLEAN | Kind.REVERT:
                self._clean_up(run, chunk.connection).do(run.id, chunk.stage == Kind.REVERT, chunk.items)

    def _words(self, run: Run, name: str) -> None:
        (connection,) = connections(self._workspace, [name])
        pulled = pull_vocabulary(self._workspace, connection)
        self._count(run, {"concepts_read": pulled.read, "versions": int(pulled.changed)})

    def _pull(self, run: Run, name: str) -> None:
        (connection,) = connections(self._workspace, [name])
        pulled = pulling.pull(self._workspace, connection, self._told(run, Kind.PULL, name), PULL_SECONDS)
        self._count(run, pulled.counts())
        self._workspace.catalogue.runs.fail(run.id, pulled.failures())

    def _look(self, run: Run, name: str) -> None:
        """Look at the pictures of a connection, a stretch of them a run; without a connection compare what was looked at."""
        if not name:
            self._count(run, {"alike": likening.compare(self._workspace)})
            return
        (connection,) = connections(self._workspace, [name])
        looked = likening.look(self._workspace, connection, self._told(run, Kind.LOOK, name), likening.LOOKS)
        self._count(run, {"looked": looked.looked})
        if looked.message:
            _log.warning("run %d, pictures of %s: %s", run.id, name, looked.message)

    def _usage(self, run: Run, name: str) -> None:
        (connection,) = connections(self._workspace, [name])
        tallied = tallying.tally(self._workspace, connection)
        self._count(run, {"usage": tallied.new})
        failures = [Failure(Kind.USAGE, name, item, reason) for item, reason in tallied.refused]
        self._workspace.catalogue.runs.fail(run.id, failures)

    def _placements(self, run: Run, name: str) -> None:
        (connection,) = connections(self._workspace, [name])
        told = report_if_wanted(self._workspace, connection)
        self._count(run, {"placements": told.placements})
        self._workspace.catalogue.runs.fail(run.id, [Failure(Kind.PLACEMENTS, name, *one) for one in told.refused])

    def _measure(self, run: Run) -> None:
        told = self._told(run, Kind.MEASURE)
        if done := within_run(self._workspace, run.id, told):
            self._count(run, {"measured": done.events})
            self._workspace.catalogue.runs.fail(run.id, [Failure(Kind.MEASURE, "", *one) for one in done.failed])

    def _enrich(self, run: Run, ids: tuple[str, ...]) -> None:
        line = self._enrichment_line(run)
        found = line.enrich(self._workspace.catalogue.records.assets(ids))
        line.keep(found)
        self._workspace.catalogue.runs.advance(run.id, Kind.ENRICH, "", len(ids))
        self._count(run, {"enriched": len(found.enrichments), "unread": sum(bool(f.item) for f in found.failures)})
        self._workspace.catalogue.runs.fail(run.id, found.failures)

    def _review(self, run: Run, flow: Flow) -> None:
        """The review policy of the flow: what is as good as it asks is accepted by rule, everything else waits for people."""
        enrichments = self._workspace.catalogue.enrichments
        accepted = left = 0
        brand = brand_of(self._workspace)
        while flow.accept_above is not None and (waiting := enrichments.queue(WINDOW + left, flow.accept_above)):
            made = accept_all(waiting, f"{RULE}:{flow.name}", brand)
            changed, left = enrichments.review(made, waiting=True), len(waiting) - len(made)
            accepted += changed
            if not changed:
                break
        self._count(run, {"accepted": accepted})

    def _enrichment_line(self, run: Run) -> EnrichmentLine:
        """The line over the vocabularies as they stand now; loading them is what costs, so it is kept while they stay.

        Each run has its own: settings, credentials and a server's model may be others by then.
        """
        if self._line is None or self._line[0][0] != run.id:
            follow_taken(self._workspace)
            bring_into_force(self._workspace)
        words = tuple(f"{version.key} {version.digest}" for version in current_versions(self._workspace))
        wanted = run.id, (*words, client_words_of(self._workspace).mark)
        kept = self._line
        if kept is None or kept[0] != wanted:
            self._line = kept = wanted, EnrichmentLine(self._workspace)
            follow_replacements(self._workspace)
            renew_outdated(self._workspace, kept[1].in_force)
        return kept[1]

    def _way_back(self, flow: Flow, name: str) -> WayBack:
        (connection,) = connections(self._workspace, [name])
        return WayBack(self._workspace, flow, connection, self._patience)

    def _propose(self, run: Run) -> None:
        if run_meant := meant(self._workspace.catalogue, run.flow):
            proposed, failures = propose_terms(self._workspace, run_meant.cleanup)
            self._count(run, {"proposed": proposed})
            self._workspace.catalogue.runs.fail(run.id, failures)

    def _clean_up(self, run: Run, name: str) -> Cleaning:
        """What cleans this connection up in this run; loading the words is what costs, so it is kept."""
        kept, run_meant = self._cleaning, meant(self._workspace.catalogue, run.flow)
        if run_meant is None:
            raise Usage(_REMOVED)
        if kept is None or kept[0] != (run.id, name):
            (connection,) = connections(self._workspace, [name])
            work = cleaning(self._workspace, run_meant.cleanup, connection, self._patience)
            self._cleaning = kept = (run.id, name), work
        return kept[1]

    def _flow(self, run: Run) -> Flow | None:
        """The run's flow as it stands now, None where it was removed: nothing is written that nobody asks for any more.

        Connections that came to the flow since belong to its next run, for this one does not hold them.
        """
        state = self._workspace.catalogue.flows.get(run.flow)
        if state is None:
            known = meant(self._workspace.catalogue, run.flow) or round_meant(self._workspace.catalogue, run.flow)
            return Flow(run.flow, run.connections, ()) if known else None
        return replace(state.flow, connections=tuple(c for c in state.flow.connections if c in run.connections))

    def _count(self, run: Run, counts: dict[str, int]) -> None:
        self._workspace.catalogue.runs.add(run.id, {name: count for name, count in counts.items() if count})

    def _stand(self, run: Run, plan: list[Stage], step: int) -> None:
        """Note the stage a run has come to; one it is at already keeps what is done of it."""
        stage, at = plan[step], run.progress
        if at and (at.step, at.stage, at.connection) == (step, stage.kind, stage.connection):
            return
        total = None
        if stage.kind is Kind.CLEAN and stage.connection:
            total = self._workspace.catalogue.records.count(stage.connection)
        if stage.kind is Kind.ENRICH:
            total = self._workspace.catalogue.enrichments.count_outdated(self._enrichment_line(run).stamp)
        progress = RunProgress(stage.kind.value, stage.connection, step, len(plan), 0, total, now())
        self._workspace.catalogue.runs.stand(run.id, progress)

    def _told(self, run: Run, kind: Kind, name: str = "") -> Progress:
        """Notes in the log how far a chunk is; each counts from nothing."""
        before = 0

        def heard(stage: str, done: int, total: int | None) -> None:
            nonlocal before
            self._workspace.catalogue.runs.advance(run.id, kind, name, done - before, total)
            before = done

        return heard

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
