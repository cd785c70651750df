"""Our ODRL profile: the IRIs of names that ODRL leaves to its users (docs/odrl.md describes every one).

A name of ours is written behind a `/` and percent-encoded: the channel "social paid" is `.../channel/social%20paid`, any channel
is `.../channel/%2A`.
"""

from types import MappingProxyType
from urllib.parse import quote, unquote

from thesaury.model.statement import ODRL, Iri

PROFILE = "https://thesaury.example/odrl"
"""The IRI of the profile."""

CC = "http://creativecommons.org/ns#"

UNSTATED = f"{PROFILE}/unstated"
"""Stands where a licence says nothing: no use fits it, so a reader who does not know it permits nothing by it."""

NOTHING = f"{PROFILE}/nothing"
"""An empty list."""

UNSTATED_BY_AXIS = MappingProxyType({axis: f"{UNSTATED}/{axis}" for axis in ("channel", "region", "purpose", "party")})
"""The same for each list of names, for silence means something there: the ordinary purposes, the licensee."""

UNRESOLVED = f"{PROFILE}/unresolved"
UNCLEAR = f"{PROFILE}/unclear"
"""The left operand by which a permission waits for a person: `unclear eq` an axis, or UNRESOLVED."""

TERM = f"{PROFILE}/term"
PARTY = f"{PROFILE}/party"
FIRST_USE = f"{PROFILE}/firstUse"
MODIFICATION = f"{PROFILE}/modification"
"""Left operands of ours: how long, who, when first, how far changed."""

PERPETUAL, CREDIT, EXCLUSIVITY = f"{PROFILE}#perpetual", f"{PROFILE}#creditLine", f"{PROFILE}#exclusivity"
UNCLEAR_LIST, MODEL = f"{PROFILE}#unclear", f"{PROFILE}#licenceModel"
PASSAGE, REASON, START, END, WORDS = (f"{PROFILE}#{name}" for name in ("passage", "reason", "start", "end", "words"))
"""Properties of ours on permissions, constraints and policies."""

DUTIES = MappingProxyType(
    {
        "attribution": f"{ODRL}attribute",
        "prior_approval": f"{ODRL}obtainConsent",
        "share_alike": f"{CC}ShareAlike",
    }
)
"""Duties that have an action in ODRL or Creative Commons; every other is ours."""

SCOPES = MappingProxyType({name: f"{ODRL}{name}" for name in ("language", "industry", "product", "event")})
"""Kinds of scope that have a left operand in ODRL; every other is ours."""

COUNTS = frozenset({"circulation", "copies", "impressions", "insertions", "placements"})
"""Limits that count: `odrl:count` with the kind as unit; every other is a left operand of ours."""

AXES = MappingProxyType(
    {
        "channel": f"{ODRL}deliveryChannel",
        "region": f"{ODRL}spatial",
        "purpose": f"{ODRL}purpose",
        "party": PARTY,
    }
)
"""Axes with lists of names, and their left operands."""


def named(kind: str, name: str) -> str:
    """The IRI of a name of this kind (channel, region, purpose, party, limit, duty, scope, axis, model, change)."""
    return f"{PROFILE}/{kind}/{quote(name, safe='')}"


def name_in(kind: str, iri: str) -> str | None:
    """The name behind an IRI of this kind; None where it is none of ours."""
    start = f"{PROFILE}/{kind}/"
    return unquote(iri.removeprefix(start)) if iri.startswith(start) else None


def resource(iri: str) -> dict[str, str]:
    """The IRI as a JSON-LD value."""
    return {"@id": iri}


def is_mark(value: object, mark: str) -> bool:
    """Whether a right operand is UNSTATED, NOTHING or UNRESOLVED."""
    return isinstance(value, Iri) and value.value == mark
