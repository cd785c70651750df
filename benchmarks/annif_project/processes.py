"""What a whole process costs: processor time, time on the clock and peak memory, its own children included."""

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

# CPU seconds after which one process is given up; the slowest known (MLLM searched on Tate) needs about a quarter.
LIMIT = 1200


class GivenUp(Exception):
    """A process that used up its processor time."""


@dataclass(frozen=True)
class Cost:
    """CPU seconds (user and system), seconds on the clock and the largest process's peak memory in MiB."""

    cpu: float
    wall: float
    mib: float

    def __add__(self, other: "Cost") -> "Cost":
        """Both, one after the other."""
        return Cost(self.cpu + other.cpu, self.wall + other.wall, max(self.mib, other.mib))

    def figures(self) -> dict[str, float]:
        return {"cpu_seconds": round(self.cpu, 1), "wall_seconds": round(self.wall, 1), "peak_mib": round(self.mib)}


def measured(command: Sequence[str | Path], environment: Mapping[str, str], log: Path) -> Cost:
    """Run to the end, output into the log and errors beside it. Raises GivenUp at the limit, CalledProcessError on failure."""
    started = time.monotonic()
    errors = log.with_suffix(".err")
    with log.open("wb") as out, errors.open("wb") as err:
        process = subprocess.Popen(command, env=dict(environment), stdout=out, stderr=err)
        if hasattr(resource, "prlimit"):
            resource.prlimit(process.pid, resource.RLIMIT_CPU, (LIMIT, LIMIT + 5))
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode == -signal.SIGXCPU:
        raise GivenUp(f"given up after {LIMIT} seconds of processor time")
    if process.returncode:
        print(errors.read_text(errors="replace")[-2000:], file=sys.stderr)
        raise subprocess.CalledProcessError(process.returncode, list(map(str, command)))
    mib = used.ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)
    return Cost(used.ru_utime + used.ru_stime, time.monotonic() - started, mib)
