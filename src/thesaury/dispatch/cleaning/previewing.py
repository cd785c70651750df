"""Dry runs of clean-ups: exactly what would be written where, read from the systems as they are now."""

from collections.abc import Iterator

from thesaury.dispatch.cleaning.way import Cleaning, cleaning
from thesaury.model.cleanup import Cleanup, StepState
from thesaury.model.connection import Connection
from thesaury.ports.workspace import Workspace
from thesaury.sync.cleaning import Planned

Place = tuple[str, str]
"""A connection and an external id."""
BEGINNING = ("", "")
_WINDOW = 100


def sinks_of(workspace: Workspace, cleanup: Cleanup) -> list[Connection]:
    """The connections of the plan's scope that can be written to."""
    known = workspace.catalogue.records.connections()
    asked = cleanup.scope.connections
    return [one for one in known if (not asked or one.name in asked) and "sink" in workspace.roles(one)]


def preview(workspace: Workspace, cleanup: Cleanup, after: Place = BEGINNING) -> Iterator[Planned]:
    """Every record behind this place that a run would write to or leave, connection by connection; nothing is kept and nothing is sent.

    Raises Unreachable, NeedsLogin or Refused where a system cannot be read.
    """
    for work, start in _from(workspace, cleanup, after):
        while records := work.records(start, _WINDOW):
            start = records[-1][1].external_id
            yield from work.replacing.preview(work.untouched(records))


def preview_back(workspace: Workspace, cleanup: Cleanup, after: Place = BEGINNING) -> Iterator[Planned]:
    """Every record behind this place that taking the clean-up back would write to or leave."""
    undone = (StepState.BEGUN, StepState.DONE, StepState.LEFT)
    for work, start in _from(workspace, cleanup, after):
        while steps := workspace.catalogue.cleanups.steps(cleanup.id, work.connection.name, start, _WINDOW, undone):
            start = steps[-1].external_id
            yield from sorted(work.restoring.plan(steps), key=lambda one: one.step.external_id)


def _from(workspace: Workspace, cleanup: Cleanup, after: Place) -> Iterator[tuple[Cleaning, str]]:
    """The connections from this place on, each with the id to go on behind."""
    connections = sinks_of(workspace, cleanup)
    names = [connection.name for connection in connections]
    first = names.index(after[0]) if after[0] in names else 0
    for connection in connections[first:]:
        yield cleaning(workspace, cleanup, connection, 0), after[1] if connection.name == after[0] else ""
