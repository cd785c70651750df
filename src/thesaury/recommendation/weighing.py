"""What each part of a score weighs: as we think it, or as a workspace learned it."""

from collections.abc import Mapping
from types import MappingProxyType

from thesaury.recommendation.past import Past

DEFAULT: Mapping[str, float] = MappingProxyType(
    {
        # What the picture shows decides: a brief is about something, and nothing else makes up for another subject.
        "coverage": 0.54,
        # Words and likeness put in order what the concepts leave equal, and speak where the vocabulary has no concept. Words are of one
        # language: with more weight the same brief in two languages gives two boards.
        "words": 0.15,
        "likeness": 0.12,
        # A picture in the shape that was asked for needs no second search.
        "format": 0.05,
        # What can be printed and was looked at by a person, before what cannot and was not.
        "quality": 0.05,
        # A picture of this year before one of six years ago, all else equal.
        "freshness": 0.03,
        # What worked for campaigns alike, and what everybody has had enough of.
        "success": 0.06,
        "fatigue": -0.08,
    }
)
"""They add up to 1 without fatigue, which takes away: an asset that is placed again and again loses more than its success gave."""

MATTER = ("coverage", "words", "likeness")
"""The parts that say whether an asset is about what the brief is about at all."""


def weights_of(past: Past) -> Mapping[str, float]:
    """The learned weights where there are some, for the parts they name; the default for all others. Never below 0, but for fatigue,
    which is never above."""
    learned = past.weights() or {}
    told = {name: float(learned.get(name, weight)) for name, weight in DEFAULT.items()}
    return {name: min(0.0, weight) if name == "fatigue" else max(0.0, weight) for name, weight in told.items()}
