"""Statements in the shape of the gold sets' labels (`expected`), with decisions beside them."""

from collections.abc import Iterable
from typing import Any

from thesaury.model.licensing import Selection, Statement, Term
from thesaury.model.policy import Verdict


def prediction_of(id: str, statement: Statement, verdicts: Iterable[Verdict]) -> dict[str, Any]:
    """One line of a predictions file."""
    return {"id": id, "decisions": [verdict.value for verdict in verdicts], **statement_shape(statement)}


def statement_shape(statement: Statement) -> dict[str, Any]:
    """What a licence states, as plain data: status, model, stop, terms and what is unresolved."""
    return {
        "status": "complete" if statement.complete else "needs_review",
        "license_model": statement.model.value,
        "prohibit_all": statement.prohibit_all,
        "terms": [term_shape(term) for term in statement.terms],
        "unresolved": [{"span": each.words, "reason": each.reason} for each in statement.unresolved],
    }


def term_shape(term: Term) -> dict[str, Any]:
    """One grant as plain data; days and moments in ISO form."""
    return {
        "channels": _selection(term.channels),
        "regions": _selection(term.regions),
        "valid_from": term.valid_from.isoformat() if term.valid_from else None,
        "valid_until": term.valid_until.isoformat() if term.valid_until else None,
        "perpetual": term.perpetual,
        "first_use_by": term.first_use_by.isoformat() if term.first_use_by else None,
        "purposes": _sides(term.purposes),
        "parties": _sides(term.parties),
        "limits": [
            {"kind": limit.kind, "max": limit.max, "channels": list(limit.channels) if limit.channels else None}
            for limit in term.limits
        ],
        "duties": list(term.duties),
        "attribution_text": term.attribution_text or None,
        "modification": term.modification.value if term.modification else None,
        "exclusivity": term.exclusivity or None,
        "scope": {kind: list(names) for kind, names in term.scope} or None,
        "unclear_axes": [axis.value for axis in term.unclear_axes],
    }


def _sides(selection: Selection) -> dict[str, Any]:
    return {"allow": list(selection.allow) if selection.allow is not None else None, "deny": list(selection.deny)}


def _selection(selection: Selection) -> dict[str, Any]:
    return {**_sides(selection), "unclear": list(selection.unclear)}
