"""How well the labels of two concepts agree."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

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


def agreement(mine: Group, theirs: Group, around: tuple[Around, Around], terms: Terms) -> Agreement:
    """The best agreement of any label of the source concept with any of the target concept; NONE where no word of theirs is alike."""
    found = [_agreement(one, other, around, terms) for one in mine for other in theirs]
    best = max(found, key=lambda a: a.score, default=NONE)
    alike = (a for a in found if a.score and _whole(a) == _whole(best) and _written_alike(a))
    told = max(alike, key=lambda a: a.score, default=best)
    return replace(best, told=(told.source, told.target))


def _whole(found: Agreement) -> tuple[bool, bool]:
    """Whether each label has all of the other."""
    return found.covered >= WHOLE, found.covering >= WHOLE


def _written_alike(found: Agreement) -> bool:
    """Whether a word of both begins with the same letters."""
    mine, theirs = ({word[:_BEGINNING] for word in text.casefold().split()} for text in (found.source, found.target))
    return not mine.isdisjoint(theirs)


def _agreement(one: Wording, other: Wording, around: tuple[Around, Around], terms: Terms) -> Agreement:
    trust = one.trust * other.trust * (1.0 if one.frame == other.frame else _OTHER_FRAME)
    if one.terms == other.terms:
        return Agreement(trust, 1.0, 1.0, trust == 1.0 and _same(one, other), one.text, other.text)
    mine, theirs = _met(one, other, terms)
    if not any(mine):
        return NONE
    weights = [[terms.weight(term) for term in wording.terms] for wording in (one, other)]
    met = _sum(weights[0], _with(mine, one, around[1])), _sum(weights[1], _with(theirs, other, around[0]))
    whole = sum(weights[0]), sum(weights[1])
    score = sum(met) / sum(whole)
    covered, covering = met[0] / whole[0], met[1] / whole[1]
    return Agreement(score * trust, covered, covering, score * trust == 1.0 and _same(one, other), one.text, other.text)


def _met(one: Wording, other: Wording, terms: Terms) -> tuple[list[float], list[float]]:
    """How well each term of both labels is met by the other; what is merely alike is met once, by the one that is most alike."""
    mine, theirs = [0.0] * len(one.terms), [0.0] * len(other.terms)
    alike = ((terms.alike(a, b), x, y) for x, a in enumerate(one.terms) for y, b in enumerate(other.terms))
    for value, x, y in sorted((met for met in alike if met[0]), key=lambda met: -met[0]):
        if value == 1.0 or not (mine[x] or theirs[y]):
            mine[x], theirs[y] = max(mine[x], value), max(theirs[y], value)
    return mine, theirs


def _with(met: list[float], one: Wording, around: Around) -> Iterable[float]:
    return (max(value, _IMPLIED) if term in around else value for value, term in zip(met, one.terms, strict=True))


def _sum(weights: Iterable[float], met: Iterable[float]) -> float:
    return sum(weight * value for weight, value in zip(weights, met, strict=True))


def _same(one: Wording, other: Wording) -> bool:
    """The same words but for a short ending, in any order."""
    if not one.words or len(one.words) != len(other.words):
        return False
    return all(_inflected(*sorted(pair, key=len)) for pair in zip(one.words, other.words, strict=True))


def _inflected(word: str, longer: str) -> bool:
    return longer.startswith(word) and len(longer) - len(word) <= _INFLECTED
