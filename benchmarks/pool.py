"""One process and two over the same many assets: `evaluate tagging` on a public set, and a first `sync` of 6,000 assets.

Each command is a process of its own, with two workspaces for `sync`. CPU seconds are those of the command and all its processes;
`idle_share` is the part of the machine that nobody used meanwhile, by which it is seen whether others were at work.
"""

import csv
import filecmp
import json
import os
import subprocess
import sys
import tempfile
import time
from importlib import resources
from pathlib import Path
from typing import Any

from benchmarks import needs_shared
from thesaury.sandbox.brand.portal import COLUMNS, row
from thesaury.sandbox.brand.shoots import pictures

ASSETS = 6_000
PROCESSES = (1, 2)


def run() -> dict[str, Any]:
    """Every figure; about two minutes. Raises Skipped without ../shared."""
    with tempfile.TemporaryDirectory() as scratch:
        return {"evaluate": evaluated(Path(scratch)), "sync": synced(Path(scratch), ASSETS)}


def evaluated(scratch: Path) -> dict[str, Any]:
    """All training records of tibstw-en by the default ranker, which has not seen them."""
    sets = needs_shared() / "data" / "tagging"
    files = ["--vocabulary", sets / "vocab" / "stw-descriptors.ttl.gz", "--language", "en"]
    files += ["--documents", sets / "tibstw-en" / "train.jsonl.gz"]
    found: dict[str, Any] = {}
    for number in PROCESSES:
        out = ["--out", scratch / f"{number}.jsonl", "--processes", number, "--quiet"]
        said, cost = timed("evaluate", "tagging", *files, *out)
        names = ("documents_per_second", "documents_per_second_elapsed", "peak_mib")
        found[f"{number} processes"] = {name: json.loads(said)[name] for name in names} | cost
    same = filecmp.cmp(*(scratch / f"{number}.jsonl" for number in PROCESSES), shallow=False)
    return found | {"same_predictions": same}


def synced(scratch: Path, assets: int) -> dict[str, Any]:
    """A first sync of so many assets of the demo brand, without pictures."""
    table, found = tabled(scratch / "assets.csv", assets), {}
    for number in PROCESSES:
        work = scratch / f"work{number}"
        timed("init", work)
        vocabulary = resources.files("thesaury.sandbox.brand") / "vocabulary.ttl"
        timed("vocabulary", "import", vocabulary, "-w", work)
        timed("connect", "table", table, "-w", work)
        said, cost = timed("sync", "--json", "-w", work, THESAURY_PROCESSES=str(number))
        timed("export", "jsonl", work / "all.jsonl", "--quiet", "-w", work)
        found[f"{number} processes"] = {"assets": json.loads(said)["enriched"]} | cost
    exported = [scratch / f"work{number}" / "all.jsonl" for number in PROCESSES]
    return found | {"same_content": filecmp.cmp(*exported, shallow=False)}


def tabled(path: Path, assets: int) -> Path:
    """The demo brand's portal again and again, each time as other assets."""
    known = [row(picture) for picture in pictures() if picture.in_dam("portal")]
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.DictWriter(file, [name for name in COLUMNS if name != "file"], extrasaction="ignore")
        out.writeheader()
        for number in range(assets):
            one = known[number % len(known)]
            out.writerow({**one, "id": f"{one['id']}-{number}", "name": f"{one['name']} {number // len(known)}"})
    return path


def timed(*arguments: object, **variables: str) -> tuple[str, dict[str, Any]]:
    """What a command printed, and what it cost; `stages` has the seconds of each stage that told its progress."""
    before, began = machine(), time.monotonic()
    command = [sys.executable, "-m", "thesaury", *map(str, arguments)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **variables}
    ) as running:
        assert running.stdout
        assert running.stderr
        stages, last = {}, began
        for line in running.stderr:
            if line.startswith("{"):
                stage = json.loads(line)["stage"]
                stages[stage] = round(stages.get(stage, 0.0) + time.monotonic() - last, 2)
                last = time.monotonic()
        said = running.stdout.read()
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    assert running.returncode == 0, arguments
    idle, whole = (now - then for now, then in zip(machine(), before, strict=True))
    cost: dict[str, Any] = {"seconds": round(time.monotonic() - began, 2)}
    cost |= {"cpu_seconds": round(used.ru_utime + used.ru_stime, 2), "idle_share": round(idle / max(1, whole), 2)}
    return said, cost | ({"stages": stages} if stages else {})


def machine() -> tuple[int, int]:
    """Ticks of all processors since the machine began: idle, and all."""
    ticks = [int(tick) for tick in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    return ticks[3] + ticks[4], sum(ticks)
