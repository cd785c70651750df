"""What each channel of a search finds by itself, and all of them together, on the judged queries of the demo brand."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from shutil import copy, copytree
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks import Skipped, needs_shared
from thesaury.bootstrap import embedder_at, search_tools, user_cache
from thesaury.evaluation.collection import Collection
from thesaury.evaluation.ranking import ndcg
from thesaury.evaluation.search import given, indexed
from thesaury.ports.embedder import Embedder
from thesaury.sandbox import brand
from thesaury.sandbox.brand.corpus import write_corpus
from thesaury.search.ranking import Means, Question, Ranked, rank
from thesaury.search.text.known_words import speller

_JUDGED = Path(__file__).parents[1] / "tests" / "data" / "search" / "demo"
_VOCABULARY = Path(str(brand.__file__)).with_name("vocabulary.ttl")
_MOST = 100

Figures = dict[str, dict[str, float]]


def run() -> dict[str, Figures]:
    """nDCG@10 by channel and family, without a model, and with the one of ../shared where it is there: it knows English alone."""
    made = {"without a model": channels(None)}
    try:
        model = needs_shared() / "models" / "all-MiniLM-L6-v2"
        made["with MiniLM"] = channels(embedder_at(model, user_cache()))
    except Skipped:
        pass
    return made


def channels(embedder: Embedder | None) -> Figures:
    """For every channel the mean over all queries with an answer, and over those of each family; beside them how many hits there are, in
    the mean, for queries that have none."""
    with TemporaryDirectory() as named:
        folder = Path(named)
        write_corpus(folder)
        copy(_JUDGED / "queries.jsonl", folder)
        copytree(_JUDGED / "qrels", folder / "qrels")
        collection = Collection(folder)
        tools = search_tools(folder, _VOCABULARY, embedder)
        indexed(collection.documents("en"), tools, given)
        means: Means = tools.with_speller(speller(tools.thesaurus, tools.index))
        return _measured(collection, means)


def _measured(collection: Collection, means: Means) -> Figures:
    judged = collection.judgements()
    sums: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for query in collection.queries():
        ranked = rank(Question(query.words, limit=_MOST, facets=()), means)
        grades, family = judged.get(query.id, {}), query.id.split("-")[0]
        if not any(grade > 0 for grade in grades.values()):
            sums["hits without an answer"][family].append(float(ranked.found.total))
            continue
        for channel, ids in _by_channel(ranked).items():
            for kind in ("all", family):
                sums[channel][kind].append(ndcg(ids, grades, 10))
    return {
        channel: {kind: round(float(np.mean(found)), 3) for kind, found in of.items()} for channel, of in sums.items()
    }


def _by_channel(ranked: Ranked) -> Mapping[str, Sequence[str]]:
    found = ranked.found
    scores = {"words": found.words, "concepts": found.concepts, "vectors": np.nan_to_num(found.vectors)}
    alone = {
        name: [found.ids[n] for n in np.argsort(-of, kind="stable")[:_MOST].tolist() if of[n] > 0]
        for name, of in scores.items()
        if of.any()
    }
    return {"fused": ranked.ids[:_MOST], **{name: alone.get(name, ()) for name in scores}}
