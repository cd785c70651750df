"""What every durable queue of runs has to do."""

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.patience import PATIENCE
from thesaury.ports.jobs import Batch, Chunk, Jobs

LONG = PATIENCE
"""Seconds no test comes near."""

OnError = Callable[[int, Chunk | None, Exception], None]


def _nothing(item: str) -> None:
    pass


@dataclass
class ListedWork:
    """Batches from a list, the same for each run; keeps what was asked for, and calls `doing` within each chunk."""

    batches: Sequence[Sequence[str]]
    doing: Callable[[str], None] = _nothing
    asked: list[tuple[int, str]] = field(default_factory=list)
    done: list[tuple[int, str]] = field(default_factory=list)
    chunks: list[Chunk] = field(default_factory=list)

    def next(self, run: int, position: str) -> Batch:
        self.asked.append((run, position))
        number = int(position or 0)
        items = self.batches[number] if number < len(self.batches) else ()
        return Batch(tuple(Chunk("pull", f"dam {run}", (item,)) for item in items), str(number + 1))

    def do(self, run: int, chunk: Chunk) -> None:
        self.doing(chunk.items[0])
        self.chunks.append(chunk)
        self.done.append((run, chunk.items[0]))

    def items(self, run: int = 1) -> list[str]:
        return [item for one, item in self.done if one == run]


class LaterFails(ListedWork):
    """Its second batch cannot be read."""

    def next(self, run: int, position: str) -> Batch:
        if position:
            raise OSError("the catalogue is gone")
        return super().next(run, position)


@contextmanager
def working(jobs: Jobs) -> Iterator[None]:
    """A worker in a thread; an exception that ends it fails the test."""
    failures: list[BaseException] = []
    stop = threading.Event()

    def body() -> None:
        try:
            jobs.work(stop.is_set)
        except BaseException as error:  # noqa: BLE001
            failures.append(error)

    thread = threading.Thread(target=body)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
    assert failures == []


def unheard(run: int, chunk: Chunk | None, error: Exception) -> None:
    raise AssertionError("nothing should fail here") from error


class JobsSuite(ABC):
    @abstractmethod
    def jobs(self, work: ListedWork, on_error: OnError = unheard) -> Jobs:
        """Jobs on the place of this test, which is the same each time; the suite closes them."""

    def test_batches_are_done_one_after_the_other(self) -> None:
        work = ListedWork([["a", "b", "c"], ["d"], ["e", "f"]])
        jobs = self.jobs(work)
        jobs.submit(1)
        with working(jobs):
            assert jobs.wait(1, LONG)
        jobs.close()
        done = work.items()
        assert sorted(done) == ["a", "b", "c", "d", "e", "f"]
        assert (set(done[:3]), done[3], set(done[4:])) == ({"a", "b", "c"}, "d", {"e", "f"})
        assert [position for _, position in work.asked] == ["", "1", "2", "3"]

    def test_a_chunk_arrives_as_it_was(self) -> None:
        work = ListedWork([['a "b" / ü\n\u0000 \ud800 \U0001f3de']])
        jobs = self.jobs(work)
        jobs.submit(7)
        with working(jobs):
            assert jobs.wait(7, LONG)
        jobs.close()
        assert work.chunks == [Chunk("pull", "dam 7", ('a "b" / ü\n\u0000 \ud800 \U0001f3de',))]

    def test_a_run_submitted_while_a_worker_lives_is_taken_up(self) -> None:
        work = ListedWork([["a"]])
        jobs = self.jobs(work)
        with working(jobs):
            jobs.submit(1)
            assert jobs.wait(1, LONG)
            jobs.submit(12)
            assert jobs.wait(12, LONG)
        jobs.close()
        assert work.done == [(1, "a"), (12, "a")]

    def test_a_run_submitted_twice_is_one(self) -> None:
        work = ListedWork([["a"], ["b"]])
        jobs = self.jobs(work)
        jobs.submit(1)
        jobs.submit(1)
        with working(jobs):
            assert jobs.wait(1, LONG)
            jobs.submit(1)
            jobs.submit(2)
            assert jobs.wait(2, LONG)
        jobs.close()
        assert work.items(1) == ["a", "b"]

    def test_a_run_without_chunks_ends(self) -> None:
        work = ListedWork([])
        jobs = self.jobs(work)
        jobs.submit(1)
        with working(jobs):
            assert jobs.wait(1, LONG)
        jobs.close()
        assert work.done == []

    def test_waiting_ends_although_the_run_does_not(self) -> None:
        jobs = self.jobs(ListedWork([["a"]]))
        assert not jobs.wait(1, 0.0)
        jobs.submit(1)
        assert not jobs.wait(1, 0.1)
        jobs.close()

    def test_a_failing_chunk_is_told_and_does_not_stop_the_run(self) -> None:
        def failing(item: str) -> None:
            if item in ("a", "d"):
                raise ValueError(f"no {item}")

        told: list[tuple[int, Chunk | None, str]] = []
        work = ListedWork([["a", "b"], ["c", "d"], ["e"]], failing)
        jobs = self.jobs(work, lambda run, chunk, error: told.append((run, chunk, str(error))))
        jobs.submit(1)
        with working(jobs):
            assert jobs.wait(1, LONG)
        jobs.close()
        assert sorted(work.items()) == ["b", "c", "e"]
        assert told == [(1, Chunk("pull", "dam 1", (item,)), f"no {item}") for item in ("a", "d")]

    def test_a_batch_that_cannot_be_read_is_told_and_ends_the_run(self) -> None:
        told: list[tuple[int, Chunk | None, str]] = []
        work = LaterFails([["a"], ["b"]])
        jobs = self.jobs(work, lambda run, chunk, error: told.append((run, chunk, str(error))))
        jobs.submit(1)
        with working(jobs):
            assert jobs.wait(1, LONG)
        jobs.close()
        assert work.items() == ["a"]
        assert told == [(1, None, "the catalogue is gone")]

    def test_nobody_has_to_hear_of_it(self) -> None:
        def deaf(run: int, chunk: Chunk | None, error: Exception) -> None:
            raise RuntimeError("the log is gone too")

        work = LaterFails([["a"], ["b"]])
        jobs = self.jobs(work, deaf)
        jobs.submit(1)
        with working(jobs):
            assert jobs.wait(1, LONG)
        jobs.close()

    def test_a_run_goes_on_after_close_and_reopen(self) -> None:
        reached = threading.Event()
        before = ListedWork([["a", "b"], ["c", "d", "e"], ["f"]], lambda item: reached.set() if item == "d" else None)
        jobs = self.jobs(before)
        jobs.submit(1)
        with working(jobs):
            assert reached.wait(LONG)
            jobs.close()
        after = ListedWork(before.batches)
        jobs = self.jobs(after)
        with working(jobs):
            assert jobs.wait(1, LONG)
        jobs.close()
        assert set(before.items() + after.items()) == set("abcdef")
        assert not {"a", "b"} & set(after.items())
