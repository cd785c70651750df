"""Expansions as plain data: the one shape that the command line and the HTTP interface give."""

from collections.abc import Sequence
from typing import Any

from thesaury.ports.query_writer import Written
from thesaury.search.expanding.expansion import Expansion
from thesaury.vocabulary.thesaurus import Thesaurus


def expanded(expansion: Expansion, thesaurus: Thesaurus, languages: Sequence[str]) -> dict[str, Any]:
    """Words, how sure the concepts are, concepts with their labels, terms, and what was not taken in (docs/search.md)."""
    return {
        "words": expansion.words,
        "sure": round(expansion.sure, 4),
        "concepts": [
            {
                "concept": meant.concept,
                "label": thesaurus.label(meant.concept, languages),
                "weight": round(meant.weight, 4),
                "relation": str(meant.relation),
                "of": meant.of,
                "by": str(meant.by),
                "labels": [
                    {"text": label.text, "language": label.language, "kind": str(kind)} for kind, label in meant.labels
                ],
            }
            for meant in expansion.concepts
        ],
        "terms": [
            {"text": term.text, "language": term.language, "weight": term.weight, "concept": term.concept}
            for term in expansion.terms
        ],
        "excluded": list(expansion.excluded),
        "left_out": expansion.left_out,
        "fields_ignored": expansion.has_fields,
        "notes": [{"code": note.code, "about": list(note.about)} for note in expansion.notes],
    }


def plain(written: Written, system: str) -> dict[str, Any]:
    """A written query: what to ask which parameter, what did not fit, and what has to be known."""
    return {
        "for": system,
        "requests": [{"parameter": request.parameter, "text": request.text} for request in written.requests],
        "left_out": [term.text for term in written.left_out],
        "notes": list(written.notes),
    }
