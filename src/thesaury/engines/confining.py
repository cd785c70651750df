"""What a child process that reads the words of strangers may use, set by itself before it reads any."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

_AFTER_OTHERS = 10
"""Of two that want a processor at the same time, such a child gets a tenth of it."""
_KEPT_VARIABLES = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR")


def confine(memory_mib: int, cpu_seconds: int, file_bytes: int = 0) -> None:
    """Give this process its limits, for good, where the system has them; a file it writes may have so many bytes."""
    try:
        import resource
    except ImportError:  # Windows: only the parent's clock remains
        return
    for kind, limit in (
        (resource.RLIMIT_AS, memory_mib << 20),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, file_bytes),
    ):
        hard = resource.getrlimit(kind)[1]
        allowed = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        # A second more for the signal that says why it ended: at the hard limit it is killed without a word.
        most = allowed + 1 if kind == resource.RLIMIT_CPU else allowed
        resource.setrlimit(kind, (allowed, most if hard == resource.RLIM_INFINITY else min(most, hard)))


def give_way() -> None:
    """Let everything else on this machine go first: the processor is lent to this process where others want it, and where memory runs out
    the system ends it before others."""
    if hasattr(os, "nice"):
        os.nice(_AFTER_OTHERS)
    with suppress(OSError):  # where there is no such file
        Path("/proc/self/oom_score_adj").write_text("800", "ascii")


def command(start: str, *given: str) -> Sequence[str]:
    """The command of a child that has nothing of the user's surroundings and runs `start`, a statement, on these arguments."""
    paths = json.dumps([part or str(Path.cwd()) for part in sys.path])
    return [
        sys.executable,
        "-I",
        "-c",
        f"import json, sys; sys.path[:] = json.loads(sys.argv[1]); {start}",
        paths,
        *given,
    ]


def started(start: str, given: str, stdin: int | IO[bytes]) -> subprocess.Popen[bytes]:
    """A child that runs `start` on these arguments and tells what it has to say on standard output alone."""
    return subprocess.Popen(
        command(start, given), stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=surroundings()
    )


def used_up(code: int, wall_seconds: float | None, cpu_seconds: int, memory_mib: int, or_else: str = "") -> str:
    """What a child that ended with this code had used up, as words behind "needs"; empty where it broke down by itself.

    `wall_seconds` where the parent's clock ended it; `or_else` is what may look like too little memory, too.
    """
    if wall_seconds is not None:
        return f"more than {wall_seconds:g} seconds"
    if code < 0 and code == -getattr(signal, "SIGXCPU", 0):
        return f"more than {cpu_seconds} seconds of processor time"
    return f"more than {memory_mib} MiB of memory{or_else}" if code < 0 else ""


def surroundings() -> dict[str, str]:
    """The variables such a child needs to start."""
    return {key: os.environ[key] for key in _KEPT_VARIABLES if key in os.environ}
