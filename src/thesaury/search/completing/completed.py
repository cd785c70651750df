"""Suggestions as plain data: the one shape that the command line and the HTTP interface give."""

from collections.abc import Sequence
from typing import Any

from thesaury.model.concept import Label
from thesaury.search.completing.completer import Completion


def completed(found: Sequence[Completion]) -> list[dict[str, Any]]:
    """Each suggestion with the text for the box, the label with the parts that were typed, and the term to use (null: this one)."""
    return [
        {
            "text": one.text,
            "label": _label(one.label),
            "spans": [list(span) for span in one.spans],
            "kind": one.kind,
            "concept": one.concept or None,
            "preferred": _label(one.preferred),
            "parent": _label(one.parent),
            "count": one.count,
            "corrected": one.corrected,
        }
        for one in found
    ]


def _label(label: Label | None) -> dict[str, str] | None:
    return {"text": label.text, "language": label.language} if label else None
