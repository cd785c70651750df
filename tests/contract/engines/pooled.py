"""Annotators with a temper of their own, for the process pool; each can be sent to another process."""

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from thesaury.model.annotation import Suggestion
from thesaury.model.asset import Asset, Record, Text
from thesaury.model.errors import Refused
from thesaury.ports.annotator import Unread

BAD = "7"
"""The id of the asset that the tempers below do not bear."""


def assets(many: int, letters: int = 0) -> list[Asset]:
    return [
        Asset(str(n), (Record("test", str(n), "1", (Text("title", f"harbour {n}" + "." * letters, "en"),)),))
        for n in range(many)
    ]


class Echo:
    """Says of each asset what its id is, and in which process it was read."""

    version, vocabulary = "echo/1", "none@1"

    def suggest(self, assets: Sequence[Asset]) -> list[tuple[Suggestion, ...] | Unread]:
        return [self.answer(asset) for asset in assets]

    def answer(self, asset: Asset) -> tuple[Suggestion, ...] | Unread:
        return (Suggestion(asset.id, 1.0, (), self.version, str(os.getpid())),)


class Mortal(Echo):
    """Another process than its maker's dies of one asset, or of any."""

    def __init__(self, of: str = BAD) -> None:
        self.maker, self.of = os.getpid(), of

    def answer(self, asset: Asset) -> tuple[Suggestion, ...] | Unread:
        if os.getpid() != self.maker and self.of in ("", asset.id):
            os.kill(os.getpid(), signal.SIGKILL)
        return super().answer(asset)


class Choosy(Echo):
    """Raises at one asset."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def answer(self, asset: Asset) -> tuple[Suggestion, ...] | Unread:
        if asset.id == BAD:
            raise self.error
        return super().answer(asset)


class Own(Exception):
    """An exception that cannot be made again from what it shows of itself."""

    def __init__(self, one: int, other: int) -> None:
        super().__init__("own")


class Rooted(Echo):
    """Cannot be sent to another process."""

    def __init__(self) -> None:
        self.lock = Lock()


class Slow(Echo):
    """Takes its time; a file tells of each asset that it has begun."""

    def __init__(self, seconds: float, told: Path | None = None) -> None:
        self.seconds, self.told = seconds, told

    def answer(self, asset: Asset) -> tuple[Suggestion, ...] | Unread:
        if self.told:
            self.told.touch()
        time.sleep(self.seconds)
        return super().answer(asset)


class Busy(Slow):
    """Uses the processor all the time."""

    def answer(self, asset: Asset) -> tuple[Suggestion, ...] | Unread:
        until = time.thread_time() + self.seconds
        while time.thread_time() < until:
            pass
        return Echo.answer(self, asset)


class Telling(Echo):
    """Cannot read, and gives a variable of its process for the reason; what it prints is heard by nobody."""

    def __init__(self, variable: str) -> None:
        self.variable = variable

    def answer(self, asset: Asset) -> tuple[Suggestion, ...] | Unread:
        print("a library speaks", flush=True)
        return Unread(os.environ.get(self.variable, ""))


REFUSAL = Refused("No permission.", 403, "denied")


def lives(pid: int) -> bool:
    """Whether this process is there; one that ended and waits for its end to be noticed is not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def gone(pids: Sequence[int], within: float = 10.0) -> bool:
    until = time.monotonic() + within
    while any(map(lives, pids)):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True
