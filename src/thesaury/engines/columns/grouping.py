"""Counts of a facet summed by groups of its values, for facets with very many of them."""

from collections.abc import Mapping, Sequence
from itertools import repeat

import numpy as np

from thesaury.engines.columns.arrays import Places
from thesaury.engines.columns.languages import clean

_REMEMBERED = 16
"""So many groupings are remembered; whoever asks again with the same one has the sums at once."""

_Grouped = tuple[Mapping[str, str], Places, list[str]]
"""The grouping, for every number of a value the place of its group (0: in none), and the groups."""


class Groupings:
    """Knows the groups of values by their numbers."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, int], _Grouped] = {}

    def summed(self, name: str, names: Sequence[str], total: Places, groups: Mapping[str, str]) -> dict[str, int]:
        """The counts of a facet by group; a value that is in none is counted under its own name. `names` are those of the values."""
        known = self._made.get((name, id(groups)))
        if known is None or known[0] is not groups or len(known[1]) < len(total):
            known = self._grouped(names, groups)
            if len(self._made) >= _REMEMBERED:
                self._made.clear()
            self._made[name, id(groups)] = known
        _, places, labels = known
        places = places[: len(total)]
        sums = np.bincount(places, total, len(labels) + 1).astype(np.int64)
        made = {label: count for label, count in zip(labels, sums[1:].tolist(), strict=True) if count}
        for number in np.flatnonzero((places == 0) & (total > 0)).tolist() if sums[0] else ():
            made[names[number]] = made.get(names[number], 0) + int(total[number])
        return made

    def _grouped(self, names: Sequence[str], groups: Mapping[str, str]) -> _Grouped:
        values = list(names)
        labels = sorted(set(groups.values()))
        places = {label: place for place, label in enumerate(labels, 1)}
        by_value = {value if value.isascii() else clean(value): places[group] for value, group in groups.items()}
        return groups, np.fromiter(map(by_value.get, values, repeat(0)), np.int64, len(values)), labels
