"""Uses as they are judged by rights: which event each of them is, and what it says of where something was used."""

from array import array

import numpy as np
from numpy.typing import NDArray

from thesaury.analytics.activity import Activity
from thesaury.model.use import Use
from thesaury.pipeline.measuring.over_time import ANY_DAY

Ints = NDArray[np.int64]
Place = tuple[str, tuple[str, ...]]
"""The channel and the markets of a use as they were reported, empty where nobody did."""


class UsesKept:
    """Uses of assets that are known, one row each. Names have codes, in the order in which they came; -1 stands for no campaign. `began`
    has the first day (an ordinal) of every asset in use."""

    def __init__(self) -> None:
        """Nothing is kept."""
        self.assets: dict[str, int] = {}
        self.places: dict[Place, int] = {}
        self.campaigns: dict[str, int] = {}
        self.sources: dict[str, int] = {}
        self.events: list[str] = []
        self.began: dict[int, int] = {}
        self._columns = {
            name: array("q") for name in ("assets", "places", "campaigns", "days", "quantities", "sources")
        }

    def keep(self, one: Activity) -> None:
        """Keep a use of an asset that is known."""
        asset, day = _code(self.assets, one.asset), one.day.toordinal()
        self.began[asset] = min(day, self.began.get(asset, day))
        self.events.append(one.id)
        told = {
            "assets": asset,
            "places": self.places.setdefault((one.channel, one.markets), len(self.places)),
            "campaigns": _code(self.campaigns, one.campaign) if one.campaign else -1,
            "days": day,
            "quantities": one.quantity,
            "sources": _code(self.sources, one.source),
        }
        for name, value in told.items():
            self._columns[name].append(value)

    def column(self, name: str) -> Ints:
        """One of `assets`, `places`, `campaigns` and `sources` (codes), `days` (ordinals) and `quantities`."""
        return np.array(self._columns[name], np.int64)

    def cell(self, name: str, row: int) -> int:
        """One number of a column."""
        return self._columns[name][row]


def asked_at(place: Place, already_in_use: bool = False) -> tuple[Use, frozenset[str]]:
    """A use at a place on any day, and the axes that were not reported of it."""
    channel, markets = place
    left_out = frozenset(name for name, value in (("channel", channel), ("region", markets)) if not value)
    return Use(channel or "website", markets or ("DE",), ANY_DAY, already_in_use=already_in_use), left_out


def _code(codes: dict[str, int], name: str) -> int:
    return codes.setdefault(name, len(codes))
