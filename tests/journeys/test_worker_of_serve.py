"""`serve` has a worker beside it: what waits is done, and no process is left however the server ends."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from thesaury import dispatch
from thesaury.bootstrap import EmbeddedWorkspace, init_workspace
from thesaury.model.connection import Connection, RunState
from thesaury.model.flow import Flow


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[EmbeddedWorkspace]:
    (tmp_path / "a.csv").write_text("id,title\n1,A lake\n")
    made = init_workspace(tmp_path / "work")
    made.catalogue.records.put_connection(Connection("a", "table", (("path", str(tmp_path / "a.csv")),)))
    made.catalogue.flows.put(Flow("all", ("a",)), "")
    yield made
    made.close()


@contextmanager
def serving(workspace: EmbeddedWorkspace, *options: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "thesaury", "serve", "--port", "0", "--no-open", *options]
    server = subprocess.Popen(
        [*command, "--workspace", str(workspace.root)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert server.stdout is not None
        assert server.stdout.readline().startswith("Thesaury is at http://127.0.0.1:")
        yield server
    finally:
        if server.poll() is None:
            server.kill()
        server.communicate(timeout=60)


def until(done: Callable[[], bool], seconds: float = 90) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if done():
            return True
        time.sleep(0.05)
    return False


def workers(workspace: EmbeddedWorkspace) -> list[int]:
    """The process ids of the workers that run on this workspace."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
        except (OSError, NotADirectoryError):
            continue
        if b"worker" in words and str(workspace.root).encode() in words:
            found.append(int(folder.name))
    return found


def ended(workspace: EmbeddedWorkspace, run: int) -> bool:
    known = workspace.catalogue.runs.get(run)
    return known is not None and known.state is RunState.FINISHED


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_what_waits_is_done_and_both_end_in_good_order(opened: EmbeddedWorkspace, end: signal.Signals):
    with serving(opened) as server:
        run = dispatch.trigger(opened.catalogue, "all")
        assert until(lambda: ended(opened, run.id))
        assert len(workers(opened)) == 1
        assert dispatch.workers_at_work(opened.catalogue, time.time()) == 1
        server.send_signal(end)
        assert server.wait(60) == 0
        assert workers(opened) == []
    assert dispatch.workers_at_work(opened.catalogue, time.time()) == 0
    known = opened.catalogue.runs.get(run.id)
    assert known is not None
    assert dict(known.counts)["new"] == 1


def test_a_server_that_is_killed_takes_its_worker_along(opened: EmbeddedWorkspace):
    with serving(opened) as server:
        assert until(lambda: bool(dispatch.workers_at_work(opened.catalogue, time.time())))
        server.kill()
        server.wait(10)
        assert until(lambda: not workers(opened))


def test_a_worker_that_dies_is_started_again_and_goes_on(opened: EmbeddedWorkspace):
    with serving(opened):
        assert until(lambda: bool(dispatch.workers_at_work(opened.catalogue, time.time())))
        (first,) = workers(opened)
        os.kill(first, signal.SIGKILL)
        run = dispatch.trigger(opened.catalogue, "all")
        assert until(lambda: ended(opened, run.id))
        assert workers(opened) != [first]


def test_without_a_worker_runs_wait(opened: EmbeddedWorkspace):
    with serving(opened, "--no-worker"):
        dispatch.trigger(opened.catalogue, "all")
        time.sleep(2)
        assert workers(opened) == []
        assert [run.state for run in opened.catalogue.runs.open()] == [RunState.WAITING]
