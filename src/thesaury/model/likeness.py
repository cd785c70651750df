"""Likenesses: two assets that may be one picture, and what a person says of them."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What is known of two assets that look alike."""

    OPEN = "open"
    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two assets (the lesser id on the left) whose pictures differ in `distance` of the 64 bits of their perceptual hashes."""

    left: str
    right: str
    distance: int
    verdict: Verdict = Verdict.OPEN
    by: str = ""
    at: str = ""


def likeness(one: str, other: str, distance: int) -> Likeness:
    """The likeness of two assets, whichever is named first."""
    return Likeness(min(one, other), max(one, other), distance)
