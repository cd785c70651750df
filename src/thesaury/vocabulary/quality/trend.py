"""How quality went from one version to the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from thesaury.model.quality import SchemeScore, VersionScores
from thesaury.vocabulary.quality.held import Notice
from thesaury.vocabulary.quality.rules import ALL

_ORDER = {rule.name: place for place, rule in enumerate(ALL)}
Notices = Mapping[str, Mapping[str, Sequence[Notice]]]


@dataclass(frozen=True, slots=True)
class Turn:
    """A rule that finds more or less than before."""

    rule: str
    before: int
    after: int

    @property
    def worse(self) -> bool:
        """Whether it finds more."""
        return self.after > self.before


def turns(before: SchemeScore, after: SchemeScore) -> tuple[Turn, ...]:
    """The rules that find another number of things than before, in their order; none where the formulas differ."""
    if before.formula != after.formula:
        return ()
    old, new = dict(before.rules), dict(after.rules)
    both = (Turn(rule.name, old.get(rule.name, 0), new.get(rule.name, 0)) for rule in ALL)
    return tuple(turn for turn in both if turn.before != turn.after)


def of_scheme(versions: Sequence[VersionScores], scheme: str, formula: int) -> list[tuple[int, SchemeScore]]:
    """The scores of one scheme by the number of the version, oldest first, as far as this formula gave them."""
    found = ((one.number, one.of(scheme)) for one in sorted(versions, key=lambda one: one.number))
    return [(number, score) for number, score in found if score and score.formula == formula]


def new_notices(before: Notices, after: Notices) -> list[tuple[str, Notice]]:
    """What is found after and was not found before, with its scheme, in the order of the rules."""
    known = {(scheme, one) for scheme, rules in before.items() for held in rules.values() for one in held}
    found = [(scheme, one) for scheme, rules in after.items() for held in rules.values() for one in held]
    return sorted((one for one in found if one not in known), key=lambda one: _ORDER[one[1].rule])
