"""What we ask of the memory of answered writes: a write that is sent twice under one key is done once."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

KEPT_SECONDS = 24 * 3600.0
"""How long an answer is given again."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it went out; `secret`: it bore one, and its body was not kept."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""
    secret: bool = False


class Standing(StrEnum):
    """How a request under a key stands: it is the first, its twin is under way or answered, or the key went with another request."""

    FIRST = "first"
    RUNNING = "running"
    ANSWERED = "answered"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Claim:
    """How it stands, with the answer where there is one."""

    standing: Standing
    reply: Reply | None = None


class Replies(Protocol):
    """Answers to writes, by who called and the key he gave. Times are seconds since 1970, UTC."""

    def claim(self, caller: str, key: str, digest: str, now: float, patience: float) -> Claim:
        """Begin a request with this digest, of many at once for one alone. A request that was begun more than `patience` seconds ago and
        never answered counts as dead, and an answer of more than `KEPT_SECONDS` ago as never given."""

    def keep(self, caller: str, key: str, reply: Reply, now: float) -> None:
        """Keep what the begun request was answered."""

    def release(self, caller: str, key: str) -> None:
        """Forget a begun request that came to nothing, so that it can be sent again; one that was answered stays."""

    def sweep(self, now: float) -> int:
        """Forget what is older than `KEPT_SECONDS`; returns how many."""
