"""How well the labels of two concepts agree."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import mul
from typing import NamedTuple

from thesaury.onboarding.matching.alikeness import Terms
from thesaury.onboarding.matching.side import Wording
from thesaury.onboarding.matching.synonyms import Group

Around = Collection[str]
"""The terms by which what is above a concept is called."""

_IMPLIED = 0.8
"""A word that only one label has is nearly met where the other's place in its hierarchy says it: `Africa` below `Travel` may be called
`Africa Travel` elsewhere."""
_OTHER_FRAME = 0.9
"""Labels that differ in function words that matter (`name`, `has a name`) come after those that do not."""
WHOLE = 0.99
"""From this share on, all of a label is said by the other."""
_BEGINNING = 4
"""Letters of a word by which somebody knows it again, whatever its ending."""
_INFLECTED = 2
"""How many letters an ending may add to a word that is still the same."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """The best pair of labels of two concepts.

    `score` is Dice's coefficient over the weights of alike terms, less what the labels are trusted less for; `covered` is the share of
    the source's label that the target's or what is above it has, `covering` the same of the target's label. `same` says that both were
    written with the same words and are the first names of their concepts. `told` are labels that agree in the same way and are written
    alike, where there are any: whoever reads why knows them again. All numbers are 0 to 1.
    """

    score: float
    covered: float
    covering: float
    same: bool
    source: str
    target: str
    told: tuple[str, str] = ("", "")


NONE = Agreement(0.0, 0.0, 0.0, False, "", "")


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a target concept: `around` are the terms above it, `places` the labels that have each term."""

    group: Group
    around: Around
    places: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, group: Group, around: Around) -> "Labels":
        """Those of this concept, ready to be compared with many."""
        places: dict[str, tuple[int, ...]] = {}
        for at, wording in enumerate(group):
            for term in dict.fromkeys(wording.terms):
                places[term] = (*places.get(term, ()), at)
        return cls(group, around, places)

    def near(self, one: Wording, terms: Terms) -> Iterator[Wording]:
        """Those with a term that is alike to one of this label, in their order."""
        found = {
            at
            for term in one.terms
            for near in terms.near(term).keys() & self.places.keys()
            for at in self.places[near]
        }
        return (self.group[at] for at in sorted(found))


def agreement(mine: Group, around: Around, theirs: Labels, terms: Terms) -> Agreement:
    """The best agreement of any label of the source concept with any of the target concept; NONE where no word of theirs is alike.

    `around` are the terms above the source.
    """
    found = [_compared(one, other, (around, theirs.around), terms) for one in mine for other in theirs.near(one, terms)]
    if not found:
        return NONE
    found.sort(key=lambda pair: -pair.score)
    best = found[0]
    told = next((one for one in found if _whole(one) == _whole(best) and _written_alike(one)), best)
    same = best.score == 1.0 and _same(best.one, best.other)
    texts = best.one.text, best.other.text
    return Agreement(best.score, best.covered, best.covering, same, *texts, (told.one.text, told.other.text))


class _Compared(NamedTuple):
    """As in `Agreement`, of two labels."""

    score: float
    covered: float
    covering: float
    one: Wording
    other: Wording


def _whole(found: _Compared) -> tuple[bool, bool]:
    """Whether each label has all of the other."""
    return found.covered >= WHOLE, found.covering >= WHOLE


def _written_alike(found: _Compared) -> bool:
    """Whether a word of both begins with the same letters."""
    mine, theirs = (
        {word[:_BEGINNING] for word in text.casefold().split()} for text in (found.one.text, found.other.text)
    )
    return not mine.isdisjoint(theirs)


def _compared(one: Wording, other: Wording, around: tuple[Around, Around], terms: Terms) -> _Compared:
    trust = one.trust * other.trust * (1.0 if one.frame == other.frame else _OTHER_FRAME)
    if one.terms == other.terms:
        return _Compared(trust, 1.0, 1.0, one, other)
    mine, theirs = _met(one, other, terms)
    own, others = terms.weighed(one.terms), terms.weighed(other.terms)
    met = _sum(own.each, _with(mine, one, around[1])), _sum(others.each, _with(theirs, other, around[0]))
    whole = own.whole, others.whole
    score = sum(met) / sum(whole)
    return _Compared(score * trust, met[0] / whole[0], met[1] / whole[1], one, other)


def _met(one: Wording, other: Wording, terms: Terms) -> tuple[list[float], list[float]]:
    """How well each term of both labels is met by the other; what is merely alike is met once, by the one that is most alike."""
    mine, theirs = [0.0] * len(one.terms), [0.0] * len(other.terms)
    known = ((terms.near(term), x) for x, term in enumerate(one.terms))
    alike = [(near[term], x, y) for near, x in known for y, term in enumerate(other.terms) if term in near]
    for value, x, y in sorted(alike, key=lambda met: -met[0]):
        if value == 1.0 or not (mine[x] or theirs[y]):
            mine[x], theirs[y] = max(mine[x], value), max(theirs[y], value)
    return mine, theirs


def _with(met: list[float], one: Wording, around: Around) -> list[float]:
    if not around:
        return met
    return [max(value, _IMPLIED) if term in around else value for value, term in zip(met, one.terms, strict=True)]


def _sum(weights: Iterable[float], met: Iterable[float]) -> float:
    total: float = sum(map(mul, weights, met))
    return total


def _same(one: Wording, other: Wording) -> bool:
    """The same words but for a short ending, in any order."""
    if not one.words or len(one.words) != len(other.words):
        return False
    return all(_inflected(*sorted(pair, key=len)) for pair in zip(one.words, other.words, strict=True))


def _inflected(word: str, longer: str) -> bool:
    return longer.startswith(word) and len(longer) - len(word) <= _INFLECTED
