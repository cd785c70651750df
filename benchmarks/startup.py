"""How much processor time `thesaury --help` takes, and how soon a served demo workspace answers."""

import json
import resource
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from statistics import median


def run() -> dict[str, object]:
    return {"help_cpu_seconds": _help(), **_serve()}


def _help() -> float:
    costs = []
    for _ in range(5):
        before = _cpu()
        subprocess.run([sys.executable, "-m", "thesaury", "--help"], check=True, stdout=subprocess.DEVNULL)
        costs.append(_cpu() - before)
    return round(median(costs), 3)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _serve() -> dict[str, object]:
    folder = Path(__file__).parent / "out" / "demo"
    made = subprocess.run(
        [sys.executable, "-m", "thesaury", "demo", "--headless", "--quiet", "--folder", str(folder)],
        check=True,
        capture_output=True,
        text=True,
    )
    return {
        "demo_seconds": json.loads(made.stdout)["seconds"],
        "serve_ready_seconds": round(median(_ready(folder) for _ in range(3)), 2),
    }


def _ready(folder: Path) -> float:
    """Seconds from starting the command to the first whole search page."""
    with tempfile.TemporaryFile("w+") as log:
        started = time.monotonic()
        server = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "thesaury",
                "serve",
                "--workspace",
                str(folder / "workspace"),
                "--port",
                "0",
                "--no-open",
            ],
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        try:
            assert server.stdout is not None
            address = server.stdout.readline().split()[3]
            with urllib.request.urlopen(f"{address.rstrip('/')}/?q=sustainable+packaging") as answer:
                answer.read()
            return time.monotonic() - started
        finally:
            server.terminate()
            server.wait()
