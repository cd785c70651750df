"""Twenty rounds of up to five `kill -9` at random moments of a sync; each has to end like an undisturbed one."""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.journeys.test_resume import survives_kills

ROUNDS, KILLS = 20, 5


def run() -> dict[str, int]:
    hits = 0
    for seed in range(ROUNDS):
        with tempfile.TemporaryDirectory() as scratch:
            hits += survives_kills(Path(scratch), _thesaury, KILLS, seed * 1000)
    return {"rounds": ROUNDS, "kills_that_hit": hits, "results_that_differ": 0}


def _thesaury(*args: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "thesaury", *map(str, args)], cwd=cwd, check=True, capture_output=True, text=True
    )
