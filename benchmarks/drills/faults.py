"""Every kind of upstream fault against the real command: what it holds, how long it takes, and the memory of its process at most.

`thesaury flow run` is a process of its own each time; both systems, with the demo brand, run in two others.
"""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.journeys.faults import kinds, struck
from tests.journeys.systems import Systems, served_apart, started
from tests.journeys.trouble import Kind, Told, Trial, Undisturbed, undisturbed, withstood
from thesaury.bootstrap import open_workspace

SEEDS = 1
MEBIBYTES = 300
SECONDS = 300.0


def run(seeds: int = SEEDS, size: str = "demo", only: str = "") -> dict[str, object]:
    """Puts both sandboxes through every kind; a kind that loses something ends the drill with an AssertionError."""
    figures: dict[str, dict[str, float]] = {}
    with served_apart(size) as systems, tempfile.TemporaryDirectory() as scratch:
        expected = _expecting(systems, Path(scratch))
        for seed in range(seeds):
            for number, kind in enumerate(kind for kind in (*kinds(seed), _largest(seed)) if only in kind.name):
                wanted = expected(kind)
                trial = Trial(systems, Path(scratch, f"{seed}-{number}"), kind, command)
                started_at = time.monotonic()
                withstood(trial, wanted)
                figures[f"{kind.name} ({seed})"] = _figures(trial, time.monotonic() - started_at)
    longest = max(one["longest_run_seconds"] for one in figures.values())
    most = max(one["mebibytes"] for one in figures.values())
    assert longest < SECONDS, longest
    assert most < MEBIBYTES, most
    return {"trials": len(figures), "longest_run_seconds": longest, "mebibytes_at_most": most, "each": figures}


def _largest(seed: int) -> Kind:
    """Bodies beyond what a connection takes by its usual settings."""
    return struck("oversized:40", 0.1, seed=seed)


def command(root: Path, patience: float) -> Told:
    """`thesaury flow run` in a process of its own, whose memory is looked at as long as it lives."""
    began = time.monotonic()
    process = started(root, "flow", "run", "all", "--quiet", THESAURY_SETTLE_SECONDS=str(patience))
    most = 0.0
    while process.poll() is None:
        most = max(most, _at_most(process.pid))
        time.sleep(0.01)
    _, words = process.communicate()
    assert "Traceback" not in words, words
    seconds = time.monotonic() - began
    workspace = open_workspace(root)
    try:
        (ended,) = workspace.catalogue.runs.recent(1)
        return Told(ended, tuple(workspace.catalogue.runs.failures(ended.id)), round(seconds, 2), round(most, 1))
    finally:
        workspace.close()


def _expecting(systems: Systems, scratch: Path) -> Callable[[Kind], Undisturbed]:
    found: dict[object, Undisturbed] = {}

    def of(kind: Kind) -> Undisturbed:
        key = kind.changes, kind.annotators
        if key not in found:
            found[key] = undisturbed(systems, scratch / f"undisturbed-{len(found)}", kind, command)
        return found[key]

    return of


def _figures(trial: Trial, seconds: float) -> dict[str, float]:
    return {
        "seconds": round(seconds, 1),
        "longest_run_seconds": max(told.seconds for told in trial.told),
        "mebibytes": max(told.mebibytes for told in trial.troubled),
        "mebibytes_afterwards": trial.told[-1].mebibytes,
        "reasons": sum(len(told.reasons) for told in trial.told),
    }


def _at_most(process: int) -> float:
    """The most memory a process had so far, in MiB; 0 for one that is gone."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0.0
    found = [line for line in status.splitlines() if line.startswith("VmHWM")]
    return int(found[0].split()[1]) / 1024 if found else 0.0
