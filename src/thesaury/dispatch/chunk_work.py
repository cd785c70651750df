"""One chunk of a run done: each stage by the room whose work it is; all of it may be done twice."""

import logging

from thesaury.dispatch import publishing
from thesaury.dispatch.cleaning.meaning import meant
from thesaury.dispatch.cleaning.proposing import propose_terms
from thesaury.dispatch.cleaning.way import Cleaning, cleaning
from thesaury.dispatch.measuring import within_run
from thesaury.dispatch.onboarding import propose_in
from thesaury.dispatch.stages import Kind
from thesaury.dispatch.way_back import WayBack
from thesaury.enrichment.review import accept_all
from thesaury.model.connection import Failure, Run
from thesaury.model.errors import Usage
from thesaury.model.flow import Flow
from thesaury.pipeline import EnrichmentLine, connections, project, pull_vocabulary
from thesaury.pipeline.accepting import renew_outdated
from thesaury.pipeline.following import follow_replacements
from thesaury.pipeline.following_taken import follow_taken
from thesaury.pipeline.into_force import bring_into_force
from thesaury.pipeline.placing import report_if_wanted
from thesaury.pipeline.words import brand_of, client_words_of, current_versions
from thesaury.ports.jobs import Chunk
from thesaury.ports.progress import Progress
from thesaury.ports.workspace import Workspace
from thesaury.sync import likening, pulling, tallying

PULL_SECONDS = 10.0
"""How long one pull chunk goes on reading pages."""
RULE = "rule"
REMOVED = "The flow was removed before its run was through; what is left is not done."
_WAITING = 4_000
"""Suggestions that a review by rule reads at once."""

_log = logging.getLogger(__name__)


