"""Which of several types an `Accept` header asks for (RFC 9110, 12.5.1)."""

from collections.abc import Sequence
from dataclasses import dataclass

_MANY = 50
"""Ranges of a header that are read; no program sends more."""


@dataclass(frozen=True, slots=True)
class _Range:
    kind: str
    weight: float

    def fits(self, media_type: str) -> int:
        """How closely it names this type: 0 not at all, 3 by its name."""
        if self.kind == media_type:
            return 3
        if self.kind == "*/*":
            return 1
        return 2 if self.kind.endswith("/*") and media_type.startswith(self.kind[:-1]) else 0


def best(accept: str, offered: Sequence[str]) -> str | None:
    """The type that is wanted most, of equals the one offered first; None where none is acceptable. Without a header: the first."""
    if not accept.strip():
        return offered[0]
    ranges = [_range(part) for part in accept.split(",")[:_MANY]]
    weighed = [(_weight(one, ranges), -place, one) for place, one in enumerate(offered)]
    weight, _, chosen = max(weighed)
    return chosen if weight > 0 else None


def _weight(media_type: str, ranges: Sequence[_Range]) -> float:
    """The weight of the range that names the type most closely."""
    return max(((one.fits(media_type), one.weight) for one in ranges if one.fits(media_type)), default=(0, 0.0))[1]


def _range(part: str) -> _Range:
    kind, *parameters = (one.strip().lower() for one in part.split(";"))
    given = next((one.removeprefix("q=") for one in parameters if one.startswith("q=")), "1")
    try:
        return _Range(kind, min(1.0, max(0.0, float(given))))
    except ValueError:
        return _Range(kind, 0.0)
