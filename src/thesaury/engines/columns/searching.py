"""One search: what passes, what is a hit, the best of every channel, and the counts."""

from collections.abc import Mapping, Sequence

import numpy as np

from thesaury.engines.columns.arrays import Array, Floats, Mask
from thesaury.engines.columns.languages import every_term, words
from thesaury.engines.columns.near import Near
from thesaury.engines.columns.nearness import with_nearness
from thesaury.engines.columns.phrases import holding_phrase
from thesaury.engines.columns.picking import best, listed
from thesaury.engines.columns.scoring import MOST_WORDS, ascending, concept_scores, holding, word_scores
from thesaury.engines.columns.snapshot import Snapshot
from thesaury.engines.columns.values import FacetValues, hits_of
from thesaury.ports.index import Found, IndexQuery

_STEP = 1 / 255
"""Weights are kept in steps: a sum may come to so much less than it would."""


def search(snapshot: Snapshot, values: FacetValues, query: IndexQuery, facets: Sequence[str]) -> Found:
    """The best hits of every channel, by id, and the counts over all hits."""
    searched = _Search(snapshot, values, query)
    passing = searched.passing()
    near = searched.near.candidates(passing) if searched.near else None
    hits = searched.hits(passing, near)
    rows = searched.chosen(hits, near)
    cosines = searched.near.cosines(rows) if searched.near else np.zeros(len(rows), np.float32)
    ids = snapshot.ids(rows)
    order = np.array(sorted(range(len(ids)), key=ids.__getitem__), np.int64)
    return Found(
        tuple(map(ids.__getitem__, order.tolist())),
        searched.near_words(rows)[order],
        searched.concepts[rows[order]],
        cosines[order],
        int(np.count_nonzero(hits)),
        searched.counts(facets, hits),
    )


class _Search:
    def __init__(self, snapshot: Snapshot, values: FacetValues, query: IndexQuery) -> None:
        self.snapshot, self.values, self.query = snapshot, values, query
        none = np.zeros(snapshot.rows, np.float32)
        self.lists_all = not query.words.strip() and not query.concepts and query.vector is None
        self.words, self.enough = (
            word_scores(snapshot, query.words, query.share) if query.words.strip() else (none, none > 0)
        )
        self.concepts = concept_scores(snapshot, query.concepts) if query.concepts else none
        self.near = Near(snapshot, query.vector, query.bar) if query.vector is not None else None
        self.filters = self._filters()
        self.rest = self._rest()

    def passing(self, but: str | None = None) -> Mask:
        """What passes every filter, or all but those of one facet."""
        made = self.rest
        for name, mask in self.filters.items():
            if name != but:
                made = made & mask
        return made

    def hits(self, passing: Mask, near: tuple[Array, Floats] | None) -> Mask:
        """What is a hit of all that passes."""
        if self.lists_all:
            return passing
        made = (self.enough | ((self.concepts > 0) & (self.concepts >= self.query.least - _STEP))) & passing
        if self.near and near:
            made[self.near.hits(near)] = True
        return made

    def chosen(self, hits: Mask, near: tuple[Array, Floats] | None) -> Array:
        """The best hits of every channel, or a list by id; ascending."""
        most = max(0, self.query.most)
        if self.lists_all:
            return listed(self.snapshot, hits, max(0, self.query.offset), most)
        found = []
        for scores in (self.words, self.concepts):
            rows = np.flatnonzero(hits & (scores > 0))
            found.append(best(self.snapshot, rows, scores[rows], most))
        if near:
            rows, cosines = near
            there = hits[rows]
            found.append(best(self.snapshot, rows[there], cosines[there], most))
        return ascending(found)

    def near_words(self, rows: Array) -> Floats:
        """The scores of rows by words, with what their nearness adds."""
        scores = self.words[rows]
        return with_nearness(self.snapshot, self.query.words, rows, scores) if self.query.words.strip() else scores

    def counts(self, facets: Sequence[str], hits: Mask) -> Mapping[str, Mapping[str, int]]:
        """For each facet the hits by value, as if nothing were chosen in it."""
        all_hits = hits_of(self.snapshot, hits)
        made, groups = {}, dict(self.query.groups)
        for name in facets:
            if name in self.filters:
                passing = self.passing(name)
                wider = self.hits(passing, self.near.candidates(passing) if self.near else None)
                made[name] = self.values.counts(self.snapshot, name, hits_of(self.snapshot, wider), groups.get(name))
            else:
                made[name] = self.values.counts(self.snapshot, name, all_hits, groups.get(name))
        return made

    def _filters(self) -> dict[str, Mask]:
        made: dict[str, Mask] = {}
        for name, wanted in self.query.filters:
            mask = self.values.having(self.snapshot, name, wanted)
            made[name] = made[name] & mask if name in made else mask
        return made

    def _rest(self) -> Mask:
        """What lives and passes all but the filters."""
        made = self.snapshot.live.copy()
        if self.query.ids is not None:
            found = self.snapshot.find(tuple(dict.fromkeys(self.query.ids)))
            only = np.zeros(self.snapshot.rows, np.bool_)
            only[found[found >= 0]] = True
            made &= only
        for name, wanted in self.query.firm:
            made &= self.values.having(self.snapshot, name, wanted)
        for name, unwanted in self.query.without:
            made &= ~self.values.having(self.snapshot, name, unwanted)
        for phrase in _worded(self.query.phrases):
            made &= holding_phrase(self.snapshot, phrase, made)
        excluded = _worded(self.query.excluded)
        alone = [phrase[0] for phrase in excluded if len(phrase) == 1]
        if alone:
            made &= ~holding(self.snapshot, [every_term(word, self.snapshot.languages) for word in alone])
        for phrase in excluded:
            if len(phrase) > 1:
                made &= ~holding_phrase(self.snapshot, phrase, made)
        return made


def _worded(texts: Sequence[str]) -> list[list[str]]:
    """The words of each text that has any; of very many texts the first."""
    found = dict.fromkeys(tuple(words(text)[:MOST_WORDS]) for text in texts)
    return [list(one) for one in found if one][:MOST_WORDS]
