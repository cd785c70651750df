"""Rights in a search: what it costs to decide every key of equal rights once, and what a search costs that asks about a use.

`few_keys`, `many_keys`: 20,000 documents of Tate records with vectors and 1,000 different keys, and 100,000 with 50,000; half of the keys
are permitted.
`workspace`: 20,000 assets, each with a licence no other has, in a real workspace; far more than clients have, who buy on a few terms.
Times are those of the processor, because others may work on the machine.
"""

import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from statistics import quantiles

from benchmarks import needs_shared
from benchmarks.synthetic.search import FACETS, queries, synthetic
from thesaury.bootstrap import init_workspace
from thesaury.engines.columns import ColumnsIndex, open_index
from thesaury.model.asset import Asset, Licence, Record, Text
from thesaury.model.connection import Connection
from thesaury.model.licensing import Selection, Statement, Term
from thesaury.model.policy import PolicyStatus, Verdict
from thesaury.model.rights_record import RightsRecord, RightsSource
from thesaury.model.use import Use
from thesaury.pipeline.rights.clearing import Clearing
from thesaury.pipeline.rights.facets import rights_facets
from thesaury.ports.index import Document, IndexQuery
from thesaury.ports.source import Page
from thesaury.ports.workspace import Workspace
from thesaury.search.cleared import Cleared
from thesaury.search.documents import RIGHTS_KEY, document
from thesaury.vocabulary.thesaurus import Thesaurus

DOCUMENTS, ASSETS, BATCH, SEARCHES = 100_000, 20_000, 1_000, 100
USE = Use("website", ("DE",), date(2026, 11, 29))
_REGIONS = ("DE", "FR", "DACH", "EU", "US", "GB", "JP", "BENELUX")
_CHANNELS = ("website", "email", "brochure", "social_paid", "tv", "packaging")
_VERDICTS = (Verdict.PERMIT, Verdict.DENY, Verdict.PERMIT, Verdict.NEEDS_REVIEW)


