"""What may be used where: the asked markets and channels, and the rights that permit a use there on the day."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from thesaury.analytics.tallying.facts import CROSSED, NOBODY, Supply
from thesaury.model.policy import Verdict
from thesaury.model.use import Use
from thesaury.pipeline.measuring.known_rights import KnownRights
from thesaury.pipeline.measuring.over_time import ANY_DAY, Timelines

_USUAL = "DE", "website"
"""Where nothing was asked for, as elsewhere where a use has to be asked about and none is planned."""


@dataclass(slots=True)
class Wanted:
    """How often markets and channels were asked for, in searches, briefs, campaigns and uses."""

    markets: Counter[str] = field(default_factory=Counter)
    channels: Counter[str] = field(default_factory=Counter)

    def ask(self, markets: Iterable[str], channels: Iterable[str]) -> None:
        """Something asked for these."""
        self.markets.update(markets)
        self.channels.update(channels)


def supply_of(assets: Iterable[str], rights: KnownRights, wanted: Wanted, timelines: Timelines, day: date) -> Supply:
    """The supply of these assets on a day, in every market and channel that is wanted, those first that are wanted most.

    A pair is judged where one of the two is among the first, so that a workspace with uses all over the world is judged in seconds.
    """
    markets, channels = _ranked(wanted.markets, _USUAL[0]), _ranked(wanted.channels, _USUAL[1])
    usable = np.zeros((len(markets), len(channels), len(rights.rights)), np.bool_)
    asked = day.toordinal()
    for row, market in enumerate(markets):
        for column, channel in enumerate(channels[: None if row < CROSSED else CROSSED]):
            use = Use(channel, (market,), ANY_DAY)
            usable[row, column] = [timelines.of(one, use).verdict(asked) is Verdict.PERMIT for one in rights.rights]
    codes = [rights.codes[asset] if asset in rights.live else NOBODY for asset in assets]
    return Supply(markets, channels, usable, np.array(codes, np.int32))


def _ranked(counted: Counter[str], usual: str) -> tuple[str, ...]:
    found = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    return tuple(name for name, _ in found) or (usual,)
