"""What a sandbox remembers of its callers: the request log, broken rules, and every write that was carried out."""

from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

_NEWEST = 10_000


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and how it was answered; `status` 0 means that no answer was sent."""

    time: str
    method: str
    path: str
    query: str
    route: str
    status: int
    size: int
    duration: float
    headers: Mapping[str, str]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule of the vendor that a request broke."""

    time: str
    rule: str
    detail: str


@dataclass(frozen=True, slots=True)
class Effect:
    """One write that was carried out, with the caller's idempotency key where it sent one."""

    time: str
    route: str
    key: str
    what: Any


@dataclass
class Ledger:
    """The three lists. Counts cover all requests, the log itself only the newest."""

    exchanges: deque[Exchange] = field(default_factory=lambda: deque(maxlen=_NEWEST))
    counts: Counter[str] = field(default_factory=Counter)
    violations: list[Violation] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)

    def note(self, exchange: Exchange) -> None:
        """Adds a request to the log."""
        self.exchanges.append(exchange)
        self.counts[f"{exchange.method} {exchange.route}"] += 1

    def clear(self) -> None:
        """Forgets everything."""
        self.exchanges.clear()
        self.counts.clear()
        self.violations.clear()
        self.effects.clear()

    def log(self, newest: int) -> dict[str, Any]:
        """The newest requests, oldest of them first, and how often each route was called."""
        entries = list(self.exchanges)[-newest:] if newest > 0 else []
        return {"requests": [asdict(entry) for entry in entries], "counts": dict(self.counts)}

    def repeated(self) -> dict[str, int]:
        """Idempotency keys that were applied more than once, with how often."""
        keys = Counter(effect.key for effect in self.effects if effect.key)
        return {key: times for key, times in keys.items() if times > 1}
