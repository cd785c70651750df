"""Pulling and storing 100,000 bought assets from the Smint.io sandbox on loopback: speed, and memory from first to last."""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.journeys.systems import served_apart
from thesaury.bootstrap import open_workspace
from thesaury.sync import pulling

ASSETS = 100_000


def run(assets: int = ASSETS) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as scratch, served_apart("large", assets) as systems:
        root = Path(scratch) / "work"
        systems.workspace(root, only=["bought"]).close()
        return json.loads(
            subprocess.run([sys.executable, "-m", "benchmarks.sync", str(root)], check=True, capture_output=True).stdout
        )


def pulled(root: Path) -> dict[str, Any]:
    """In a process of its own, so that nothing else counts."""
    workspace = open_workspace(root)
    marks: list[tuple[float, int, int]] = []
    started = time.monotonic()
    result = pulling.pull(
        workspace,
        workspace.connection("bought"),
        lambda _, done, total: marks.append((time.monotonic() - started, done, resident())),
    )
    seconds = time.monotonic() - started
    workspace.close()
    total = result.stored.new
    quarters = [next(mark for mark in marks if mark[1] >= total * part // 4) for part in (1, 2, 3, 4)]
    return {
        "assets": total,
        "seconds_with_the_sweep_of_all_ids": round(seconds, 1),
        "assets_a_second_pulled_and_stored": round(total / quarters[3][0]),
        "in_the_first_and_last_quarter": [
            round(total / 4 / quarters[0][0]),
            round(total / 4 / (quarters[3][0] - quarters[2][0])),
        ],
        "MiB_at_each_quarter": [mark[2] for mark in quarters],
        "MiB_at_most": peak(),
    }


def resident() -> int:
    return _memory("VmRSS")


def peak() -> int:
    return _memory("VmHWM")


def _memory(name: str) -> int:
    text = Path("/proc/self/status").read_text()
    return int(text.split(f"{name}:")[1].split()[0]) // 1024


if __name__ == "__main__":
    print(json.dumps(pulled(Path(sys.argv[1]))))
