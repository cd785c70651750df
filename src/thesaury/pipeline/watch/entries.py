"""The calendar of rights: the days on which licences of the workspace's assets end, must be first used, or begin."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from thesaury.model.asset import Asset
from thesaury.model.licensing import Axis
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import RightsRecord
from thesaury.model.use import TIME_ZONE
from thesaury.pipeline.watch.uses import Uses, uses
from thesaury.ports.workspace import Workspace
from thesaury.rights.going_on import GoingOn, going_on
from thesaury.rights.watching import Occasion, Turn, turns

CHUNK = 500
"""Assets read at a time."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries: days from `first` to `last` (both included; None: open), of one connection, campaign, market, occasion, and only
    of assets in use."""

    first: date | None = None
    last: date | None = None
    connection: str = ""
    campaign: str = ""
    market: str = ""
    occasion: Occasion | None = None
    in_use: bool = False

    def holds(self, entry: "Entry") -> bool:
        """Whether the entry is wanted."""
        return (
            (self.first is None or entry.turn.day >= self.first)
            and (self.last is None or entry.turn.day <= self.last)
            and (not self.connection or entry.connection == self.connection)
            and (not self.campaign or self.campaign in entry.campaigns)
            and (not self.market or self.market in entry.markets)
            and (self.occasion is None or entry.turn.occasion is self.occasion)
            and (not self.in_use or entry.in_use)
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """One day of one licence. `number` counts the days of this occasion in the record from 0: it stays when the day moves.

    `words` are those the day was read from, `last_used` the moment of the last use (empty: none is known), `made_at` when this
    version was made.
    """

    turn: Turn
    number: int
    asset: str
    title: str
    version: int
    made_at: str
    status: PolicyStatus
    words: str
    campaigns: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    last_used: str = ""
    goes_on: GoingOn | None = None

    @property
    def connection(self) -> str:
        """The connection the licence is stated by."""
        return self.turn.record.partition("/")[0]

    @property
    def in_use(self) -> bool:
        """Whether a use of the asset was reported."""
        return bool(self.last_used)

    @property
    def ends(self) -> bool:
        """Whether uses surely or perhaps stop on this day: not where the same ones go on under another licence."""
        return self.turn.occasion is Occasion.END and not (self.goes_on and self.goes_on.same)


def calendar(workspace: Workspace, wanted: Wanted = Wanted(), zone: str = TIME_ZONE) -> list[Entry]:
    """The entries that are wanted: by day, what is in use first, then by title."""
    known = uses(workspace)
    languages = workspace.languages
    found = [
        entry
        for asset, records in watched(workspace, wanted.connection)
        for entry in entries_of(asset, records, known, languages, zone)
        if wanted.holds(entry) and (not wanted.connection or entry.turn.record.startswith(f"{wanted.connection}/"))
    ]
    return sorted(
        found, key=lambda e: (e.turn.day, not e.in_use, e.title, e.turn.record, e.turn.place, e.turn.occasion)
    )


def watched(workspace: Workspace, connection: str = "") -> Iterator[tuple[Asset, list[RightsRecord]]]:
    """Every asset (with a record of this connection) with the newest versions of its rights records, by record and place."""
    after = ""
    while assets := workspace.catalogue.records.asset_page(after, CHUNK):
        after = assets[-1].id
        chosen = [a for a in assets if not connection or any(r.connection == connection for r in a.records)]
        owner = {record.key: asset.id for asset in chosen for record in asset.records}
        found: dict[str, list[RightsRecord]] = {asset.id: [] for asset in chosen}
        for record in workspace.catalogue.rights.current(list(owner)):
            found[owner[record.source.record]].append(record)
        yield from ((asset, found[asset.id]) for asset in chosen)


def entries_of(
    asset: Asset, records: Sequence[RightsRecord], known: Uses, languages: tuple[str, ...], zone: str = TIME_ZONE
) -> Iterator[Entry]:
    """The entries of one asset, with what goes on beyond each end."""
    used = known.of(asset)
    last, campaigns, title = used[-1].at if used else "", values_of(asset, "campaign"), asset.title(languages)
    markets = values_of(asset, "market")
    for record in records:
        seen: dict[Occasion, int] = {}
        for turn in turns(record, zone):
            number = seen[turn.occasion] = seen.get(turn.occasion, -1) + 1
            lasting = going_on(turn, records, zone) if turn.occasion is Occasion.END else None
            told = (asset.id, title, record.version, record.at, record.status, words_of(record, turn))
            yield Entry(turn, number, *told, campaigns, markets, last, lasting)


def words_of(record: RightsRecord, turn: Turn) -> str:
    """The words of the source that speak of days, each once; where a field states the day, the field."""
    spoken = (span.words for term in record.statement.terms for span in term.spans if span.axis is Axis.DATE)
    if words := "; ".join(dict.fromkeys(filter(None, spoken))):
        return words
    day = turn.day.isoformat()
    return "; ".join(f"{name}: {value}" for name, value in record.source.fields if day in value)


def values_of(asset: Asset, name: str) -> tuple[str, ...]:
    """What the sources name in this property, such as the campaigns."""
    return tuple(dict.fromkeys(value for record in asset.records for value in record.property_values(name)))
