"""One search: ranked, folded, with its rights, and every hit says why it is there: by words, by a path of concepts, by likeness."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from thesaury.model.asset import Asset
from thesaury.ports.catalogue import Catalogue, Findings
from thesaury.ports.embedder import Embedder
from thesaury.ports.index import Found, SearchIndex
from thesaury.search.cleared import UNDECIDED, VERDICT, Cleared, RightsLine
from thesaury.search.documents import RIGHTS_KEY
from thesaury.search.doubles import Folds, folds
from thesaury.search.linking import By, Link, Linker
from thesaury.search.query import Note
from thesaury.search.ranking import Question, rank, understood
from thesaury.search.reasons import Reason, reasons
from thesaury.search.spelling import Speller
from thesaury.vocabulary.thesaurus import Thesaurus

Floats = NDArray[np.float32]
Filters = tuple[tuple[str, tuple[str, ...]], ...]


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
    """Assets that the question means, best first, with facets and reasons. Raises what the embedding model raises."""
    ranked = rank(question, sources)
    facets = _counts(ranked.found, question.cleared)
    if question.cleared and UNDECIDED in facets[VERDICT]:
        question = replace(question, cleared=question.cleared.renewed(ranked.found.facets[RIGHTS_KEY]))
        ranked = rank(question, sources)
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
    return Answer(hits, ranked.found.total, shown, counted, ranked.query.notes, fold.folded, ranked.corrected)


def _why(
    words: str,
    shown: Sequence[Link],
    links: Sequence[Link],
    asset: Asset,
    findings: Findings,
    thesaurus: Thesaurus,
    cosine: float,
) -> tuple[Reason, ...]:
    """Reasons by what the query says; where it says none of the asset's concepts, by those that similar hits hold, or by weak links that
    add up."""
    said = [link.concept for link in shown if link.by is not By.COMPANY]
    for concepts in (said, [link.concept for link in shown], [link.concept for link in links]):
        found = reasons(words, tuple(concepts), asset, findings, thesaurus, cosine)
        if any(reason.path or reason.words for reason in found):
            return found
    return found


def _counts(found: Found, cleared: Cleared | None) -> dict[str, Mapping[str, int]]:
    """The counts of every facet; keys of rights become verdicts."""
    told = dict(found.facets)
    if cleared:
        told[VERDICT] = cleared.counted(told.pop(RIGHTS_KEY))
    return told


def _ranked(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
