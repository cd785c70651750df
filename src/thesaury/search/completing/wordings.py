"""What may be suggested while somebody types: every label of every concept, and the names the workspace holds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from thesaury.model.concept import Label, LabelKind
from thesaury.search.completing.word_starts import WordStarts
from thesaury.vocabulary.thesaurus import Thesaurus
from thesaury.vocabulary.words.folding import begun, folded, placed, split, ways

CONCEPT = "concept"

_RANK = {LabelKind.PREFERRED: 2, LabelKind.ALTERNATIVE: 1, LabelKind.HIDDEN: 0}
_HELD, _WHOLE, _BEGINS, _LANGUAGE, _RANKED, _COUNT = 128.0, 64.0, 32.0, 6.0, 4.0, 2.0
"""Each is more than all after it can give together, so they decide in this order. `_LANGUAGE` counts twice for the reader's first
language, `_RANKED` twice for a preferred label: another one in the first language comes before a preferred one in the next."""
_MANY = 14.0
"""The logarithm of a million: so many assets count in full."""

Typed = Sequence[tuple[str, ...]]
"""Each typed word in its folded ways."""


class Wording(NamedTuple):
    """A text that leads to a concept (its IRI), or to a value of a facet (itself)."""

    text: str
    language: str
    kind: str
    target: str
    rank: int = 2

    @property
    def is_hidden(self) -> bool:
        """It is matched and never shown."""
        return self.rank == 0


@dataclass(frozen=True, slots=True)
class Match:
    """A wording that fits, how well, and how many assets hold what it leads to."""

    wording: Wording
    score: float
    count: int


class Wordings:
    """Wordings in the order of their texts, found by the starts of their words."""

    def __init__(self, wordings: Iterable[Wording]) -> None:
        """Take the wordings; counts come with `counted`."""
        self._all = sorted(wordings)
        self._starts = WordStarts([wording.text for wording in self._all])
        self._lengths = np.array([sum(map(len, split(folded(w.text)))) for w in self._all], np.int64)
        self._codes = {language: n for n, language in enumerate(dict.fromkeys(w.language for w in self._all))}
        self._languages = np.array([self._codes[w.language] for w in self._all], np.int64)
        self._own = np.array([_RANKED * w.rank for w in self._all]) - np.minimum(self._lengths, 200) / 1000

    def has(self, start: str) -> bool:
        """Some word begins with this (folded)."""
        return self._starts.has(start)

    def counted(self, counts: Mapping[tuple[str, str], int]) -> NDArray[np.int64]:
        """How many assets hold what each wording leads to, by the counts of its kind and target."""
        return np.array([counts.get((wording.kind, wording.target), 0) for wording in self._all], np.int64)

    def best(self, typed: Typed, counts: NDArray[np.int64], languages: Sequence[str], most: int) -> list[Match]:
        """The best `most` that have all typed words, in any order; `counts` as `counted` gives them."""
        found, begins = self._starts.matching(typed)
        length = sum(len(forms[0]) for forms in typed)
        scores = self._own[found] + _BEGINS * begins + _LANGUAGE * self._wished(languages)[self._languages[found]]
        scores += _WHOLE * (begins & (self._lengths[found] == length)) + _HELD * (counts[found] > 0)
        scores += _COUNT * np.minimum(np.log1p(counts[found]) / _MANY, 1.0)
        order = np.argsort(-scores, kind="stable")[:most]
        return [Match(self._all[found[n]], float(scores[n]), int(counts[found[n]])) for n in order]

    def word_uses(self, counts: NDArray[np.int64]) -> dict[str, float]:
        """Every folded word with how often it is used: once for each wording, and once for each asset that holds it; 0 for what
        only hidden labels have."""
        shown = np.array([not wording.is_hidden for wording in self._all], np.float64)
        return dict(zip(self._starts.words, self._starts.summed((counts + 1.0) * shown), strict=True))

    def written(self, word: str) -> str:
        """A folded word as the first text that has it and may be shown writes it; empty where none does."""
        texts = (self._all[n].text for n in self._starts.texts_of(word) if not self._all[n].is_hidden)
        return next((as_is for text in texts for _, as_is in placed(text) if word in ways(as_is)), "")

    def named(self, text: str) -> tuple[Wording, ...]:
        """The wordings that say exactly this, capitals and accents aside."""
        whole = split(folded(text))
        if not whole:
            return ()
        places = dict.fromkeys(self._starts.texts_of(whole[0]))
        return tuple(self._all[n] for n in places if split(folded(self._all[n].text)) == whole)

    def _wished(self, languages: Sequence[str]) -> NDArray[np.float64]:
        """For each language 2 where it is the reader's first or a text is in none, 1 for the others that are read, else 0."""
        read = [language.split("-")[0].lower() for language in languages]
        given = [code.split("-")[0].lower() for code in self._codes]
        return np.array([2.0 if c in ("", *read[:1]) else float(c in read) for c in given], np.float64)


def labels_of(thesaurus: Thesaurus) -> Iterable[Wording]:
    """Every label; those of a deprecated concept lead to what replaces it, and where nothing does to the concept itself."""
    for concept in thesaurus:
        target = thesaurus.successor(concept.iri)
        for kind, label in concept.labels():
            rank = _RANK[kind] if target == concept.iri else min(_RANK[kind], 1)
            yield Wording(label.text, label.language, CONCEPT, target, rank)


def marked(label: Label, typed: Typed) -> tuple[tuple[int, int], ...]:
    """The parts of the label that were typed, as (start, end), in order and apart from each other."""
    spans = (
        (start, start + length) for start, word in placed(label.text) if (length := max(begun(word, w) for w in typed))
    )
    return tuple(spans)
