"""What may be used where: the asked markets and channels, and the rights that permit a use there on the day."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from thesaury.analytics.tallying.facts import NOBODY, Supply
from thesaury.model.policy import Verdict
from thesaury.model.use import Use
from thesaury.pipeline.measuring.known_rights import KnownRights
from thesaury.pipeline.measuring.over_time import ANY_DAY, Timelines

MOST = 12
"""So many markets and channels are looked at, those that are asked for most."""
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
    """The supply of these assets on a day, in the markets and channels that are wanted most."""
    markets, channels = _most(wanted.markets, _USUAL[0]), _most(wanted.channels, _USUAL[1])
    usable = np.zeros((len(markets), len(channels), len(rights.rights)), np.bool_)
    asked = day.toordinal()
    for row, market in enumerate(markets):
        for column, channel in enumerate(channels):
            use = Use(channel, (market,), ANY_DAY)
            usable[row, column] = [timelines.of(one, use).verdict(asked) is Verdict.PERMIT for one in rights.rights]
    codes = [rights.codes[asset] if asset in rights.live else NOBODY for asset in assets]
    return Supply(markets, channels, usable, np.array(codes, np.int32))


def _most(counted: Counter[str], usual: str) -> tuple[str, ...]:
    found = sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:MOST]
    return tuple(sorted(name for name, _ in found)) or (usual,)
