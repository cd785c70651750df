"""How much speaks for a term: for the order of the list, for the server it is proposed to, and for looking at it once more."""

from collections.abc import Iterable
from math import sqrt


def worth(groups: Iterable[int]) -> float:
    """The sum of the square roots of the assets of each group of people.

    A term that many teams use on their own counts more than one that a single import brought a hundred times.
    """
    return round(sum(sqrt(assets) for assets in groups), 3)


def confidence(assets: int) -> float:
    """n / (n + 2) for n assets: Laplace's rule of succession without the prior success, so that one use is 0.33 and eighteen are 0.9."""
    return round(assets / (assets + 2), 2)


def returns(assets: int, when_rejected: int) -> bool:
    """Whether a term that was rejected is worth another look: at least twice as many assets speak for it as then."""
    return assets >= 2 * max(1, when_rejected)
