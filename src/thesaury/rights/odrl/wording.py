"""Premises in words."""

from thesaury.model.use import Fit
from thesaury.rights.odrl.policy import Condition, Constraint, Logic

_HOLDS = {Fit.YES: "It holds", Fit.NO: "It does not hold", Fit.UNKNOWN: "It is not known whether it holds"}
_IS = {Fit.YES: "is", Fit.NO: "is not", Fit.UNKNOWN: "is not known to be"}
_JOINED = {Logic.AND: " and ", Logic.OR: " or ", Logic.XONE: ", or else ", Logic.AND_SEQUENCE: ", and then "}
_SHOWN = 3


def of_constraint(condition: Condition, fit: Fit) -> str:
    """Whether a constraint holds: "It holds: spatial isPartOf europe."."""
    return f"{_HOLDS[fit]}: {said(condition)}."


def of_thing(asked: str, named: str, fit: Fit) -> str:
    """Whether what is asked is what a rule names: "alice is not bob."."""
    return f"{short(asked) or 'Whoever or whatever was not named'} {_IS[fit]} {named}."


def said(condition: Condition) -> str:
    """A constraint as ODRL says it, with short names; of many parts the first ones."""
    if isinstance(condition, Constraint):
        right = ", ".join(short(value.value) for value in condition.right)
        return f"{short(condition.left)} {short(condition.operator)} {right}"
    parts = [said(part) for part in condition.parts[:_SHOWN]]
    more = len(condition.parts) - len(parts)
    return f"({_JOINED[condition.logic].join(parts)}{f', and {more} more' if more else ''})"


def short(iri: str) -> str:
    """The last part of an IRI."""
    return iri.rstrip("/#").rsplit("#", 1)[-1].rsplit("/", 1)[-1] if "://" in iri else iri
