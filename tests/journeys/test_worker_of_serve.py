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

from tests.long_form import usually
from tests.patience import PATIENCE
from thesaury import dispatch
from thesaury.bootstrap import EmbeddedWorkspace, init_workspace
from thesaury.cli import demo
from thesaury.cli.app import run
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
        server.communicate(timeout=PATIENCE)


def until(done: Callable[[], bool], seconds: float = PATIENCE) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if done():
            return True
        time.sleep(0.2)
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


@pytest.mark.parametrize("end", usually([signal.SIGTERM], [signal.SIGINT]))
def test_a_worker_that_dies_is_started_again_does_what_waits_and_both_end_in_good_order(
    opened: EmbeddedWorkspace, end: signal.Signals
):
    with serving(opened) as server:
        assert until(lambda: bool(dispatch.workers_at_work(opened.catalogue, time.time())))
        (first,) = workers(opened)
        os.kill(first, signal.SIGKILL)
        run = dispatch.trigger(opened.catalogue, "all")
        assert until(lambda: ended(opened, run.id))
        (second,) = workers(opened)
        assert second != first
        server.send_signal(end)
        assert server.wait(PATIENCE) == 0
        assert workers(opened) == []
    assert dispatch.workers_at_work(opened.catalogue, time.time()) == 0
    known = opened.catalogue.runs.get(run.id)
    assert known is not None
    assert dict(known.counts)["new"] == 1


BESIDE = """
import sys, time
from pathlib import Path
from thesaury.cli.beside import worker_beside
with worker_beside(Path(sys.argv[1])):
    time.sleep(600)
"""
"""All of a server that its worker knows of."""


def test_a_server_that_is_killed_takes_its_worker_along(opened: EmbeddedWorkspace):
    with subprocess.Popen([sys.executable, "-c", BESIDE, str(opened.root)]) as server:
        try:
            assert until(lambda: bool(dispatch.workers_at_work(opened.catalogue, time.time())))
        finally:
            server.kill()
        server.wait(PATIENCE)
        assert until(lambda: not workers(opened))


@pytest.mark.parametrize(("options", "beside"), [([], 1), (["--no-worker"], 0)])
def test_without_a_worker_nothing_is_started_beside(
    opened: EmbeddedWorkspace, options: list[str], beside: int, monkeypatch: pytest.MonkeyPatch
):
    began: list[Path] = []

    @contextmanager
    def worker_beside(root: Path) -> Iterator[None]:
        began.append(root)
        yield

    monkeypatch.setattr(demo, "worker_beside", worker_beside)
    served = ["serve", "--port", "0", "--no-open", "--workspace", str(opened.root), *options]
    assert run(served, lambda workspace, port, ready: ready("http://127.0.0.1")) == 0
    assert len(began) == beside
