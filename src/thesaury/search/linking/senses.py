"""Concepts by what their labels mean in a dictionary: a query in other words finds them without any model."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from thesaury.ports.word_senses import Relation, WordSenses
from thesaury.search.linking.sense_kin import kin, phrases
from thesaury.vocabulary.words.stems import primary, stems

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Parts = tuple[tuple[str, ...], ...]

_QUALIFIED = re.compile(r"[,:/&;()]| - | and ")
_PART, _HEAD = 0.7, 0.6
"""What a part of a label weighs (`boat` of `boat, rowing`), and the last words of a compound (`ornament` of `garden ornament`)."""
_RARER = 0.6
_ELSEWHERE = 0.3
"""What the other senses weigh where the place of the label speaks for one: `bow` below `weapons`."""
_NOT_A_NOUN = 0.8
_SENSES = 8
_LEAST = 0.05
_REMEMBERED = 100


class LabelSenses:
    """The labels of a vocabulary by their senses. Homonyms are told apart by the concepts above them."""

    def __init__(
        self, labels: Iterable[tuple[int, str, str]], above: Sequence[str], concepts: int, senses: WordSenses
    ) -> None:
        """Labels as for `LabelWords`; `above` has for each concept the labels of what lies above it, in one text.

        Raises BadInput where the dictionary is broken.
        """
        self._concepts, self._senses = concepts, senses
        by_sense: dict[str, dict[int, float]] = defaultdict(dict)
        setting = _Setting(senses)
        for concept, text, language in labels:
            if primary(language) == senses.language:
                for sense, weight in self._read(text, above[concept], setting):
                    held = by_sense[sense]
                    held[concept] = max(held.get(concept, 0.0), weight)
        self._by_sense: dict[str, tuple[Ints, Floats]] = {
            sense: (np.array(list(held), np.int32), np.array(list(held.values()), np.float32))
            for sense, held in by_sense.items()
        }
        self._of_phrase = lru_cache(_REMEMBERED)(self._meant)

    def knows(self, word: str) -> bool:
        """Whether the dictionary has this word, in whatever form."""
        return bool(self._senses.senses(word))

    def likeness(self, query: str) -> Floats:
        """For each concept, 0 to 1, how much of the query its labels mean: the mean over the words and phrases of the query.

        Raises BadInput where the dictionary is broken.
        """
        total = np.zeros(self._concepts, np.float32)
        found = phrases(query, self._senses)
        for phrase in found:
            concepts, weights = self._of_phrase(phrase)
            total[concepts] += weights
        return total / np.float32(max(1, len(found)))

    def _meant(self, phrase: str) -> tuple[Ints, Floats]:
        best = np.zeros(self._concepts, np.float32)
        for sense, weight in kin(phrase, self._senses).items():
            if sense in self._by_sense:
                concepts, weights = self._by_sense[sense]
                best[concepts] = np.maximum(best[concepts], np.float32(weight) * weights)
        concepts = np.flatnonzero(best).astype(np.int32)
        return concepts, best[concepts]

    def _read(self, label: str, above: str, setting: "_Setting") -> Iterator[tuple[str, float]]:
        for term, weight, found in self._terms(label):
            meant = [
                (sense, _RARER**rank * (1.0 if sense[0] == "n" else _NOT_A_NOUN))
                for part in found
                for rank, sense in enumerate(part[:_SENSES])
            ]
            fits = setting.fits([sense for sense, _ in meant], above, term) if len(meant) > 1 else []
            best = max(fits, default=0)
            for place, (sense, usual) in enumerate(meant):
                own = usual if not best else 1.0 if fits[place] == best else _ELSEWHERE * usual
                if weight * own > _LEAST:
                    yield sense, weight * own

    def _terms(self, label: str) -> Iterator[tuple[str, float, Parts]]:
        """The label itself where the dictionary has it, else its parts, else the longest end of it that is there; with their senses."""
        label = label.removesuffix(" - non-specific")
        if found := self._senses.senses(label):
            yield label, 1.0, found
            return
        parts = [part for one in _QUALIFIED.split(label) if (part := one.strip())]
        if len(parts) != 1:
            yield from ((part, _PART, self._senses.senses(part)) for part in parts)
            return
        words = parts[0].split()
        ends = (" ".join(words[start:]) for start in range(1, len(words)))
        yield from islice(((end, _HEAD, found) for end in ends if (found := self._senses.senses(end))), 1)


class _Setting:
    """How well senses fit to where a label stands: the words they share with it, in their definitions and all above."""

    def __init__(self, senses: WordSenses) -> None:
        self._senses = senses
        self._stems: dict[str, frozenset[str]] = {}
        self._over: dict[str, tuple[str, ...]] = {}
        self._of_text = lru_cache(_REMEMBERED)(lambda text: frozenset(stems(text, senses.language)))

    def fits(self, senses: Sequence[str], above: str, term: str) -> list[int]:
        """For each sense how many of the words above the label it has, those of the label itself left out."""
        wanted = self._of_text(above)
        if wanted:
            wanted = wanted - frozenset(stems(term, self._senses.language))
        return [self._shared(sense, wanted) for sense in senses] if wanted else []

    def _shared(self, sense: str, wanted: frozenset[str]) -> int:
        shared: set[str] = set()
        for at in self._with_above(sense):
            shared |= self._stems[at] & wanted
        return len(shared)

    def _with_above(self, sense: str) -> tuple[str, ...]:
        """The sense and everything above it; their words are known afterwards."""
        if sense not in self._over:
            self._over[sense] = (sense,)  # WordNet 3.0 has circles among its verbs.
            found = {sense: True}
            for relation, other in self._senses.related(sense):
                if relation is Relation.BROADER and other not in found:
                    found.update(dict.fromkeys(self._with_above(other), True))
            self._stems[sense] = frozenset(stems(" ".join(self._senses.words(sense)), self._senses.language))
            self._over[sense] = tuple(found)
        return self._over[sense]
