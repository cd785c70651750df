"""What a recommendation is told of rights: the verdicts on all planned uses together, why keys are denied, and where nothing is cleared."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from thesaury.search.cleared import Cleared

Axes = Callable[[Sequence[str]], Mapping[str, str]]
"""For keys that are denied the axis by which they are (`model.licensing.Axis`)."""
Blocking = Callable[[Sequence[str]], tuple[str, str]]
"""For keys none of which is permitted: the region of the brief, and the channel of several, that alone forbid all of them; empty where
it is no one."""


@dataclass(frozen=True)
class Clearance:
    """The strictest verdicts by key of equal rights. `permitted` and `review` let through what has this verdict, `cleared` everything;
    their filters are the same objects for the same use, so that an index knows them again."""

    cleared: Cleared
    permitted: Cleared
    review: Cleared
    axes: Axes
    blocking: Blocking
    again: Callable[[Sequence[str]], "Clearance"]
    """The same with verdicts on all that the index holds now; those of these keys it holds no longer need review."""
