"""What is tallied, as columns: names are codes, places in a list of them, so that a million activities are counted in seconds."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from thesaury.model.licensing import Axis
from thesaury.model.search_log import SearchKind
from thesaury.model.spend import LicencePurchase
from thesaury.model.usage import UsageKind

Codes = NDArray[np.int32]
Numbers = NDArray[np.int64]

NOBODY = -1
"""The code of what was not reported or is not known."""
KINDS = (UsageKind.USE, UsageKind.DOWNLOAD, UsageKind.SHARE, UsageKind.VIEW)
"""What is counted of what was done."""
BRIEF = "brief"
ASKED = (SearchKind.SEARCH.value, SearchKind.RECOMMENDATION.value, BRIEF)
"""What is counted of what was asked for."""
CROSSED = 12
"""Single channels in single markets are told of so many of both, those that are asked for most; all others have a slice of their own."""
AXES = tuple(axis.value for axis in Axis)
"""What may stand in the way of a use."""


def _codes() -> Codes:
    return np.zeros(0, np.int32)


def _numbers() -> Numbers:
    return np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Values of rows that may have several: row `rows[i]` has the value `values[i]`. No pair is there twice."""

    rows: Codes = field(default_factory=_codes)
    values: Codes = field(default_factory=_codes)


@dataclass(frozen=True, slots=True, eq=False)
class Done:
    """What was done, one row each: `kinds` are places in `KINDS`, `days` are ordinals (`date.toordinal`), all others codes."""

    kinds: Codes = field(default_factory=_codes)
    assets: Codes = field(default_factory=_codes)
    days: Codes = field(default_factory=_codes)
    channels: Codes = field(default_factory=_codes)
    campaigns: Codes = field(default_factory=_codes)
    quantities: Numbers = field(default_factory=_numbers)
    markets: Pairs = field(default_factory=Pairs)


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """Searches, recommendation requests and briefs, one row each or several that were reported in sum (`quantities`): `kinds` are places in
    `ASKED`, `results` and `usable` are numbers, `NOBODY` where nobody counted them or no use was asked about."""

    kinds: Codes = field(default_factory=_codes)
    days: Codes = field(default_factory=_codes)
    languages: Codes = field(default_factory=_codes)
    results: Codes = field(default_factory=_codes)
    usable: Codes = field(default_factory=_codes)
    quantities: Numbers = field(default_factory=_numbers)
    markets: Pairs = field(default_factory=Pairs)
    channels: Pairs = field(default_factory=Pairs)
    concepts: Pairs = field(default_factory=Pairs)
    axes: Pairs = field(default_factory=Pairs)
    """The axes that deny assets a search found, as places in `AXES`."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a brief asks for: `day` is that on which it was written, `concepts` those it wants, none that it excludes."""

    day: date
    concepts: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bought:
    """A purchase with its price in the currency of the workspace, None where no price or no rate is known."""

    purchase: LicencePurchase
    cost: Decimal | None


@dataclass(frozen=True, slots=True)
class Judged:
    """A person's decision that holds on a concept of an asset: who suggested it (`source`, with its exact `version`) and in which
    fields of the asset the words stood; what is not known is empty."""

    day: date
    concept: str
    accepted: bool
    source: str = ""
    version: str = ""
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Visit:
    """A session in which somebody searched: `seconds` from the first search to the first download or use after it, None without one."""

    day: date
    team: str = ""
    seconds: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Supply:
    """What may be used: `usable[m, c, k]` says whether assets with the rights `k` are permitted in the asked market `m` and channel `c`, of
    which those that are asked for most come first; `rights` has the code of the rights of every asset, `NOBODY` for those that are gone."""

    markets: tuple[str, ...]
    channels: tuple[str, ...]
    usable: NDArray[np.bool_]
    rights: Codes


@dataclass(frozen=True, slots=True)
class LateUse:
    """A use that no term covers any more; `ended` is the last day of the last term before it."""

    source: str
    event: str
    asset: str
    day: date
    ended: date
    quantity: int = 1
    campaign: str = ""
    markets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ending:
    """An asset in use in a campaign: `until` is the last day on which that is permitted, `campaign_end` that of the campaign, None where it
    has none; `owner` is who put it there, empty where nobody knows."""

    asset: str
    campaign: str
    until: date
    campaign_end: date | None
    uses: int
    owner: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """All that is tallied on a day. Codes are places in the lists of names; `annotated` has the accepted concepts of every asset,
    those that are gone among them, `above` for every concept itself and everything broader, and `live` says which assets are there."""

    day: date
    assets: Sequence[str] = ()
    concepts: Sequence[str] = ()
    markets: Sequence[str] = ()
    channels: Sequence[str] = ()
    campaigns: Sequence[str] = ()
    languages: Sequence[str] = ()
    annotated: Pairs = field(default_factory=Pairs)
    above: Pairs = field(default_factory=Pairs)
    live: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, np.bool_))
    done: Done = field(default_factory=Done)
    asked: Asked = field(default_factory=Asked)
    bought: Sequence[Bought] = ()
    judged: Sequence[Judged] = ()
    visits: Sequence[Visit] = ()
    supply: Supply | None = None
    late: Sequence[LateUse] = ()
    endings: Sequence[Ending] = ()
    currency: str = "EUR"
