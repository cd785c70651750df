"""A recommendation as somebody asks for it: a brief in sections, embedded, widened, searched, cleared, judged, varied and explained.

20,000 documents of Tate records in a workspace, with the works' concepts of 16,632; `./run drill large_recommend` does the same with
1,000,000. Vectors lie around those that MiniLM gives 500 works. Each of 100 briefs has three sections with four concepts and a few
sentences each, two channels, a market, a period and two formats. Every asset has one of 60 licences, of which about half permit such
uses. The catalogue has the assets that the briefs read, and no others: they are read by id, however many there are. Times are those of
the clock and of the processor, on one thread; the first go of each brief, after one other brief warmed the process up.
"""

import json
import random
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path
from statistics import quantiles
from typing import Any

from benchmarks import needs_shared
from benchmarks._one_core import with_and_without_model
from benchmarks.synthetic.search import CENTRES, synthetic, tate_records
from thesaury.bootstrap import embedder_at, init_workspace, open_workspace, user_cache
from thesaury.evaluation.collection import Collection
from thesaury.model.annotation import Annotation, Enrichment, Origin
from thesaury.model.asset import Asset, File, Licence, Record, Text
from thesaury.model.brief import Brief, BriefConcept, Said, Section, Wanting
from thesaury.model.connection import Connection
from thesaury.model.licensing import Selection, Statement, Term, Unresolved
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import RightsRecord, RightsSource
from thesaury.pipeline.recommending import recommend
from thesaury.pipeline.rights.clearing import Clearing
from thesaury.pipeline.rights.facets import rights_facets
from thesaury.ports.embedder import Embedder
from thesaury.ports.index import Document
from thesaury.ports.source import Page
from thesaury.ports.workspace import Workspace
from thesaury.search.documents import FORMAT, RIGHTS_KEY
from thesaury.search.finding import Sources
from thesaury.search.linking.linker import linker
from thesaury.vocabulary.thesaurus import Thesaurus

DOCUMENTS, BATCH, BRIEFS, LICENCES = 20_000, 1_000, 100, 60
_TATE, _MODEL = Path("data", "search", "tate"), Path("models", "all-MiniLM-L6-v2")
_FIRST, _LAST = "2026-12-01", "2027-02-28"
_CHANNELS = ("website", "email", "brochure", "social_paid", "display_ads", "app")
_REGIONS = (("DE",), ("DE", "FR"), ("DACH",), ("EU",), ("US",))
_SIDES = ((1600, 1000), (1000, 1600), (1200, 1200), (2400, 900))
_FORMATS = ("landscape", "portrait", "square", "panorama")


def run(documents: int = DOCUMENTS) -> dict[str, object]:
    """Milliseconds of a recommendation with the model and without one, and MiB of memory. Raises Skipped without the gold sets."""
    return with_and_without_model("benchmarks.recommend", fill, documents)


def fill(path: Path, documents: int) -> None:
    """A workspace with an index of so many documents, and in its catalogue one asset of each licence."""
    opened = init_workspace(path)
    opened.catalogue.records.put_connection(Connection("dam", "folder"))
    keys = _licensed(opened)
    titles = [one["title"] for one in islice(tate_records(), 0, None, 34)][:CENTRES]
    centres = _embedder().embed(titles)
    made = (_as_asset(number, one, keys) for number, one in enumerate(synthetic(documents, True, centres)))
    while part := list(islice(made, BATCH)):
        opened.index.put(part)
    opened.close()


def _licensed(opened: Workspace) -> list[str]:
    """The keys of equal rights of the licences, in their order."""
    assets = _stored(opened, [(_record(number), ()) for number in range(LICENCES)])
    named = rights_facets(opened, assets, date(2026, 11, 29))
    return [named[_record(number).asset_id].key for number in range(LICENCES)]


