"""Purchases and terms of Smint.io for the tests of its licence terms."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from thesaury.connectors.smintio.licence_fields import licences
from thesaury.connectors.smintio.purchases import Bought, bought
from thesaury.connectors.smintio.term_spans import LISTS
from thesaury.connectors.smintio.terms import terms_of
from thesaury.connectors.smintio.vocabularies import known_keys
from thesaury.model.licensing import Term
from thesaury.sandbox.smintio.edge_cases import edge_cases
from thesaury.sandbox.smintio.tenants import FENNMOOR

VOCABULARY = {name: f"license_{name}" for name in LISTS.values()}
KEYS = {member: known_keys()[VOCABULARY[name]] for member, name in LISTS.items()}
DAY = date(2026, 12, 1)


def one(payload: dict[str, Any]) -> Term:
    [term] = terms_of(payload)
    return term


def stated(payload: dict[str, Any]) -> dict[str, Any]:
    return {member: value for member, value in payload.items() if value not in (None, "", [], {})}


def read(transaction: dict[str, Any]) -> Bought:
    [found] = bought(licences({"uuid": "1", "state": "completed", **transaction}, ()))
    return found


def edge(name: str) -> Bought:
    [case] = [case for case in edge_cases(FENNMOOR) if case["project_uuid"] == name]
    [found] = bought(licences(case, ()))
    return found


MOMENT = st.one_of(
    st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=2))])).map(datetime.isoformat),
    st.dates().map(date.isoformat),
)
TERM = st.fixed_dictionaries(
    {},
    optional={
        **{member: st.lists(st.sampled_from(keys), max_size=4, unique=True) for member, keys in KEYS.items()},
        **{member: st.none() | MOMENT for member in ("valid_from", "valid_until", "to_be_used_until")},
        "is_editorial_use": st.none() | st.booleans(),
        "sequence_number": st.integers(-3, 10**9),
        "name": st.just([{"culture": "en", "value": "Web"}, {"culture": "de", "value": "Netz"}]),
    },
)
