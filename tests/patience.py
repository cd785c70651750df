"""How long a test waits for what has to come.

A machine that does three other things is slow at each of them. A wait is over as soon as what it waits for is there, so patience costs a
test nothing unless it fails.
"""

from collections.abc import Iterator
from time import monotonic, sleep

PATIENCE = 180.0
"""Seconds. Below the time after which pytest ends a test, so that the test says itself what never came."""


def patiently(pause: float = 0.02) -> Iterator[None]:
    """Look again and again, for as long as a test waits: `for _ in patiently(): ...`."""
    end = monotonic() + PATIENCE
    while monotonic() < end:
        yield
        sleep(pause)
