"""Stopping a long-running command in good order, by Ctrl-C or by the signal a service manager sends."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event


@contextmanager
def stop_asked() -> Iterator[Callable[[], bool]]:
    """A question that turns true once somebody asks this process to stop; a second request ends it at once."""
    asked = Event()

    def ask(number: int, frame: object) -> None:
        if asked.is_set():
            raise KeyboardInterrupt
        asked.set()

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield asked.is_set
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
