"""A worker for a while: until nothing is left to do, so that several workspaces can be served one after another."""

from collections.abc import Callable
from datetime import datetime
from time import monotonic

from thesaury.dispatch.worker import work
from thesaury.ports.workspace import Workspace

LEAST = 5.0
"""Seconds a turn takes at least: whatever a worker looks at beside its runs, it looks at once in the first of them."""
_LOOK = 1.0


def turn(workspace: Workspace, stopped: Callable[[], bool], patience: float = 30.0, least: float = LEAST) -> None:
    """Be a worker of this workspace until no run waits or goes on, or until stopped."""
    work(workspace, _over(workspace, stopped, monotonic() + least), patience)


def wants_turn(workspace: Workspace, moment: datetime) -> bool:
    """Whether a run waits, goes on or was left by a worker, or a flow is due."""
    catalogue = workspace.catalogue
    if any(run.flow for run in catalogue.runs.open()):
        return True
    flows = (state for state in catalogue.flows.all() if state.flow.enabled and state.due)
    return any(datetime.fromisoformat(state.due) <= moment for state in flows)


def _over(workspace: Workspace, stopped: Callable[[], bool], first: float) -> Callable[[], bool]:
    """A question that turns true once nothing is left to do, and stays so; it looks once a second, however often it is asked."""
    looked, found = first, False

    def over() -> bool:
        nonlocal looked, found
        if not found and monotonic() >= looked:
            looked, found = monotonic() + _LOOK, not any(run.flow for run in workspace.catalogue.runs.open())
        return found or stopped()

    return over
