"""Labels that are like a tag without being it: misspelt, of the same stem, without their qualifier, or its last part."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from thesaury.governance.terms.labels import Bearer, LabelTable
from thesaury.governance.terms.postings import Postings
from thesaury.governance.wording import fold, keys, letters
from thesaury.vocabulary.words.neighbourhood import Neighbourhood
from thesaury.vocabulary.words.stems import primary, stems

_QUALIFIER = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])\s*$")
_DIGITS = re.compile(r"\d+")

OF_ONE_STEM = 0.9
"""How alike a tag and a label are whose words have the same stems, in whatever order."""
ALL_BUT_THE_SAME = 0.95
"""How alike a tag and a label are that differ by what stands in brackets, or by umlauts."""
_PART = 0.8
"""A label that is the end of a tag is as alike as its share of the letters, times this."""
_LEAST_SHARE = 0.4
_SAME_FIRST_LETTER = 6
"""Below so many letters one mistake makes another word too easily (nose, rose): the first letter has to be right."""

# Where compounds are written in one, and their last part says what the thing is.
_COMPOUNDING = ("da", "de", "fi", "nb", "nl", "no", "sv")
_SHORTEST_PART, _SHORTEST_HEAD = 4, 3
_NEGATIONS = frozenset(["kein", "keine", "nicht", "no", "non", "not", "ohne", "pas", "sans", "sin", "un", "without"])


@dataclass(frozen=True, slots=True)
class Alike:
    """Who bears a label that is like a tag, and how much, below 1."""

    bearer: Bearer
    likeness: float


class AlikeLabels:
    """Looks for labels like those tags that are none."""

    def __init__(self, labels: LabelTable) -> None:
        """Nothing is read before it is asked for."""
        self._labels = labels

    def warm(self) -> None:
        """Read the labels now; takes a few seconds for a hundred thousand of them."""
        self.to(["warm"])

    def unqualified(self, tag: str) -> list[Bearer]:
        """Who bears this label with a qualifier in brackets behind it."""
        return self._labels.all(self._by_bare.of(keys(tag)))

    def to(self, tags: Sequence[str]) -> list[list[Alike]]:
        """What is like each of these tags; many are looked up faster together than one by one."""
        near = self._misspelt(tags)
        return [[*self._related(tag), *wrong] for tag, wrong in zip(tags, near, strict=True)]

    def _related(self, tag: str) -> Iterator[Alike]:
        yield from (Alike(one, ALL_BUT_THE_SAME) for one in self.unqualified(tag))
        bare = _QUALIFIER.sub("", tag)
        yield from (Alike(one, ALL_BUT_THE_SAME) for one in self._labels.unmarked(bare))
        asked = [_stem_key(tag, language) for language in self._labels.languages]
        yield from (Alike(one, OF_ONE_STEM) for one in self._labels.all(self._by_stems.of(asked)))
        yield from self._ends(fold(tag))

    def _misspelt(self, tags: Sequence[str]) -> list[list[Alike]]:
        asked = [(number, key) for number, tag in enumerate(tags) for key in keys(tag)]
        found: list[list[Alike]] = [[] for _ in tags]
        for (number, key), near in zip(asked, self._near.near([key for _, key in asked]), strict=True):
            for text, mistakes in near:
                if _may_be_meant(key, text):
                    likeness = 1 - mistakes / max(len(key), len(text))
                    found[number] += (Alike(one, likeness) for one in self._labels.written(text))
        return found

    def _ends(self, words: str) -> Iterator[Alike]:
        """The longest label that is the end of these words, or the last part of a compound."""
        first, _, rest = words.partition(" ")
        while rest:
            if first in _NEGATIONS:
                return
            if found := self._part(rest, words, self._labels.languages):
                yield from found
                return
            first, _, rest = rest.partition(" ")
        if " " not in words:
            yield from self._compound(words)

    def _compound(self, word: str) -> Sequence[Alike]:
        languages = [language for language in self._labels.languages if language in _COMPOUNDING]
        if not languages or not word.isalpha():
            return ()
        ends = (word[at:] for at in range(_SHORTEST_HEAD, len(word) - _SHORTEST_PART + 1))
        return next((found for end in ends if (found := self._part(end, word, languages))), ())

    def _part(self, part: str, whole: str, languages: Sequence[str]) -> list[Alike]:
        share = len(letters(part)) / len(letters(whole))
        if share < _LEAST_SHARE or len(part) < _SHORTEST_PART:
            return []
        bearers = [*self._labels.written(part), *self._stemmed_like(part, languages)]
        return [Alike(one, round(share * _PART, 3)) for one in bearers if one.language in ("", *languages)]

    def _stemmed_like(self, words: str, languages: Sequence[str]) -> list[Bearer]:
        return self._labels.all(self._by_stems.of([_stem_key(words, language) for language in languages]))

    @cached_property
    def _by_stems(self) -> Postings:
        return Postings(self._stemmed())

    @cached_property
    def _by_bare(self) -> Postings:
        return Postings(self._bare())

    @cached_property
    def _near(self) -> Neighbourhood:
        return Neighbourhood(sorted({key for one in self._labels.bearers for key in keys(one.label.text)}))

    def _stemmed(self) -> Iterator[tuple[str, int]]:
        for number, bearer in enumerate(self._labels.bearers):
            if bearer.language:
                yield _stem_key(bearer.label.text, bearer.language), number

    def _bare(self) -> Iterator[tuple[str, int]]:
        for number, bearer in enumerate(self._labels.bearers):
            bare = _QUALIFIER.sub("", bearer.label.text)
            if bare != bearer.label.text:
                for key in keys(bare):
                    yield key, number


def _stem_key(text: str, language: str) -> str:
    return f"{language}:{' '.join(sorted(stems(fold(text), primary(language))))}"


def _may_be_meant(typed: str, text: str) -> bool:
    """Numbers are never misspelt, and short words not at their beginning."""
    if _DIGITS.findall(typed) != _DIGITS.findall(text):
        return False
    return len(typed) >= _SAME_FIRST_LETTER or typed[0] == text[0]
