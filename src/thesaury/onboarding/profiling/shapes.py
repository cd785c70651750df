"""What a single value looks like, by its signs alone: a day, an address, a code, prose."""

import re
from enum import StrEnum


class Shape(StrEnum):
    """The looks of a value; exactly one of them fits."""

    SWITCH = "switch"
    URL = "url"
    EMAIL = "email"
    FILE = "file"
    DAY = "day"
    MOMENT = "moment"
    YEAR = "year"
    DIMENSIONS = "dimensions"
    NUMBER = "number"
    COPYRIGHT = "copyright"
    CAPITALS = "capitals"
    LANGUAGE = "language"
    CODE = "code"
    PERSON = "person"
    PROSE = "prose"
    WORDS = "words"


_SWITCHES = frozenset(
    {"true", "false", "yes", "no", "ja", "nein", "oui", "non", "sí", "si", "sì", "x", "wahr", "falsch", "vrai", "faux"}
)
_MONTH = r"(?:[^\W\d_]{3,10}\.?)"
_DAYS = (
    r"\d{4}([-/.])\d{1,2}\1\d{1,2}",
    r"\d{1,2}([-/.])\d{1,2}\2(?:\d{4}|\d{2})",
    rf"\d{{1,2}}\.?\s+(?:de\s+)?{_MONTH}\s+(?:de\s+)?\d{{4}}",
    rf"{_MONTH}\s+\d{{1,2}},\s+\d{{4}}",
)
_DAY = "|".join(f"(?:{day})" for day in _DAYS)
_PATTERNS = (
    (Shape.URL, re.compile(r"(?:https?|ftp|s3)://\S+|www\.\S+\.\S+", re.I)),
    (Shape.EMAIL, re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")),
    (
        Shape.FILE,
        re.compile(
            r"[^\n]{1,300}\.(?:jpe?g|png|tiff?|gif|webp|svg|psd|psb|ai|eps|indd|raw|dng|cr2|nef|heic|pdf|mp4|mov|avi|docx?|pptx?|xlsx?)",
            re.I,
        ),
    ),
    (
        Shape.MOMENT,
        re.compile(rf"(?:{_DAY})[T\s]\s*\d{{1,2}}:\d\d(?::\d\d(?:[.,]\d+)?)?\s*(?:Z|[+-]\d\d:?\d\d|[AP]M)?", re.I),
    ),
    (Shape.DAY, re.compile(_DAY)),
    (Shape.YEAR, re.compile(r"(?:19|20)\d\d")),
    (Shape.DIMENSIONS, re.compile(r"\d{2,6}\s*(?:px)?\s*[x×*]\s*\d{2,6}\s*(?:px)?", re.I)),
    (Shape.NUMBER, re.compile(r"[-+]?\d[\d.,'\s]*(?:%|€|\$|£|[A-Za-z]{1,3})?|[€$£]\s*\d[\d.,'\s]*")),
    (Shape.COPYRIGHT, re.compile(r".{0,40}(?:©|\(c\)|copyright\b).*", re.I | re.S)),
    (Shape.CAPITALS, re.compile(r"[A-Z]{2}(?:[\s,;/|+-]+[A-Z]{2})*")),
    (Shape.LANGUAGE, re.compile(r"[a-z]{2}(?:[-_](?:[A-Z]{2}|[a-z]{2}))?")),
    (Shape.CODE, re.compile(r"(?=\S*\d)[\w.:#/-]{3,64}")),
)
_PERSON = re.compile(
    r"[^\W\d_][^\W\d_'’.-]+(?:[\s-]+(?:(?:van|von|de|del|della|di|da|le|la|der|den|ten|bin|al)\s+|d['’])*[^\W\d_][\w'’.-]*){1,3}"
)
_PARTICLES = frozenset({"van", "von", "de", "del", "della", "di", "da", "le", "la", "der", "den", "ten", "bin", "al"})
_ENDS = (".", "!", "?", "…")
_PROSE, _SENTENCE = 9, 5
"""From so many words on a value is prose; with the sign of a sentence at its end, from fewer."""
_LONGEST, _LONGEST_NAME = 400, 60


def shape_of(value: str) -> Shape:
    """The shape of a value without white space around it."""
    if value.casefold() in _SWITCHES:
        return Shape.SWITCH
    if len(value) <= _LONGEST:
        for shape, pattern in _PATTERNS:
            if pattern.fullmatch(value):
                return shape
        if len(value) <= _LONGEST_NAME and _PERSON.fullmatch(value) and _named(value):
            return Shape.PERSON
    return Shape.PROSE if is_prose(value) else Shape.WORDS


def is_prose(value: str) -> bool:
    """Whether it reads as sentences do."""
    words = len(value.split())
    return words >= _PROSE or (words >= _SENTENCE and value.endswith(_ENDS))


def _named(value: str) -> bool:
    """Every word begins as names do, but for those inside names."""
    return all(
        word[0].isupper() or word in _PARTICLES or word.startswith(("d'", "d’"))
        for word in re.split(r"[\s-]+", value)
        if word
    )
