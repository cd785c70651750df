"""Rights records to compact JSON and back, exactly: what is decoded equals what was encoded."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from thesaury.model.licensing import (
    Axis,
    LicenceModel,
    Limit,
    Modification,
    Selection,
    Span,
    Statement,
    Term,
    Unresolved,
)
from thesaury.model.rights_record import Purchase, RightsSource

_SELECTIONS = ("channels", "regions", "purposes", "parties")
_DAYS = ("valid_from", "valid_until", "first_use_by")
_PLAIN = ("perpetual", "attribution_text", "exclusivity")


def encode_rights(source: RightsSource, statement: Statement, purchase: Purchase) -> str:
    """What one version says; its key, version, status and moments are kept beside it."""
    told = {
        "source": [source.text, source.fields, source.captured_at, source.embedded, source.roles],
        "model": statement.model,
        "prohibit_all": statement.prohibit_all,
        "terms": [_term(term) for term in statement.terms],
        "unresolved": [(u.reason, u.start, u.end, u.words) for u in statement.unresolved],
        "spans": [_span(span) for span in statement.spans],
        "purchase": [
            purchase.licensor, purchase.licensee, purchase.transaction, purchase.purchased_at, purchase.cost,
            purchase.releases, purchase.used, purchase.caps,
        ],
    }  # fmt: skip
    return json.dumps(told, separators=(",", ":"))


Statements = dict[str, Statement]
"""Statements by how they are written here: many records say the same, and it is read once."""


def decode_rights(
    record: str, place: str, payload: str, known: Statements | None = None
) -> tuple[RightsSource, Statement, Purchase]:
    """The source, the statement and the purchase again; a statement that is `known` is that very object, a new one is added to them."""
    outside, written = _parted(payload)
    told = json.loads(outside)
    text, fields, captured_at, *further = told["source"]
    embedded, roles = further or (False, ())  # rows from before fields had roles
    statements = {} if known is None else known
    if (statement := statements.get(written)) is None:
        statement = statements[written] = _read_statement(json.loads(written))
    licensor, licensee, transaction, purchased_at, cost, *pairs = told["purchase"]
    purchase = Purchase(
        licensor, licensee, transaction, purchased_at, cost and (cost[0], cost[1]), *(_pairs(some) for some in pairs)
    )
    return RightsSource(record, place, text, _pairs(fields), captured_at, embedded, tuple(roles)), statement, purchase


def _parted(payload: str) -> tuple[str, str]:
    """What is the record's own, and the statement, each as JSON: `encode_rights` writes the statement in between.

    No text can be taken for these marks, for a quotation mark inside a text is escaped.
    """
    begin, end = payload.find(',"model":'), payload.rfind(',"purchase":')
    if not 0 < begin < end:
        return payload, payload
    return payload[:begin] + payload[end:], "{" + payload[begin + 1 : end] + "}"


def _read_statement(told: Mapping[str, Any]) -> Statement:
    return Statement(
        LicenceModel(told["model"]),
        told["prohibit_all"],
        tuple(_read_term(term) for term in told["terms"]),
        tuple(Unresolved(*unresolved) for unresolved in told["unresolved"]),
        tuple(_read_span(span) for span in told["spans"]),
    )


def _term(term: Term) -> dict[str, Any]:
    return {
        **{name: _selection(getattr(term, name)) for name in _SELECTIONS},
        **{name: day and day.isoformat() for name in _DAYS for day in [getattr(term, name)]},
        **{name: getattr(term, name) for name in _PLAIN},
        "limits": [(limit.kind, limit.max, limit.channels) for limit in term.limits],
        "duties": term.duties,
        "modification": term.modification,
        "scope": term.scope,
        "unclear_axes": term.unclear_axes,
        "spans": [_span(span) for span in term.spans],
    }


def _read_term(told: Mapping[str, Any]) -> Term:
    plain: dict[str, Any] = {name: told[name] for name in _PLAIN}
    selections: dict[str, Any] = {name: _read_selection(told[name]) for name in _SELECTIONS}
    days: dict[str, Any] = {name: _day(told[name]) for name in _DAYS}
    return Term(
        **plain,
        **selections,
        **days,
        limits=tuple(Limit(kind, most, _names(channels)) for kind, most, channels in told["limits"]),
        duties=tuple(told["duties"]),
        modification=told["modification"] and Modification(told["modification"]),
        scope=tuple((kind, tuple(names)) for kind, names in told["scope"]),
        unclear_axes=tuple(map(Axis, told["unclear_axes"])),
        spans=tuple(_read_span(span) for span in told["spans"]),
    )


def _selection(selection: Selection) -> list[Any]:
    return [selection.allow, selection.deny, selection.unclear]


def _read_selection(told: list[Any]) -> Selection:
    allow, deny, unclear = told
    return Selection(_names(allow), tuple(deny), tuple(unclear))


def _span(span: Span) -> tuple[str, int, int, str, str]:
    return span.axis, span.start, span.end, span.words, span.rule


def _read_span(told: list[Any]) -> Span:
    axis, start, end, words, rule = told
    return Span(Axis(axis), start, end, words, rule)


def _names(told: list[str] | None) -> tuple[str, ...] | None:
    return None if told is None else tuple(told)


def _day(told: str | None) -> date | None:
    if told is None:
        return None
    return datetime.fromisoformat(told) if "T" in told else date.fromisoformat(told)


def _pairs(told: list[list[Any]]) -> tuple[tuple[str, Any], ...]:
    return tuple((name, value) for name, value in told)