def _as_asset(number: int, one: Document, keys: Sequence[str]) -> Document:
    """The document under the id of its asset, with the facets a recommendation asks for."""
    own = dict(one.facets) | {
        "concept": tuple(iri for iri, _ in one.concepts),
        RIGHTS_KEY: (keys[number % LICENCES],),
        FORMAT: (_FORMATS[number % 4],),
    }
    return replace(one, id=_record(number).asset_id, facets=tuple(own.items()), model=_embedder().name)


def _record(number: int) -> Record:
    width, height = _SIDES[number % 4]
    return Record(
        "dam",
        f"{number:07}",
        "1",
        properties=(("created", (f"20{10 + number % 16}-05-0{1 + number % 9}",)), ("shoot", (f"{number // 20}",))),
        file=File(f"{number}.jpg", "image/jpeg", "", 1, width, height, f"{number * 2654435761 % 2**64:016x}"),
        licences=(Licence(f"Licence {number % LICENCES}"),),
    )


def _term(kind: int) -> Term:
    allowed = _CHANNELS if kind % 2 else _CHANNELS[: 1 + kind % 6]
    return Term(
        channels=Selection(allowed),
        regions=Selection(_REGIONS[kind % 5]),
        valid_from=date(2020, 1, 1),
        valid_until=date(2027, 1 + kind % 12, 28),
    )


def _stored(opened: Workspace, records: Sequence[tuple[Record, tuple[str, ...]]]) -> list[Asset]:
    """These records with their licences and concepts, as assets."""
    opened.catalogue.records.store_page("dam", Page(tuple(record for record, _ in records), "", True))
    rights = []
    for record, _ in records:
        kind = int(record.external_id) % LICENCES
        unclear = (Unresolved("unclear", 0, 7, "Licence"),) if kind % 10 == 9 else ()
        statement = Statement(terms=(_term(kind),), unresolved=unclear)
        status = PolicyStatus.NEEDS_REVIEW if unclear else PolicyStatus.COMPLETE
        source = RightsSource(record.key, "0", f"Licence {kind}")
        rights.append(RightsRecord(source, 1, statement, status, "benchmark", "2026-11-29T00:00:00Z"))
    opened.catalogue.rights.put(rights)
    assets = opened.catalogue.records.assets([record.asset_id for record, _ in records])
    concepts = {record.asset_id: held for record, held in records}
    opened.catalogue.enrichments.store(
        [
            Enrichment(
                asset.id,
                asset.content_digest(),
                "gold",
                tuple(Annotation(iri, Origin.REVIEW, "gold") for iri in dict.fromkeys(concepts[asset.id])),
            )
            for asset in assets
        ]
    )
    return assets


_made: list[Embedder] = []


def _embedder() -> Embedder:
    if not _made:
        _made.append(embedder_at(needs_shared() / _MODEL, user_cache()))
    return _made[0]


def briefs(count: int) -> Iterator[Brief]:
    """Three sections each: a few words of one work with its concepts."""
    works, chance = tate_records(), random.Random(11)
    for _ in range(count):
        parts = [chance.choice(works) for _ in range(3)]
        text, sections, concepts = "", [], dict[str, BriefConcept]()
        for part in parts:
            start = len(text)
            text += " ".join(f"{part['title']}. {part['text']}".split()[:45]) + ".\n\n"
            own = tuple(dict.fromkeys(part["metadata"]["concepts"]))[:4]
            for place, iri in enumerate(own):
                concepts.setdefault(iri, BriefConcept(iri, Wanting.REQUIRED if place < 2 else Wanting.WISHED))
            sections.append(Section(part["title"], start, len(text), own))
        yield Brief(
            text,
            concepts=tuple(concepts.values()),
            regions=(Said("DE"),),
            channels=(Said("website"), Said("email")),
            first_day=Said(_FIRST),
            last_day=Said(_LAST),
            formats=(Said("landscape"), Said("portrait")),
            sections=tuple(sections),
        )


