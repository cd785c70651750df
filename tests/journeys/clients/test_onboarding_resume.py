"""Whatever moment proposing or a first flow is killed at, doing it again ends where an undisturbed one ends."""

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

from thesaury.sandbox.agency import write_agency

ROWS, KILLS = 12, 1
PROPOSE = ("onboard", "propose", "--table", "table.csv", "--quiet")
START = ("onboard", "start", "--now", "--quiet")


def test_onboarding_that_is_killed_ends_like_one_that_was_not(tmp_path: Path, thesaury):
    survives_kills(tmp_path, thesaury, ROWS, KILLS, seed=3)


def survives_kills(folder: Path, thesaury: Callable[..., Any], rows: int, kills: int, seed: int) -> int:
    """Kill proposing, and the first flow, so many times each, do them again and compare; returns how many kills hit."""
    chance = random.Random(seed)
    calm = _client(folder, "calm", rows, thesaury)
    killed = Path(shutil.copytree(calm, folder / "killed"))
    length = _timed(thesaury, calm, PROPOSE)
    hits = sum(_killed(killed, PROPOSE, length * chance.uniform(0.4, 1.4)) for _ in range(kills))
    thesaury(*PROPOSE, cwd=killed)
    assert _proposed(thesaury, calm) == _proposed(thesaury, killed)

    for kind in ("field", "value"):
        thesaury("onboard", "decide", "--sure", "0.3", "--kind", kind, cwd=calm)
    shutil.rmtree(killed)
    shutil.copytree(calm, killed)
    length = _timed(thesaury, calm, START)
    hits += sum(_killed(killed, START, length * chance.uniform(0.4, 1.4)) for _ in range(kills))
    thesaury(*START, cwd=killed)
    assert _kept(thesaury, calm) == _kept(thesaury, killed)
    return hits


def _client(folder: Path, name: str, rows: int, thesaury: Callable[..., Any]) -> Path:
    pack = write_agency(folder / "agency", pictures=False)
    thesaury("init", folder / name, "--languages", "fr,en")
    thesaury("vocabulary", "import", pack.shared, cwd=folder / name)
    with pack.assets.open(encoding="utf-8-sig") as table:
        (folder / name / "table.csv").write_text("".join(islice(table, rows + 1)), encoding="utf-8")
    return folder / name


def _timed(thesaury: Callable[..., Any], root: Path, command: tuple[str, ...]) -> float:
    started = time.monotonic()
    thesaury(*command, cwd=root)
    return time.monotonic() - started


def _killed(root: Path, command: tuple[str, ...], after: float) -> bool:
    process = subprocess.Popen(
        [sys.executable, "-m", "thesaury", *command], cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


def _proposed(thesaury: Callable[..., Any], root: Path) -> list[dict[str, Any]]:
    """Everything that is proposed, but for its place: that goes on from what was there before."""
    shown = thesaury("onboard", "show", "--limit", "5000", "--json", cwd=root).stdout
    return [{name: told for name, told in one.items() if name != "place"} for one in json.loads(shown)["mappings"]]


def _kept(thesaury: Callable[..., Any], root: Path) -> tuple[bytes, str, list[dict[str, Any]]]:
    """What is known of the assets, and which connections and flows there are, wherever their table lies."""
    thesaury("export", "jsonl", "assets.jsonl", cwd=root)
    connections = json.loads(thesaury("connections", "--json", cwd=root).stdout)
    told = [(one["name"], one["connector"], sorted({**one["settings"], "path": ""}.items())) for one in connections]
    flows = json.loads(thesaury("flow", "list", "--json", cwd=root).stdout)
    for flow in flows:
        del flow["last_run"]
    return (root / "assets.jsonl").read_bytes(), json.dumps(told), flows