class ChunkWork:
    """Does the chunks of runs over one workspace, and keeps what is costly to load for the next chunk of the same run."""

    def __init__(self, workspace: Workspace, patience: float) -> None:
        """`patience` is how old, in seconds, a write without visible effect has to be before it is repeated."""
        self._workspace = workspace
        self._patience = patience
        self._cleaning: tuple[tuple[int, str], Cleaning] | None = None
        self._line: tuple[tuple[int, tuple[str, ...]], EnrichmentLine] | None = None

    def do(self, run: Run, flow: Flow, chunk: Chunk) -> None:
        """Do it. Raises what the rooms raise that do it."""
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
                    self.count(run, {"projected": project(self._workspace, told)})
            case Kind.PUSH:
                self.way_back(flow, chunk.connection).do(run.id, chunk.items)
                self._workspace.catalogue.runs.advance(run.id, Kind.PUSH, chunk.connection, len(chunk.items) - 1)
            case Kind.QUALIFY:
                self.count(run, publishing.qualify(self._workspace, self._told(run, Kind.QUALIFY)))
            case Kind.PUBLISH:
                told = self._told(run, Kind.PUBLISH, chunk.connection)
                self.count(run, publishing.publish_chunk(self._workspace, run.id, chunk.connection, told))
            case Kind.USES:
                self.count(run, publishing.collect_uses(self._workspace, chunk.connection))
            case Kind.PLACEMENTS:
                self._placements(run, chunk.connection)
            case Kind.MEASURE:
                self._measure(run)
            case Kind.ONBOARD:
                propose_in(self._workspace, run)
            case Kind.CLEAN if not chunk.connection:
                self._propose(run)
            case Kind.CLEAN | Kind.REVERT:
                self.clean_up(run, chunk.connection).do(run.id, chunk.stage == Kind.REVERT, chunk.items)

    def _words(self, run: Run, name: str) -> None:
        (connection,) = connections(self._workspace, [name])
        pulled = pull_vocabulary(self._workspace, connection)
        self.count(run, {"concepts_read": pulled.read, "versions": int(pulled.changed)})

    def _pull(self, run: Run, name: str) -> None:
        (connection,) = connections(self._workspace, [name])
        pulled = pulling.pull(self._workspace, connection, self._told(run, Kind.PULL, name), PULL_SECONDS)
        self.count(run, pulled.counts())
        self._workspace.catalogue.runs.fail(run.id, pulled.failures())

    def _look(self, run: Run, name: str) -> None:
        """Look at the pictures of a connection, a stretch of them a run; without a connection compare what was looked at."""
        if not name:
            self.count(run, {"alike": likening.compare(self._workspace)})
            return
        (connection,) = connections(self._workspace, [name])
        looked = likening.look(self._workspace, connection, self._told(run, Kind.LOOK, name), likening.LOOKS)
        self.count(run, {"looked": looked.looked})
        if looked.message:
            _log.warning("run %d, pictures of %s: %s", run.id, name, looked.message)

    def _usage(self, run: Run, name: str) -> None:
        (connection,) = connections(self._workspace, [name])
        tallied = tallying.tally(self._workspace, connection)
        self.count(run, {"usage": tallied.new})
        failures = [Failure(Kind.USAGE, name, item, reason) for item, reason in tallied.refused]
        self._workspace.catalogue.runs.fail(run.id, failures)

    def _placements(self, run: Run, name: str) -> None:
        (connection,) = connections(self._workspace, [name])
        told = report_if_wanted(self._workspace, connection)
        self.count(run, {"placements": told.placements})
        self._workspace.catalogue.runs.fail(run.id, [Failure(Kind.PLACEMENTS, name, *one) for one in told.refused])

    def _measure(self, run: Run) -> None:
        told = self._told(run, Kind.MEASURE)
        if done := within_run(self._workspace, run.id, told):
            self.count(run, {"measured": done.events})
            self._workspace.catalogue.runs.fail(run.id, [Failure(Kind.MEASURE, "", *one) for one in done.failed])

    def _enrich(self, run: Run, ids: tuple[str, ...]) -> None:
        line = self.line(run)
        found = line.enrich(self._workspace.catalogue.records.assets(ids))
        line.keep(found)
        self._workspace.catalogue.runs.advance(run.id, Kind.ENRICH, "", len(ids))
        self.count(run, {"enriched": len(found.enrichments), "unread": sum(bool(f.item) for f in found.failures)})
        self._workspace.catalogue.runs.fail(run.id, found.failures)

    def _review(self, run: Run, flow: Flow) -> None:
        """The review policy of the flow: what is as good as it asks is accepted by rule, everything else waits for people."""
        enrichments = self._workspace.catalogue.enrichments
        accepted = left = 0
        brand = brand_of(self._workspace)
        while flow.accept_above is not None and (waiting := enrichments.queue(_WAITING + left, flow.accept_above)):
            made = accept_all(waiting, f"{RULE}:{flow.name}", brand)
            changed, left = enrichments.review(made, waiting=True), len(waiting) - len(made)
            accepted += changed
            if not changed:
                break
        self.count(run, {"accepted": accepted})

    def _propose(self, run: Run) -> None:
        if run_meant := meant(self._workspace.catalogue, run.flow):
            proposed, failures = propose_terms(self._workspace, run_meant.cleanup)
            self.count(run, {"proposed": proposed})
            self._workspace.catalogue.runs.fail(run.id, failures)

    def line(self, run: Run) -> EnrichmentLine:
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

    def way_back(self, flow: Flow, name: str) -> WayBack:
        """What writes back to this connection."""
        (connection,) = connections(self._workspace, [name])
        return WayBack(self._workspace, flow, connection, self._patience)

    def clean_up(self, run: Run, name: str) -> Cleaning:
        """What cleans this connection up in this run; loading the words is what costs, so it is kept.

        Raises Usage where nobody asks for it any more.
        """
        kept, run_meant = self._cleaning, meant(self._workspace.catalogue, run.flow)
        if run_meant is None:
            raise Usage(REMOVED)
        if kept is None or kept[0] != (run.id, name):
            (connection,) = connections(self._workspace, [name])
            work = cleaning(self._workspace, run_meant.cleanup, connection, self._patience)
            self._cleaning = kept = (run.id, name), work
        return kept[1]

    def count(self, run: Run, counts: dict[str, int]) -> None:
        """Add these to what the run did."""
        self._workspace.catalogue.runs.add(run.id, {name: count for name, count in counts.items() if count})

    def _told(self, run: Run, kind: Kind, name: str = "") -> Progress:
        """Notes in the log how far a chunk is; each counts from nothing."""
        before = 0

        def heard(stage: str, done: int, total: int | None) -> None:
            nonlocal before
            self._workspace.catalogue.runs.advance(run.id, kind, name, done - before, total)
            before = done

        return heard
