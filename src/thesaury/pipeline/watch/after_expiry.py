"""Uses that were reported of assets on days on which their rights deny them.

What systems report of a use is a moment and mostly an address; seldom the channel or the country, never the purpose. What is not
reported is not guessed: that axis is left out, and a use counts as denied only where it would be denied whatever was left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from thesaury.model.asset import Asset
from thesaury.model.licensing import ANY, WORLD, Axis, Selection, Statement, Term
from thesaury.model.policy import Verdict
from thesaury.model.rights_record import RightsRecord
from thesaury.model.usage import UsageEvent, UsageKind
from thesaury.model.use import TIME_ZONE, Decision, Fit, Use
from thesaury.pipeline.rights.held import HeldRights, Judge, held_rights
from thesaury.pipeline.watch.entries import CHUNK
from thesaury.pipeline.watch.uses import IN_USE, Uses, uses
from thesaury.ports.workspace import Workspace
from thesaury.rights.deciding import AssetRights, Right

REPORTED = (*IN_USE, UsageKind.DOWNLOAD)
"""What is looked at: uses, and downloads, which mostly come before one."""

_CHANNEL = ("channel",)
_REGION = ("region", "country", "market")


@dataclass(frozen=True, slots=True)
class Late:
    """Uses of an asset in one place that are denied, all for the same reason: how many, and the moments of the first and the last.
    `sentence` is that of the first.

    `reported` are the axes that were asked with what systems reported; the others were left out. `words` are those of the licence.
    """

    asset: str
    title: str
    kind: UsageKind
    where: str
    first: str
    last: str
    count: int
    axis: Axis | None
    sentence: str
    words: str
    reported: tuple[str, ...]


def after_expiry(workspace: Workspace, zone: str = TIME_ZONE) -> list[Late]:
    """All denied uses, the latest first."""
    known, after, found = uses(workspace, REPORTED), "", list[Late]()
    while assets := workspace.catalogue.records.asset_page(after, CHUNK):
        after = assets[-1].id
        found += late_uses(workspace, [asset for asset in assets if known.of(asset)], known, zone)
    return sorted(found, key=lambda late: (late.last, late.asset, late.where), reverse=True)


def late_uses(workspace: Workspace, assets: Sequence[Asset], known: Uses, zone: str = TIME_ZONE) -> Iterator[Late]:
    """The denied uses of these assets, by the newest versions of their records."""
    judge = UseJudge(held_rights(workspace, assets), known, zone)
    for asset in assets:
        grouped: dict[tuple[object, ...], Late] = {}
        for event in known.of(asset):
            decision, reported = judge.judged(asset, event, day_of_use(event, zone))
            if decision.verdict is not Verdict.DENY:
                continue
            late = _late(asset.id, asset.title(workspace.languages), event, decision, reported)
            same = (late.kind, late.where, late.axis, late.words, late.reported)
            before = grouped.get(same)
            grouped[same] = replace(before, last=event.at, count=before.count + event.quantity) if before else late
        yield from grouped.values()


class UseJudge:
    """Judges reported uses of some assets by the newest versions of their records."""

    def __init__(self, held: HeldRights, known: Uses, zone: str = TIME_ZONE) -> None:
        """Stand on these rights and on all uses that were reported."""
        self._held, self._uses, self._zone = held, known, zone
        self._rights = held.known()
        self._judges: dict[frozenset[str], Judge] = {}

    def judged(self, asset: Asset, event: UsageEvent, day: date) -> tuple[Decision, tuple[str, ...]]:
        """Whether a use like the reported one is permitted on this day, and the axes that were reported."""
        channel, region = _reported(event)
        left_out = frozenset(name for name, value in (("channel", channel), ("region", region)) if not value)
        in_time = _in_time(asset, day, self._held.own[asset.id], self._uses, self._zone)
        asked = Use(channel or "website", (region or "DE",), day, already_in_use=in_time)
        if left_out not in self._judges:
            wide = {name: _without(one, left_out) for name, one in self._rights.items()}
            self._judges[left_out] = Judge(self._held, wide)
        reported = tuple(name for name in ("channel", "region", "date") if name not in left_out)
        return self._judges[left_out].decide(asset, asked), reported


def _reported(event: UsageEvent) -> tuple[str, str]:
    """The channel and the region as the system names them, empty where it names none that is in the tables."""
    from thesaury.rights.vocabulary import shipped

    tables, told = shipped(), dict(event.properties)
    named = (*(told.get(name, "") for name in _CHANNEL), event.where)
    places = (tables.regions.canonical(told.get(name, "")) for name in _REGION)
    channel = next((name for name in named if name in tables.channels.leaves), "")
    return channel, next((place for place in places if place and tables.regions.known(place)), "")


def day_of_use(event: UsageEvent, zone: str = TIME_ZONE) -> date:
    """The day of an event where the licence's days are counted."""
    moment = datetime.fromisoformat(event.at)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(ZoneInfo(zone)).date()


def _in_time(asset: Asset, day: date, records: Sequence[RightsRecord], known: Uses, zone: str) -> bool:
    """Whether a use that was reported began before every first-use date there is, so that later ones go on from it."""
    began = min((day_of_use(event, zone) for event in known.of(asset) if event.kind in IN_USE), default=day)
    dates = [term.first_use_by for record in records for term in record.statement.terms if term.first_use_by]
    return began < day and all(began.isoformat() <= last.isoformat()[:10] for last in dates)


def _without(rights: AssetRights, axes: frozenset[str]) -> AssetRights:
    """The same rights, open on the axes nobody reported."""
    return replace(rights, rights=tuple(opened(right, axes) for right in rights.rights))


def opened(right: Right, axes: frozenset[str]) -> Right:
    """The same right, open on the axes (`channel`, `region`) nobody reported; nobody reports the purpose."""

    def stated(statement: Statement) -> Statement:
        return replace(statement, terms=tuple(map(wide, statement.terms)))

    def wide(term: Term) -> Term:
        channels = Selection((ANY,)) if "channel" in axes else term.channels
        regions = Selection((WORLD,)) if "region" in axes else term.regions
        return replace(term, channels=channels, regions=regions, purposes=Selection((ANY,)))

    changed = (tuple(replace(s, statement=stated(s.statement)) for s in licence) for licence in right.licences)
    return replace(right, licences=tuple(changed))


def _late(asset: str, title: str, event: UsageEvent, decision: Decision, reported: tuple[str, ...]) -> Late:
    no = next((axis for axis in decision.axes if axis.fit is Fit.NO), None)
    sentence = no.sentence if no else "Every use is prohibited."
    words = no.span.words if no and no.span else ""
    seen = (event.kind, event.where, event.at, event.at, event.quantity)
    return Late(asset, title, *seen, no.axis if no else None, sentence, words, reported)
