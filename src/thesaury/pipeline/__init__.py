"""The ingest line: pull records, find concepts in them, put them into index and graph.

Each stage works in chunks, and each chunk is whole in the catalogue before the next begins. What is left to do is read from
the catalogue and nowhere else, so a line cut off at any moment goes on where it stopped, and ends as if nothing had happened.

    words     vocabulary_source.pull  -> the next version of a vocabulary
    pull      source.changes(cursor)  -> records, raw payload and cursor in one transaction
    look      pictures.preview        -> perceptual hashes, and pairs of assets that look alike
    enrich    governance.normalise    -> tags that are approved terms
              rights.derive           -> licences to policies
              annotator.suggest       -> suggestions with score and evidence
    project   rights.facets           -> what licences name, in force or to come
              search.document         -> search index, with vectors where there is a model
              analytics.statements    -> graph
    measure   usage.changed(mark)     -> what was done, bought and asked for, in the graph
              analytics.tallying      -> the tallies of all that

The way back into the systems is `sync.pushing`; `dispatch` cuts all of it into durable chunks.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from thesaury.analytics.statements import ASSETS_GRAPH, vocabulary_graph
from thesaury.model.asset import Asset
from thesaury.model.connection import Connection, Failure, Run, RunState
from thesaury.model.errors import AskPerson, LostReply, ThesauryError, Unreachable, Usage, WorkspaceBusy
from thesaury.model.time import now
from thesaury.pipeline.accepting import renew_outdated
from thesaury.pipeline.following import follow_replacements
from thesaury.pipeline.following_taken import follow_taken
from thesaury.pipeline.into_force import bring_into_force
from thesaury.pipeline.line import EnrichmentLine
from thesaury.pipeline.measuring.running import measure
from thesaury.pipeline.new_versions import PulledWords, keep_vocabulary, pull_vocabulary
from thesaury.pipeline.projecting import CHUNK, needs_turning, project, project_turned, rebuild
from thesaury.pipeline.sparing import would_touch
from thesaury.pipeline.words import current_vocabularies, thesaurus_of
from thesaury.ports.enrichments import Counts
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.workspace import Workspace
from thesaury.sync import likening, pulling
from thesaury.sync.leasing import connection_lease, holding, this_process
from thesaury.sync.pulling import Pulled

__all__ = [
    "CHUNK",
    "EnrichmentLine",
    "Summary",
    "annotate_outdated",
    "current_vocabularies",
    "enrich",
    "export_turtle",
    "keep_vocabulary",
    "logged",
    "needs_turning",
    "plan",
    "project",
    "project_turned",
    "pull_vocabulary",
    "rebuild",
    "sync",
    "thesaurus_of",
    "whole_failures",
    "would_touch",
]

LEFT_FOR_LATER = (Unreachable, AskPerson, LostReply)
"""Failures of one connection that the others should not suffer from."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a sync did, which connections failed and how, and what the workspace holds after it."""

    pulled: tuple[Pulled, ...]
    words: tuple[PulledWords, ...]
    failed: tuple[tuple[str, ThesauryError], ...]
    alike: int
    enriched: int
    unread: tuple[Failure, ...]
    projected: int
    counts: Counts


def sync(workspace: Workspace, only: Sequence[str] = (), progress: Progress = unheard) -> Summary:
    """Run the whole line over these connections (all without names).

    A connection that does not answer or cannot be read is left for the next time; the others go on. Raises Usage for an unknown
    name, WorkspaceBusy, NoSpace.
    """
    chosen = connections(workspace, only)
    with workspace.writing(), logged(workspace, [connection.name for connection in chosen]) as run:
        words, pulled, failed = _pull_all(workspace, chosen, progress)
        for one in pulled:
            workspace.catalogue.runs.add(run.id, one.counts())
            workspace.catalogue.runs.fail(run.id, one.failures())
        workspace.catalogue.runs.fail(run.id, [Failure("pull", name, "", error.message) for name, error in failed])
        alike = _looked(workspace, chosen, progress)
        enriched, unread = enrich(workspace, progress)
        projected = project(workspace, progress)
        workspace.catalogue.runs.add(run.id, {"alike": alike, "enriched": enriched, "projected": projected})
        workspace.catalogue.runs.fail(run.id, unread)
        _measured(workspace, run.id, progress)
        counts = workspace.catalogue.enrichments.counts()
        return Summary(pulled, words, failed, alike, enriched, unread, projected, counts)


def plan(workspace: Workspace, only: Sequence[str] = ()) -> tuple[Pulled, ...]:
    """What `sync` would pull, without storing anything."""
    return tuple(
        pulling.plan(workspace, connection)
        for connection in connections(workspace, only)
        if "source" in workspace.roles(connection)
    )


