"""A worker: does the chunks of waiting runs, watches the schedules, and takes up what a dead worker left."""

import logging
from collections.abc import Callable
from threading import Event, Thread, current_thread

from thesaury.dispatch import announcing, graph_stores, learning, measuring, publishing, reporting
from thesaury.dispatch.flow_work import FlowWork
from thesaury.dispatch.hearing import LOOK, Watching
from thesaury.dispatch.learning import learn_when_due
from thesaury.dispatch.measuring import Measuring
from thesaury.dispatch.subscribing import renew
from thesaury.dispatch.telling import tell
from thesaury.dispatch.triggering import WORKERS, due_flows, trigger, utc_now
from thesaury.model.connection import Run, RunState
from thesaury.model.errors import ThesauryError
from thesaury.pipeline import needs_turning, project_turned
from thesaury.pipeline.brand import bring_into_force
from thesaury.pipeline.saved_searches import Checking
from thesaury.pipeline.searching import Reading
from thesaury.ports.jobs import Jobs
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.workspace import Workspace
from thesaury.sync.leasing import free_of_the_dead

TICK = 1.0
"""Seconds between two looks at the schedules and at runs that wait."""

KEEP = 3600.0
"""Seconds between two looks at logins that lie idle, at subscriptions that may have lapsed, and at rights that end."""
LABELS = 60.0
"""Seconds between two looks whether there are labels that the embedding model has not read."""
SEARCHES = 30.0
"""Seconds between two looks whether the index has changed for saved searches."""

_log = logging.getLogger(__name__)


def work(workspace: Workspace, stopped: Callable[[], bool], patience: float = 30.0) -> None:
    """Be a worker of this workspace until stopped."""
    jobs = workspace.jobs(FlowWork(workspace, patience))
    try:
        _work(workspace, jobs, stopped)
    finally:
        jobs.close()


def run_now(workspace: Workspace, name: str, patience: float = 30.0, progress: Progress = unheard) -> Run:
    """Run a flow once and wait for its end, being a worker meanwhile; progress tells the run's counts as they grow.

    Cut off, the next worker goes on with it. Raises Usage for an unknown flow.
    """
    return done_here(workspace, trigger(workspace.catalogue, name), patience, progress)


def done_here(workspace: Workspace, run: Run, patience: float = 30.0, progress: Progress = unheard) -> Run:
    """Wait for the end of a run, being a worker meanwhile; progress tells its counts as they grow. Cut off, the next worker goes on."""
    free_of_the_dead(workspace.catalogue.leases, WORKERS)
    jobs = workspace.jobs(FlowWork(workspace, patience))
    try:
        jobs.submit(run.id)
        jobs.work(lambda: _over(workspace, run.id, progress))
    finally:
        jobs.close()
    return workspace.catalogue.runs.get(run.id) or run


def _work(workspace: Workspace, jobs: Jobs, stopped: Callable[[], bool]) -> None:
    """The jobs in this thread, schedules and logins each in another (a login may take minutes), until stopped."""
    over = Event()
    watching, saved, rounds = Watching(workspace, jobs.submit), Checking(workspace), publishing.Rounds(workspace)
    analytics = Measuring(workspace)
    beside = [
        Thread(target=_repeated, args=(lambda: _look(workspace, jobs), TICK, over), name="schedules", daemon=True),
        Thread(target=_repeated, args=(workspace.keep_logins, KEEP, over), name="logins", daemon=True),
        Thread(target=_repeated, args=(lambda: renew(workspace), KEEP, over), name="subscriptions", daemon=True),
        Thread(
            target=_repeated,
            args=(lambda: tell(workspace, utc_now(), over.is_set), KEEP, over),
            name="rights",
            daemon=True,
        ),
        Thread(
            target=_repeated,
            args=(lambda: announcing.tell_others(workspace, over.is_set), announcing.LOOK, over),
            name="webhooks",
            daemon=True,
        ),
        Thread(
            target=_repeated,
            args=(lambda: reporting.send_reports(workspace, utc_now(), over.is_set), reporting.LOOK, over),
            name="reports",
            daemon=True,
        ),
        Thread(target=_repeated, args=(lambda: _turn(workspace), KEEP, over), name="facets of rights", daemon=True),
        Thread(target=_repeated, args=(watching.look, LOOK, over), name="watched folders", daemon=True),
        Thread(
            target=_repeated,
            args=(lambda: rounds.look(over.is_set, publishing.PATIENCE), publishing.ROUND, over),
            name="publishing",
            daemon=True,
        ),
        Thread(
            target=_repeated, args=(lambda: saved.look(over.is_set), SEARCHES, over), name="saved searches", daemon=True
        ),
        Thread(
            target=_repeated,
            args=(lambda: learn_when_due(workspace, utc_now(), over.is_set), learning.LOOK, over),
            name="learning",
            daemon=True,
        ),
        Thread(
            target=_repeated,
            args=(lambda: analytics.look(over.is_set), measuring.LOOK, over),
            name="analytics",
            daemon=True,
        ),
    ]
    stores = Thread(
        target=_repeated,
        args=(lambda: graph_stores.put_where_due(workspace, utc_now(), over.is_set), graph_stores.LOOK, over),
        name="graph stores",
        daemon=True,
    )
    reading = Thread(target=_repeated, args=(Reading(workspace).look, LABELS, over), name="labels", daemon=True)
    for thread in (*beside, stores, reading):  # a model that reads is not waited for: what it has read by then is kept
        thread.start()
    try:
        jobs.work(stopped)
    finally:
        over.set()
        for thread in beside:
            thread.join()
        rounds.wait(publishing.PATIENCE)
        stores.join(graph_stores.PATIENCE)
        watching.stop()


def _repeated(look: Callable[[], None], seconds: float, over: Event) -> None:
    """Look at once and then every so many seconds; whatever a look meets, the next one is taken."""
    while not over.is_set():
        try:
            look()
        except ThesauryError as error:  # a busy database, a full disk, a flow removed just then
            _log.warning("a look at %s failed, the next follows: %s", current_thread().name, error.message)
        except Exception:  # noqa: BLE001 - a worker that looks no more at its schedules would seem to live
            _log.exception("a look at %s failed, the next follows", current_thread().name)
        over.wait(seconds)


def _turn(workspace: Workspace) -> None:
    """Let brand terms be in force whose day has come, and the index say of licences what holds on this day."""
    bring_into_force(workspace)
    if needs_turning(workspace):
        with workspace.projecting():
            project_turned(workspace)


def _look(workspace: Workspace, jobs: Jobs) -> None:
    free_of_the_dead(workspace.catalogue.leases, WORKERS)
    for run in due_flows(workspace.catalogue, utc_now()):
        _log.info("run %d of %s is due", run.id, run.flow)
    for run in workspace.catalogue.runs.open():
        if run.flow and run.state is RunState.WAITING:
            jobs.submit(run.id)


def _over(workspace: Workspace, run: int, progress: Progress) -> bool:
    known = workspace.catalogue.runs.get(run)
    for name, count in known.counts if known else ():
        progress(name, count, None)
    return known is None or known.state not in (RunState.WAITING, RunState.RUNNING)
