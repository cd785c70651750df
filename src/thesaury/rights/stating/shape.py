"""Statements and records as plain data, whole: `reading` makes the same statement of it again."""

from collections.abc import Iterable
from typing import Any

from thesaury.model.licensing import Selection, Span, Statement, Term
from thesaury.model.rights_record import Purchase, RightsRecord


def shape_of(statement: Statement) -> dict[str, Any]:
    """What a licence states: model, stop, terms, what nobody understood, and the words each value was read from, each once."""
    return {
        "license_model": statement.model.value,
        "prohibit_all": statement.prohibit_all,
        "terms": [term_shape(term) for term in statement.terms],
        "unresolved": [
            {"reason": each.reason, "start": each.start, "end": each.end, "span": each.words}
            for each in statement.unresolved
        ],
        "spans": [_span(span) for span in spans_of(statement)],
    }


def spans_of(statement: Statement) -> tuple[Span, ...]:
    """The words every value was read from, those of the terms with them."""
    of_terms = (span for term in statement.terms for span in term.spans)
    return tuple(dict.fromkeys((*statement.spans, *of_terms)))


def term_shape(term: Term) -> dict[str, Any]:
    """One grant; days and moments in ISO 8601, null where nothing is stated."""
    days = {name: getattr(term, name) for name in ("valid_from", "valid_until", "first_use_by")}
    return {
        "channels": _selection(term.channels),
        "regions": _selection(term.regions),
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "perpetual": term.perpetual,
        "purposes": _selection(term.purposes),
        "parties": _selection(term.parties),
        "limits": [
            {"kind": limit.kind, "max": limit.max, "channels": None if limit.channels is None else list(limit.channels)}
            for limit in term.limits
        ],
        "duties": list(term.duties),
        "attribution_text": term.attribution_text or None,
        "modification": term.modification.value if term.modification else None,
        "exclusivity": term.exclusivity or None,
        "scope": _lists(term.scope) or None,
        "unclear_axes": [axis.value for axis in term.unclear_axes],
    }


def record_shape(record: RightsRecord) -> dict[str, Any]:
    """One version of a rights record: where it stands, how far it can be relied on, and what it states."""
    source = record.source
    return {
        "record": source.record,
        "place": source.place,
        "version": record.version,
        "status": record.status.value,
        "text": source.text,
        "fields": [{"name": name, "value": value} for name, value in source.fields],
        "embedded": source.embedded,
        "captured_at": source.captured_at or None,
        "statement": shape_of(record.statement),
        "purchase": _purchase(record.purchase),
        "parser": record.parser,
        "at": record.at,
        "confirmed_by": record.confirmed_by or None,
        "confirmed_at": record.confirmed_at or None,
    }


def _purchase(purchase: Purchase) -> dict[str, Any]:
    named = ("licensor", "licensee", "transaction", "purchased_at")
    return {
        **{name: getattr(purchase, name) or None for name in named},
        "cost": {"amount": purchase.cost[0], "currency": purchase.cost[1]} if purchase.cost else None,
        "releases": dict(purchase.releases),
        "used": dict(purchase.used),
        "caps": dict(purchase.caps),
    }


def _selection(selection: Selection) -> dict[str, Any]:
    return {
        "allow": None if selection.allow is None else list(selection.allow),
        "deny": list(selection.deny),
        "unclear": list(selection.unclear),
    }


def _lists(pairs: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for kind, names in pairs:
        found.setdefault(kind, []).extend(names)
    return found


def _span(span: Span) -> dict[str, Any]:
    return {"axis": span.axis.value, "start": span.start, "end": span.end, "words": span.words, "rule": span.rule}
