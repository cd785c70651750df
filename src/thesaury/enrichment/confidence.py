"""What a count of right decisions shows about the share that is right, with 95 % confidence."""

from math import ceil, log

DOUBT = 0.05
"""The chance to be wrong that is left: 95 % confidence."""


def lower_bound(right: float, counted: float, doubt: float = DOUBT) -> float:
    """The lower end of the one-sided interval of Clopper and Pearson (1934, Biometrika 26): a share below it brings `right` or more of
    `counted` with a chance of less than `doubt`. Counts need not be whole; nothing counted shows nothing."""
    # Costs half a second to load, and only what looks at evidence needs it.
    from scipy.special import betaincinv

    return float(betaincinv(right, max(counted - right, 0.0) + 1, doubt)) if right > 0 else 0.0


def needed(share: float, doubt: float = DOUBT) -> int:
    """How many decisions it takes at the least, every one of them right: the share to that power is at most the doubt."""
    return ceil(log(doubt) / log(share))
