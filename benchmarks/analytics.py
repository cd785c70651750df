"""The graph of analysis: how long it takes from the catalogue, and how long each named question and the dashboard take.

10,000 assets and 100,000 uses in a real workspace (`benchmarks.synthetic.analytics`); `python -m benchmarks.analytics ASSETS USES`, or
`./run drill analytics` for 100,000 and 1,000,000. `load_s` is everything between the catalogue and a graph on disk that answers, by the
clock, `load_cpu_s` by the processor, for others may work on the machine. A question is cold when the graph was just opened, and warm the
second time, without the answer having been kept.
"""

import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.synthetic.analytics import DAM, MARKETS, Size, concept, fill
from thesaury.analytics.definitions import TWELVE, definitions
from thesaury.bootstrap import EmbeddedWorkspace, init_workspace, open_workspace
from thesaury.pipeline import project
from thesaury.pipeline.measuring.answering import Answering
from thesaury.pipeline.measuring.running import measure
from thesaury.ports.progress import Progress

SMALL = Size(10_000, 100_000, 10_000)
_WARM = 3
_SLOW_MS = 1000


def run(size: Size = SMALL, place: Path | None = None) -> dict[str, object]:
    """Every figure; the workspace is made at this place and stays there, or goes with the figures."""
    with tempfile.TemporaryDirectory() as scratch:
        root = place or Path(scratch, "work")
        figures: dict[str, object] = {"load_of_the_machine": round(os.getloadavg()[0], 1), "assets": size.assets}
        figures |= {"uses": size.uses, "searches": size.searches}
        if not root.exists():
            with closing(init_workspace(root)) as opened:
                figures["fill_s"] = _spent(lambda: fill(opened, size))
                figures["project_s"] = _spent(lambda: project(opened))
        figures |= _loaded(root)
        figures["questions"] = _questions(root, size)
        figures["dashboard"] = _dashboard(root)
        return figures


def _loaded(root: Path) -> dict[str, object]:
    stages: dict[str, float] = {}
    with closing(open_workspace(root)) as opened:
        began = time.process_time()
        load = _spent(lambda: measure(opened, _stages(stages), anew=True))
        processor = time.process_time() - began
        again = _spent(lambda: measure(opened))
        statements = sum(1 for _ in _tallies(opened))
        return {
            "load_s": load,
            "load_cpu_s": round(processor, 1),
            "load_until_s": {name: round(seconds, 1) for name, seconds in stages.items()},
            "load_peak_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
            "nothing_new_s": again,
            "slices": statements,
            "graph_mib": mib(root / "graph"),
        }


def _tallies(opened: EmbeddedWorkspace) -> list[Any]:
    return opened.graph_reader.select("SELECT ?slice { ?slice a <http://purl.org/linked-data/cube#Slice> }")


def _stages(seen: dict[str, float]) -> Progress:
    """Notes when each stage was heard of last."""
    began = time.perf_counter()

    def progress(stage: str, done: int, total: int | None) -> None:
        seen[stage] = time.perf_counter() - began

    return progress


def _questions(root: Path, size: Size) -> dict[str, object]:
    """Milliseconds of each question, cold and warm, the rows it gives, and those that take more than a second."""
    found: dict[str, Any] = {}
    with closing(open_workspace(root)) as opened:
        (asset, _), *_ = opened.catalogue.records.named(DAM, ["0"])
    for name in definitions():
        for given in _given(name, size, asset):
            told = " ".join([name, *(f"{one}={value}" for one, value in given.items())])
            found[told] = _asked(root, name, given)
    slow = [told for told, figures in found.items() if max(figures["cold_ms"], figures["warm_ms"]) > _SLOW_MS]
    return {"slowest_of_the_twelve_ms": _slowest(found), "over_a_second": slow, **found}


def _asked(root: Path, name: str, given: dict[str, str]) -> dict[str, int]:
    with closing(open_workspace(root)) as opened:
        times = [_spent(lambda: Answering(opened).answer(name, given)) for _ in range(1 + _WARM)]
        rows = len(Answering(opened).answer(name, given).rows)
    return {"cold_ms": round(times[0] * 1000), "warm_ms": round(median(times[1:]) * 1000), "rows": rows}


def _slowest(found: dict[str, Any]) -> dict[str, int]:
    twelve = [figures for told, figures in found.items() if told.split()[0] in TWELVE]
    return {kind: max(figures[kind] for figures in twelve) for kind in ("cold_ms", "warm_ms")}


def _given(name: str, size: Size, asset: str) -> list[dict[str, str]]:
    """What a question is asked with: everything, and where it can be narrowed a part."""
    takes = {one.name: one for one in definitions()[name].question.parameters}
    needed = {"concept": concept(0), "asset": asset, "campaign": "c1", "subject": "House 10"}
    base = {one: needed[one] for one, parameter in takes.items() if parameter.default is None}
    asked = [base]
    if "period" in takes:
        asked.append(base | {"period": "2025-Q4"} | ({"market": MARKETS[0]} if "market" in takes else {}))
    if "by" in takes:
        asked += [base | {"by": choice} for choice in takes["by"].choices[1:] if not base]
    if "subject" in takes:
        asked += [{"by": "concept", "subject": concept(0)}, {"by": "campaign", "subject": "c1"}]
    if "concept" in takes:
        asked.append(base | {"concept": concept(size.concepts - 1)})
        if "market" in takes:
            asked.append(base | {"market": "JP", "period": "2025-11"})
    if "below" in takes:
        asked += [{"below": concept(0)}, {"across": "channel", "market": "DE"}]
    return asked


def _dashboard(root: Path) -> dict[str, object]:
    """Milliseconds of the page, as a browser asks for it: just started, and again."""
    from starlette.testclient import TestClient

    from thesaury.web.app import create_app

    with closing(open_workspace(root)) as opened, TestClient(create_app(opened), base_url="http://127.0.0.1") as client:
        times = [_spent(lambda: client.get("/analytics").raise_for_status()) for _ in range(_WARM)]
        other = _spent(lambda: client.get("/analytics?period=2025-Q4&market=DE").raise_for_status())
    return {
        "first_ms": round(times[0] * 1000),
        "again_ms": round(median(times[1:]) * 1000),
        "other_filters_ms": round(other * 1000),
    }


def _spent(deed: Callable[[], object]) -> float:
    began = time.perf_counter()
    deed()
    return round(time.perf_counter() - began, 3)


def mib(folder: Path) -> float:
    """The size of all files below a folder; 0 where there is none."""
    return round(sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / (1 << 20), 1)


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:3]]
    asked = Size(*given, searches=given[0]) if given else SMALL
    print(json.dumps(run(asked), indent=2))
