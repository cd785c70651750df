"""A small world read as it is: every event once, in the form that holds, and what is known of days, trees and licences.

Nothing here knows how the tallies are made.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from tests.unit.analytics.worlds import CHANNELS, MARKETS, World, WorldLicence
from thesaury.model.brief import Wanting
from thesaury.model.usage import UsageEvent, UsageKind

Row = frozenset[tuple[str, str]]
Cubes = dict[tuple[str, Row], tuple[Row, frozenset[Row]]]
"""By cube and fixed dimensions what is told of the slice, and its observations."""


@dataclass(frozen=True)
class Act:
    """An event as it counts."""

    source: str
    id: str
    kind: UsageKind
    day: date
    at: datetime
    asset: int | None
    markets: frozenset[str]
    channel: str
    campaign: str
    quantity: int
    session: str
    team: str


@dataclass(frozen=True)
class Ask:
    """A search, a request or a brief as it counts; `results` None where nobody counted them."""

    kind: str
    day: date
    at: datetime
    concepts: frozenset[str]
    markets: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    language: str = ""
    results: int | None = None
    usable: int | None = None
    axes: frozenset[str] = frozenset()
    session: str = ""
    team: str = ""


class Raw:
    """The events of one world; `ids` are the ids of its assets."""

    def __init__(self, world: World, ids: list[str], today: date) -> None:
        """Read the raw events."""
        self.world, self.ids, self.today = world, ids, today
        self.acts = list(self._acts())
        self.asks = list(self._asks())
        self.found: Cubes = {}

    def _acts(self) -> Iterator[Act]:
        owner = {key: place for place, asset in enumerate(self.world.assets) for key in asset.records}
        newest: dict[tuple[str, str], UsageEvent] = {(name, event.id): event for name, event in self.world.events}
        for (source, id), event in newest.items():
            told = dict(event.properties)
            markets = frozenset(told.get("regions", "").split()) & set(MARKETS)
            channel = told.get("channel", "") if told.get("channel") in CHANNELS else ""
            named = told.get("campaign", ""), event.quantity, told.get("session", ""), told.get("team", "")
            asset = owner.get((source, event.external_id))
            yield Act(source, id, event.kind, local(event.at), moment(event.at), asset, markets, channel, *named)

    def _asks(self) -> Iterator[Ask]:
        for one in {one.id: one for one in self.world.searches}.values():
            yield Ask(
                one.kind.value,
                local(one.at),
                moment(one.at),
                frozenset(one.concepts),
                frozenset(one.regions),
                frozenset({one.channel} - {""}),
                one.language,
                one.results,
                one.usable,
                frozenset(axis for axis, count in one.blocked if count),
                one.session,
                one.team,
            )
        newest = {(name, event.id): event for name, event in self.world.events}
        for act in self.acts:
            if act.kind is UsageKind.SEARCH:
                results, channels = newest[act.source, act.id].results, frozenset({act.channel} - {""})
                told = act.markets, channels, "", results
                for _ in range(act.quantity):
                    yield Ask("search", act.day, act.at, frozenset(), *told, session=act.session, team=act.team)
        for at, brief in self.world.briefs:
            wanted = frozenset(one.concept for one in brief.concepts if one.wanting is not Wanting.EXCLUDED)
            places = frozenset(said.value for said in brief.regions), frozenset(said.value for said in brief.channels)
            yield Ask("brief", local(at), moment(at), wanted, *places)

    def borne(self, asset: int) -> set[str]:
        """The accepted concepts of an asset."""
        reviews = [one for one in self.world.reviews if one.asset == asset and one.accepted]
        return {*self.world.assets[asset].concepts, *(one.concept for one in reviews)}

    def upward(self, concepts: Iterable[str]) -> set[str]:
        """These concepts and everything above them."""
        found: set[str] = set()
        waiting = list(concepts)
        while waiting:
            if (concept := waiting.pop()) not in found:
                found.add(concept)
                waiting += self.world.above[concept]
        return found

    def cells(self) -> Iterator[tuple[str, str, str]]:
        """Every period, market and channel that is told."""
        for span in SPANS:
            yield from ((span, market, "all") for market in ("all", "unknown", *MARKETS))
            yield from ((span, "all", channel) for channel in ("unknown", *CHANNELS))

    def put(self, cube: str, fixed: dict[str, str], told: dict[str, object], rows: list[dict[str, object]]) -> None:
        """A slice with its observations; those of single markets and channels month by month are left out, and counts of nothing."""
        if (
            "-" in fixed.get("period", "")
            and "Q" not in fixed["period"]
            and {fixed.get("market"), fixed.get("channel")} - {"all", None}
        ):
            told, rows = told | {"detail": "totals"}, []
        named = [{name: value for name, value in one.items() if value or name == "medianSeconds"} for one in rows]
        self.found[cube, row(fixed)] = row(told), frozenset(map(row, named))

    def purchases(self) -> list[WorldLicence]:
        """The licences that somebody bought."""
        return [one for one in self.world.licences if one.transaction or one.price is not None or one.bought]

    def covering(self, asset: int, day: date, channel: str, markets: Iterable[str], whole: bool = False) -> bool:
        """Whether a licence of the asset covers a use on a day; with `whole` both have to be given."""
        return any(
            (one.first or date.min) <= day <= (one.last or date.max) for one in self.fitting(asset, channel, markets)
        )

    def fitting(self, asset: int, channel: str, markets: Iterable[str]) -> list[WorldLicence]:
        """The licences of an asset that are for this channel and all of these markets; what is not given is not asked about."""
        licences = [one for one in self.world.licences if asset in one.assets]
        fit = [one for one in licences if not channel or one.channel in ("", channel)]
        return [one for one in fit if all(one.market in ("", market) for market in markets)]

    def _ended(self, asset: int, day: date, channel: str, markets: Iterable[str]) -> date | None:
        """The last day of the last licence before, where none covers the day."""
        if self.covering(asset, day, channel, markets):
            return None
        return max(
            (one.last for one in self.fitting(asset, channel, markets) if one.last and one.last < day), default=None
        )

    def asset(self, place: int) -> str:
        """How an asset is named."""
        return f"urn:thesaury:asset:{self.ids[place]}"


def within(wanted: str, told: Iterable[str]) -> bool:
    """Whether what was told is in a place of a cube."""
    return wanted == "all" or (wanted in told if wanted != "unknown" else not set(told))


def moment(at: str) -> datetime:
    """A moment as it was written."""
    return datetime.fromisoformat(at)


def local(at: str) -> date:
    """Its day where licences count theirs."""
    return moment(at).astimezone(ZoneInfo("Europe/Berlin")).date()


@lru_cache
def spans(day: date) -> tuple[str, ...]:
    """The periods of a day."""
    return "all", str(day.year), f"{day.year}-Q{1 + (day.month - 1) // 3}", f"{day:%Y-%m}"


def row(told: dict[str, object]) -> Row:
    """Names and values as texts."""
    return frozenset((name, _written(value)) for name, value in told.items())


def _written(value: object) -> str:
    """A decimal without zeros that say nothing."""
    text = str(value)
    return (text.rstrip("0").rstrip(".") or "0") if isinstance(value, Decimal) and "." in text else text


SPANS = frozenset(span for day in range(500) for span in spans(date(2025, 8, 1) + timedelta(day)))
"""Every period in which anything of a world may lie."""
