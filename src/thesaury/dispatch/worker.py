"""A worker: does the chunks of waiting runs, watches the schedules, and takes up what a dead worker left."""

import logging
import time
from collections.abc import Callable
from threading import Event, Thread

from thesaury.dispatch.flow_work import FlowWork
from thesaury.dispatch.triggering import due_flows, trigger, utc_now
from thesaury.model.connection import Run, RunState
from thesaury.model.errors import Retry
from thesaury.ports.jobs import Jobs
from thesaury.ports.workspace import Workspace
from thesaury.sync.leasing import free_of_the_dead

TICK = 1.0
"""Seconds between two looks at the schedules and at runs that wait."""

KEEP = 3600.0
"""Seconds between two looks at logins that lie idle."""
WORKERS = "worker/"
"""What the leases of workers begin with."""

_log = logging.getLogger(__name__)


def work(workspace: Workspace, stopped: Callable[[], bool], patience: float = 30.0) -> None:
    """Be a worker of this workspace until stopped."""
    jobs = workspace.jobs(FlowWork(workspace, patience))
    try:
        _work(workspace, jobs, stopped)
    finally:
        jobs.close()


def run_now(
    workspace: Workspace, name: str, stopped: Callable[[], bool] = lambda: False, patience: float = 30.0
) -> Run:
    """Run a flow once and wait for its end, being a worker meanwhile. Raises Usage for an unknown flow."""
    run = trigger(workspace.catalogue, name)
    free_of_the_dead(workspace.catalogue.leases, WORKERS)
    jobs = workspace.jobs(FlowWork(workspace, patience))
    try:
        jobs.submit(run.id)
        jobs.work(lambda: stopped() or _over(workspace, run.id))
    finally:
        jobs.close()
    return workspace.catalogue.runs.get(run.id) or run


def _work(workspace: Workspace, jobs: Jobs, stopped: Callable[[], bool]) -> None:
    """The jobs in this thread, the schedules in another, until stopped."""
    over = Event()
    watch = Thread(target=_watched, args=(workspace, jobs, over), name="schedules", daemon=True)
    watch.start()
    try:
        jobs.work(stopped)
    finally:
        over.set()
        watch.join()


def _watched(workspace: Workspace, jobs: Jobs, over: Event) -> None:
    kept = time.monotonic() - KEEP
    while not over.wait(TICK):
        try:
            if time.monotonic() - kept >= KEEP:
                kept = time.monotonic()
                workspace.keep_logins()
            free_of_the_dead(workspace.catalogue.leases, WORKERS)
            for run in due_flows(workspace.catalogue, utc_now()):
                _log.info("run %d of %s is due", run.id, run.flow)
            for run in workspace.catalogue.runs.open():
                if run.flow and run.state is RunState.WAITING:
                    jobs.submit(run.id)
        except Retry as error:  # a busy database or a full disk: the next look may succeed
            _log.warning("the schedules could not be looked at: %s", error.message)


def _over(workspace: Workspace, run: int) -> bool:
    known = workspace.catalogue.runs.get(run)
    return known is None or known.state not in (RunState.WAITING, RunState.RUNNING)


def wait_for(workspace: Workspace, run: int, seconds: float) -> bool:
    """Whether a run that other workers do ends within this time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if _over(workspace, run):
            return True
        time.sleep(0.05)
    return _over(workspace, run)
