"""The Tate records through the whole line: time, memory, and the pace at the start and at the end."""

import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import needs_shared


def run() -> dict[str, object]:
    data = needs_shared() / "data"
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        with (folder / "tate.jsonl").open("wb") as joined:
            for part in ("train", "dev"):
                joined.write(gzip.decompress((data / "tagging" / "tate" / f"{part}.jsonl.gz").read_bytes()))
        work = folder / "work"
        thesaury("init", str(work), "--languages", "en")
        imported = timed(work, "vocabulary", "import", str(data / "tagging" / "vocab" / "tate-subjects.ttl.gz"))
        thesaury("connect", "table", str(folder / "tate.jsonl"), cwd=work)
        synced = timed(work, "sync", "--json")
        summary = json.loads(synced.pop("stdout"))
    imported.pop("stdout")
    keys = ("assets", "records", "concepts", "suggestions", "accepted")
    return {"vocabulary": imported, "sync": synced, **{key: summary[key] for key in keys}}


def thesaury(*args: str, cwd: Path | None = None) -> None:
    subprocess.run([sys.executable, "-m", "thesaury", *args], cwd=cwd, check=True, capture_output=True)


def timed(work: Path, *args: str) -> dict[str, object]:
    """One command: seconds, its peak memory in MiB, and assets a second in the first and last quarter of each stage."""
    with tempfile.TemporaryFile("w+") as out:
        started = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "thesaury", *args], cwd=work, stdout=out, stderr=subprocess.PIPE, text=True
        )
        assert process.stderr is not None
        steps = [(time.monotonic(), json.loads(line)) for line in process.stderr if line.startswith("{")]
        _, status, usage = os.wait4(process.pid, 0)
        assert status == 0
        seconds = time.monotonic() - started
        out.seek(0)
        paces = {
            stage: _paces([(at, step["done"]) for at, step in steps if step["stage"] == stage])
            for stage in {s["stage"] for _, s in steps}
        }
        return {
            "seconds": round(seconds, 1),
            "peak_mib": usage.ru_maxrss // 1024,
            "assets_per_second": paces,
            "stdout": out.read(),
        }


def _paces(steps: list[tuple[float, int]]) -> dict[str, float]:
    quarter = max(1, len(steps) // 4)
    if len(steps) < 4:
        return {}
    first, last = (steps[0], steps[quarter]), (steps[-1 - quarter], steps[-1])
    return {
        name: round((b[1] - a[1]) / max(b[0] - a[0], 1e-9))
        for name, (a, b) in (("first_quarter", first), ("last_quarter", last))
    }
