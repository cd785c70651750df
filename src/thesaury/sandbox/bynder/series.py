"""The assets a portal starts with, each made when it is read: a few, the demo brand's, or as many as asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from thesaury.sandbox.bynder.portals import FENNMOOR, Portal

_TINY, _OTHER = 8, 5


@dataclass(frozen=True, slots=True)
class Series:
    """Assets by position, in the order of their last change: how each is made, where one with an id stands, and the dates alone,
    which have to be quick."""

    count: int
    make: Callable[[int], dict[str, Any]]
    find: Callable[[str], int | None]
    modified: Callable[[int], str]
    created: Callable[[int], str]
    archived: Sequence[int] = ()


def series(portal: Portal, size: str, number: int) -> Series:
    """The assets of a portal of that size."""
    if portal is FENNMOOR and size == "demo":
        from thesaury.sandbox.bynder import branded

        return branded.series()
    from thesaury.sandbox.bynder import synthetic

    count = _OTHER if portal is not FENNMOOR else number if size == "large" else _TINY
    return synthetic.series(portal, count)
