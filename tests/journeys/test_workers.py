"""Two workers share a run; one is killed, and its chunks finish on the other."""

import signal
import time
from pathlib import Path

from tests.journeys.systems import content, served_apart, started
from tests.patience import PATIENCE
from thesaury import dispatch
from thesaury.bootstrap import EmbeddedWorkspace, open_workspace
from thesaury.model.connection import RunState

PROMISED = 30.0
"""Seconds within which a living worker takes over and is done with what a dead one had begun."""


def test_what_a_killed_worker_had_begun_finishes_on_the_other(tmp_path: Path):
    root = tmp_path / "work"
    with served_apart("demo") as systems:
        workspace = systems.workspace(root)
        systems.smintio.fault("slow:0.2", "/setAssetConceptsAsync", times=None)
        workers = [started(root, "worker", "--quiet", THESAURY_SETTLE_SECONDS="0.2") for _ in range(2)]
        try:
            run = dispatch.trigger(workspace.catalogue, "all")
            busy = both_push(workspace, systems, run.id)
            assert busy, "the writes began"
            workers[0].send_signal(signal.SIGKILL)
            workers[0].wait()
            systems.smintio.calm()
            assert ended_within(workspace, run.id, PROMISED)
            ended = workspace.catalogue.runs.get(run.id)
            assert ended is not None
            assert (ended.state, ended.message) == (RunState.FINISHED, "")
            assert systems.smintio.effects("setAssetConcepts")["repeated"] == {}
        finally:
            workspace.close()
            for worker in workers:
                worker.terminate()
            for worker in workers:
                worker.communicate(timeout=PATIENCE)
        assert workers[1].returncode == 0
        found = content(root)
        assert (found["open"], found["projected"]) == (0, 0)


def ended_within(workspace: EmbeddedWorkspace, run: int, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if workspace.catalogue.runs.get(run).state not in (RunState.WAITING, RunState.RUNNING):
            return True
        time.sleep(0.05)
    return False


def both_push(workspace: EmbeddedWorkspace, systems, run: int) -> bool:
    """Wait until writes arrive at the server."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if systems.smintio.effects("setAssetConcepts")["count"] >= 8:
            return True
        time.sleep(0.1)
    return False


def test_a_schedule_survives_a_restart_of_the_worker(tmp_path: Path):
    from thesaury.model.flow import Flow, Schedule, ScheduleKind

    (tmp_path / "a.csv").write_text("id,title\n1,A lake\n")
    from thesaury.bootstrap import init_workspace
    from thesaury.model.connection import Connection

    root = tmp_path / "work"
    workspace = init_workspace(root)
    workspace.catalogue.records.put_connection(Connection("a", "table", (("path", str(tmp_path / "a.csv")),)))
    schedule = Schedule(ScheduleKind.INTERVAL, "5")
    workspace.catalogue.flows.put(Flow("often", ("a",), schedule=schedule), "2026-01-01T00:00:00+00:00")
    for wanted in (1, 2):
        worker = started(root, "worker", "--quiet")
        assert reached(workspace, wanted)
        worker.send_signal(signal.SIGKILL if wanted == 1 else signal.SIGTERM)
        worker.communicate(timeout=PATIENCE)
    assert worker.returncode == 0
    workspace.close()
    workspace = open_workspace(root)
    state = workspace.catalogue.flows.get("often")
    assert state is not None
    assert state.due > "2026-11-01"
    workspace.close()


def reached(workspace: EmbeddedWorkspace, count: int) -> bool:
    """Whether so many runs come to their end."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        ended = [run for run in workspace.catalogue.runs.recent(20) if run.state is RunState.FINISHED]
        if len(ended) >= count:
            return True
        time.sleep(0.1)
    return False
