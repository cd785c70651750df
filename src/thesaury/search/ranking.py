"""Ranking: the query is read and linked to concepts, three channels are asked, and their scores fused.

parse       query      words, phrases, exclusions, fields
link        linking    the concepts it means, and how surely
search      the index  words (BM25), concepts, vectors; filters before ranking; counts over all hits
fuse        fusing     one score, by how sure the link is
"""

from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from thesaury.ports.embedder import Embedder
from thesaury.ports.index import Found, IndexQuery, SearchIndex
from thesaury.search.bars import SAMPLED, bar
from thesaury.search.cleared import Cleared
from thesaury.search.documents import FACETS, RIGHTS_KEY
from thesaury.search.embedding import taught, vector_of
from thesaury.search.fusing import fused, weights, with_feedback
from thesaury.search.linking.company import FROM, company, joined
from thesaury.search.linking.linker import Link, Linked, Linker
from thesaury.search.linking.related import below, beside, shared
from thesaury.search.reading.field_values import asked_for
from thesaury.search.reading.in_brand_words import in_brand_words
from thesaury.search.reading.query import Query, parse
from thesaury.search.text.known_words import corrected
from thesaury.search.text.spelling import Speller
from thesaury.vocabulary.thesaurus import Thesaurus

Floats = NDArray[np.float32]
Filters = tuple[tuple[str, tuple[str, ...]], ...]

CANDIDATES = 1_000
"""So many of the best of each channel are fused; a later stretch of an answer has as many as it needs."""

_SHARE = 0.5
"""A hit by words alone has to hold half of what the query tells."""
_UNDERSTOOD = 0.3
"""A link less sure than this makes no hits and is not shown; it still helps to put hits in order."""
_PLAIN = 0.95
"""A query that is linked as surely as this is one or more labels."""
_HELD = 0.25
"""What an asset's concepts have to add up to, to make a hit: one that is surely meant, suggested with this score, is enough. The less sure
the link, the more of it: half as sure, twice as much."""


class Means(Protocol):
    """What ranking needs: an index, a linker, and, where they are there, a model and who corrects words."""

    @property
    def index(self) -> SearchIndex:
        """What is searched."""

    @property
    def linker(self) -> Linker:
        """Links queries to concepts."""

    @property
    def thesaurus(self) -> Thesaurus:
        """Knows what is related to a concept."""

    @property
    def embedder(self) -> Embedder | None:
        """The model; None: by words and concepts alone."""

    @property
    def speller(self) -> Speller | None:
        """Corrects words; None: they are taken as they are."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: what was typed, in any language; filters as (facet, values); and which stretch of the answer.

    Counts of a facet are as if nothing were chosen in it by `filters`; what `firm` chooses narrows them too. `cleared`: for which use the
    rights are asked about, and which verdicts make a hit; then there is a facet `verdict` too. `related`: what is related to the concepts
    of the query is found too, after what holds these.
    """

    words: str = ""
    filters: Filters = ()
    limit: int = 20
    offset: int = 0
    facets: tuple[str, ...] = FACETS
    firm: Filters = ()
    cleared: Cleared | None = None
    related: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """Ids with their scores, best first, what was found, the links asked by, the query as it was read, and which of its words were
    taken for others. `missing` says why there is no vector where the model broke."""

    ids: tuple[str, ...]
    scores: Floats
    found: Found
    linked: Linked
    query: Query
    corrected: tuple[tuple[str, str], ...] = ()
    missing: str = ""

    @property
    def words(self) -> str:
        """What was searched for: the words of the query, without typing mistakes."""
        meant = dict(self.corrected)
        return " ".join(meant.get(word, word) for word in self.query.words)

    def cosine(self, asset: str) -> float:
        """How near the asset is to the query, NaN where one of them has no vector."""
        return float(self.found.vectors[self.found.ids.index(asset)])


