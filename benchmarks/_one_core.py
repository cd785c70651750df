"""Benchmarks over a workspace of their own, each part in a process of its own on one core: its memory and its threads are its alone."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import needs_shared


def with_and_without_model(module: str, fill: Callable[[Path, int], None], documents: int) -> dict[str, object]:
    """The figures of a module over a workspace that `fill` makes, with MiniLM and without a model. Raises Skipped without the gold sets."""
    needs_shared()
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch, "workspace")
        fill(path, documents)
        return {
            "documents": documents,
            "load_of_the_machine": os.getloadavg()[0],
            "with_MiniLM": _apart(module, path, "model"),
            "without_a_model": _apart(module, path, "words"),
        }


def _apart(module: str, path: Path, how: str) -> dict[str, object]:
    """What `python -m benchmarks.MODULE PATH HOW` prints as JSON, run with one thread on one core."""
    command = [sys.executable, "-m", module, str(path), how]
    alone = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    if hasattr(os, "sched_getaffinity"):
        command = ["taskset", "-c", str(min(os.sched_getaffinity(0))), *command]
    figures: dict[str, object] = json.loads(
        subprocess.run(command, check=True, stdout=subprocess.PIPE, env=alone).stdout
    )
    return figures
