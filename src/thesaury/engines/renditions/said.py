"""What a file says of itself, held to what a file can hold: XMP and IPTC are both written from this, so that they agree."""

import re
from dataclasses import dataclass, replace
from datetime import date

from thesaury.model.rendition import RightsMarks

_UNHEARD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\U0001fffe\U0001ffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_LINE, _TITLE, _PROSE = 1_000, 500, 4_000
"""Characters of a line, a title and a description: no longer one is honest, and a JPEG takes 64 KB in all."""
_MOST_CONCEPTS = 150


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much of what can be spared is said."""

    prose: int
    concepts: int


SIZES = (Sizes(_PROSE, _MOST_CONCEPTS), Sizes(_LINE, 50), Sizes(250, 10), Sizes(0, 0))
"""From all to the rights alone."""


def said(marks: RightsMarks) -> RightsMarks:
    """The marks as they are written: without control characters, lines as lines, a language that is one, a day that is one."""
    lines = {
        name: _line(getattr(marks, name))
        for name in ("asset", "alt", "creator", "credit", "copyright", "usage", "licence", "acquire")
    }
    language = marks.language.replace("_", "-")
    concepts = {_line(iri): _line(label)[:250] for iri, label in marks.concepts}
    return replace(
        marks,
        **lines,
        title=_line(marks.title)[:_TITLE].rstrip(),
        description=cleaned(marks.description)[:_PROSE].rstrip(),
        language=language if _LANGUAGE.fullmatch(language) else "",
        expires=_day(marks.expires),
        concepts=tuple((iri, label) for iri, label in concepts.items() if iri or label)[:_MOST_CONCEPTS],
    )


def shortened(marks: RightsMarks, sizes: Sizes) -> RightsMarks:
    """The same marks with less of what can be spared; what speaks of rights stays whole."""
    return replace(marks, description=marks.description[: sizes.prose], concepts=marks.concepts[: sizes.concepts])


def keywords(marks: RightsMarks) -> tuple[str, ...]:
    """The labels of the concepts, each once."""
    return tuple(dict.fromkeys(label for _, label in marks.concepts if label))


def cleaned(text: str) -> str:
    """The text without what neither XML nor IPTC can say; half characters become U+FFFD."""
    return _UNHEARD.sub("", _SURROGATE.sub("\ufffd", text)).strip()


def _line(text: str) -> str:
    return " ".join(cleaned(text).split())[:_LINE].rstrip()


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return ""
