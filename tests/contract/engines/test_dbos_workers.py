"""Worker processes that share one SQLite file: both do their part, and one takes over what another left."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.contract.jobs_suite import LONG, ListedWork
from thesaury.engines.dbos import DbosJobs, open_jobs
from thesaury.engines.sql import SqlCatalogue, open_catalogue

PROMISED = 30.0
"""Seconds within which a dead worker's chunks are done by another."""

USUAL, SHORT = 10.0, 2.0
"""Seconds a lease runs: as it does where nobody says otherwise, and what keeps a test quick."""

THREADS = 4
"""Chunks a worker does side by side."""


class Floor:
    """A place where workers are started, and a queue as a process sees it that is no worker."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._workers: dict[str, subprocess.Popen[str]] = {}
        self.catalogue: SqlCatalogue = open_catalogue(place / "catalogue.db")
        self.jobs: DbosJobs = open_jobs(place / "jobs.db", ListedWork([]), self.catalogue.leases)

    def start(self, name: str, lease: float, seconds: float, batches: int, chunks: int) -> subprocess.Popen[str]:
        command = [sys.executable, "-W", "error", "-m", "tests.contract.engines.dbos_worker", str(self._place), name]
        figures = [str(figure) for figure in (lease, seconds, batches, chunks)]
        worker = subprocess.Popen(command + figures, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._workers[name] = worker
        assert worker.stdout
        assert worker.stdout.readline() == "ready\n"
        return worker

    def stop(self, name: str) -> str:
        """End a worker in good order; what it said last."""
        output, _ = self._workers.pop(name).communicate()
        return output

    def pause(self, name: str) -> None:
        """Freeze a worker between two transactions: one frozen within keeps the file from everybody else."""
        worker = self._workers[name]
        while True:
            worker.send_signal(signal.SIGSTOP)
            os.waitid(os.P_PID, worker.pid, os.WSTOPPED)
            if all(self._writable(file) for file in ("jobs.db", "catalogue.db")):
                return
            worker.send_signal(signal.SIGCONT)
            time.sleep(0.02)  # else it is frozen again before it came to the end of its transaction

    def _writable(self, file: str) -> bool:
        with closing(sqlite3.connect(self._place / file, timeout=0.5, isolation_level=None)) as connection:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return False
            return True

    def items(self, name: str, what: str) -> list[str]:
        log = self._place / f"{name}.log"
        lines = log.read_text().splitlines() if log.exists() else []
        return [line.removeprefix(f"{what} ") for line in lines if line.startswith(what)]

    def complaints(self) -> str:
        return "".join(file.read_text() for file in sorted(self._place.glob("*.err")))

    def close(self) -> None:
        for worker in self._workers.values():
            worker.kill()
            worker.communicate()
        self.jobs.close()
        self.catalogue.close()


@pytest.fixture
def floor(tmp_path: Path) -> Iterator[Floor]:
    floor = Floor(tmp_path)
    yield floor
    floor.close()


def until(reached: Callable[[], object]) -> None:
    deadline = time.monotonic() + LONG
    while not reached():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def every(run: int, batches: int, chunks: int) -> set[str]:
    return {f"{run}.{batch}.{chunk}" for batch in range(batches) for chunk in range(chunks)}


def test_two_workers_share_the_load(floor: Floor) -> None:
    for name in ("first", "second"):
        floor.start(name, USUAL, 0.05, 2, 20)
    until(lambda: len(floor.catalogue.leases.held("worker/")) == 2)
    for run in (1, 2):
        floor.jobs.submit(run)
    for run in (1, 2):
        assert floor.jobs.wait(run, LONG)
    done = {name: floor.items(name, "done") for name in ("first", "second")}
    assert min(len(items) for items in done.values()) > 6
    assert sorted(done["first"] + done["second"]) == sorted(every(1, 2, 20) | every(2, 2, 20))
    assert [floor.stop(name) for name in ("first", "second")] == ["[]\n", "[]\n"]
    assert floor.catalogue.leases.held("worker/") == []
    assert floor.complaints() == ""


def test_the_chunks_of_a_killed_worker_are_done_by_the_other(floor: Floor) -> None:
    victim, _ = (floor.start(name, USUAL, 0.5, 2, 12) for name in ("victim", "heir"))
    until(lambda: len(floor.catalogue.leases.held("worker/")) == 2)
    floor.jobs.submit(1)
    until(lambda: floor.items("victim", "begun"))
    lost: set[str] = set()
    while not lost:
        victim.send_signal(signal.SIGCONT)
        floor.pause("victim")
        lost = set(floor.items("victim", "begun")) - set(floor.items("victim", "done"))
    victim.kill()
    victim.wait()
    died = time.monotonic()
    until(lambda: lost <= set(floor.items("heir", "done")))
    assert time.monotonic() - died < PROMISED
    assert floor.jobs.wait(1, LONG)
    done = floor.items("victim", "done") + floor.items("heir", "done")
    assert set(done) == every(1, 2, 12)
    # What the victim had done but not yet recorded may be done again, what it was in has to be.
    assert len(done) <= len(set(done)) + THREADS


def test_a_paused_worker_notices_that_others_took_over(floor: Floor) -> None:
    paused = floor.start("paused", SHORT, 0.5, 3, 8)
    floor.jobs.submit(1)
    until(lambda: floor.items("paused", "begun"))
    floor.pause("paused")
    held = set(floor.items("paused", "begun"))
    floor.start("other", SHORT, 0.0, 3, 8)
    assert floor.jobs.wait(1, LONG)
    paused.send_signal(signal.SIGCONT)
    until(lambda: held <= set(floor.items("paused", "done")))
    assert {*held, *floor.items("other", "done")} == every(1, 3, 8)
    # Awake again it is a worker like any other, under a new name.
    floor.stop("other")
    floor.jobs.submit(2)
    assert floor.jobs.wait(2, LONG)
    begun = set(floor.items("paused", "begun"))
    assert held | every(2, 3, 8) <= begun
    # A thread frozen between its look at the lease and its chunk still does that chunk, and no other.
    assert len(begun - every(2, 3, 8)) <= THREADS
    assert floor.stop("paused") == "[]\n"


def test_an_interrupted_worker_leaves_its_work_to_the_next(floor: Floor) -> None:
    worker = floor.start("first", SHORT, 0.2, 3, 8)
    floor.jobs.submit(1)
    until(lambda: floor.items("first", "done"))
    worker.send_signal(signal.SIGINT)
    assert floor.stop("first") == "interrupted\n[]\n"
    assert floor.catalogue.leases.held("worker/") == []
    floor.start("second", SHORT, 0.0, 3, 8)
    assert floor.jobs.wait(1, LONG)
    done = floor.items("first", "done") + floor.items("second", "done")
    assert sorted(done) == sorted(every(1, 3, 8))


@pytest.mark.long
def test_runs_go_on_over_many_deaths(floor: Floor) -> None:
    for run in (1, 2, 3):
        floor.jobs.submit(run)
    for death in range(3):
        name = f"short-lived {death}"
        worker = floor.start(name, SHORT, 0.05, 3, 10)
        until(lambda name=name: len(floor.items(name, "done")) > 5)
        worker.kill()
    floor.start("last", SHORT, 0.0, 3, 10)
    assert all(floor.jobs.wait(run, LONG) for run in (1, 2, 3))
    names = [*(f"short-lived {death}" for death in range(3)), "last"]
    assert {item for name in names for item in floor.items(name, "done")} == set.union(
        *(every(r, 3, 10) for r in (1, 2, 3))
    )
