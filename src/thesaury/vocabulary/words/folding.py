"""Words as they are compared: without capitals and accents, and with both ways to write an umlaut (ä as a or as ae)."""

import re
import unicodedata
from collections.abc import Iterator

_WORD = re.compile(r"[^\W_]+")
_LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_MARKED = re.compile("[äöüøå]|[aou]\u0308", re.I)


def folded(text: str) -> str:
    """Small letters without accents: `Küche` is `kuche`, `Straße` is `strasse`."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def ways(text: str) -> tuple[str, ...]:
    """How the text may be written: folded, and with `ae`, `oe`, `ue` for umlauts where it has any."""
    first = folded(text)
    if text.isascii() or not _MARKED.search(text):
        return (first,)
    spelled = folded(unicodedata.normalize("NFC", text).casefold().translate(_UMLAUTS))
    return (first, spelled) if spelled != first else (first,)


def split(text: str) -> list[str]:
    """The words of a text that was folded."""
    return _WORD.findall(text)


def placed(text: str) -> Iterator[tuple[int, str]]:
    """The words of a text as they stand, each with where it begins."""
    return ((found.start(), found[0]) for found in _WORD.finditer(text))


def begun(word: str, starts: tuple[str, ...]) -> int:
    """How many characters of the word one of these folded starts takes, the longest; 0 where it begins with none."""
    longest = max((s for s in starts if s and any(way.startswith(s) for way in ways(word))), key=len, default="")
    if not longest:
        return 0
    return next(n for n in range(1, len(word) + 1) if any(w.startswith(longest) for w in ways(word[:n])))
