"""A term as the fields of its licence keep it, back in the shape of its payload."""

from collections.abc import Iterable, Mapping
from typing import Any

from thesaury.connectors.smintio.licence_fields import INVALID, LEGACY
from thesaury.connectors.smintio.term_spans import EDITORIAL, LISTS, NAME, NUMBER

_JOIN = "; "
_TRUTH = {"true": True, "false": False}
_OF_THE_PURCHASE = ("transaction", "state")
_BESIDE = (("can_be_synced", "false"), ("source", LEGACY), ("problem", INVALID))
"""What a licence may name beside the term itself."""


def payload_from(fields: Iterable[tuple[str, str]]) -> Mapping[str, Any]:
    """The term whose members the fields are; what no rule knows stays a text, and is never left out."""
    payload: dict[str, Any] = {}
    named: list[dict[str, str]] = []
    purchase = list(_OF_THE_PURCHASE)
    for field, value in fields:
        member, _, language = field.partition("@")
        if field in purchase:
            purchase.remove(field)  # only the first: a term may have a member of that name
        elif (field, value) in _BESIDE:
            continue
        elif member.partition(".")[0] == NAME and (language or member != NAME):
            named.append({"culture": language or member.partition(".")[2], "value": value})
        else:
            payload[field] = _value(field, value)
    return {**payload, NAME: named} if named else payload


def _value(member: str, value: str) -> Any:
    if member in LISTS:
        return value.split(_JOIN)
    if member == EDITORIAL:
        return _TRUTH.get(value, value)
    return int(value) if member == NUMBER and value.removeprefix("-").isdecimal() and value.isascii() else value
