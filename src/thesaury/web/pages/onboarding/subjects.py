"""How a subject is named in a form, with what was said of it when it was shown, so that nobody decides on what he did not see."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from thesaury.model.onboarding import KeptMapping, Subject, SubjectKind

_MARK = 12


@dataclass(frozen=True, slots=True)
class Shown:
    """A subject, and the mark of what was said of it."""

    subject: Subject
    mark: str


def shown_as(one: KeptMapping) -> str:
    """The subject and its mark, as one text."""
    subject = one.subject
    return f"{mark_of(one)} {json.dumps([subject.kind.value, subject.field, subject.value], ensure_ascii=False)}"


def read_shown(texts: Sequence[str]) -> list[Shown]:
    """What a form names; what is none is left out."""
    return [found for text in texts if (found := _read(text)) is not None]


def mark_of(one: KeptMapping) -> str:
    """A mark that changes with what is said of a subject, and with who said it."""
    return sha256(repr(one.said).encode()).hexdigest()[:_MARK]


def _read(text: str) -> Shown | None:
    mark, _, named = text.partition(" ")
    try:
        kind, field, value = json.loads(named)
        return Shown(Subject(SubjectKind(kind), str(field), str(value)), mark)
    except (ValueError, TypeError):
        return None
