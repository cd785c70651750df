"""What durable sync reaches against the sandbox servers on loopback: pulling with flat memory, writing back, words, extraction.

Pulling is measured in a process of its own, and so is each sandbox; the other figures are of one process that talks to them.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.journeys.systems import CONCEPT, Systems, served_apart
from thesaury import dispatch
from thesaury.bootstrap import EmbeddedWorkspace, open_workspace
from thesaury.model.asset import Asset, Record, Text
from thesaury.model.flow import Flow, Step
from thesaury.pipeline import connections, pull_vocabulary
from thesaury.pipeline.words import current_vocabularies
from thesaury.sync import pulling

ASSETS = 100_000
SHOWN = 1_000
TEXTS = 200


def run(assets: int = ASSETS) -> dict[str, Any]:
    """Every figure; about two minutes."""
    with tempfile.TemporaryDirectory() as scratch:
        return {
            "pull": pulled_apart(Path(scratch, "pull"), assets),
            "push": pushed(Path(scratch, "push")),
            "words": words(Path(scratch, "words")),
        }


def pulled_apart(root: Path, assets: int) -> dict[str, Any]:
    """So many bought assets pulled and stored by a process that does nothing else."""
    with served_apart("large", assets) as systems:
        systems.workspace(root, only=["bought"]).close()
        command = [sys.executable, "-m", "benchmarks.sync", str(root)]
        figures: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        return figures


def pulled(root: Path) -> dict[str, Any]:
    """Pull here; quarters are those of the assets, and the sweep of all ids comes after the last of them."""
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


def pushed(root: Path) -> dict[str, Any]:
    """How many assets a second get their concepts at the portal, each by one call and one row of the outbox, over the durable queue."""
    with served_apart("large", SHOWN) as systems:
        workspace = systems.workspace(root, only=["words", "portal"])
        names = ("words", "portal")
        flows = workspace.catalogue.flows
        flows.put(Flow("read", names, (Step.PULL, Step.ENRICH, Step.REVIEW), accept_above=0.3), "")
        flows.put(Flow("write", names, (Step.PUSH,)), "")
        dispatch.run_now(workspace, "read", patience=0)
        written = dispatch.run_now(workspace, "write", patience=0)
        workspace.close()
    count, seconds = dict(written.counts)["pushed"], _lasted(written.started_at, written.finished_at or "")
    return {"writes": count, "seconds": seconds, "writes_a_second": round(count / max(seconds, 1))}


def words(root: Path) -> dict[str, Any]:
    """Reading the demo's vocabulary whole and after one change, and 200 texts through the extractor."""
    with served_apart("demo") as systems:
        workspace = systems.workspace(root, only=["words"])
        whole = _read(workspace, systems)
        systems.poolparty.control("clock", {"advance": 10})
        systems.poolparty.edit(do="label", concept=f"{CONCEPT}office", label="place of work", language="en")
        onward = _read(workspace, systems)
        figures = {"whole": whole, "after_one_change": onward, "extraction": _extracted(workspace)}
        workspace.close()
        return figures


def _read(workspace: EmbeddedWorkspace, systems: Systems) -> dict[str, Any]:
    systems.poolparty.clear_log()
    started = time.monotonic()
    (connection,) = connections(workspace, ["words"])
    pulled_words = pull_vocabulary(workspace, connection)
    seconds = round(time.monotonic() - started, 2)
    return {"concepts_read": pulled_words.read, "requests": len(systems.poolparty.asked()), "seconds": seconds}


def _extracted(workspace: EmbeddedWorkspace) -> dict[str, Any]:
    from thesaury.bootstrap import connector

    connection = workspace.connection("words")
    annotator: Any = connector("poolparty").factory("annotator")(
        connection, workspace.tools(), current_vocabularies(workspace)
    )
    text = (
        "A refill pouch of recyclable paper stands on a kitchen table beside a soap bar and a steel bottle, number {0}."
    )
    assets = [
        Asset(str(n), (Record("bench", str(n), "", texts=(Text("description", text.format(n), "en"),)),))
        for n in range(TEXTS)
    ]
    started = time.monotonic()
    found = annotator.suggest(assets)
    seconds = time.monotonic() - started
    return {
        "texts": TEXTS,
        "texts_a_second": round(TEXTS / seconds),
        "suggestions_of_one": len(found[0]),
        "seconds": round(seconds, 2),
    }


def _lasted(began: str, ended: str) -> float:
    from datetime import datetime

    return (datetime.fromisoformat(ended) - datetime.fromisoformat(began)).total_seconds()


def resident() -> int:
    """The memory of this process now, in MiB."""
    return _memory("VmRSS")


def peak() -> int:
    """The most memory this process had, in MiB."""
    return _memory("VmHWM")


def _memory(name: str) -> int:
    text = Path("/proc/self/status").read_text()
    return int(text.split(f"{name}:")[1].split()[0]) // 1024


if __name__ == "__main__":
    print(json.dumps(pulled(Path(sys.argv[1]))))
