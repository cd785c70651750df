"""What is in one block of metadata, whichever program read it: texts, languages, structures and dates."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from thesaury.connectors.texts import language_tag

Layer = Mapping[str, Any]
"""One block by `prefix:name` in small letters, as `xmp.read_xmp` gives it."""

_DATE = re.compile(r"(\d{4})[:-]?(\d\d)?[:-]?(\d\d)?(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s?(Z|[+-]\d\d:?\d\d)?)?")


def spoken(value: Any) -> tuple[tuple[str, str], ...]:
    """The (language, text) pairs of a value; a default that repeats the text of a language is left out."""
    if not isinstance(value, dict):
        return tuple(("", text) for text in listed(value))
    texts = {key: text for key, text in sorted(value.items()) if isinstance(text, str) and text}
    named = {language_tag(key): text for key, text in texts.items() if language_tag(key)}
    default = texts.get("x-default", "")
    return ((("", default),) if default and default not in named.values() else ()) + tuple(named.items())


def iso_date(text: str) -> str:
    """An EXIF, IPTC or XMP date (`2026:05:14`, `2026-05-14T09:30+02:00`) in ISO 8601; any other text as it stands."""
    match = _DATE.fullmatch(text)
    if not match or not match[2]:
        return text
    day = "-".join(part for part in match.groups()[:3] if part)
    return f"{day}T{match[4]}{match[5] or ''}" if match[4] else day


def listed(value: Any) -> list[str]:
    """A text or a list of texts as a list, without structures and empty texts."""
    values = value if isinstance(value, list) else [value]
    return [item for item in values if isinstance(item, str) and item]


def structures(value: Any) -> list[dict[str, Any]]:
    """The structures of a list of them, or of a single one; a text by languages is none."""
    values = value if isinstance(value, list) else [value]
    return [
        item
        for item in values
        if isinstance(item, dict) and not any(key == "x-default" or language_tag(key) for key in item)
    ]


def first(candidates: Iterator[tuple[Any, ...]]) -> tuple[Any, ...]:
    """The first candidate that is not empty."""
    return next(filter(None, candidates), ())
