"""Constraints as branches: every way in which they can hold, each a list of constraints that hold together or do not.

The disjunctive normal form, with xone unfolded (one part holds, the others do not), so that each branch can be looked at axis by axis.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product

from thesaury.model.errors import BadInput
from thesaury.model.statement import ODRL, XSD, Literal
from thesaury.rights.odrl.policy import Condition, Constraint, Logic, LogicalConstraint
from thesaury.rights.odrl.quantity import READINGS, place

BRANCH_LIMIT = 20_000
"""Branches of one comparison; a year of working days by the hour needs 262 on each side."""

DELAY, ELAPSED = f"{ODRL}delayPeriod", f"{ODRL}elapsedTime"
_AT_LEAST = frozenset(f"{ODRL}{name}" for name in ("eq", "gt", "gteq"))


@dataclass(frozen=True, slots=True)
class Atom:
    """A constraint that holds, or one that does not."""

    constraint: Constraint
    holds: bool = True


Branch = tuple[Atom, ...]


def branches(conditions: Iterable[Condition], hold: bool = True) -> tuple[Branch, ...]:
    """Every way in which all conditions hold (`hold` False: in which not all of them do). Raises BadInput beyond BRANCH_LIMIT."""
    every = tuple(conditions)
    if hold:
        return _joined([_of(each) for each in every])
    return _bounded(branch for each in every for branch in _not(each))


def both(one: tuple[Branch, ...], other: tuple[Branch, ...]) -> tuple[Branch, ...]:
    """Every way in which a branch of one and a branch of the other hold together."""
    return _joined([one, other])


def _of(condition: Condition) -> tuple[Branch, ...]:
    if isinstance(condition, Constraint):
        return ((Atom(condition),),)
    match condition.logic:
        case Logic.OR:
            return _bounded(branch for part in condition.parts for branch in _of(part))
        case Logic.XONE:
            return _one(condition)
        case Logic.AND_SEQUENCE:
            return _joined([_of(part) for part in sequence(condition)])
        case _:
            return _joined([_of(part) for part in condition.parts])


def _not(condition: Condition) -> tuple[Branch, ...]:
    if isinstance(condition, Constraint):
        return ((Atom(condition, False),),)
    match condition.logic:
        case Logic.OR:
            return _joined([_not(part) for part in condition.parts])
        case Logic.XONE:
            return _none_or_two(condition)
        case Logic.AND_SEQUENCE:
            return _bounded(branch for part in sequence(condition) for branch in _not(part))
        case _:
            return _bounded(branch for part in condition.parts for branch in _not(part))


def _one(condition: LogicalConstraint) -> tuple[Branch, ...]:
    parts = condition.parts
    ways = (
        _joined([_of(part) if place == chosen else _not(part) for place, part in enumerate(parts)])
        for chosen in range(len(parts))
    )
    return _bounded(branch for way in ways for branch in way)


def _none_or_two(condition: LogicalConstraint) -> tuple[Branch, ...]:
    parts = condition.parts
    none = _joined([_not(part) for part in parts])
    two = (
        branch for i, one in enumerate(parts) for other in parts[i + 1 :] for branch in _joined([_of(one), _of(other)])
    )
    return _bounded(branch for way in (none, two) for branch in way)


def sequence(condition: LogicalConstraint) -> tuple[Condition, ...]:
    """The parts of an andSequence. Delays one after the other take, together, at least the sum of what each takes at least; they are
    no longer one delay that could be compared with another."""
    parts = condition.parts
    delays = [
        part for part in parts if isinstance(part, Constraint) and part.left == DELAY and part.operator in _AT_LEAST
    ]
    if len(delays) != len(parts):
        return parts
    places = [
        place(part.right[0]) for part in delays if len({place(part.right[0], reading) for reading in READINGS}) == 1
    ]
    total = sum((Fraction(found[0][0][0]) for found in places if found), Fraction(0))
    exact = len(places) == len(parts) and all(places) and total.denominator == 1
    right = Literal(f"PT{total.numerator}S", "", f"{XSD}duration")
    return (replace(delays[0], left=ELAPSED, operator=f"{ODRL}gteq", right=(right,)),) if exact else parts


def _joined(parts: list[tuple[Branch, ...]]) -> tuple[Branch, ...]:
    count = 1
    for ways in parts:
        count *= len(ways)
    if count > BRANCH_LIMIT:
        raise _too_many()
    return tuple(tuple(atom for branch in way for atom in branch) for way in product(*parts))


def _bounded(ways: Iterable[Branch]) -> tuple[Branch, ...]:
    found: list[Branch] = []
    for way in ways:
        if len(found) == BRANCH_LIMIT:
            raise _too_many()
        found.append(way)
    return tuple(found)


def _too_many() -> BadInput:
    return BadInput(f"The constraints can hold in more than {BRANCH_LIMIT:,} ways. Split the policies.")
