"""The worker of `serve`: a process beside it that does what pages start, ends with it, and is started anew should it end by itself."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from thesaury.cli.output import say

WITH_PARENT = "--with-parent"
"""The option of `worker` that makes it end once its standard input does, which happens however its parent ends."""
FAREWELL = 15.0
"""Seconds a worker may take to end in good order; what it leaves is taken up again."""
_LOOK = 0.1
_PAUSES = (1.0, 60.0)
"""The first and the longest pause before a worker that ended by itself is started again."""
_STEADY = 60.0
"""Seconds after which a worker counts as one that works."""


@contextmanager
def worker_beside(root: Path, command: tuple[str, ...] = (sys.executable, "-m", "thesaury")) -> Iterator[None]:
    """A worker of the workspace at this directory for as long as the block takes; its end is waited for."""
    with kept_beside((*command, "worker", "--quiet", WITH_PARENT, "--workspace", str(root))):
        yield


@contextmanager
def kept_beside(command: tuple[str, ...]) -> Iterator[None]:
    """This command, which works and ends with its standard input, for as long as the block takes; its end is waited for."""
    over = Event()
    thread = Thread(target=_kept_up, args=(command, over), name="worker beside", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@contextmanager
def parent_watched() -> Iterator[Callable[[], bool]]:
    """A question that turns true once standard input ends; a process that has not ended some time after that is ended."""
    ended = Event()

    def watch() -> None:
        while os.read(0, 1024):  # not through sys.stdin, whose lock would be in the way of the interpreter's end
            pass
        ended.set()
        time.sleep(FAREWELL)
        os._exit(1)

    Thread(target=watch, name="parent", daemon=True).start()
    yield ended.is_set


def _kept_up(command: tuple[str, ...], over: Event) -> None:
    """Start the worker, and start it again when it ends, ever more slowly as long as it ends at once."""
    pause, longest = _PAUSES
    while not over.is_set():
        began = time.monotonic()
        code = _one(command, over)
        if over.is_set():
            return
        pause = _PAUSES[0] if time.monotonic() - began > _STEADY else pause
        say(f"The worker ended by itself (code {code}) and is started again in {pause:.0f} s.")
        over.wait(pause)
        pause = min(pause * 2, longest)


def _one(command: tuple[str, ...], over: Event) -> int:
    """One worker from its start to its end, which is asked for once it is over. In a session of its own: Ctrl-C is for its parent."""
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True) as worker:
        while worker.poll() is None and not over.wait(_LOOK):
            pass
        if worker.poll() is None:
            worker.terminate()
            try:
                return worker.wait(FAREWELL)
            except subprocess.TimeoutExpired:
                worker.kill()
        return worker.wait()
