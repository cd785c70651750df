"""A whole search as somebody asks it: the query read, embedded, linked to 16,600 concepts, searched with every facet, fused, explained.

20,000 documents of Tate records in a workspace; `./run drill large_search` does the same with 1,000,000. Vectors of documents lie around
those that MiniLM gives 500 works, and the queries are the 139 of the Tate set: labels and paraphrases. The catalogue has the assets that
these find, and no others: a page is read from it by id, however many there are. Times are those of the clock and of the processor, on one
thread; memory is the peak of a process that opens the workspace, the model and the vocabulary, and searches.
"""

import json
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path
from statistics import quantiles

from benchmarks import needs_shared
from benchmarks._one_core import with_and_without_model
from benchmarks.synthetic.search import CENTRES, synthetic, tate_records
from thesaury.bootstrap import embedder_at, init_workspace, open_workspace, user_cache
from thesaury.evaluation.collection import Collection
from thesaury.model.annotation import Annotation, Enrichment, Origin
from thesaury.model.asset import Asset, Record, Text
from thesaury.model.connection import Connection
from thesaury.ports.embedder import Embedder
from thesaury.ports.index import Document
from thesaury.ports.source import Page
from thesaury.ports.workspace import Workspace
from thesaury.search.finding import Sources, find
from thesaury.search.linking.linker import linker
from thesaury.search.ranking import Question, rank
from thesaury.search.text.known_words import speller
from thesaury.vocabulary.thesaurus import Thesaurus

DOCUMENTS, BATCH, PAGE = 20_000, 1_000, 50
_TATE, _MODEL = Path("data", "search", "tate"), Path("models", "all-MiniLM-L6-v2")

Seconds = tuple[float, float]
"""By the clock, and of the processor."""


def run(documents: int = DOCUMENTS) -> dict[str, object]:
    """Milliseconds of a search, with the model and without one, plain and with a filter, and MiB of memory.

    The first time the model reads 33,000 labels, for some minutes; their vectors are kept in the user's cache. Raises Skipped without the
    gold sets.
    """
    return with_and_without_model("benchmarks.search_whole", fill, documents)


def fill(path: Path, documents: int) -> None:
    """A workspace with an index of so many documents, and nothing in its catalogue yet."""
    opened = init_workspace(path)
    opened.catalogue.records.put_connection(Connection("dam", "folder"))
    titles = [one["title"] for one in islice(tate_records(), 0, None, 34)][:CENTRES]
    centres = _embedder().embed(titles)
    made = (_as_asset(number, one) for number, one in enumerate(synthetic(documents, True, centres)))
    while part := list(islice(made, BATCH)):
        opened.index.put(part)
    opened.close()


def _as_asset(number: int, one: Document) -> Document:
    """The document under the id of its asset, with the concepts counted as accepted ones are."""
    facets = (*one.facets, ("concept", tuple(iri for iri, _ in one.concepts)))
    return replace(one, id=_record(number).asset_id, facets=facets, model=_embedder().name)


def _record(number: int) -> Record:
    return Record("dam", f"{number:07}", "1")


_made: list[Embedder] = []


def _embedder() -> Embedder:
    if not _made:
        _made.append(embedder_at(needs_shared() / _MODEL, user_cache()))
    return _made[0]


def ask(path: Path, model: bool) -> dict[str, object]:
    """Figures of a process that does nothing else."""
    collection = Collection(needs_shared() / _TATE)
    with_vocabulary = _thesaurus(collection)
    with closing(open_workspace(path)) as opened:
        embedder = _embedder() if model else None
        links = linker(with_vocabulary, embedder, ("en",))
        sources = Sources(opened.catalogue, opened.index, with_vocabulary, links, embedder)
        sources = replace(sources, speller=speller(with_vocabulary, opened.index))
        words = [query.words for query in collection.queries()]
        _bring_in(opened, words, sources)
        plain = [_least(Question(text, limit=PAGE), sources) for text in words]
        some = tuple(str(number) for number in range(30))
        filtered = [_least(Question(text, (("campaign", some),), limit=PAGE), sources) for text in words]
        hits = [len(find(Question(text, limit=PAGE), sources).hits) for text in words[:20]]
    return {
        "search_ms": _shown(plain),
        "filtered_by_30_of_300_values_ms": _shown(filtered),
        "filtered_to_unfiltered": round(sum(cpu for _, cpu in filtered) / sum(cpu for _, cpu in plain), 2),
        "hits_to_a_page": round(sum(hits) / len(hits), 1),
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def _thesaurus(collection: Collection) -> Thesaurus:
    from thesaury.bootstrap.annotators import vocabulary_from

    return Thesaurus([vocabulary_from(collection.folder / "taxonomy.ttl.gz")])


def _bring_in(opened: Workspace, words: list[str], sources: Sources) -> None:
    """Put into the catalogue what these queries find, with its concepts."""
    wanted = {id for text in words for id in rank(Question(text, limit=PAGE), sources).ids[:PAGE]}
    records, works = [], tate_records()
    for number in range(opened.index.count()):
        if _record(number).asset_id in wanted:
            work = works[number % len(works)]
            texts = (Text("title", work["title"], "en"), Text("description", work["text"], "en"))
            records.append((replace(_record(number), texts=texts), tuple(work["metadata"]["concepts"])))
    for start in range(0, len(records), BATCH):
        part = records[start : start + BATCH]
        opened.catalogue.records.store_page("dam", Page(tuple(record for record, _ in part), "", True))
        assets = {asset.id: asset for asset in opened.catalogue.records.assets([one.asset_id for one, _ in part])}
        opened.catalogue.enrichments.store(list(_enrichments(part, assets)))


def _enrichments(part: list[tuple[Record, tuple[str, ...]]], assets: dict[str, Asset]) -> Iterator[Enrichment]:
    for record, concepts in part:
        accepted = tuple(Annotation(iri, Origin.REVIEW, "gold") for iri in dict.fromkeys(concepts))
        yield Enrichment(record.asset_id, assets[record.asset_id].content_digest(), "gold", accepted)


def _least(question: Question, sources: Sources) -> Seconds:
    """The less of two goes: the first one reads what the machine has not in memory yet."""
    return min((_seconds(question, sources) for _ in range(2)), key=lambda pair: pair[1])


def _seconds(question: Question, sources: Sources) -> Seconds:
    clock, cpu = time.perf_counter(), time.process_time()
    find(question, sources)
    return time.perf_counter() - clock, time.process_time() - cpu


def _shown(times: list[Seconds]) -> dict[str, dict[str, float]]:
    def cuts(seconds: list[float]) -> dict[str, float]:
        found = quantiles([1000 * one for one in seconds], n=20)
        return {"p50": round(found[9], 1), "p95": round(found[18], 1), "most": round(1000 * max(seconds), 1)}

    return {"clock": cuts([clock for clock, _ in times]), "cpu": cuts([cpu for _, cpu in times])}


if __name__ == "__main__":
    print(json.dumps(ask(Path(sys.argv[1]), sys.argv[2] == "model")))