def run(documents: int = DOCUMENTS, assets: int = ASSETS) -> dict[str, object]:
    """Every figure."""
    needs_shared()
    with tempfile.TemporaryDirectory() as scratch:
        return {
            "load_of_the_machine": os.getloadavg()[0],
            "few_keys": searches(Path(scratch, "few"), documents // 5, 1_000),
            "many_keys": searches(Path(scratch, "many"), documents, 50_000),
            "workspace": workspace(Path(scratch, "workspace"), assets),
        }


def searches(path: Path, documents: int, keys: int) -> dict[str, object]:
    """Milliseconds of a search by words, concepts and vectors, without rights and with them."""
    index = open_index(path)
    made = _with_keys(synthetic(documents, True), keys)
    for _ in range(0, documents, BATCH):
        index.put([one for one, _ in zip(made, range(BATCH), strict=False)])
    index.optimise()
    verdicts = {str(key): _VERDICTS[key % 4] for key in range(keys)}
    told = {
        name: Cleared(USE, verdicts, lambda assets: {}, wanted=wanted)
        for name, wanted in {"counted": (), "permitted": (Verdict.PERMIT,), "denied": (Verdict.DENY,)}.items()
    }
    asked = list(queries(SEARCHES))
    plain = _timed(lambda query: index.search(query, FACETS), asked)
    timed = {name: _timed(lambda query, by=by: _cleared(index, query, by), asked) for name, by in told.items()}
    return {
        "plain_ms": _shown(plain),
        **{f"{name}_ms": _shown(times) for name, times in timed.items()},
        **{f"{name}_to_plain": round(sum(times) / sum(plain), 2) for name, times in timed.items()},
    }


def _with_keys(documents: Iterator[Document], keys: int) -> Iterator[Document]:
    for number, one in enumerate(documents):
        facets = dict(one.facets) | {RIGHTS_KEY: (str(number * 7919 % keys),)}
        yield replace(one, facets=tuple(facets.items()))


def _cleared(index: ColumnsIndex, query: IndexQuery, by: Cleared) -> object:
    """What `find` does with an index when a use is asked about."""
    found = index.search(replace(query, filters=by.filters, groups=by.groups), (*FACETS, RIGHTS_KEY))
    return by.counted(found.facets[RIGHTS_KEY])


def _timed(search: Callable[[IndexQuery], object], asked: list[IndexQuery]) -> list[float]:
    def once(query: IndexQuery) -> float:
        began = time.process_time()
        search(query)
        return (time.process_time() - began) * 1000

    return [min(once(query) for _ in range(2)) for query in asked]


def _shown(times: list[float]) -> dict[str, float]:
    cuts = quantiles(times, n=20)
    return {"p50": round(cuts[9], 1), "p95": round(cuts[18], 1)}


def workspace(path: Path, assets: int) -> dict[str, object]:
    """Keys a second: made, read once, and decided for each further use; MiB that the rights behind them take."""
    opened = init_workspace(path)
    opened.catalogue.records.put_connection(Connection("dam", "folder"))
    keyed = 0.0
    for start in range(0, assets, BATCH):
        held = _stored(opened, range(start, min(start + BATCH, assets)))
        began = time.process_time()
        named = rights_facets(opened, held, USE.first_day)
        keyed += time.process_time() - began
        findings = opened.catalogue.enrichments.findings([one.id for one in held])
        opened.index.put([document(one, findings[one.id], Thesaurus([]), named[one.id]) for one in held])
    before, kept, began = _mib(), Clearing(opened), time.process_time()
    keys = len(kept.cleared(USE).verdicts)
    first = time.process_time() - began
    took = _mib() - before
    began = time.process_time()
    for day in range(1, 4):
        kept.cleared(replace(USE, first_day=USE.first_day + timedelta(days=day)))
    decided = (time.process_time() - began) / 3
    began = time.process_time()
    kept.cleared(replace(USE, last_day=USE.first_day + timedelta(days=90)))
    period = time.process_time() - began
    page = opened.catalogue.records.asset_page("", 50)
    began = time.process_time()
    kept.cleared(USE).decide(page)
    lines = time.process_time() - began
    began = time.process_time()
    kept.cleared(USE).decide(page)
    again = time.process_time() - began
    opened.close()
    return {
        "keys": keys,
        "facets_and_keys_a_second": round(assets / keyed),
        "first_use_seconds": round(first, 2),
        "further_use_seconds": round(decided, 2),
        "keys_decided_a_second": round(keys / decided),
        "period_seconds": round(period, 2),
        "memory_mib": took,
        "fifty_lines_ms": round(lines * 1000, 1),
        "fifty_lines_again_ms": round(again * 1000, 1),
    }


def _stored(opened: Workspace, numbers: range) -> list[Asset]:
    """Assets with their records of rights, each licence another one."""
    records = [
        Record("dam", f"{n:06}", "1", (Text("title", f"Asset {n}", "en"),), licences=(Licence(f"Licence {n}"),))
        for n in numbers
    ]
    opened.catalogue.records.store_page("dam", Page(tuple(records), "", True))
    made = [
        RightsRecord(
            RightsSource(one.key, "0", f"Licence {n}"),
            1,
            Statement(terms=(_term(n),)),
            PolicyStatus.COMPLETE,
            "benchmark",
            "2026-11-29T00:00:00+00:00",
        )
        for n, one in zip(numbers, records, strict=True)
    ]
    opened.catalogue.rights.put(made)
    return opened.catalogue.records.assets([record.asset_id for record in records])


def _term(number: int) -> Term:
    """Channels and regions of a few dozen kinds, and an end that nobody else has."""
    return Term(
        channels=Selection((_CHANNELS[number % 6], _CHANNELS[number // 6 % 6])),
        regions=Selection((_REGIONS[number % 8], _REGIONS[number // 8 % 8])),
        valid_from=date(2020, 1, 1),
        valid_until=date(2026, 1, 1) + timedelta(days=number),
    )


def _mib() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    print(json.dumps(run(*map(int, sys.argv[1:])), indent=2))