def rank(question: Question, sources: Means) -> Ranked:
    """The candidates of a question, best first, by id where they are equal."""
    query = in_brand_words(parse(question.words, FACETS), sources.thesaurus)
    spelled = _corrected(query, sources)
    meant = dict(spelled)
    words = " ".join(meant.get(word, word) for word in query.words)
    vector, missing = vector_of(words, sources.embedder)
    linked = sources.linker.link(words, vector)
    asked = _asked(question, query, words, linked, vector, sources)
    facets = (*question.facets, RIGHTS_KEY) if question.cleared else question.facets
    if words and vector is None:
        anywhere = replace(asked, filters=(), firm=(), without=(), phrases=(), excluded=(), most=CANDIDATES)
        linked = _widened(anywhere, linked, sources.index)
        asked = replace(asked, concepts=linked.weights)
    extra = beside(understood(linked), sources.thesaurus) if question.related else ()
    if extra:
        found, scores = _with_related(asked, linked, extra, facets, vector, sources.index)
        linked = Linked((*linked.links, *extra), linked.sure)
    else:
        found = sources.index.search(asked, facets)
        scores = _scores(found, linked, vector, words, sources.index)
    order = np.argsort(-scores, kind="stable")
    ids = tuple(found.ids[n] for n in order.tolist())
    return Ranked(ids, scores[order], found, linked, query, spelled, missing)


def _with_related(
    asked: IndexQuery,
    linked: Linked,
    extra: tuple[Link, ...],
    facets: tuple[str, ...],
    vector: Floats | None,
    index: SearchIndex,
) -> tuple[Found, Floats]:
    """What is found with these links too; an asset that is there for them alone comes after all that hold what is meant."""
    weights = dict(linked.weights) | {link.concept: link.weight for link in extra}
    found = index.search(replace(asked, concepts=tuple(weights.items())), facets)
    alone = index.search(IndexQuery(concepts=linked.weights, ids=found.ids, most=len(found.ids)))
    held = dict(zip(alone.ids, alone.concepts.tolist(), strict=True))
    own = np.array([held.get(id, 0.0) for id in found.ids], np.float32)
    told = replace(found, concepts=shared(found.concepts, own, _HELD))
    return found, below(_scores(told, linked, vector, asked.words, index), found.concepts, own, _HELD)


def _corrected(query: Query, sources: Means) -> tuple[tuple[str, str], ...]:
    """Typing mistakes with what is meant; a word that a dictionary of meanings or a model has is none."""
    if not sources.speller:
        return ()
    known = taught(sources.embedder)
    return corrected(
        query.words, sources.speller, sources.index, lambda word: sources.linker.knows(word) or known(word)
    )


def understood(linked: Linked) -> tuple[Link, ...]:
    """The links worth showing: those that make hits by themselves, where the query is understood at all."""
    return tuple(link for link in linked.links if link.weight >= _HELD) if linked.sure >= _UNDERSTOOD else ()


def _asked(
    question: Question, query: Query, words: str, linked: Linked, vector: Floats | None, sources: Means
) -> IndexQuery:
    filters, without, phrases = asked_for(query, sources.index, sources.linker)
    return IndexQuery(
        words=words,
        concepts=linked.weights,
        vector=vector,
        share=_SHARE,
        bar=bar(vector, sources.index.sample(SAMPLED), sources.index.count()) if vector is not None else 1.0,
        least=_HELD / linked.sure if linked.sure >= _UNDERSTOOD else float("inf"),
        phrases=phrases,
        excluded=query.excluded,
        filters=(*question.filters, *(question.cleared.filters if question.cleared else ())),
        firm=(*question.firm, *filters),
        without=without,
        groups=question.cleared.groups if question.cleared else (),
        most=max(CANDIDATES, question.offset + question.limit) if words else question.limit,
        offset=0 if words else question.offset,
    )


def _widened(asked: IndexQuery, linked: Linked, index: SearchIndex) -> Linked:
    """Without a model the best hits say what else the query may mean: the concepts they hold more often than others do.

    They are the best of all assets, whatever was chosen beside the query: it means the same with every filter. A query that is a label
    is widened only where it finds little.
    """
    found = index.search(asked)
    if not found.ids or (linked.sure >= _PLAIN and found.total >= FROM):
        return linked
    scores = _scores(found, linked, None, asked.words, index)
    best = tuple(found.ids[n] for n in np.argsort(-scores, kind="stable")[:FROM].tolist())
    near = index.search(IndexQuery(ids=best, most=0), ["concept"]).facets["concept"]
    everywhere = index.search(IndexQuery(most=0), ["concept"]).facets["concept"]
    links = joined(linked.links, company(near, len(best), everywhere, index.count()))
    return Linked(links, linked.sure)


def _scores(found: Found, linked: Linked, vector: Floats | None, words: str, index: SearchIndex) -> Floats:
    if not words:
        return np.zeros(len(found.ids), np.float32)
    weighed = weights(linked.sure, bool(found.words.any()), vector is not None)
    return fused(found, weighed, found.vectors) if vector is None else with_feedback(found, weighed, vector, index)
