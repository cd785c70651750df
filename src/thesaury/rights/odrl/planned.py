"""A planned use as a request to a policy of our profile."""

from datetime import date, datetime

from thesaury.model.statement import ODRL, XSD, Iri, Literal
from thesaury.model.use import Use
from thesaury.rights.odrl.policy import Value
from thesaury.rights.odrl.profile import AXES, COUNTS, FIRST_USE, MODIFICATION, PARTY, SCOPES, named
from thesaury.rights.odrl.quantity import PERIOD
from thesaury.rights.odrl.world import NOW, Request


def planned(use: Use, asset: str, assignee: str) -> Request:
    """What the use asks of a policy: its first day, its last day and all between have to fit, as do all its regions and names.

    It asks for reproducing, or for modifying, not for every use: a prohibition of the one says nothing about the other. Days
    are taken as they are: those of the policy count in the licence's time zone, and so do the ones here.
    """
    facts: dict[str, tuple[Value, ...]] = {
        AXES["channel"]: (Iri(named("channel", use.channel)),),
        AXES["region"]: tuple(Iri(named("region", region)) for region in use.regions),
        AXES["purpose"]: (Iri(named("purpose", use.purpose)),),
        PARTY: (Iri(named("party", use.party)),),
        NOW: _days(use),
        FIRST_USE: (_day(date.min if use.already_in_use else use.first_day),),
        MODIFICATION: (Iri(named("change", "major" if use.modify else "none")),),
    }
    for kind, amount in use.quantity:
        left = f"{ODRL}count {named('limit', kind)}" if kind in COUNTS else named("limit", kind)
        facts[left] = (Literal(repr(float(amount)), "", f"{XSD}double"),)
    for kind, names in use.scope:
        facts[SCOPES.get(kind) or named("scope", kind)] = tuple(Literal(name) for name in names)
    return Request(f"{ODRL}{'modify' if use.modify else 'reproduce'}", asset, assignee, facts)


def _days(use: Use) -> tuple[Value, ...]:
    """The ends show where a period surely does not fit, the whole that no day between is forgotten."""
    first, last = _day(use.first_day), _day(use.last_day or use.first_day)
    return (first,) if first == last else (first, last, Literal(f"{first.value}/{last.value}", "", PERIOD))


def _day(when: date) -> Literal:
    return Literal(when.isoformat(), "", f"{XSD}{'dateTime' if isinstance(when, datetime) else 'date'}")
