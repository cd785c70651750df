"""What its uses say for an asset, and what they say against it."""

from math import exp

from thesaury.recommendation.recommended import UsageLine

_ALIKE = 3.0
"""So many uses in campaigns alike say almost two thirds of all that uses can say."""
_ANYWHERE = 0.2
"""What a use in any other campaign counts beside one in a campaign alike."""
_TIRED = 3.0
"""So many uses lately make an asset half as tired as it can be."""


def success(usage: UsageLine) -> float:
    """In 0 to 1: uses in campaigns alike, and a little for all others; each more counts less."""
    return 1 - exp(-(usage.alike + _ANYWHERE * max(0, usage.times - usage.alike)) / _ALIKE)


def fatigue(usage: UsageLine) -> float:
    """In 0 to 1: how often it was placed lately; half at three times."""
    return usage.lately / (usage.lately + _TIRED)
