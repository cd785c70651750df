"""Stopping a long-running command in good order, by Ctrl-C or by the signal a service manager sends."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING

from thesaury.cli.output import say

if TYPE_CHECKING:
    from thesaury.bootstrap import EmbeddedWorkspace

_LOOK = 1.0
"""Seconds between two looks at how a client stands."""
_AGAIN = 5.0


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


def suspension_of(workspace: "EmbeddedWorkspace") -> Callable[[], bool]:
    """A question that turns true once the agency lets nobody open this workspace any more; it looks once a second, however often it is
    asked."""
    looked, found = 0.0, False

    def asked() -> bool:
        nonlocal looked, found
        if not found and time.monotonic() >= looked:
            looked, found = time.monotonic() + _LOOK, workspace.suspended
        return found

    return asked


@contextmanager
def ended_by_suspension(workspace: "EmbeddedWorkspace") -> Iterator[None]:
    """Within, this process is asked to stop, as by a service manager, once the agency lets nobody open this workspace any more; and
    again while it does not, for who is only just starting may not hear it."""
    over, suspended = Event(), suspension_of(workspace)

    def watch() -> None:
        pause = _LOOK
        while not over.wait(pause):
            if suspended():
                say(f"{workspace.root.name} is suspended or being deleted: it is served no more.")
                os.kill(os.getpid(), signal.SIGTERM)
                pause = _AGAIN

    thread = Thread(target=watch, name="suspension", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
