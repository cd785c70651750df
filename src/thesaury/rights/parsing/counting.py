"""What numbers with units mean: caps, and lengths of time."""

import re
from collections.abc import Callable
from typing import NamedTuple

from thesaury.rights.parsing.meanings import Kind, Length, Meaning
from thesaury.rights.parsing.units import HALF_MILLION, TIMES, WORDS


class Counted(NamedTuple):
    """A quantity at a place of the folded text."""

    start: int
    end: int
    meaning: Meaning


def amount(match: re.Match[str]) -> float:
    """The number that a pattern found."""
    text = match["number"]
    if re.fullmatch(HALF_MILLION, text):
        return 500_000.0
    if text in WORDS:
        value = float(WORDS[text])
    elif re.fullmatch(r"\d{1,3}(?:[.,' ]\d{3})+", text):
        value = float(re.sub(r"[^\d]", "", text))
    else:
        value = float(text.replace(",", "."))
    return value * TIMES.get((match["times"] or "").rstrip("."), 1.0)


def limit(kind: str, most: float | None) -> Meaning:
    """A cap; None where one exists and its number is not known."""
    return Meaning(Kind.LIMIT, (kind,), rule=f"cap on {kind}", amount=most)


def counted(kind: str, factor: float = 1.0) -> Callable[[re.Match[str]], Meaning]:
    """Makes a cap of what a pattern found; `factor`: units of the cap in one of the text."""
    return lambda match: limit(kind, amount(match) * factor)


def length(match: re.Match[str]) -> Meaning | None:
    """The length of time that a pattern found; None where it has parts of days or months."""
    number, unit = (0.5, match["unit"]) if match["half"] else (amount(match), match["unit"])
    if unit[0] == "d" or unit.startswith(("tag", "jour")):
        found = Length(days=int(number)) if number == int(number) else None
    elif unit.startswith(("w", "sem")):
        found = Length(days=int(number * 7)) if number == int(number) else None
    else:
        months = number * (1 if unit[:2] in ("mo",) else 12)
        found = Length(months=int(months)) if months == int(months) else None
    return (
        Meaning(Kind.DURATION, length=found, rule="length of time") if found and (found.months or found.days) else None
    )
