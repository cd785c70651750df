"""Labels by their parts: which concepts a word hints at that is a part of a label, or of a compound in one."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log1p
from weakref import WeakKeyDictionary

from thesaury.enrichment.learning.compounds import COMPOUNDING
from thesaury.enrichment.stopwords import is_stop_word
from thesaury.vocabulary.thesaurus import Thesaurus
from thesaury.vocabulary.words.folding import folded, split
from thesaury.vocabulary.words.stems import primary, stems

_SHARE = 0.45
"""Of what the words of a label tell, a word has to be at least so much."""
_FAN = 6
"""A word that hints at more concepts than this hints at none."""
_EACH = 2
"""So many concepts a word hints at, those of whose labels it is most."""
_SHORT, _PART = 3, 4
"""Words of fewer letters hint at nothing, and parts of compounds have at least four."""
_REMEMBERED = 10_000
"""So many words of a language stay known."""
_COMPOUND = 0.6
"""What a part of a compound tells beside the whole of it."""


@dataclass(frozen=True, slots=True)
class Hint:
    """A concept that a word hints at, and how much of its label the word is, in 0 to 1."""

    concept: str
    share: float


class LabelParts:
    """The labels of a thesaurus by the words they are made of; each language is read when it is first asked for."""

    def __init__(self, thesaurus: Thesaurus) -> None:
        self._thesaurus = thesaurus
        # What was read stays known as long as the thesaurus is there, and does not keep it.
        self._languages = _READ.setdefault(thesaurus, {})

    def hints(self, word: str, language: str) -> Sequence[Hint]:
        """What a word hints at by the labels of its language, the surest first. Labels of a deprecated concept speak for the one that
        replaces it."""
        if len(word) < _SHORT or len(said := stems(word, language)) != 1:
            return ()
        if (known := self._languages.get(language)) is None:
            known = self._languages[language] = self._read(language)
        return known.hints(said[0], folded(word.lower()))

    def _read(self, language: str) -> "_Language":
        labels: list[tuple[str, frozenset[str]]] = []
        written: dict[str, str] = {}
        for concept in self._thesaurus:
            iri = self._thesaurus.successor(concept.iri)
            for _, label in concept.labels() if self._thesaurus.approved(iri) else ():
                if primary(label.language) == language and (words := _words(label.text, language)):
                    labels.append((iri, frozenset(words.values())))
                    written |= words
        return _Language(labels, written if language in COMPOUNDING else {})


def _words(label: str, language: str) -> dict[str, str]:
    """The words of a label that tell something, folded, with their stems."""
    words = (word for word in split(label.lower()) if len(word) >= _SHORT and not is_stop_word(word, (language,)))
    return {folded(word): stem for word in words for stem in stems(word, language)[:1]}


class _Language:
    """The labels of one language."""

    def __init__(self, labels: Sequence[tuple[str, frozenset[str]]], written: Mapping[str, str]) -> None:
        """`labels`: concepts and the stems of their words; `written`: the words as they are written, with their stems, where the language
        joins words."""
        holding: dict[str, set[str]] = defaultdict(set)
        self._labels: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
        for concept, words in labels:
            for word in words:
                holding[word].add(concept)
                self._labels[word].append((concept, words))
        concepts = len({concept for concept, _ in labels})
        self._tells = {word: log1p(concepts / len(held)) for word, held in holding.items()}
        self._written, self._sorted = written, sorted(written)
        # A long text has the same words again and again.
        self.hints = lru_cache(_REMEMBERED)(self._hints)

    def _hints(self, stem: str, written: str) -> Sequence[Hint]:
        best: dict[str, float] = {}
        for word, part in self._holding(stem, written):
            for concept, words in self._labels[word]:
                share = part * self._tells[word] / sum(self._tells[one] for one in words)
                if share >= _SHARE:
                    best[concept] = max(best.get(concept, 0.0), share)
        if len(best) > _FAN:
            return ()
        sure = sorted(best.items(), key=lambda one: (-one[1], one[0]))
        return tuple(Hint(concept, share) for concept, share in sure[:_EACH])

    def _holding(self, stem: str, written: str) -> Iterator[tuple[str, float]]:
        """The words of labels that are this one, or that it is a part of, or that are a part of it; how much of them that is."""
        if stem in self._labels:
            yield stem, 1.0
        if len(written) < _PART:
            return
        for at in range(bisect_left(self._sorted, written), len(self._sorted)):
            word = self._sorted[at]
            if not word.startswith(written):
                break
            if len(word) - len(written) >= _PART:
                yield self._written[word], _COMPOUND
        for cut in range(_PART, len(written) - _PART + 1):
            for part in (written[:cut], written[cut:]):
                if part in self._written:
                    yield self._written[part], _COMPOUND


_READ: WeakKeyDictionary[Thesaurus, dict[str, _Language]] = WeakKeyDictionary()
