"""A benchmark part in a process of its own on one core, so that its memory and its threads are its alone."""

import json
import os
import subprocess
import sys
from pathlib import Path


def apart(module: str, path: Path, how: str) -> dict[str, object]:
    """What `python -m benchmarks.MODULE PATH HOW` prints as JSON, run with one thread on one core."""
    command = [sys.executable, "-m", module, str(path), how]
    alone = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    if hasattr(os, "sched_getaffinity"):
        command = ["taskset", "-c", str(min(os.sched_getaffinity(0))), *command]
    figures: dict[str, object] = json.loads(
        subprocess.run(command, check=True, stdout=subprocess.PIPE, env=alone).stdout
    )
    return figures
