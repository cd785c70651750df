"""What is to be told of rights at a moment: ends and first uses that come near, caps, denied uses, confirmations that are void."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from thesaury.model.asset import Asset
from thesaury.model.notice import Notice, NoticeKind
from thesaury.model.policy import PolicyStatus, Verdict
from thesaury.model.rights_record import RightsRecord
from thesaury.model.usage import UsageEvent
from thesaury.model.use import TIME_ZONE, Fit
from thesaury.pipeline.rights.held import held_rights
from thesaury.pipeline.watch.after_expiry import UseJudge
from thesaury.pipeline.watch.entries import CHUNK, Entry, entries_of, values_of, watched
from thesaury.pipeline.watch.uses import Uses, uses
from thesaury.ports.catalogue import chunked
from thesaury.ports.workspace import Workspace
from thesaury.rights.keeping import is_withdrawn
from thesaury.rights.watching import Occasion, due, used_up

OWNER = "owner"
"""The property of records that names who looks after the asset."""


def never() -> bool:
    """Nobody asks to stop."""
    return False


def noticed(
    workspace: Workspace, moment: datetime, zone: str = TIME_ZONE, stopped: Callable[[], bool] = never
) -> list[Notice]:
    """Everything that is to be known at this moment, told already or not: the same thing has the same key whenever it is found.

    Asked to stop, it gives what it has found so far; the next look finds the rest.
    """
    known, today = uses(workspace), moment.astimezone(ZoneInfo(zone)).date()
    made, found, used = _Maker(workspace, moment, known), list[Notice](), list[Asset]()
    for asset, records in watched(workspace):
        if stopped():
            return found
        found += made.coming(asset, records, today, zone)
        found += (notice for record in records for notice in (*made.caps(asset, record), *made.void(asset, record)))
        used += [asset] if known.of(asset) else []
    for some in () if stopped() else chunked(used, CHUNK):
        found += made.denied(some, today, zone)
    return found


class _Maker:
    """Makes the notices of one moment."""

    def __init__(self, workspace: Workspace, moment: datetime, known: Uses) -> None:
        self._workspace, self._known = workspace, known
        self._at = moment.astimezone(ZoneInfo("UTC")).isoformat(timespec="seconds")

    def coming(self, asset: Asset, records: Sequence[RightsRecord], today: date, zone: str) -> Iterator[Notice]:
        """Ends and first uses; what several sources tell of one day of a record is told once."""
        entries: dict[object, Entry] = {}
        for entry in entries_of(asset, records, self._known, self._workspace.languages, zone):
            entries.setdefault((entry.turn.record, entry.turn.occasion, entry.turn.day), entry)
        by_turn = {entry.turn: entry for entry in entries.values()}
        for one in due(by_turn, today, (), ()):
            entry, kind = by_turn[one.turn], NoticeKind(one.turn.occasion.value)
            record = next(record for record in records if record.key == (one.turn.record, one.turn.place))
            yield self._notice(one.key, kind, one.stage, asset, record, _coming(entry), one.turn.day.isoformat())

    def caps(self, asset: Asset, record: RightsRecord) -> Iterator[Notice]:
        """Caps that are nearly or all used up, as long as the source states the licence."""
        for cap in () if is_withdrawn(record) else used_up(record):
            key = f"{record.source.record} {record.source.place} cap {cap.kind} {cap.max:g} {cap.stage}"
            reached = "used up" if cap.stage >= 100 else f"used to {cap.used / cap.max:.0%}"
            sentence = f"The cap on {cap.kind.replace('_', ' ')} is {reached}: {cap.used:,.0f} of {cap.max:,.0f}."
            yield self._notice(key, NoticeKind.CAP, cap.stage, asset, record, sentence)

    def void(self, asset: Asset, record: RightsRecord) -> Iterator[Notice]:
        """A confirmation that holds no more, by the version that made it void."""
        if record.version == 1 or record.status is PolicyStatus.CONFIRMED:
            return
        versions = self._workspace.catalogue.rights.history(*record.key)
        confirmed = [one for one in versions if one.status is PolicyStatus.CONFIRMED]
        if confirmed:
            last = confirmed[-1]
            key = f"{record.source.record} {record.source.place} void {last.version + 1}"
            sentence = (
                f"The licence changed after {last.confirmed_by or 'somebody'} confirmed it: version {last.version} was confirmed, "
                f"version {record.version} has to be read again."
            )
            yield self._notice(key, NoticeKind.VOID, 0, asset, record, sentence)

    def denied(self, assets: Sequence[Asset], today: date, zone: str) -> Iterator[Notice]:
        """Uses that were reported and are denied today, once for each place and state of the rights."""
        held = held_rights(self._workspace, assets)
        judge = UseJudge(held, self._known, zone)
        for asset in assets:
            records = held.own[asset.id]
            state = _state(records)
            for event in _places(self._known.of(asset)):
                decision, _ = judge.judged(asset, event, today)
                if decision.verdict is not Verdict.DENY or not records:
                    continue
                why = next((axis.sentence for axis in decision.axes if axis.fit is Fit.NO), "Every use is prohibited.")
                key = (
                    f"{asset.id} denied {sha256(event.where.encode('utf-8', 'surrogatepass')).hexdigest()[:16]} {state}"
                )
                where = f" at {event.where}" if event.where else ""
                sentence = f"It is in use{where} since {event.at[:10]}, and that is denied now. {why}"
                yield self._notice(key, NoticeKind.DENIED, 0, asset, records[0], sentence)

    def _notice(
        self, key: str, kind: NoticeKind, stage: int, asset: Asset, record: RightsRecord, sentence: str, day: str = ""
    ) -> Notice:
        told = (asset.id, asset.title(self._workspace.languages), *record.key, record.version, sentence, self._at, day)
        grouped = (", ".join(values_of(asset, "campaign")), ", ".join(values_of(asset, OWNER)))
        return Notice(key, kind, stage, *told, *grouped, bool(self._known.of(asset)))


def _coming(entry: Entry) -> str:
    """Without a word on how many days are left: it is read on other days too."""
    what = (
        "The licence ends: its last day is"
        if entry.turn.occasion is Occasion.END
        else "It has to be first used: the last day for that is"
    )
    parts = [f"{what} {entry.turn.day:%-d %B %Y}."]
    if entry.words:
        parts.append(f"“{entry.words}”.")
    if entry.status is PolicyStatus.NEEDS_REVIEW:
        parts.append("A person still has to read this licence.")
    if entry.goes_on:
        parts.append(entry.goes_on.sentence)
    return " ".join(parts)


def _state(records: Iterable[RightsRecord]) -> str:
    told = " ".join(f"{record.source.record}#{record.source.place}@{record.version}" for record in records)
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _places(events: Iterable[UsageEvent]) -> Iterator[UsageEvent]:
    """The first use in each place."""
    seen = set[str]()
    for event in events:
        if event.where not in seen:
            seen.add(event.where)
            yield event
