"""Candidates as the two versions of the protocol write them."""

from typing import Any

from thesaury.governance.reconciling.asking import Candidate, Query
from thesaury.web.reconciliation.naming import Namer
from thesaury.web.texts import phrase


def candidates(query: Query, namer: Namer) -> list[dict[str, Any]]:
    """What is answered to one question, the best first; nothing is asked for by an empty name without conditions."""
    if not query.text.strip() and not query.conditions:
        return []
    return [_candidate(one, namer) for one in namer.offered.reconciler.candidates(query)]


def _candidate(one: Candidate, namer: Namer) -> dict[str, Any]:
    concept = namer.offered.thesaurus.concept(one.concept)
    assert concept is not None  # it is the thesaurus that was asked
    return {
        **(namer.concept(one.concept) or {}),
        "type": namer.types(concept),
        "score": one.score,
        "match": one.match,
        "features": [_feature(sign.value, value, namer) for sign, value in one.signs],
    }


def _feature(id: str, value: float | bool, namer: Namer) -> dict[str, Any]:
    named = {"name": phrase(f"reconcile.sign.{id}")} if namer.tells_language else {}
    return {"id": id, **named, "value": value}
