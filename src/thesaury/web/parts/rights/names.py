"""Which names the form of a term offers: those of the tables, and whatever else the term has already."""

from collections.abc import Iterable
from datetime import date, datetime

from thesaury.model.licensing import ANY, Axis, Selection, Term
from thesaury.rights.vocabulary import shipped
from thesaury.web.parts.rights.question import SCOPES

SELECTED = {"channel": "channels", "purpose": "purposes", "party": "parties"}
"""The axes with a choice for each name, and where a term keeps them; regions are too many for that."""
SIDES = ("allow", "deny", "unclear")
DAYS = {"from": "valid_from", "until": "valid_until", "first_use": "first_use_by"}
DOUBTS = (Axis.CHANNEL, Axis.REGION, Axis.DATE, Axis.PURPOSE, Axis.PARTY, Axis.OTHER)
"""The axes on which a term may stay unclear (rights contract, term)."""
KEPT = "kept"
"""The choice for a name that stands on several sides at once: it stays there until one side is chosen."""


def selectable(axis: str, chosen: Selection) -> tuple[str, ...]:
    """Names in the order of the form: any, groups, leaves, then names of the term that no table has."""
    tables = shipped()
    known: Iterable[str]
    if axis == "channel":
        known = (ANY, *sorted(tables.channels.groups), *sorted(tables.channels.leaves))
    elif axis == "purpose":
        known = (ANY, *sorted(tables.ordinary), *sorted(tables.purposes - tables.ordinary))
    else:
        known = (ANY, *sorted(tables.parties.leaves))
    return tuple(dict.fromkeys((*known, *(chosen.allow or ()), *chosen.deny, *chosen.unclear)))


def duty_names(term: Term) -> tuple[str, ...]:
    """Duties of the table, then those of the term that no table has."""
    return tuple(dict.fromkeys((*shipped().duties, *term.duties)))


def scope_kinds(term: Term) -> tuple[str, ...]:
    """What a term can be for, then kinds of its own."""
    return tuple(dict.fromkeys((*SCOPES, "page", *(kind for kind, _ in term.scope))))


def written_day(day: date | None) -> str:
    """A day or a moment as a field holds it."""
    if day is None:
        return ""
    return day.isoformat(timespec="seconds") if isinstance(day, datetime) else day.isoformat()


def plain(text: str) -> str:
    """A text as a field of one line sends it back: without line breaks and without spaces around it."""
    return " ".join(text.split())
