"""Whether one value fits one constraint: yes, no or unknown."""

from collections.abc import Sequence

from thesaury.model.statement import ODRL
from thesaury.model.use import Fit
from thesaury.rights.odrl.hierarchy import Hierarchy, Relation
from thesaury.rights.odrl.intervals import common
from thesaury.rights.odrl.kleene import agreed, all_of, any_of, negated
from thesaury.rights.odrl.policy import Constraint, Value
from thesaury.rights.odrl.quantity import READINGS, place, set_of, sort_of

_INSIDE: dict[Relation, Fit] = {Relation.SAME: Fit.YES, Relation.BELOW: Fit.YES, Relation.UNKNOWN: Fit.UNKNOWN}
_AROUND = {Relation.SAME: Fit.YES, Relation.ABOVE: Fit.YES, Relation.UNKNOWN: Fit.UNKNOWN}
_EQUAL = {Relation.SAME: Fit.YES, Relation.APART: Fit.NO}
_OUTSIDE: dict[Relation, Fit] = {Relation.APART: Fit.YES, Relation.UNKNOWN: Fit.UNKNOWN}
_PARTLY: dict[Relation, Fit] = {Relation.ABOVE: Fit.YES, Relation.CROSSING: Fit.YES}


def holds(constraint: Constraint, value: Value, hierarchy: Hierarchy, partly: bool = False) -> Fit:
    """Whether the value fits. Numbers, moments and durations are compared as such, all else by the hierarchy.

    `eq` and `neq` of two different things are only known where these are apart. `isPartOf`, `isA` and `isAnyOf` hold for whatever
    lies in what is named; `isNoneOf` holds for what is apart from all that is named. `partly`: it is enough where a part of the value
    fits, as for prohibitions (a use in Europe is touched by what is prohibited in France).
    """
    if set_of(constraint) is not None:
        return agreed(_compared(constraint, value, reading) for reading in READINGS)
    return _named(constraint, value, hierarchy, _PARTLY if partly else {})


def all_hold(constraint: Constraint, values: Sequence[Value], hierarchy: Hierarchy) -> Fit:
    """Whether the values have everything that an `isAllOf` names."""
    return all_of(
        any_of(_EQUAL.get(hierarchy.relation(value, right, constraint.left), Fit.UNKNOWN) for value in values)
        for right in constraint.right
    )


def _compared(constraint: Constraint, value: Value, reading: int) -> Fit:
    where, allowed = place(value, reading), set_of(constraint, reading)
    same_sort = {sort_of(value)} == {sort_of(right) for right in constraint.right}
    if where is None or allowed is None or not same_sort:
        return Fit.UNKNOWN
    met = common(where, allowed)
    return Fit.YES if met == where else Fit.UNKNOWN if met else Fit.NO


def _named(constraint: Constraint, value: Value, hierarchy: Hierarchy, partly: dict[Relation, Fit]) -> Fit:
    relations = [hierarchy.relation(value, right, constraint.left) for right in constraint.right]
    match constraint.operator.removeprefix(ODRL):
        case "eq":
            return any_of(_EQUAL.get(each, Fit.UNKNOWN) for each in relations)
        case "neq":
            return negated(any_of(_EQUAL.get(each, Fit.UNKNOWN) for each in relations))
        case "isA" | "isPartOf":
            return all_of((_INSIDE | partly).get(each, Fit.NO) for each in relations)
        case "hasPart":
            return all_of(_AROUND.get(each, Fit.NO) for each in relations)
        case "isAnyOf":
            return _in_any(constraint, value, hierarchy, [(_INSIDE | partly).get(each, Fit.NO) for each in relations])
        case "isNoneOf":
            return all_of((_OUTSIDE | partly).get(each, Fit.NO) for each in relations)
        case "isAllOf":
            return all_hold(constraint, [value], hierarchy)
    return Fit.UNKNOWN


def _in_any(constraint: Constraint, value: Value, hierarchy: Hierarchy, fits: Sequence[Fit]) -> Fit:
    """A group is in a list that names all its members one by one; several that each hold a part of it may hold it together."""
    members = hierarchy.members.get(value.value)
    named = [hierarchy.members.get(right.value) for right in constraint.right]
    if members and members <= frozenset().union(*(each for each in named if each)):
        return Fit.YES
    relations = {hierarchy.relation(value, right, constraint.left) for right in constraint.right}
    together = len(constraint.right) > 1 and not members and relations & {Relation.ABOVE, Relation.CROSSING}
    return any_of([*fits, Fit.UNKNOWN] if together else fits)
