"""Fifty workspaces of a thousand assets each, open at once in one process, each searched once and its graph read once: how much memory.

The budget is 1.5 GiB. They are copies of one workspace, made by the product from a table; each is opened as a client of an agency is.
"""

import csv
import json
import random
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thesaury.bootstrap import EmbeddedWorkspace

WORKSPACES, ASSETS = 50, 1000
_CACHE = Path(__file__).parent / "out" / "workspaces"


def run() -> dict[str, object]:
    """Measured in a process of its own, whose memory is nothing but this."""
    agency = _agency()
    command = [sys.executable, "-m", "benchmarks.workspaces", str(agency)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    measured: dict[str, object] = json.loads(done.stdout)
    return {"workspaces": WORKSPACES, "assets_each": ASSETS, "limit_mib": 1536} | measured


def _agency() -> Path:
    """Made once; a copy of a client is a client."""
    from thesaury.bootstrap import init_workspace
    from thesaury.bootstrap.agency import init_agency, open_agency
    from thesaury.bootstrap.allowing import allow

    root = _CACHE / "agency"
    if not (root / "agency.toml").exists():
        init_agency(root)
    agency = open_agency(root)
    known = {client.name for client in agency.clients()}
    if "client-00" not in known:
        allow(root, places=[_CACHE / "assets.csv"])
        with agency.beside("client-00") as fresh:
            init_workspace(fresh, ("en", "de")).close()
            _fill(fresh)
            agency.let_in(fresh, "client-00")
    for number in range(1, WORKSPACES):
        name = f"client-{number:02}"
        if name not in known:
            with agency.beside(name) as fresh:
                shutil.copytree(agency.folder("client-00"), fresh, ignore=shutil.ignore_patterns("workspace.id"))
                agency.let_in(fresh, name)
    return root


def _fill(root: Path) -> None:
    """The words of the demo brand, and assets that speak of them."""
    from thesaury.cli.app import run as command

    words = Path(str(files("thesaury.sandbox.brand") / "vocabulary.ttl"))
    table = _CACHE / "assets.csv"
    _table(table, words)
    for arguments in (
        ["vocabulary", "import", str(words), "--name", "words"],
        ["connect", "table", str(table), "--name", "assets"],
        ["sync", "--quiet"],
    ):
        if command([*arguments, "-w", str(root)]):
            raise RuntimeError(f"{arguments[0]} failed")


def _table(path: Path, vocabulary: Path) -> None:
    from thesaury.bootstrap.annotators import vocabulary_from

    labels = [label.text for concept in vocabulary_from(vocabulary).concepts for label in concept.preferred]
    chosen = random.Random(7)
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(("id", "title", "description", "tags", "language"))
        for number in range(ASSETS):
            words = chosen.sample(labels, 8)
            rows.writerow(
                (number, f"{words[0]} and {words[1]}", f"A picture of {', '.join(words)}.", "; ".join(words[:3]), "en")
            )


def measured(root: Path) -> dict[str, object]:
    """Memory of this process with all of them open, in MiB, and how long it took to open one and have the first answers."""
    from thesaury.bootstrap.agency import open_agency

    agency = open_agency(root)
    opened: list[EmbeddedWorkspace] = []
    held, seconds, resident = [], [], [_resident()]
    for client in agency.clients():
        began = perf_counter()
        opened.append(agency.open(client.name))
        held.append(_asked(opened[-1]))
        seconds.append(perf_counter() - began)
        resident.append(_resident())
    for workspace in opened:
        workspace.close()
    return {
        "empty_mib": resident[0],
        "one_mib": resident[1],
        "all_mib": resident[-1],
        "each_further_mib": round((resident[-1] - resident[1]) / (len(opened) - 1), 1),
        "seconds_to_open_and_ask": round(median(seconds), 2),
    }


def _asked(workspace: "EmbeddedWorkspace") -> object:
    """Catalogue, index and graph asked once each; returns what an application keeps of the words."""
    from thesaury.pipeline import thesaurus_of
    from thesaury.pipeline.searching import in_full
    from thesaury.search.by_scheme import find_by_scheme, schemes_of
    from thesaury.search.ranking import Question

    thesaurus = thesaurus_of(workspace)
    understanding = in_full(workspace, thesaurus)
    sources = understanding.sources(workspace, thesaurus)
    answer = find_by_scheme(Question("packaging in winter", (), limit=24), sources, schemes_of(thesaurus))
    counted = workspace.graph_reader.select("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
    if workspace.catalogue.enrichments.counts().assets != ASSETS or not answer.total or not counted:
        raise RuntimeError(f"{workspace.root} is not what was made. Remove {_CACHE} and run again.")
    return sources


def _resident() -> int:
    """MiB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return round(int(next(line for line in status.splitlines() if line.startswith("VmRSS:")).split()[1]) / 1024)


if __name__ == "__main__":
    print(json.dumps(measured(Path(sys.argv[1]))))
