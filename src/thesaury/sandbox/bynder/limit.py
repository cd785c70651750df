"""The budget of an address: so many requests in five minutes; beyond it 429 until five minutes pass without any request."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from thesaury.sandbox.bynder.refusal import Refusal
from thesaury.sandbox.serving.kernel import Sandbox

WINDOW = timedelta(minutes=5)


@dataclass
class _Address:
    """When an address asked within the window, and when it last asked while it was blocked (None: it is not)."""

    times: deque[datetime] = field(default_factory=deque)
    blocked: datetime | None = None


class Limiter:
    """The budgets of all addresses, shared by all portals."""

    def __init__(self, sandbox: Sandbox, limit: Callable[[], int]) -> None:
        """Budgets by the sandbox's clock; the limit is asked anew each time."""
        self._sandbox, self._limit = sandbox, limit
        self._addresses: dict[str, _Address] = {}

    def clear(self) -> None:
        """Nobody has asked for anything."""
        self._addresses.clear()

    def blocked(self) -> list[str]:
        """The addresses that are blocked now."""
        now = self._sandbox.clock.now()
        return [name for name, kept in self._addresses.items() if kept.blocked and now - kept.blocked < WINDOW]

    def admit(self, address: str) -> None:
        """Counts a request. Raises Refusal (429) when the budget is spent, which every request from then on prolongs."""
        now, kept = self._sandbox.clock.now(), self._addresses.setdefault(address, _Address())
        if kept.blocked is not None:
            if now - kept.blocked < WINDOW:
                kept.blocked = now
                self._sandbox.violate(
                    "request-during-block", f"{address} asked before five minutes of silence were over"
                )
                raise Refusal(429)
            kept.blocked = None
            kept.times.clear()
        while kept.times and now - kept.times[0] >= WINDOW:
            kept.times.popleft()
        kept.times.append(now)
        if len(kept.times) > self._limit():
            kept.blocked = now
            self._sandbox.violate("rate-exceeded", f"{address} made more than {self._limit()} requests in five minutes")
            raise Refusal(429)
