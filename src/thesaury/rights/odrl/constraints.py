"""Constraints as JSON-LD nodes."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from thesaury.model.licensing import Limit
from thesaury.model.statement import ODRL, XSD
from thesaury.rights.odrl.profile import AXES, COUNTS, NOTHING, UNCLEAR_LIST, UNSTATED, named, resource

Node = dict[str, Any]


def one(left: str, operator: str, right: Node) -> Node:
    """A constraint with one value."""
    return {"@type": "Constraint", "leftOperand": left.removeprefix(ODRL), "operator": operator, "rightOperand": right}


def listed(left: str, operator: str, right: Sequence[Node]) -> Node:
    """A constraint with a list of values, in order; none: the mark of an empty list."""
    return one(left, operator, {"@list": list(right) or [resource(NOTHING)]})


def marked(node: Node) -> Node:
    """The constraint as one that is only unclear: for others it shuts out, for us it asks a person."""
    return {**node, UNCLEAR_LIST: True}


def compared(left: str, operator: str, when: date) -> Node:
    """A constraint with a day (in the licence's time zone) or a moment."""
    datatype = "dateTime" if isinstance(when, datetime) else "date"
    return one(left, operator, {"@value": when.isoformat(), "@type": f"{XSD}{datatype}"})


def limited(limit: Limit) -> Node:
    """A cap: at most so many of a kind; where it holds for some channels only: another channel, or at most so many."""
    right = resource(UNSTATED) if limit.max is None else {"@value": repr(float(limit.max)), "@type": f"{XSD}double"}
    if limit.kind in COUNTS:
        cap = {**one(f"{ODRL}count", "lteq", right), "unit": named("limit", limit.kind)}
    else:
        cap = one(named("limit", limit.kind), "lteq", right)
    if limit.channels is None:
        return cap
    elsewhere = listed(AXES["channel"], "isNoneOf", [resource(named("channel", name)) for name in limit.channels])
    return {"@type": "LogicalConstraint", "or": [elsewhere, cap]}
