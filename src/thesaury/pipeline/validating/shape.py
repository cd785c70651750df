"""Answers as plain data of a stable shape: one form for commands and interface."""

from collections.abc import Callable, Sequence
from typing import Any

from thesaury.model.concept import Label
from thesaury.model.validation import Missing, RecordAnswer, TagAnswer, Use
from thesaury.pipeline.validating.ages import WordsAge, told

Called = Callable[[str], str]
"""What to call a scheme by its IRI."""


def tag_shape(answer: TagAnswer, called: Called) -> dict[str, Any]:
    """One tag; `parts` is empty but for a tag that is several."""
    return _part(answer, called) | {"parts": [_part(part, called) for part in answer.parts]}


def record_shape(answer: RecordAnswer, called: Called) -> dict[str, Any]:
    """One record."""
    return {
        "profile": answer.profile,
        "complete": answer.complete,
        "tags": [tag_shape(one, called) for one in answer.tags],
        "concepts": [_part(one, called) for one in answer.concepts],
        "missing": [_missing(one, called) for one in answer.missing],
        "unnamed": list(answer.unnamed),
    }


def words_shape(words: Sequence[WordsAge]) -> list[dict[str, Any]]:
    """How old the words of each vocabulary are."""
    return [
        {
            "vocabulary": age.vocabulary,
            "version": age.version,
            "at": age.at,
            "connection": age.connection,
            "stale": age.stale,
            "failed_at": age.failed_at,
            "message": age.message,
            "said": told(age),
        }
        for age in words
    ]


def _part(answer: TagAnswer, called: Called) -> dict[str, Any]:
    return {
        "tag": answer.tag,
        "standing": answer.standing.value,
        "fate": answer.fate.value if answer.fate else None,
        "use": [_use(one, called) for one in answer.use],
        "instead": answer.instead,
        "reason": answer.reason,
    }


def _use(use: Use, called: Called) -> dict[str, Any]:
    return {
        "concept": use.concept,
        "label": _label(use.label),
        "likeness": round(use.likeness, 3),
        "schemes": [_scheme(iri, called) for iri in use.schemes],
        "path": [_label(label) for label in use.path],
        "matched": _label(use.matched) if use.matched else None,
    }


def _missing(missing: Missing, called: Called) -> dict[str, Any]:
    counts = {"found": missing.found, "least": missing.least, "most": missing.most}
    return {"scheme": _scheme(missing.scheme, called)} | counts


def _scheme(iri: str, called: Called) -> dict[str, str]:
    return {"iri": iri, "label": called(iri)}


def _label(label: Label) -> dict[str, str]:
    return {"text": label.text, "language": label.language}
