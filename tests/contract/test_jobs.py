"""The suite of jobs over memory and over DBOS, and what the one on DBOS promises beyond it."""

import logging
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from tests.contract.jobs_suite import LONG, JobsSuite, ListedWork, OnError, unheard, working
from tests.fakes.jobs import FakeJobs, FakeQueue
from tests.fakes.leases import FakeLeases
from thesaury.engines.dbos import open_jobs, runs
from thesaury.engines.dbos.ledger import Ledger
from thesaury.model.errors import Unreachable, WorkspaceBusy
from thesaury.ports.jobs import Batch, Chunk, Jobs

BREAK = "CREATE TRIGGER broken BEFORE INSERT ON operation_outputs BEGIN SELECT RAISE(ABORT, 'no room'); END"


class TestFakeJobs(JobsSuite):
    @pytest.fixture(autouse=True)
    def place(self) -> None:
        self.queue = FakeQueue()

    def jobs(self, work: ListedWork, on_error: OnError = unheard) -> Jobs:
        return FakeJobs(self.queue, work, on_error)


class TestDbosJobs(JobsSuite):
    @pytest.fixture(autouse=True)
    def place(self, tmp_path: Path) -> None:
        self.path, self.leases = tmp_path / "a place, of 100%" / "jobs.db", FakeLeases()

    def jobs(self, work: ListedWork, on_error: OnError = unheard) -> Jobs:
        return open_jobs(self.path, work, self.leases, "here", on_error=on_error)

    def test_a_second_worker_in_one_process_is_refused(self) -> None:
        begun, go_on = threading.Event(), threading.Event()

        def held(item: str) -> None:
            begun.set()
            go_on.wait(LONG)

        first, second = self.jobs(ListedWork([["a"]], held)), self.jobs(ListedWork([]))
        first.submit(1)
        with working(first):
            assert begun.wait(LONG)
            with pytest.raises(WorkspaceBusy, match="a worker already"):
                second.work(lambda: True)
            assert not second.wait(1, 0)
            go_on.set()
            assert second.wait(1, LONG)
        first.close()
        second.close()

    def test_nothing_stays_behind(self, capfd: pytest.CaptureFixture[str]) -> None:
        before = set(threading.enumerate())
        for run in (1, 2):
            jobs = self.jobs(ListedWork([["a", "b"]]))
            jobs.submit(run)
            with working(jobs):
                assert jobs.wait(run, LONG)
            jobs.close()
        assert set(threading.enumerate()) == before
        assert self.leases.held("") == []
        assert self.path.is_file()
        assert capfd.readouterr() == ("", "")

    def test_a_chunk_under_way_does_not_keep_a_worker_from_stopping(self) -> None:
        begun, go_on = threading.Event(), threading.Event()

        def held(item: str) -> None:
            begun.set()
            go_on.wait(LONG)

        slow, quick = ListedWork([["a"]], held), ListedWork([["a"]])
        jobs = self.jobs(slow)
        jobs.submit(1)
        with working(jobs):
            assert begun.wait(LONG)
        assert slow.done == []
        jobs.close()
        jobs = self.jobs(quick)
        with working(jobs):
            assert jobs.wait(1, LONG)
            go_on.set()
        jobs.close()
        assert quick.items() == ["a"]
        _join("dbos-executor-")

    def test_work_that_is_stopped_or_closed_already_ends(self) -> None:
        jobs = self.jobs(ListedWork([]))
        jobs.work(lambda: True)
        jobs.close()
        jobs.work(lambda: False)

    def test_a_worker_that_lost_its_lease_goes_on_under_another_name(self) -> None:
        work = ListedWork([["a"], ["b"]], lambda item: self._rob() if item == "a" else None)
        jobs = self.jobs(work)
        jobs.submit(1)
        with working(jobs):
            assert jobs.wait(1, LONG)
        jobs.close()
        assert set(work.items()) == {"a", "b"}
        assert [lease.holder for lease in self.leases.held("worker/")] == ["robber"]

    def test_a_chunk_whose_end_could_not_be_recorded_is_done_again(self) -> None:
        """As on a full disk: DBOS itself would leave it until this worker dies."""
        calls: list[str] = []

        def failing(item: str) -> None:
            calls.append(item)
            self._sql(BREAK if len(calls) == 1 else "DROP TRIGGER broken")

        jobs = open_jobs(self.path, ListedWork([["a"]], failing), self.leases, lease_seconds=1.5, on_error=unheard)
        jobs.submit(1)
        with working(jobs):
            assert jobs.wait(1, LONG)
        jobs.close()
        assert calls == ["a", "a"]

    def test_a_batch_that_cannot_be_queued_is_queued_later(self) -> None:
        class Breaking(ListedWork):
            def next(inner, run: int, position: str) -> Batch:  # noqa: N805
                if len(inner.asked) < 1:
                    self._sql(
                        "CREATE TRIGGER broken BEFORE INSERT ON workflow_input BEGIN SELECT RAISE(ABORT, 'no'); END"
                    )
                    threading.Timer(2.0, self._sql, ["DROP TRIGGER broken"]).start()
                return super().next(run, position)

        work = Breaking([["a"], ["b"]])
        jobs = open_jobs(self.path, work, self.leases, lease_seconds=1.5, on_error=unheard)
        jobs.submit(1)
        with working(jobs):
            assert jobs.wait(1, LONG)
        jobs.close()
        assert (work.items(), [position for _, position in work.asked]) == (["a", "b"], ["", "1", "2"])

    def test_a_chunk_that_never_comes_to_an_end_is_given_up(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(runs, "DISPATCHES", -1)
        told: list[tuple[int, Chunk | None, type[Exception]]] = []
        jobs = self.jobs(ListedWork([["a"], ["b"]]), lambda run, chunk, error: told.append((run, chunk, type(error))))
        jobs.submit(1)
        with working(jobs):
            assert jobs.wait(1, LONG)
        jobs.close()
        assert told == [(1, Chunk("pull", "dam 1", (item,)), runs.GaveUp) for item in "ab"]

    def test_old_chunks_are_forgotten_and_their_run_is_not_done_again(self) -> None:
        work = ListedWork([["a", "b"]])
        jobs = self.jobs(work)
        jobs.submit(1)
        with working(jobs):
            assert jobs.wait(1, LONG)
        ledger = Ledger(self.path)
        assert (ledger.sweep(days=1), ledger.sweep(days=-1), ledger.sweep(days=-1)) == (0, 2, 0)
        ledger.close()
        jobs.submit(1)
        with working(jobs):
            assert jobs.wait(1, LONG)
        jobs.close()
        assert len(work.done) == 2

    def test_a_place_that_cannot_be_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("here")
        jobs = open_jobs(tmp_path / "file" / "jobs.db", ListedWork([]), FakeLeases())
        with pytest.raises(Unreachable, match=r"jobs\.db cannot be reached"):
            jobs.submit(1)
        jobs.close()

    def test_a_file_that_is_no_database_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "jobs.db").write_text("here is no database\n" * 100)
        jobs = open_jobs(tmp_path / "jobs.db", ListedWork([]), FakeLeases())
        with pytest.raises(Unreachable, match="file is not a database"):
            jobs.submit(1)
        jobs.close()

    def test_what_dbos_says_goes_to_our_log_at_debug(self, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG, "thesaury.jobs")
        jobs = self.jobs(ListedWork([]))
        jobs.submit(1)
        jobs.close()
        said = [record for record in caplog.records if record.message.startswith("dbos: ")]
        assert {(record.name, record.levelno) for record in said} == {("thesaury.jobs", logging.DEBUG)}
        assert not logging.getLogger("dbos").propagate

    def _sql(self, statement: str) -> None:
        with closing(sqlite3.connect(self.path, timeout=LONG, isolation_level=None)) as connection:
            connection.execute(statement)

    def _rob(self) -> None:
        """Somebody else has this worker's lease, as after a long pause."""
        for lease in self.leases.held("worker/"):
            self.leases.release(lease.name, lease.holder)
            assert self.leases.take(lease.name, "robber", lease.until, 1e6)


def _join(prefix: str) -> None:
    for thread in threading.enumerate():
        if thread.name.startswith(prefix):
            thread.join(LONG)
