"""The process: takes an annotator on standard input, then part after part, and answers each on standard output."""

import gc
import os
import pickle
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from time import process_time
from typing import IO

from thesaury.engines.pool.wire import Reply, plain
from thesaury.model.asset import Asset
from thesaury.ports.annotator import Annotator

Parts = SimpleQueue[Sequence[Asset]]


def start() -> None:
    """Answer until the parent closes its end, which a parent does that was killed, too."""
    # A terminal and a service manager signal all processes at once: the parent alone decides what that means.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no reply
    gc.disable()
    annotator: Annotator = pickle.load(source)
    gc.freeze()  # a vocabulary has a great many objects, and none of them will ever be garbage
    gc.enable()
    parts: Parts = SimpleQueue()
    Thread(target=_listen, args=(source, parts), daemon=True).start()
    while True:
        pickle.dump(reply(annotator, parts.get()), sink, pickle.HIGHEST_PROTOCOL)
        sink.flush()


def reply(annotator: Annotator, part: Sequence[Asset]) -> Reply:
    """What there is to say to a part; a part that fails is done again by the parent, which raises what it raises there."""
    try:
        answers, failure = [plain(answer) for answer in annotator.suggest(part)], ""
    except Exception as error:  # noqa: BLE001 - whatever it is, the parent meets it itself
        return Reply(None, repr(error)[:500], process_time(), _peak_mib())
    return Reply(answers, failure, process_time(), _peak_mib())


def _listen(source: IO[bytes], parts: Parts) -> None:
    """Take parts as they come; at the end of them end at once, in the midst of work too, for nobody waits for it."""
    try:
        while True:
            parts.put(pickle.load(source))
    except (EOFError, OSError, pickle.UnpicklingError):
        os._exit(0)


def _peak_mib() -> float:
    """The most memory this process held, in MiB. Linux counts what its parent held when it was started into `ru_maxrss`, so there
    the kernel's own mark of this process is read; 0 where the system does not tell."""
    with suppress(OSError, ValueError, IndexError):
        return int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) / 1024
    try:
        from resource import RUSAGE_SELF, getrusage
    except ImportError:  # Windows
        return 0.0
    return getrusage(RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)
