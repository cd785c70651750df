"""Durable jobs: runs cut into chunks, done at least once each by whichever worker lives."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of work that may be done twice without harm: its stage, the connection it concerns (or none) and its items."""

    stage: str
    connection: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """The chunks to do next, in any order and side by side, and the position that follows; no chunks end the run."""

    chunks: tuple[Chunk, ...]
    position: str


class Work(Protocol):
    """What runs consist of. Both methods may be called again for the same arguments after a crash."""

    def next(self, run: int, position: str) -> Batch:
        """The batch at this position (empty at first), read from the catalogue. Failures are in the run's log, not raised."""

    def do(self, run: int, chunk: Chunk) -> None:
        """Do one chunk. Failures that others should not suffer from go into the run's log."""

    def abandon(self, run: int, chunk: Chunk | None, error: BaseException) -> None:
        """Note that a chunk raised what nobody foresaw (the run goes on), or, without a chunk, that the run itself did and is over."""


class Jobs(Protocol):
    """A durable queue of runs."""

    def submit(self, run: int) -> None:
        """Queue a run, durable on return; the same run twice is one."""

    def work(self, stopped: Callable[[], bool]) -> None:
        """Be a worker until `stopped`: take runs and chunks, renew the lease, and hand a dead worker's work on within 30 s."""

    def wait(self, run: int, seconds: float) -> bool:
        """Whether the run ended within this time."""

    def close(self) -> None:
        """Release everything; what was under way is taken up by the next worker."""
