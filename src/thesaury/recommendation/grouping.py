"""Which candidates are chosen, in which order, and for which section each is."""

from collections.abc import Sequence

import numpy as np

from thesaury.ports.index import SearchIndex
from thesaury.recommendation.needs import Need
from thesaury.recommendation.pool import Scored
from thesaury.recommendation.varying import Variety, likenesses

FLOOR = 0.12
"""An asset that is about the matter of a section less than this part of the best one is about something else."""


SAID = 0.5
"""Words or likeness of so much, of all they can say, are as good as a concept of the section."""


def fitting(scored: Sequence[Scored], needs: Sequence[Need]) -> list[Scored]:
    """Those that are about what their sections ask for, the best first; an asset may be there for several sections."""
    own = [one for one in scored if _of_its_own(one, needs[one.need])]
    best: dict[int, float] = {}
    for one in own:
        best[one.need] = max(best.get(one.need, 0.0), one.matter)
    kept = [one for one in own if one.matter > 0 and one.matter >= FLOOR * best[one.need]]
    return sorted(kept, key=lambda one: (-one.score, one.need, one.id))


def _of_its_own(one: Scored, need: Need) -> bool:
    """Whether anything of the section itself speaks for an asset, and not only what the whole brief is about."""
    said = max(one.parts["words"], one.parts["likeness"])
    return not need.own or said >= SAID or any(one.filled.get(root, 0.0) > 0 for root in need.own)


def chosen(kept: Sequence[Scored], limit: int, needs: int, index: SearchIndex, *, vary: bool = True) -> list[Scored]:
    """At most `limit`, each asset once, in the order in which they are shown: the best for variety first, or without it the best.

    Each is for the section it fits best, but each section that anything fits gets its least share, half of an equal one: what is left when
    the others have all the rest.
    """
    rows = _first_of_each(kept)
    if not rows:
        return []
    alike = _alike(rows, index) if vary else np.zeros((len(rows), len(rows)), np.float32)
    variety = Variety(np.array([one.score for one in rows], np.float32), alike)
    for_need = [{one.id: one for one in kept if one.need == number} for number in range(needs)]
    place = {one.id: at for at, one in enumerate(rows)}
    short = {number: min(max(1, limit // (2 * needs)), len(fits)) for number, fits in enumerate(for_need) if fits}
    is_open = np.ones(len(rows), np.bool_)
    made: list[Scored] = []
    while len(made) < limit and is_open.any():
        starving = [number for number, missing in short.items() if missing > 0]
        need = -1
        if starving and sum(max(0, missing) for missing in short.values()) >= limit - len(made):
            need = max(starving, key=lambda number: (short[number], -number))
        among = is_open if need < 0 else is_open & _places([place[id] for id in for_need[need]], len(rows))
        at = variety.best(among)
        if at < 0:
            short[need] = 0
            continue
        one = rows[at] if need < 0 else for_need[need][rows[at].id]
        is_open[at] = False
        variety.choose(at)
        if one.need in short:
            short[one.need] -= 1
        made.append(one)
    return made


def _first_of_each(kept: Sequence[Scored]) -> list[Scored]:
    """Each asset once, for the section it fits best."""
    first: dict[str, Scored] = {}
    for one in kept:
        first.setdefault(one.id, one)
    return list(first.values())


def _alike(rows: Sequence[Scored], index: SearchIndex) -> "np.typing.NDArray[np.float32]":
    return likenesses([one.candidate for one in rows], index)


def _places(places: Sequence[int], count: int) -> "np.typing.NDArray[np.bool_]":
    mask = np.zeros(count, np.bool_)
    mask[list(places)] = True
    return mask
