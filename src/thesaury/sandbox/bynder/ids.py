"""Both spellings of an id: upper-case in four groups for most calls, lower-case in five for /api/1, /v7 and workflow."""

import re
from hashlib import sha256

from thesaury.sandbox.bynder.refusal import Refusal

_FOUR = re.compile(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){2}-[0-9A-Fa-f]{16}")
_FIVE = re.compile(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")


def made(*what: object) -> str:
    """An id that is always the same for the same words."""
    digits = sha256(" ".join(map(str, what)).encode()).hexdigest().upper()
    return grouped(digits)


def grouped(digits: str) -> str:
    """Hexadecimal digits in groups of 8, 4, 4 and 16."""
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:32]}"


def five(four: str) -> str:
    """The lower-case spelling in five groups."""
    return f"{four[:23]}-{four[23:]}".lower()


def is_four(text: str) -> bool:
    """Whether an id is spelt in four groups."""
    return _FOUR.fullmatch(text) is not None


def wanted_four(text: str, message: str = "") -> str:
    """The id in its canonical spelling. Raises Refusal (404) for any other shape."""
    if not is_four(text):
        raise Refusal(404, message)
    return text.upper()


def wanted_five(text: str, refusal: Refusal | None = None) -> str:
    """The four-group spelling of an id that came in five. Raises the refusal (else 404) for any other shape."""
    if not _FIVE.fullmatch(text):
        raise refusal or Refusal(404)
    return grouped(text.replace("-", "").upper())


def listed(text: str) -> list[str]:
    """The ids of a comma list, upper-case."""
    return [part.strip().upper() for part in text.split(",") if part.strip()]
