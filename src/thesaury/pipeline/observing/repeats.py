"""Tells what is new from what the same somebody asked or looked at a moment ago."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from time import monotonic

_MOST = 20_000


class Repeats:
    """Remembers when something was last done; threads may share it."""

    def __init__(self, seconds: float, clock: Callable[[], float] = monotonic) -> None:
        """Whoever comes again within so many seconds of the last time does the same thing still."""
        self._seconds, self._clock = seconds, clock
        self._lock = Lock()
        self._last: OrderedDict[Hashable, float] = OrderedDict()

    def again(self, what: Hashable) -> bool:
        """Whether this was done within the time, which begins anew with each time it is done."""
        now = self._clock()
        with self._lock:
            before = self._last.pop(what, None)
            self._last[what] = now
            if len(self._last) > _MOST:
                self._last.popitem(last=False)
        return before is not None and now < before + self._seconds
