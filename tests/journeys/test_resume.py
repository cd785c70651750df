"""`kill -9` at any moment, and the next sync ends as an undisturbed one does."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.journeys.conftest import TERMS
from tests.long_form import LONG

ROWS, KILLS = (3000, 4) if LONG else (1500, 2)
"""`./run drill sync_kills` has twenty rounds of five."""


def test_a_killed_sync_ends_like_an_undisturbed_one(tmp_path: Path, thesaury):
    assert survives_kills(tmp_path, thesaury, KILLS, seed=1) > 0


def survives_kills(folder: Path, thesaury, kills: int, seed: int) -> int:
    """Kill a sync again and again, finish it, and compare with an undisturbed run; returns how many kills hit."""
    words = ("eco friendly box", "refill pouches", "Nachfüllbeutel", "winter sale", "plain lake", "green packaging")
    rows = "".join(f"{n},{words[n % 6]} {n},{words[n % 5]},{words[n % 4]}\n" for n in range(ROWS))
    (folder / "assets.csv").write_text("id,title,description,tags\n" + rows)
    (folder / "terms.ttl").write_text(TERMS)
    for name in ("calm", "killed"):
        work = folder / name
        thesaury("init", work)
        thesaury("vocabulary", "import", folder / "terms.ttl", cwd=work)
        thesaury("connect", "table", folder / "assets.csv", cwd=work)
    started = time.monotonic()
    thesaury("sync", cwd=folder / "calm")
    length = time.monotonic() - started
    hits = sum(_killed(folder / "killed", length * random.Random(seed + n).uniform(0.15, 0.95)) for n in range(kills))
    thesaury("sync", cwd=folder / "killed")
    for name in ("calm", "killed"):
        thesaury("export", "jsonl", folder / f"{name}.jsonl", cwd=folder / name)
        thesaury("export", "turtle", folder / f"{name}.nt", cwd=folder / name)
    assert (folder / "calm.jsonl").read_bytes() == (folder / "killed.jsonl").read_bytes()
    assert sorted((folder / "calm.nt").read_text().splitlines()) == sorted(
        (folder / "killed.nt").read_text().splitlines()
    )
    found = [
        thesaury("search", "packaging", "--limit", "1000", "--json", cwd=folder / name).stdout
        for name in ("calm", "killed")
    ]
    assert found[0] == found[1]
    return hits


def _killed(work: Path, after: float) -> bool:
    process = subprocess.Popen(
        [sys.executable, "-m", "thesaury", "sync", "--quiet"],
        cwd=work,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    return process.wait() == -signal.SIGKILL
