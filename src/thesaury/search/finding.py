"""One search: the query is linked to concepts, words and concepts are looked up, and every hit says why it is there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from thesaury.model.annotation import Suggestion
from thesaury.model.asset import Asset, Record, Text
from thesaury.ports.annotator import Annotator, Unread
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.index import IndexQuery, LexicalIndex
from thesaury.search.documents import FACETS
from thesaury.search.reasons import Reason, reasons
from thesaury.vocabulary.thesaurus import Thesaurus

_LINKED = 0.3
"""Below this score a label found in the query is too unsure to search by."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: words in any language, filters as (facet, values), and which stretch of the answer."""

    words: str = ""
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    limit: int = 20
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """One asset found, with its score and the reasons, strongest first."""

    asset: Asset
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The hits, how many there are in all, the concepts the query was understood as, and the counts per facet value."""

    hits: tuple[Hit, ...]
    total: int
    concepts: tuple[str, ...]
    facets: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]


def link(words: str, annotator: Annotator) -> tuple[tuple[str, float], ...]:
    """The concepts a query names, with how surely; the annotator reads the query as it reads a title."""
    query = Record("query", "query", "", texts=(Text("title", words),))
    answer = annotator.suggest([Asset("query", (query,))])[0] if words.strip() else ()
    suggestions: Sequence[Suggestion] = () if isinstance(answer, Unread) else answer
    return tuple((s.concept, s.score) for s in suggestions if s.score >= _LINKED)


def find(
    question: Question, catalogue: Catalogue, index: LexicalIndex, annotator: Annotator, thesaurus: Thesaurus
) -> Answer:
    """Assets with one of the words or one of the concepts (or something narrower), best first."""
    concepts = link(question.words, annotator)
    asked = IndexQuery(question.words, concepts, question.filters, question.limit, question.offset)
    found = index.search(asked, FACETS)
    ids = [hit.id for hit in found.hits]
    assets = {asset.id: asset for asset in catalogue.records.assets(ids)}
    findings = catalogue.enrichments.findings(ids)
    iris = tuple(iri for iri, _ in concepts)
    hits = (
        Hit(assets[hit.id], hit.score, reasons(question.words, iris, assets[hit.id], findings[hit.id], thesaurus))
        for hit in found.hits
        if hit.id in assets
    )
    facets = tuple((name, _ranked(counts)) for name, counts in found.facets.items() if counts)
    return Answer(tuple(hits), found.total, iris, facets)


def _ranked(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
