"""A search collection through the product: indexed, asked, and compared with what people judged."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from time import process_time

from thesaury.evaluation.collection import Collection, Judged
from thesaury.evaluation.ranking import figures
from thesaury.evaluation.written import write_lines
from thesaury.model.annotation import Annotation, Origin, Suggestion
from thesaury.model.errors import BadInput
from thesaury.ports.annotator import Annotator, Unread
from thesaury.ports.embedder import Embedder
from thesaury.ports.enrichments import Findings
from thesaury.ports.index import SearchIndex
from thesaury.ports.progress import Progress, unheard
from thesaury.search.documents import document, meaning_text
from thesaury.search.linking.linker import Linker
from thesaury.search.ranking import Question, rank
from thesaury.search.text.known_words import speller
from thesaury.search.text.spelling import Speller
from thesaury.vocabulary.thesaurus import Thesaurus

MOST = 1_000
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Tools:
    """What a collection is searched with: an empty index, a thesaurus with its linker, a model or none."""

    index: SearchIndex
    thesaurus: Thesaurus
    linker: Linker
    embedder: Embedder | None = None
    languages: tuple[str, ...] = ("en",)
    speller: Speller | None = None

    def with_speller(self, speller: Speller) -> "Tools":
        """The same with somebody who corrects words: made when the index is filled, for it knows the words of assets too."""
        return replace(self, speller=speller)


Annotate = Callable[[Sequence[Judged]], Sequence[Findings]]
"""What is known of documents: given concepts, suggestions, or nothing."""


def evaluate_search(
    collection: Collection,
    tools: Tools,
    annotate: Annotate,
    out: Path | None,
    language: str = "",
    progress: Progress = unheard,
) -> dict[str, object]:
    """Index every document, ask every query, write the run, and compare it with the judgements where there are some.

    The run has JSON Lines of `query_id` and `results` (`id`, `score`), up to 1,000 for each query. Returns the figures of `figures`,
    those by kind of query where the ids begin with different letters or metadata names a family, `documents`, seconds of CPU for
    indexing and `milliseconds` of CPU for a query. Raises BadInput and Unreachable.
    """
    queries = collection.queries()
    judgements = collection.judgements()
    began = process_time()
    documents = indexed(collection.documents(language), tools, annotate, progress)
    ready = process_time()
    means = tools.with_speller(speller(tools.thesaurus, tools.index))
    run: dict[str, list[str]] = {}
    lines = []
    for number, query in enumerate(queries, 1):
        ranked = rank(Question(query.words, limit=MOST, facets=()), means)
        if ranked.missing:  # figures of a model that broke would be those of another search
            raise BadInput(ranked.missing)
        scored = list(zip(ranked.ids, ranked.scores.tolist(), strict=True))[:MOST]
        run[query.id] = [name for name, _ in scored]
        results = [{"id": name, "score": round(score, 6)} for name, score in scored]
        lines.append(json.dumps({"query_id": query.id, "results": results}))
        progress("search", number, len(queries))
    asked = process_time()
    if out:
        write_lines(out, lines)
    return {
        "documents": documents,
        **figures(run, judgements),
        "by_kind": _by_kind(run, judgements),
        "results": round(sum(map(len, run.values())) / len(run), 1),
        "indexing_seconds": round(ready - began, 1),
        "milliseconds": round(1000 * (asked - ready) / len(queries), 1),
    }


def _by_kind(run: Mapping[str, Sequence[str]], judgements: Mapping[str, Mapping[str, float]]) -> dict[str, object]:
    kinds: dict[str, dict[str, Mapping[str, float]]] = {}
    for query, grades in judgements.items():
        kinds.setdefault(_kind(query), {})[query] = grades
    return {kind: figures(run, found) for kind, found in sorted(kinds.items())} if len(kinds) > 1 else {}


def _kind(query: str) -> str:
    """What the id begins with, before any digit or dash."""
    return query.rstrip("0123456789").split("-")[0]


def indexed(documents: Iterator[Judged], tools: Tools, annotate: Annotate, progress: Progress = unheard) -> int:
    """Put documents into the index, in parts; returns how many there were."""
    done = 0
    while part := list(islice(documents, _AT_ONCE)):
        findings = annotate(part)
        vectors = None
        if tools.embedder:
            texts = [
                meaning_text(one.asset, found, tools.thesaurus, tools.languages)
                for one, found in zip(part, findings, strict=True)
            ]
            vectors = tools.embedder.embed(texts)
        tools.index.put(
            [
                document(
                    one.asset,
                    found,
                    tools.thesaurus,
                    vector=vectors[place] if vectors is not None else None,
                    model=tools.embedder.name if tools.embedder else "",
                )
                for place, (one, found) in enumerate(zip(part, findings, strict=True))
            ]
        )
        done += len(part)
        progress("index", done, None)
    return done


def given(part: Sequence[Judged]) -> list[Findings]:
    """The concepts people gave, as accepted."""
    return [Findings(annotations=tuple(Annotation(iri, Origin.REVIEW, "gold") for iri in one.concepts)) for one in part]


def nothing(part: Sequence[Judged]) -> list[Findings]:
    """No concepts at all."""
    return [Findings() for _ in part]


def own(annotator: Annotator) -> Annotate:
    """The concepts people gave, as accepted; for a document that has none, what the annotator suggests."""

    def annotated(part: Sequence[Judged]) -> list[Findings]:
        bare = [one for one in part if not one.concepts]
        answers = iter(annotator.suggest([one.asset for one in bare]))
        found = given(part)
        return [
            known if one.concepts else Findings(suggestions=_read(next(answers)))
            for one, known in zip(part, found, strict=True)
        ]

    return annotated


def _read(answer: tuple[Suggestion, ...] | Unread) -> tuple[Suggestion, ...]:
    return () if isinstance(answer, Unread) else answer
