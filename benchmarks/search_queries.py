"""A query as somebody asks it, whole: read, embedded, linked to 16,600 concepts, searched among 17,143 works with every facet, fused."""

from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import process_time

from benchmarks import needs_shared
from thesaury.bootstrap import embedder_at, search_tools, user_cache
from thesaury.evaluation.collection import Collection
from thesaury.evaluation.search import given, indexed
from thesaury.search.ranking import Question, rank
from thesaury.search.text.known_words import speller

_PAGE = 50


def run() -> dict[str, object]:
    """Milliseconds of processor time for each query of Tate, with the model of ../shared and without one.

    The first time the model reads 17,000 works and 33,000 labels, for a quarter of an hour; their vectors are kept in the user's cache.
    Raises Skipped without the gold sets.
    """
    shared = needs_shared()
    collection = Collection(shared / "data" / "search" / "tate")
    model = shared / "models" / "all-MiniLM-L6-v2"
    return {"with MiniLM": _asked(collection, model), "without a model": _asked(collection, None)}


def _asked(collection: Collection, model: Path | None) -> dict[str, float]:
    embedder = embedder_at(model, user_cache()) if model else None
    with TemporaryDirectory() as folder:
        tools = search_tools(Path(folder), collection.folder / "taxonomy.ttl.gz", embedder)
        indexed(collection.documents("en"), tools, given)
        means = tools.with_speller(speller(tools.thesaurus, tools.index))
        words = [query.words for query in collection.queries()]
        for text in words[:5]:
            rank(Question(text, limit=_PAGE), means)
        times = []
        for text in words:
            began = process_time()
            rank(Question(text, limit=_PAGE), means)
            times.append(1000 * (process_time() - began))
    return {
        "median": round(median(times), 1),
        "p95": round(quantiles(times, n=20)[-1], 1),
        "most": round(max(times), 1),
    }
