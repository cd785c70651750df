"""The brand terms in force, asked: is this word forbidden, what stands instead, and which concept may a written word mean."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from thesaury.model.brand_term import BrandTerm
from thesaury.vocabulary.words.folding import split, ways
from thesaury.vocabulary.words.stems import primary


@dataclass(frozen=True, slots=True)
class Place:
    """A forbidden word in a text: `text[start:end]`."""

    start: int
    end: int
    term: BrandTerm


class BrandWords:
    """Brand terms by how they are written; case and accents do not count but where a term says so. Without terms it is false and free."""

    def __init__(self, terms: Iterable[BrandTerm] = ()) -> None:
        """Take the terms in force."""
        self.terms = tuple(terms)
        self._by_key: dict[str, list[BrandTerm]] = defaultdict(list)
        for term in self.terms:
            for key in keys(term.text):
                self._by_key[key].append(term)

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self.terms)

    @cached_property
    def mark(self) -> str:
        """What tells these terms from others, of eight characters; empty where there are none."""
        told = sorted(
            repr((one.text, one.language, one.standing.value, one.concept, one.instead, one.reason, one.exact))
            for one in self.terms
        )
        return sha256("\n".join(told).encode()).hexdigest()[:8] if told else ""

    @cached_property
    def own(self) -> tuple[BrandTerm, ...]:
        """Those that mean a concept of the client's."""
        return tuple(term for term in self.terms if term.concept)

    def of(self, text: str, language: str = "") -> tuple[BrandTerm, ...]:
        """The terms that a whole text is, as it is written; in this language where one is named."""
        if not self.terms:
            return ()
        found = dict.fromkeys(term for key in keys(text) for term in self._by_key.get(key, ()))
        return tuple(one for one in found if written(one, text) and speaks(one, language))

    def forbidding(self, text: str, languages: Sequence[str] = ()) -> BrandTerm | None:
        """The term that forbids a whole text, in one of these languages where any are named; None where none does."""
        found = (one for one in self.of(text) if one.forbidden)
        return next((one for one in found if not languages or any(speaks(one, spoken) for spoken in languages)), None)

    def places(self, text: str) -> Iterator[Place]:
        """The forbidden words in a text, in their order; of two that overlap the first, and of these the longest."""
        if self._looked_for is None:
            return
        for found in self._looked_for.finditer(text):
            if term := self.forbidding(found[0]):
                yield Place(*found.span(), term)

    def said(self, text: str) -> str:
        """The text in the client's words: what stands instead in the place of each forbidden word. Empty where there is nothing to say."""
        at, parts = 0, list[str]()
        for place in self.places(text):
            if not place.term.instead:
                return ""
            parts += (text[at : place.start], place.term.instead)
            at = place.end
        return "".join((*parts, text[at:]))

    def may_mean(self, concept: str, quote: str, label: str = "") -> bool:
        """Whether written words, found by this label, may mean the concept: what means something of the client's means nothing else, and
        a term whose capitals count is no other writing of itself."""
        if not self.own:
            return True
        meant = {one.concept for one in self.of(quote) if one.concept}
        if meant:
            return concept in meant
        capitals = (one for one in self.own if one.exact and one.text == label and one.concept == concept)
        return not any(True for _ in capitals)

    @cached_property
    def _looked_for(self) -> re.Pattern[str] | None:
        texts = sorted({term.text for term in self.terms if term.forbidden}, key=lambda text: (-len(text), text))
        if not texts:
            return None
        any_of_them = "|".join(r"\s+".join(map(re.escape, text.split())) for text in texts)
        return re.compile(rf"(?<!\w)(?:{any_of_them})(?!\w)", re.IGNORECASE)


NO_BRAND = BrandWords()
"""Where a client has decided nothing about words."""


def keys(text: str) -> tuple[str, ...]:
    """The forms in which a term is looked up: without case and accents, signs as gaps; with umlauts in both writings."""
    return tuple(dict.fromkeys(" ".join(split(way)) for way in ways(text)))


def written(term: BrandTerm, text: str) -> bool:
    """Whether a text with a key of the term is the term: always, but where capitals count only as it stands."""
    return not term.exact or " ".join(text.split()) == term.text


def speaks(term: BrandTerm, language: str) -> bool:
    """Whether the term is of this language; either may be of none."""
    return not term.language or not language or primary(term.language) == primary(language)
