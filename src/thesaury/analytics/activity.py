"""What was done with an asset, as the graph tells and the tallies count it: one reported event, with its asset, day and markets."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from thesaury.model.remembering import remembered
from thesaury.model.usage import CAMPAIGN, CHANNEL, SESSION, TEAM, UsageEvent, UsageKind
from thesaury.model.use import TIME_ZONE
from thesaury.rights.vocabulary import Tables, shipped
from thesaury.rights.vocabulary.regions import Regions

_PLACES = ("regions", "region", "country", "market")


@dataclass(frozen=True, slots=True)
class Activity:
    """One thing that was done: `id` is that of the event within `source`, the connection that reported it; `asset` is empty where nobody
    knows it. `day` is counted in the time zone of campaigns and licences. `markets` are regions of the tables of rights and `channel` a
    channel of them, empty where nothing, or nothing known, was reported; a use in two markets is one use in each and one in all."""

    source: str
    id: str
    kind: UsageKind
    at: str
    day: date
    asset: str
    markets: tuple[str, ...] = ()
    channel: str = ""
    campaign: str = ""
    quantity: int = 1
    where: str = ""
    session: str = ""
    team: str = ""


def activity_of(
    source: str, event: UsageEvent, asset: str, zone: str = TIME_ZONE, tables: Tables | None = None
) -> Activity:
    """The activity that an event of a connection reports of this asset. What is not in the tables (None: the shipped ones) is left out,
    never guessed."""
    told, known = dict(event.properties), tables or shipped()
    return Activity(
        source,
        event.id,
        event.kind,
        event.at,
        day_of(event.at, zone),
        asset,
        _markets(told, known.regions),
        _channel(known.channels.leaves, told.get(CHANNEL, ""), event.where),
        told.get(CAMPAIGN, ""),
        event.quantity,
        event.where,
        told.get(SESSION, ""),
        told.get(TEAM, ""),
    )


def day_of(at: str, zone: str = TIME_ZONE) -> date:
    """The day of a moment (ISO 8601, UTC where it has no offset) where campaigns and licences count their days."""
    moment = datetime.fromisoformat(at)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(ZoneInfo(zone)).date()


def _markets(told: dict[str, str], regions: Regions) -> tuple[str, ...]:
    return _known(" ".join([told[name] for name in _PLACES if name in told]), regions)


@remembered(10_000)
def _known(places: str, regions: Regions) -> tuple[str, ...]:
    """The regions among these words; millions of events name the same few."""
    named = map(regions.canonical, places.split())
    return tuple(sorted({place for place in named if place and regions.known(place)}))


def _channel(leaves: Container[str], *named: str) -> str:
    return next((name for name in named if name in leaves), "")
