"""Licences and uses to decide on: one that permits everything ordinary, and the use it is asked about, each to be changed."""

from dataclasses import replace
from datetime import date
from typing import Any

from thesaury.model.licensing import ANY, WORLD, Axis, Limit, Selection, Statement, Term
from thesaury.model.policy import Verdict
from thesaury.model.use import AxisAnswer, Decision, Use
from thesaury.rights.deciding import Basis, decide

PERMIT, DENY, REVIEW = Verdict.PERMIT, Verdict.DENY, Verdict.NEEDS_REVIEW
FREE = Term(channels=Selection((ANY,)), regions=Selection((WORLD,)), perpetual=True)
USE = Use("website", ("DE",), date(2026, 6, 1))


def term(**changed: Any) -> Term:
    """A term that permits everything ordinary, for ever, but for what is changed; a name or names alone are what it allows."""
    for axis in ("channels", "regions", "purposes", "parties"):
        if axis in changed and not isinstance(changed[axis], Selection):
            changed[axis] = Selection(tuple(changed[axis].split()))
    if "valid_until" in changed:
        changed.setdefault("perpetual", False)
    return replace(FREE, **changed)


def licence(*terms: Term, **changed: Any) -> Statement:
    """A licence of these terms, of one that permits everything ordinary where there is none."""
    return Statement(terms=terms or (term(**changed),))


def use(**changed: Any) -> Use:
    """The use in Germany on a website on 1 June 2026, but for what is changed; a region or several may be one string."""
    if isinstance(changed.get("regions"), str):
        changed["regions"] = tuple(changed["regions"].split())
    return replace(USE, **changed)


def verdict(statement: Statement | None, basis: Basis | None = None, **changed: Any) -> Verdict:
    """The verdict on the use, changed so."""
    return decide(statement, use(**changed), basis or Basis()).verdict


def answer(decision: Decision, axis: Axis) -> AxisAnswer:
    """What the decision says on one axis."""
    return next(one for one in decision.axes if one.axis is axis)


def capped(kind: str, most: float | None, *channels: str) -> Limit:
    """A cap for the whole term, or for channels."""
    return Limit(kind, most, channels or None)
