"""The search index by itself: how fast documents go in, and how long a search takes with every channel and all facets.

20,000 documents of Tate records; `./run drill large_search` does the same with 1,000,000 (about ten minutes, 3 GB of disk). Vectors are
random ones around 500 centres, in the place of a model's. Putting and asking have a process each, with one thread. Times are those of the
clock and, because others may work on the machine, those of the processor (`cpu`): what a core of its own would take, or less.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import quantiles

from benchmarks import needs_shared
from benchmarks.synthetic.search import FACETS, queries, rights_keys, synthetic
from thesaury.engines.columns import ColumnsIndex, open_index
from thesaury.ports.index import IndexQuery

DOCUMENTS, LARGE = 20_000, 1_000_000
BATCH = 1000
SEARCHES = 200


def run(documents: int = DOCUMENTS) -> dict[str, object]:
    """Every figure; times in milliseconds unless they say otherwise."""
    needs_shared()
    with tempfile.TemporaryDirectory() as scratch:
        made: dict[str, object] = {"documents": documents, "load_of_the_machine": os.getloadavg()[0]}
        made |= _apart("put_bare", Path(scratch, "bare"), min(documents, 100_000))
        return (
            made | _apart("put", Path(scratch, "index"), documents) | _apart("ask", Path(scratch, "index"), documents)
        )


def _apart(what: str, path: Path, documents: int) -> dict[str, object]:
    command = [sys.executable, "-m", "benchmarks.search", what, str(path), str(documents)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=os.environ | {"OMP_NUM_THREADS": "1"})
    figures: dict[str, object] = json.loads(done.stdout)
    return figures


def put_bare(path: Path, documents: int) -> dict[str, object]:
    return {"put_a_second_without_vectors": _put(open_index(path), documents, with_vectors=False)}


def put(path: Path, documents: int) -> dict[str, object]:
    index = open_index(path)
    pace = _put(index, documents, with_vectors=True)
    began = _now()
    index.optimise()
    return {
        "put_a_second_with_vectors": pace,
        "optimise_seconds": {name: round(value, 1) for name, value in _since(began).items()},
        "put_peak_mib": _peak(),
        "bytes_a_document": sum(file.stat().st_size for file in path.iterdir()) // documents,
    }


def _put(index: ColumnsIndex, documents: int, with_vectors: bool) -> dict[str, int]:
    """Documents a second, without the time to make them up."""
    made = synthetic(documents, with_vectors)
    spent = {"clock": 0.0, "cpu": 0.0}
    for _ in range(0, documents, BATCH):
        batch = [document for document, _ in zip(made, range(BATCH), strict=False)]
        began = _now()
        index.put(batch)
        spent = {name: spent[name] + value for name, value in _since(began).items()}
    return {name: round(documents / seconds) for name, seconds in spent.items()}


def ask(path: Path, documents: int) -> dict[str, object]:
    began = _now()
    index = open_index(path)
    opening = _since(began)
    plain = _timed(index, lambda query, _: query)
    filtered = _timed(index, lambda query, number: _with(query, ("campaign", _names(number, 300, 30))))
    keys = rights_keys(documents)
    rights = _timed(index, lambda query, number: _with(query, ("rights_key", _names(number, keys, 10_000))))
    one = next(synthetic(1, True))
    began = _now()
    index.put([one])
    index.search(IndexQuery(ids=(one.id,)))
    return {
        "put_one_and_find_it_ms": _in_ms(_since(began)),
        "opening_ms": _in_ms(opening),
        "search_ms": _shown(plain),
        "search_filtered_by_30_of_300_values_ms": _shown(filtered),
        "filtered_to_unfiltered": _ratio(filtered, plain),
        "search_filtered_by_10000_values_ms": _shown(rights),
        "ask_peak_mib": _peak(),
    }


def _now() -> dict[str, float]:
    return {"clock": time.perf_counter(), "cpu": time.process_time()}


def _since(began: dict[str, float]) -> dict[str, float]:
    return {name: value - began[name] for name, value in _now().items()}


def _in_ms(seconds: dict[str, float]) -> dict[str, float]:
    return {name: round(value * 1000, 1) for name, value in seconds.items()}


def _with(query: IndexQuery, one: tuple[str, tuple[str, ...]]) -> IndexQuery:
    return replace(query, filters=(one,))


def _names(number: int, of: int, many: int) -> tuple[str, ...]:
    return tuple(str((number + step) % of) for step in range(min(many, of)))


def _timed(index: ColumnsIndex, changed: Callable[[IndexQuery, int], IndexQuery]) -> list[dict[str, float]]:
    """Seconds of each search: the least of three goes."""
    asked = [changed(query, number) for number, query in enumerate(queries(SEARCHES))]
    goes = ([_seconds(index, query) for _ in range(3)] for query in asked)
    return [{name: min(go[name] for go in three) for name in three[0]} for three in goes]


def _seconds(index: ColumnsIndex, query: IndexQuery) -> dict[str, float]:
    began = _now()
    index.search(query, FACETS)
    return _since(began)


def _shown(times: list[dict[str, float]]) -> dict[str, dict[str, float]]:
    cuts = {name: quantiles([one[name] * 1000 for one in times], n=20) for name in times[0]}
    return {name: {"p50": round(found[9], 1), "p95": round(found[18], 1)} for name, found in cuts.items()}


def _ratio(times: list[dict[str, float]], others: list[dict[str, float]]) -> dict[str, float]:
    return {name: round(sum(t[name] for t in times) / sum(t[name] for t in others), 2) for name in times[0]}


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    figures = {"put": put, "put_bare": put_bare, "ask": ask}[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
    print(json.dumps(figures))