def enrich(workspace: Workspace, progress: Progress = unheard) -> tuple[int, tuple[Failure, ...]]:
    """Find the concepts of every asset whose content, vocabulary or annotator changed; returns how many there were, and those
    that could not be read."""
    enrichments = workspace.catalogue.enrichments
    follow_taken(workspace)
    bring_into_force(workspace, progress)
    line = EnrichmentLine(workspace, progress)
    follow_replacements(workspace)
    renew_outdated(workspace, line.in_force)
    total = enrichments.count_outdated(line.stamp)
    done = 0
    failures: dict[tuple[str, str], Failure] = {}
    for assets in chunks(lambda after: enrichments.outdated(line.stamp, after, CHUNK)):
        found = line.enrich(assets)
        line.keep(found)
        failures |= {(failure.item, failure.connection): failure for failure in found.failures}
        done += len(assets)
        progress("enrich", done, total)
    return done, tuple(failures.values())


def annotate_outdated(workspace: Workspace, progress: Progress = unheard) -> tuple[int, int]:
    """The part of a sync that a change of words calls for, as a run in the log; returns its number, and how many assets there were."""
    with logged(workspace, ()) as run:
        enriched, unread = enrich(workspace, progress)
        with workspace.projecting():
            projected = project(workspace, progress)
        workspace.catalogue.runs.add(run.id, {"enriched": enriched, "projected": projected})
        workspace.catalogue.runs.fail(run.id, unread)
    return run.id, enriched


def export_turtle(workspace: Workspace, path: Path) -> int:
    """Write the graph of the assets and of the current vocabularies; returns the number of statements."""
    with workspace.writing():
        graphs = [vocabulary_graph(version.name) for version in workspace.catalogue.vocabularies.current()]
        return workspace.graph.write([ASSETS_GRAPH, *graphs], path)


def connections(workspace: Workspace, only: Sequence[str] = ()) -> list[Connection]:
    """These connections, or all, in the order in which they were added. Raises Usage for an unknown name."""
    known = {connection.name: connection for connection in workspace.catalogue.records.connections()}
    if unknown := [name for name in only if name not in known]:
        raise Usage(f"There is no connection {unknown[0]!r}. Connections here: {', '.join(known) or 'none'}.")
    return [connection for name, connection in known.items() if not only or name in only]


def whole_failures(failures: Sequence[Failure]) -> list[Failure]:
    """Those that mean that a connection as a whole was left for later; that another annotator took over is none of them."""
    return [failure for failure in failures if not failure.item and failure.stage != "enrich"]


def chunks(read: Callable[[str], list[Asset]]) -> Iterator[list[Asset]]:
    """Assets in stretches, each read from the last asset of the one before."""
    after = ""
    while assets := read(after):
        yield assets
        after = assets[-1].id


@contextmanager
def logged(workspace: Workspace, names: Sequence[str]) -> Iterator[Run]:
    """A run without a flow in the log, with its connections held for it; however the block ends, the log says so.

    Raises WorkspaceBusy when another run holds one of them.
    """
    runs = workspace.catalogue.runs
    with holding(workspace.catalogue.leases, [connection_lease(name) for name in names], this_process()):
        for left in runs.open():
            if not left.flow and set(left.connections) & set(names):  # we hold its connections, so it is gone
                runs.finish(left.id, RunState.INTERRUPTED, now(), "cut off")
        run = runs.begin(names, now())
        try:
            yield run
        except KeyboardInterrupt:
            runs.finish(run.id, RunState.INTERRUPTED, now(), "stopped by a person")
            raise
        except Exception as error:
            runs.finish(run.id, RunState.FAILED, now(), str(error))
            raise
        failed = whole_failures(runs.failures(run.id))
        state = RunState.FAILED if failed else RunState.FINISHED
        runs.finish(run.id, state, now(), failed[0].reason if failed else "")


def _pull_all(
    workspace: Workspace, chosen: Sequence[Connection], progress: Progress
) -> tuple[tuple[PulledWords, ...], tuple[Pulled, ...], tuple[tuple[str, ThesauryError], ...]]:
    """Words first, so that what comes after is read with them."""
    words: list[PulledWords] = []
    pulled: list[Pulled] = []
    failed: dict[str, ThesauryError] = {}
    roles = {connection.name: workspace.roles(connection) for connection in chosen}
    for connection in (connection for connection in chosen if "vocabulary" in roles[connection.name]):
        try:
            words.append(pull_vocabulary(workspace, connection, progress))
        except LEFT_FOR_LATER as error:
            failed[connection.name] = error
    for connection in (connection for connection in chosen if "source" in roles[connection.name]):
        try:
            pulled.append(pulling.pull(workspace, connection, progress))
        except LEFT_FOR_LATER as error:
            failed[connection.name] = error
    return tuple(words), tuple(pulled), tuple(failed.items())


def _measured(workspace: Workspace, run: int, progress: Progress) -> None:
    """Bring analytics up to date, unless somebody else is at it."""
    with suppress(WorkspaceBusy):
        failed = measure(workspace, progress).failed
        workspace.catalogue.runs.fail(run, [Failure("measure", "", *one) for one in failed])


def _looked(workspace: Workspace, chosen: Sequence[Connection], progress: Progress) -> int:
    """Look at pictures nobody looked at yet, and compare them; returns how many pairs of assets newly look alike."""
    for connection in chosen:
        likening.look(workspace, connection, progress, likening.LOOKS)
    return likening.compare(workspace)
