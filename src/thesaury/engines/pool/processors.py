"""How many processes this machine is good for."""

import os

MOST = 4
"""With more processes the one that hands out and stores is what they wait for; and each holds the vocabulary once more."""


def spare_processors() -> int:
    """The processors that are left when this process has one, at least one and at most four.

    A container may have fewer than its machine.
    """
    try:
        usable = len(os.sched_getaffinity(0))
    except AttributeError:  # macOS, Windows
        usable = os.cpu_count() or 1
    return min(max(usable - 1, 1), MOST)
