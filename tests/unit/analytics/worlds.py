"""Small random worlds of analysis, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import TypeVar

from thesaury.model.brief import Brief, BriefConcept, Said, Wanting
from thesaury.model.search_log import KeptSearch, SearchKind
from thesaury.model.usage import UsageEvent, UsageKind

T = TypeVar("T")

MARKETS = ("DE", "AT", "FR")
CHANNELS = ("website", "tv", "brochure")
CURRENCIES = ("EUR", "USD", "GBP")
TODAY = date(2026, 3, 15)
_AXES = ("channel", "region", "date", "purpose")
_FIRST = datetime(2025, 10, 1, 22, 30, tzinfo=UTC)
_HOURS = 24 * 200


@dataclass(frozen=True)
class WorldAsset:
    """An asset with its records by connection and external id; without any live one it is gone."""

    records: tuple[tuple[str, str], ...]
    live: bool
    concepts: tuple[str, ...]


@dataclass(frozen=True)
class WorldLicence:
    """A licence of assets (by their places); what is empty or None does not narrow it. Without a price and a day it was never bought."""

    transaction: str
    licensor: str
    assets: tuple[int, ...]
    channel: str
    market: str
    first: date | None
    last: date | None
    bought: date | None
    price: Decimal | None
    currency: str


@dataclass(frozen=True)
class WorldReview:
    """A decision on a concept of an asset; `annotator` suggested it in a field, where it is not empty."""

    asset: int
    concept: str
    accepted: bool
    reviewer: str
    at: str
    annotator: str
    field: str


@dataclass(frozen=True)
class World:
    """All of it: `above` has the concepts directly above each; the last event of an id is the one that holds."""

    above: dict[str, tuple[str, ...]]
    assets: tuple[WorldAsset, ...]
    licences: tuple[WorldLicence, ...]
    rates: tuple[tuple[date, str, Decimal], ...]
    campaigns: dict[str, tuple[tuple[str, ...], date | None]]
    events: tuple[tuple[str, UsageEvent], ...]
    searches: tuple[KeptSearch, ...]
    briefs: tuple[tuple[str, Brief], ...]
    reviews: tuple[WorldReview, ...]


def world(seed: int) -> World:
    """The world of this seed."""
    return _Making(Random(seed)).world()


class _Making:
    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._concepts = [f"https://v.example/{number}" for number in range(chance.randint(2, 6))]

    def world(self) -> World:
        above = {one: tuple(self._some(self._concepts[:place], 2)) for place, one in enumerate(self._concepts)}
        assets = tuple(self._asset(place) for place in range(self._chance.randint(1, 5)))
        campaigns = {
            f"c{n}": (self._few(MARKETS, 2), self._maybe(self._day())) for n in range(self._chance.randint(0, 2))
        }
        return World(
            above,
            assets,
            tuple(self._licences(len(assets))),
            tuple((self._day(), "USD", Decimal(self._chance.choice(("0.5", "0.9", "1.25")))) for _ in range(2)),
            campaigns,
            tuple(self._event(assets) for _ in range(self._chance.randint(0, 12))),
            tuple(self._search() for _ in range(self._chance.randint(0, 6))),
            tuple((self._moment(), self._brief()) for _ in range(self._chance.randint(0, 2))),
            tuple(self._reviews(assets)),
        )

    def _asset(self, place: int) -> WorldAsset:
        records = [("dam", str(place))] + ([("shop", str(place))] if self._chance.random() < 0.3 else [])
        concepts = tuple(sorted(self._some(self._concepts, 3)))
        return WorldAsset(tuple(records), self._chance.random() < 0.8, concepts)

    def _licences(self, assets: int) -> list[WorldLicence]:
        found = []
        for number in range(self._chance.randint(0, 4)):
            first = self._maybe(self._day())
            last = self._maybe(self._day(first))
            bought, price = self._maybe(self._day()), self._maybe(Decimal(self._chance.randint(0, 999)) / 10)
            named = self._chance.random() < 0.8
            several = self._some(range(assets), 3) if named else []
            found.append(
                WorldLicence(
                    f"T{number}" if named else "",
                    self._chance.choice(("Corbis", "Getty")),
                    tuple(sorted(several)) or (self._chance.randrange(assets),),
                    self._chance.choice(("", *CHANNELS[:2])),
                    self._chance.choice(("", *MARKETS[:2])),
                    first,
                    last,
                    bought,
                    price,
                    self._chance.choice(CURRENCIES),
                )
            )
        # A licence that names no transaction tells of all others of its asset: here it stands alone.
        covered = [asset for one in found if one.transaction for asset in one.assets]
        alone: dict[int, WorldLicence] = {}
        for one in found:
            if not one.transaction and one.assets[0] not in covered:
                alone.setdefault(one.assets[0], one)
        return [one for one in found if one.transaction] + list(alone.values())

    def _event(self, assets: tuple[WorldAsset, ...]) -> tuple[str, UsageEvent]:
        chance = self._chance
        kind = chance.choice((UsageKind.USE,) * 4 + tuple(UsageKind))
        connection, external_id = chance.choice(chance.choice(assets).records)
        external_id = chance.choice((external_id,) * 6 + ("unheard",)) if kind is not UsageKind.SEARCH else ""
        told = {
            "channel": chance.choice(("", "", "somewhere", *CHANNELS)),
            "regions": " ".join(self._some((*MARKETS, "Atlantis"), 2)),
            "campaign": self._campaign(),
            "session": self._session(),
            "team": chance.choice(("", "red")),
        }
        properties = tuple((name, value) for name, value in told.items() if value)
        results = chance.choice((None, 0, 3)) if kind is UsageKind.SEARCH else None
        id, quantity = f"e{chance.randrange(20)}", chance.choice((1, 1, 1, 2, 5))
        return connection, UsageEvent(id, kind, self._moment(), external_id, "", (), results, quantity, properties)

    def _search(self) -> KeptSearch:
        chance, results = self._chance, self._chance.choice((0, 0, 4, 9))
        usable = chance.choice((None, 0, min(results, 2)))
        return KeptSearch(
            f"s{chance.randrange(8)}",
            self._moment(),
            chance.choice((SearchKind.SEARCH, SearchKind.SEARCH, SearchKind.RECOMMENDATION)),
            self._session(),
            team=chance.choice(("", "red", "blue")),
            language=chance.choice(("", "en", "de")),
            concepts=self._few(self._concepts, 2),
            results=results,
            usable=usable,
            channel=chance.choice(("", *CHANNELS)),
            regions=self._few(MARKETS, 2),
            blocked=tuple((axis, chance.choice((0, 2))) for axis in self._some(_AXES, 2)) if usable == 0 else (),
        )

    def _brief(self) -> Brief:
        wanted = [BriefConcept(one, self._chance.choice(tuple(Wanting)), 0.5) for one in self._some(self._concepts, 3)]
        regions = tuple(Said(market) for market in self._few(MARKETS, 2))
        return Brief("text", concepts=tuple(wanted), regions=regions, channels=tuple(map(Said, self._few(CHANNELS, 2))))

    def _reviews(self, assets: tuple[WorldAsset, ...]) -> list[WorldReview]:
        found = []
        for place, asset in enumerate(assets):
            free = [concept for concept in self._concepts if concept not in asset.concepts]
            for concept in self._some(free, 2):
                who, what = (
                    self._chance.choice(("ana", "rule:s@0.9")),
                    self._chance.choice(("", "labels/1", "own/3(a)")),
                )
                field = self._chance.choice(("title", "caption")) if what else ""
                at = self._moment()
                found.append(WorldReview(place, concept, self._chance.random() < 0.5, who, at, what, field))
        return found

    def _session(self) -> str:
        return self._chance.choice(("", "k1", "k2"))

    def _campaign(self) -> str:
        return self._chance.choice(("", "c0", "c0", "c1", "elsewhere"))

    def _moment(self) -> str:
        return (_FIRST + timedelta(hours=self._chance.randrange(_HOURS))).isoformat()

    def _day(self, after: date | None = None) -> date:
        return (after or date(2025, 9, 1)) + timedelta(self._chance.randrange(250))

    def _maybe(self, value: T) -> T | None:
        return value if self._chance.random() < 0.7 else None

    def _some(self, of: Sequence[T], most: int) -> list[T]:
        return self._chance.sample(of, min(len(of), self._chance.randint(0, most)))

    def _few(self, of: Sequence[str], most: int) -> tuple[str, ...]:
        return tuple(self._some(of, most))
