"""Feedback as preferences: on the list for one brief, what somebody pinned or placed before what was only shown or was rejected.

Every such pair counts, wherever the two stood. To take only what stood above a chosen asset for passed over (as click models do) would
find that any other order is better, for those are the pairs that the order shown had wrong.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from thesaury.model.placement import Feedback, Liking

Floats = NDArray[np.float64]

_CHOSEN = (Liking.PINNED, Liking.PLACED)
_MOST = 60
"""So many pairs of one list at most: what one person thought of one brief weighs as a list, however long it was."""


@dataclass(frozen=True, slots=True, eq=False)
class Preferences:
    """One list: the moment of the last thing done with it, and for each pair by how much the parts of the chosen asset are above those
    of the other (pairs by parts)."""

    brief: str
    at: str
    differences: Floats


def preferences(feedback: Iterable[Feedback], names: Sequence[str]) -> list[Preferences]:
    """The lists in which somebody chose something before something else, by their moments. Parts that are not named in a list are 0 there;
    feedback without parts teaches nothing."""
    lists: dict[str, list[Feedback]] = {}
    for one in feedback:
        if one.parts:
            lists.setdefault(one.brief, []).append(one)
    found = [made for brief, said in lists.items() if (made := _of(brief, said, names))]
    return sorted(found, key=lambda one: (one.at, one.brief))


def _of(brief: str, said: Sequence[Feedback], names: Sequence[str]) -> Preferences | None:
    chosen = [one for one in said if one.liking in _CHOSEN]
    left = [one for one in said if one.liking not in _CHOSEN]
    if not chosen or not left:
        return None
    differences = (_parts(chosen, names)[:, None, :] - _parts(left, names)[None, :, :]).reshape(-1, len(names))
    step = -(-len(differences) // _MOST)
    deeds = [one.at for one in said if one.liking is not Liking.SHOWN]
    return Preferences(brief, max(deeds), differences[::step])


def _parts(said: Sequence[Feedback], names: Sequence[str]) -> Floats:
    told = [dict(one.parts) for one in said]
    return np.array([[parts.get(name, 0.0) for name in names] for parts in told], dtype=np.float64)
