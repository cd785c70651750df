"""Who looks at which asset just now, as far as this server knows: a hint among reviewers, nothing that keeps anybody out."""

from collections.abc import Callable
from threading import Lock
from time import monotonic

_WHILE = 90.0
"""Seconds after which somebody who asked for nothing more is taken to look elsewhere."""


class Lookers:
    """Notes who was shown which asset last."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """Nobody looks at anything yet."""
        self._clock, self._lock = clock, Lock()
        self._looking: dict[str, tuple[str, float]] = {}

    def looks(self, who: str, asset: str) -> tuple[str, ...]:
        """Note that somebody looks at this asset now (at none where it is empty); returns who else does, by name."""
        now = self._clock()
        with self._lock:
            self._looking = {name: one for name, one in self._looking.items() if now - one[1] < _WHILE}
            self._looking[who] = (asset, now)
            return tuple(
                sorted(name for name, (at, _) in self._looking.items() if asset and at == asset and name != who)
            )