def ask(path: Path, model: bool) -> dict[str, object]:
    """Figures of a process that does nothing else."""
    with closing(open_workspace(path)) as opened:
        thesaurus = _thesaurus()
        embedder = _embedder() if model else None
        links = linker(Thesaurus([]), None, ("en",))
        sources = Sources(opened.catalogue, opened.index, thesaurus, links, embedder)
        clearing = Clearing(opened)
        _examples(opened)
        asked = list(briefs(BRIEFS))
        for brief in asked:
            _bring_in(opened, brief, sources, clearing)
        recommend(opened, next(briefs(1)), sources, clearing)
        times, picks, fitting = [], [], []
        for brief in asked:
            clock, cpu = time.perf_counter(), time.process_time()
            found = recommend(opened, brief, sources, clearing)
            times.append((time.perf_counter() - clock, time.process_time() - cpu))
            picks.append(len(found.picks))
            fitting.append(found.fitting)
    return {
        "clock_ms": _shown([clock for clock, _ in times]),
        "cpu_ms": _shown([cpu for _, cpu in times]),
        "picks": round(sum(picks) / len(picks), 1),
        "fitting": round(sum(fitting) / len(fitting)),
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def _thesaurus() -> Thesaurus:
    from thesaury.bootstrap.annotators import vocabulary_from

    return Thesaurus([vocabulary_from(Collection(needs_shared() / _TATE).folder / "taxonomy.ttl.gz")])


class _Noting:
    """The records of a catalogue, which note what is read of them."""

    def __init__(self, records: Any, read: dict[str, None]) -> None:
        self._records, self._read = records, read

    def assets(self, ids: Sequence[str]) -> Any:
        self._read |= dict.fromkeys(ids)
        return self._records.assets(ids)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._records, name)


class _Catalogue:
    """A catalogue whose records note what is read."""

    def __init__(self, catalogue: Any, read: dict[str, None]) -> None:
        self._catalogue, self.records = catalogue, _Noting(catalogue.records, read)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._catalogue, name)


_numbers: dict[str, int] = {}


def _examples(opened: Workspace) -> None:
    """Put those into the catalogue by which the rights behind the keys are read."""
    _numbers.update((_record(number).asset_id, number) for number in range(opened.index.count()))
    ids = list(opened.index.examples(RIGHTS_KEY).values())
    there = {asset.id for asset in opened.catalogue.records.assets(ids)}
    _stored(opened, [(_record(_numbers[id]), ()) for id in ids if id not in there])


def _bring_in(opened: Workspace, brief: Brief, sources: Sources, clearing: Clearing) -> None:
    """Put into the catalogue what a brief reads, with its concepts."""
    read: dict[str, None] = {}
    noting: Any = _Catalogue(opened.catalogue, read)
    recommend(opened, brief, replace(sources, catalogue=noting), clearing)
    there = {asset.id for asset in opened.catalogue.records.assets(list(read))}
    works = tate_records_once()
    missing = [_numbers[id] for id in read if id not in there]
    records = []
    for number in missing:
        work = works[number % len(works)]
        texts = (Text("title", work["title"], "en"), Text("description", work["text"], "en"))
        records.append((replace(_record(number), texts=texts), tuple(work["metadata"]["concepts"])))
    if records:
        _stored(opened, records)


_works: list[dict[str, Any]] = []


def tate_records_once() -> list[dict[str, Any]]:
    """The works, read once."""
    if not _works:
        _works.extend(tate_records())
    return _works


def _shown(seconds: Sequence[float]) -> dict[str, float]:
    cuts = quantiles([1000 * one for one in seconds], n=20)
    return {"p50": round(cuts[9], 1), "p95": round(cuts[18], 1), "most": round(1000 * max(seconds), 1)}


if __name__ == "__main__":
    print(json.dumps(ask(Path(sys.argv[1]), sys.argv[2] == "model")))
