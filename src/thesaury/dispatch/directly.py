"""Work done at once, in this process: a push without a flow, its preview, and retries of what failed in a run."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

from thesaury.dispatch import publishing
from thesaury.dispatch.stages import Kind, Position
from thesaury.dispatch.way_back import WayBack
from thesaury.model.connection import Connection, Failure, Run
from thesaury.model.errors import ThesauryError, Usage
from thesaury.model.flow import Flow
from thesaury.model.outbox import OutboxRow
from thesaury.pipeline import EnrichmentLine, connections, logged, project, pull_vocabulary
from thesaury.pipeline.placing import report
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.workspace import Workspace
from thesaury.sync import pulling, tallying
from thesaury.sync.leasing import connection_lease, holding, this_process


def sinks(workspace: Workspace, only: Sequence[str] = ()) -> list[Connection]:
    """These connections, or all that can be written to. Raises Usage for one that cannot."""
    found = connections(workspace, only)
    if only and (wrong := [c.name for c in found if "sink" not in workspace.roles(c)]):
        raise Usage(
            f"Nothing can be written to {wrong[0]}. Name a connection that has a sink, as thesaury connections shows."
        )
    return [connection for connection in found if "sink" in workspace.roles(connection)]


def preview(workspace: Workspace, flow: Flow, only: Sequence[str] = ()) -> list[OutboxRow]:
    """Exactly what a push would write now; the systems are read, nothing is kept and nothing sent."""
    return [row for connection in sinks(workspace, only) for row in WayBack(workspace, flow, connection, 0).preview()]


def push(workspace: Workspace, flow: Flow, only: Sequence[str], patience: float, progress: Progress = unheard) -> Run:
    """Write what is accepted back to these connections, now; returns the run as the log has it."""
    chosen = sinks(workspace, only)
    runs = workspace.catalogue.runs
    with logged(workspace, [connection.name for connection in chosen]) as run:
        for connection in chosen:
            try:
                _push(WayBack(workspace, flow, connection, patience), run, connection, progress)
            except ThesauryError as error:
                runs.fail(run.id, [Failure(Kind.PUSH, connection.name, "", error.message)])
    return runs.get(run.id) or run


def retry(
    workspace: Workspace, number: int, items: Sequence[str], patience: float
) -> tuple[list[Failure], list[Failure]]:
    """Do again what failed in a run (these items, or all); returns what is mended and what still fails, so what another run is at.

    Raises Usage for an unknown run, and for an item that did not fail in it.
    """
    runs = workspace.catalogue.runs
    run = runs.get(number)
    if run is None:
        raise Usage(f"There is no run {number}. The last ones are listed by: thesaury runs list")
    failures = runs.failures(number)
    if unknown := set(items) - {failure.item for failure in failures}:
        raise Usage(f"{min(unknown)} did not fail in run {number}. What did is listed by: thesaury runs show {number}")
    mended: list[Failure] = []
    failing: list[Failure] = []
    for failure in (f for f in failures if not items or f.item in items):
        again = _again(workspace, run, failure, patience)
        (failing.append(again) if again else mended.append(failure))
    runs.mend(number, mended)
    runs.fail(number, failing)
    with workspace.projecting():
        project(workspace)
    return mended, failing


def _push(way: WayBack, run: Run, connection: Connection, progress: Progress) -> None:
    position, done = Position(), 0
    while True:
        chunks, position = way.next(run.id, position)
        for chunk in chunks:
            way.do(run.id, chunk.items)
            done += 1
            progress(f"push {connection.name}", done, None)
        if position.stage:
            return


def _again(workspace: Workspace, run: Run, failure: Failure, patience: float) -> Failure | None:
    """What fails again, or None."""
    names = [connection_lease(failure.connection)] if failure.connection else []
    try:
        with holding(workspace.catalogue.leases, names, f"{this_process()}-{uuid4().hex[:8]}"):
            match failure.stage:
                case Kind.PULL:
                    return _pull(workspace, failure)
                case Kind.ENRICH:
                    return _enrich(workspace, failure)
                case Kind.WORDS:
                    pull_vocabulary(workspace, connections(workspace, [failure.connection])[0])
                case Kind.USAGE:
                    return _usage(workspace, failure)
                case Kind.QUALIFY:
                    publishing.qualify(workspace, unheard)
                case Kind.PUBLISH:
                    return publishing.again(workspace, run.id, failure)
                case Kind.USES:
                    publishing.collect_uses(workspace, failure.connection)
                case Kind.PLACEMENTS:
                    return _placements(workspace, failure)
                case Kind.CLEAN | Kind.REVERT | Kind.ONBOARD:
                    return failure  # what a clean-up or a round left is done again by running, reverting or proposing it again
                case Kind.PUSH:
                    return _push_again(workspace, run, failure, patience)
    except ThesauryError as error:
        return replace(failure, reason=error.message)
    return None


def _pull(workspace: Workspace, failure: Failure) -> Failure | None:
    (connection,) = connections(workspace, [failure.connection])
    if not failure.item:
        pulling.pull(workspace, connection)
        return None
    refused = dict(pulling.read_again(workspace, connection, [failure.item]).refused)
    return replace(failure, reason=refused[failure.item]) if failure.item in refused else None


def _usage(workspace: Workspace, failure: Failure) -> Failure | None:
    (connection,) = connections(workspace, [failure.connection])
    refused = dict(tallying.tally(workspace, connection).refused)
    return replace(failure, reason=refused[failure.item]) if failure.item in refused else None


def _placements(workspace: Workspace, failure: Failure) -> Failure | None:
    (connection,) = connections(workspace, [failure.connection])
    refused = dict(report(workspace, connection, again=True).refused)
    return replace(failure, reason=refused[failure.item]) if failure.item in refused else None


def _enrich(workspace: Workspace, failure: Failure) -> Failure | None:
    line = EnrichmentLine(workspace)
    records = workspace.catalogue.records
    assets = (
        records.assets([failure.item])
        if failure.item
        else workspace.catalogue.enrichments.outdated(line.stamp, "", 500)
    )
    found = line.enrich(assets)
    line.keep(found)
    return replace(failure, reason=found.failures[0].reason) if found.failures else None


def _push_again(workspace: Workspace, run: Run, failure: Failure, patience: float) -> Failure | None:
    """One record again, or where the connection failed as a whole all of it."""
    (connection,) = connections(workspace, [failure.connection])
    state = workspace.catalogue.flows.get(run.flow)
    if state is None:  # what it was to write, and where, is known no more
        raise Usage(f"Run {run.id} has no flow here. Push again with: thesaury push {connection.name} [--flow NAME]")
    way = WayBack(workspace, state.flow, connection, patience)
    if failure.item:
        return way.again(run.id, failure.item)
    workspace.catalogue.runs.mend(run.id, [failure])
    _push(way, run, connection, unheard)
    return None
