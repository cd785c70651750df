"""The wordings under which one label is looked for: as it stands, without its qualifier, turned round, and in parts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from html import unescape

_QUALIFIER = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>)\s*")
_INITIALISM = re.compile(r"(\w[\w&/-]{1,7})\s+\(([^()]{6,})\)")
# What cataloguers put behind a dash to say that nothing narrower is meant.
_GENERIC = re.compile(
    r"\s+[-\u2013]\s+(?:non-specific|unspecified|general|other|misc(?:ellaneous)?|allgemein|sonstige[sr]?|divers|général|autres?)$",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[,;/:]\s+|/")
_POSSESSIVE = re.compile(r"(?<=\w)['\u2019]s\b")
_HYPHENATED = re.compile(r"(?<=\w)[-\u2010\u2011](?=\w)")
_AND = {"en": "and", "de": "und", "fr": "et", "es": "y", "it": "e", "nl": "en", "pt": "e", "sv": "och"}


class Form(IntEnum):
    """How much of a label a wording keeps, fullest first."""

    WHOLE = 0
    BARE = 1
    PART = 2


@dataclass(frozen=True, slots=True)
class Variant:
    """One wording of a label."""

    text: str
    form: Form


def variants(label: str, language: str) -> list[Variant]:
    """Every wording of a label, each once, in its fullest form."""
    forms: dict[str, Form] = {}
    for form, text in _wordings(unescape(label).strip(), language):
        forms.setdefault(text, form)
    return [Variant(text, form) for text, form in forms.items() if text]


def _wordings(label: str, language: str) -> Iterator[tuple[Form, str]]:
    yield from ((Form.WHOLE, text) for text in _spellings(label, language))
    bare = _QUALIFIER.sub(" ", _GENERIC.sub("", label)).strip()
    yield from ((Form.BARE, text) for text in _spellings(bare, language))
    if initialism := _INITIALISM.fullmatch(label):
        yield Form.BARE, initialism[2]
    parts = [part.strip() for part in _PARTS.split(bare) if part.strip()]
    if len(parts) == 2 and "," in bare:
        yield Form.BARE, f"{parts[1]} {parts[0]}"
    yield from ((Form.PART, part) for part in parts if len(parts) > 1)


def _spellings(text: str, language: str) -> Iterator[str]:
    """The text, and what other hands write: no possessive s, no hyphen at all, a word for the ampersand."""
    yield text
    yield _POSSESSIVE.sub("", text)
    yield _HYPHENATED.sub("", text)
    if language in _AND:
        yield text.replace(" & ", f" {_AND[language]} ")
        yield text.replace(f" {_AND[language]} ", " & ")
