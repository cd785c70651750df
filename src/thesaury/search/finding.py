"""One search: ranked, folded, with its rights, and every hit says why it is there: by words, by a path of concepts, by likeness."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from thesaury.model.asset import Asset
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.embedder import Embedder
from thesaury.ports.enrichments import Findings
from thesaury.ports.index import Found, SearchIndex
from thesaury.search.alike.doubles import Folds, folds
from thesaury.search.cleared import UNDECIDED, VERDICT, Cleared, RightsLine
from thesaury.search.documents import RIGHTS_KEY
from thesaury.search.linking.linker import By, Link, Linker
from thesaury.search.ranking import Question, Ranked, rank, understood
from thesaury.search.reading.query import Note
from thesaury.search.reasons import Reason, reasons
from thesaury.search.text.spelling import Speller
from thesaury.vocabulary.thesaurus import Thesaurus

Floats = NDArray[np.float32]
Filters = tuple[tuple[str, tuple[str, ...]], ...]

NO_MODEL = "no-model"
"""The code of the note that says why no vectors were compared."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What a search asks: made once for each state of a workspace. Without an embedder it works by words and concepts alone."""

    catalogue: Catalogue
    index: SearchIndex
    thesaurus: Thesaurus
    linker: Linker
    embedder: Embedder | None = None
    speller: Speller | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One asset found, with its score and the reasons, strongest first; `rights` where the question asked about a use.

    `doubles` are the assets that look the same and were found too, best first: they are shown here and have no hit of their own.
    """

    asset: Asset
    score: float
    reasons: tuple[Reason, ...]
    rights: RightsLine | None = None
    doubles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The hits, how many there are in all, the concepts the query was understood as, and the counts per facet value.

    `notes` say what was read differently than perhaps meant. `folded` is how many of the assets, which `total` counts all, have no hit
    of their own, for they look the same as another one; a list of everything is not folded.
    `corrected` are the words that were taken for others, as (typed, searched for).
    """

    hits: tuple[Hit, ...]
    total: int
    links: tuple[Link, ...]
    facets: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    notes: tuple[Note, ...] = ()
    folded: int = 0
    corrected: tuple[tuple[str, str], ...] = ()

    @property
    def concepts(self) -> tuple[str, ...]:
        """The concepts the query was understood as, surest first."""
        return tuple(link.concept for link in self.links)


def find(question: Question, sources: Sources) -> Answer:
    """Assets that the question means, best first, with facets and reasons. Where the model breaks, words and concepts are asked alone,
    and a note says so."""
    question, ranked = decided(question, sources)
    facets = _counts(ranked.found, question.cleared)
    stretch = slice(question.offset, question.offset + question.limit) if ranked.query.words else slice(question.limit)
    fold = folds(ranked.ids, sources.catalogue.identities) if ranked.query.words else Folds(ranked.ids)
    ids, scores = fold.ids[stretch], dict(zip(ranked.ids, ranked.scores.tolist(), strict=True))
    assets = {asset.id: asset for asset in sources.catalogue.records.assets(ids)}
    findings = sources.catalogue.enrichments.findings(ids)
    shown = understood(ranked.linked)
    words = ranked.words
    rights = question.cleared.decide(list(assets.values())) if question.cleared else {}
    hits = tuple(
        Hit(
            assets[asset],
            scores[asset],
            _why(
                words,
                shown,
                ranked.linked.links,
                assets[asset],
                findings[asset],
                sources.thesaurus,
                ranked.cosine(asset),
            ),
            rights.get(asset),
            fold.doubles.get(asset, ()),
        )
        for asset in ids
        if asset in assets
    )
    counted = tuple((name, _ranked(counts)) for name, counts in facets.items() if counts)
    notes = (*ranked.query.notes, *((Note(NO_MODEL, (ranked.missing,)),) if ranked.missing else ()))
    return Answer(hits, ranked.found.total, shown, counted, notes, fold.folded, ranked.corrected)


def decided(question: Question, sources: Sources) -> tuple[Question, Ranked]:
    """What is ranked, with a verdict on all that the index holds: where it has rights that nobody has decided yet, this is done, and the
    question is that with the new verdicts."""
    ranked = rank(question, sources)
    if question.cleared and UNDECIDED in question.cleared.counted(ranked.found.facets[RIGHTS_KEY]):
        question = replace(question, cleared=question.cleared.renewed(ranked.found.facets[RIGHTS_KEY]))
        ranked = rank(question, sources)
    return question, ranked


def _why(
    words: str,
    shown: Sequence[Link],
    links: Sequence[Link],
    asset: Asset,
    findings: Findings,
    thesaurus: Thesaurus,
    cosine: float,
) -> tuple[Reason, ...]:
    """Reasons by what the query says, with what is related to it where the asset has none of that itself; else by what similar hits hold,
    or by weak links that add up."""
    said = [link.concept for link in shown if link.by not in (By.COMPANY, By.RELATED)]
    beside = {link.concept: link.of for link in shown if link.by is By.RELATED}
    for concepts in (said, list(beside), [link.concept for link in shown], [link.concept for link in links]):
        found = reasons(words, tuple(concepts), asset, findings, thesaurus, cosine)
        told = any(reason.path for reason in found)
        if told or (any(reason.words for reason in found) and not (concepts is said and beside)):
            break
    return tuple(replace(one, related=beside.get(one.path[-1], "")) if one.path else one for one in found)


def _counts(found: Found, cleared: Cleared | None) -> dict[str, Mapping[str, int]]:
    """The counts of every facet; keys of rights become verdicts."""
    told = dict(found.facets)
    if cleared:
        told[VERDICT] = cleared.counted(told.pop(RIGHTS_KEY))
    return told


def _ranked(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """The most first, by name where they are equal. Two plain sorts: a facet may have as many values as the vocabulary has concepts."""
    by_name = sorted(counts.items())
    by_name.sort(key=itemgetter(1), reverse=True)
    return tuple(by_name)
