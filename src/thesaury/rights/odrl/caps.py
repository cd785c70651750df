"""Constraints as limits of a term."""

from dataclasses import replace

from thesaury.model.licensing import Limit
from thesaury.model.statement import ODRL, XSD, Literal
from thesaury.rights.odrl.policy import Constraint, Logic, LogicalConstraint, Value
from thesaury.rights.odrl.profile import AXES, UNSTATED, is_mark, name_in
from thesaury.rights.odrl.selections import names_of

_NUMBERS = frozenset(f"{XSD}{name}" for name in ("integer", "decimal", "double"))


def limit_of(constraint: Constraint) -> Limit | None:
    """The cap a constraint sets; None where it sets none of ours."""
    kind = name_in("limit", constraint.unit if constraint.left == f"{ODRL}count" else constraint.left)
    if kind is None or constraint.operator != f"{ODRL}lteq" or len(constraint.right) != 1:
        return None
    if is_mark(constraint.right[0], UNSTATED):
        return Limit(kind, None)
    number = _number(constraint.right[0])
    return None if number is None else Limit(kind, number)


def limit_elsewhere(condition: LogicalConstraint) -> Limit | None:
    """The cap that holds for some channels only, as we write it: another channel, or at most so many."""
    if condition.logic is not Logic.OR or len(condition.parts) != 2:
        return None
    elsewhere, cap = condition.parts
    if not isinstance(elsewhere, Constraint) or not isinstance(cap, Constraint):
        return None
    channels = names_of("channel", elsewhere.right)
    is_ours = elsewhere.left == AXES["channel"] and elsewhere.operator == f"{ODRL}isNoneOf"
    limit = limit_of(cap)
    return replace(limit, channels=channels) if limit and is_ours and channels is not None else None


def _number(value: Value) -> float | None:
    if not isinstance(value, Literal) or value.datatype not in _NUMBERS:
        return None
    try:
        number = float(value.value)
    except ValueError:
        return None
    return number if 0 <= number < float("inf") else None
