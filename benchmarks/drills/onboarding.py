"""`kill -9` at random moments of proposing a whole client and of its first flow, ten times; each has to end like an undisturbed one."""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.journeys.clients.test_onboarding_resume import survives_kills

ROUNDS, KILLS, ROWS = 10, 4, 66


def run() -> dict[str, int]:
    hits = 0
    for seed in range(ROUNDS):
        with tempfile.TemporaryDirectory() as scratch:
            hits += survives_kills(Path(scratch), _thesaury, ROWS, KILLS, seed * 1000)
    return {"rounds": ROUNDS, "kills": 2 * KILLS * ROUNDS, "kills_that_hit": hits, "results_that_differ": 0}


def _thesaury(*args: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([sys.executable, "-m", "thesaury", *map(str, args)], cwd=cwd, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(map(str, args))}: exit {done.returncode}\n{done.stderr}")
    return done
