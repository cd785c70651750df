"""Cells as people write them: lists in one text with a sign between, days in numbers, decimals with a comma."""

import re
from datetime import date

_PATTERNS = {
    "\n": re.compile(r"[\r\n]"),
    "|": re.compile(r"\|"),
    ";": re.compile("[;；]"),
    ",": re.compile(r"[,，、](?=[^\S\n]|[^\W\d])"),
    " / ": re.compile(r"(?<=\s)/(?=\s)"),
    " ": re.compile(r"\s+"),
}
SEPARATORS = tuple(_PATTERNS)
"""The signs, the strongest first. A comma parts words and no numbers; a blank is for codes side by side."""
ORDERS = ("dmy", "mdy", "ymd")
"""How days are written in numbers: day, month and year in this order."""
DECIMALS = (",", ".")
MOST = 500
"""Values of one cell that are looked at."""

_DAYS = {
    "dmy": re.compile(r"(?P<d>\d{1,2})([-/.])(?P<m>\d{1,2})\2(?P<y>\d{4})(?!\d)"),
    "mdy": re.compile(r"(?P<m>\d{1,2})([-/.])(?P<d>\d{1,2})\2(?P<y>\d{4})(?!\d)"),
    "ymd": re.compile(r"(?P<y>\d{4})([-/.])(?P<m>\d{1,2})\2(?P<d>\d{1,2})(?!\d)"),
}
_NUMBERS = {
    ",": re.compile(r"(?<![\d.,])(?P<whole>\d{1,3}(?:[.\s']\d{3})+|\d+)(?:,(?P<part>\d+))?(?![\d.,])"),
    ".": re.compile(r"(?<![\d.,])(?P<whole>\d{1,3}(?:[,\s']\d{3})+|\d+)(?:\.(?P<part>\d+))?(?![\d.,])"),
}


def pieces(text: str, separator: str) -> list[str]:
    """The parts of a text between these signs, each without white space around it and none empty; the whole text without a separator."""
    cut = _PATTERNS[separator].split(text) if separator else [text]
    return [part for piece in cut[: 2 * MOST] if (part := piece.strip())][:MOST]


def iso_day(text: str, order: str) -> str:
    """A day in numbers in this order, or a moment that begins so, in ISO 8601; any other text, and what is no day, as it is.

    Years have four digits: with two nobody knows the century.
    """
    found = _DAYS[order].match(text.strip())
    if not found:
        return text
    try:
        day = date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        return text
    return f"{day.isoformat()}{text.strip()[found.end() :]}"


def plain_number(text: str, decimal: str) -> str:
    """A number with a point before its decimals and nothing between its thousands, whatever stands around it; any other text as it is."""
    return _NUMBERS[decimal].sub(_without_signs, text)


def _without_signs(found: re.Match[str]) -> str:
    whole = "".join(sign for sign in found["whole"] if sign.isdigit())
    return f"{whole}.{found['part']}" if found["part"] else whole
