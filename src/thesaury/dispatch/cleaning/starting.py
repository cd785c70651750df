"""Starts the runs of clean-ups: one at a time, only where there is something to do, with a deed of whoever starts it."""

from collections.abc import Sequence

from thesaury.dispatch.cleaning.meaning import run_name, settled
from thesaury.dispatch.cleaning.previewing import sinks_of
from thesaury.model.cleanup import BUSY, PLANNING, RUN, WRITING, Cleanup, CleanupState, Treatment
from thesaury.model.connection import Run, RunState
from thesaury.model.errors import Outdated, Usage
from thesaury.model.time import now
from thesaury.ports.audit import note
from thesaury.ports.workspace import Workspace

_BUSY = "The clean-up '{0}' is at work in run {1}. Wait until that is over."
_REVERTED = "The clean-up '{0}' was taken back. Make a new plan."
_NOTHING = "Nothing of the clean-up '{0}' is decided that changes anything. Accept an entry first."
_NOT_RUN = "The clean-up '{0}' has not run, so there is nothing to take back."
_NO_SINK = "None of the systems of the clean-up '{0}' can be written to. Set up writing for one of its connections."


def start(workspace: Workspace, cleanup: Cleanup) -> Run:
    """Let a run that writes what is decided wait for a worker; a plan may be run half decided, and again.

    Raises Outdated where it is busy or taken back, Usage where nothing is decided or nothing can be written to.
    """
    cleanup = _free(workspace, cleanup)
    if not workspace.catalogue.cleanups.entries(cleanup.id, limit=1, treatments=(*WRITING, Treatment.PROPOSE)):
        raise Usage(_NOTHING.format(cleanup.name))
    return _started(workspace, cleanup, (*PLANNING, *RUN), back=False)


def start_back(workspace: Workspace, cleanup: Cleanup) -> Run:
    """Let a run that takes the clean-up back wait for a worker; where it is cut off it may be started again.

    Raises Outdated where it is busy or taken back already, Usage where it never ran.
    """
    cleanup = _free(workspace, cleanup)
    if cleanup.state not in RUN:
        raise Usage(_NOT_RUN.format(cleanup.name))
    return _started(workspace, cleanup, RUN, back=True)


def _free(workspace: Workspace, cleanup: Cleanup) -> Cleanup:
    now_ = settled(workspace.catalogue, cleanup)
    if now_.state in BUSY:
        run = now_.revert_run if now_.state is CleanupState.REVERTING else now_.run
        raise Outdated(_BUSY.format(now_.name, run))
    if now_.state is CleanupState.REVERTED:
        raise Outdated(_REVERTED.format(now_.name))
    return now_


def _started(workspace: Workspace, cleanup: Cleanup, before: Sequence[CleanupState], back: bool) -> Run:
    names = [connection.name for connection in sinks_of(workspace, cleanup)]
    if not names:
        raise Usage(_NO_SINK.format(cleanup.name))
    catalogue = workspace.catalogue
    run = catalogue.runs.begin(names, now(), run_name(cleanup, back), RunState.WAITING)
    state = CleanupState.REVERTING if back else CleanupState.RUNNING
    if not catalogue.cleanups.move(cleanup.id, before, state, run.id):
        catalogue.runs.finish(run.id, RunState.INTERRUPTED, now(), "Somebody else was quicker.")
        raise Outdated(_BUSY.format(cleanup.name, run.id))
    verb = "cleanup.revert" if back else "cleanup.run"
    note(catalogue.audit, verb, f"cleanup:{cleanup.name}", None, {"run": run.id, "connections": names})
    return run
