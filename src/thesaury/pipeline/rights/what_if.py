"""What a new contract text would change, if it stood in place of the present one; nothing of it is kept."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from thesaury.model.asset import Asset
from thesaury.model.errors import Usage
from thesaury.model.licensing import Statement
from thesaury.model.policy import PolicyStatus, Verdict
from thesaury.model.rights_record import RightsRecord
from thesaury.model.use import TIME_ZONE, Decision, Use
from thesaury.pipeline.rights.held import HeldRights, held_rights
from thesaury.pipeline.watch.entries import CHUNK
from thesaury.ports.workspace import Workspace
from thesaury.rights.deciding import AssetRights
from thesaury.rights.watching import Occasion, turns


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whose text would be another: one rights record by its key, all of a connection, or (both empty) all."""

    record: tuple[str, str] | None = None
    connection: str = ""

    def holds(self, record: RightsRecord) -> bool:
        """Whether this record's text would be another."""
        if self.record is not None:
            return record.key == self.record
        return not self.connection or record.source.record.startswith(f"{self.connection}/")


@dataclass(frozen=True, slots=True)
class Changed:
    """The answer for one asset now and then; `next_before` and `next_after` are the days on which each changes by itself."""

    asset: str
    title: str
    before: Verdict
    after: Verdict
    next_before: date | None
    next_after: date | None


@dataclass(frozen=True, slots=True)
class Supposed:
    """All assets the text would be for, and how many licences have each day now and would have it then."""

    assets: tuple[Changed, ...]
    days: tuple[tuple[Occasion, date, int, int], ...]

    def counts(self) -> list[tuple[Verdict, Verdict, int]]:
        """How many answers go from what to what, those that change first."""
        found = Counter((one.before, one.after) for one in self.assets)
        return [
            (*pair, count) for pair, count in sorted(found.items(), key=lambda pair: (pair[0][0] == pair[0][1], pair))
        ]


def what_if(
    workspace: Workspace, text: str, statement: Statement, use: Use, chosen: Chosen, zone: str = TIME_ZONE
) -> Supposed:
    """What this text, read as this statement, would change for this use. Raises Usage where nothing has such a record.

    An asset counts where it, or what it was made from, has a chosen record.
    """
    found, now_days, then_days, after = (
        list[Changed](),
        Counter[tuple[Occasion, date]](),
        Counter[tuple[Occasion, date]](),
        "",
    )
    while assets := workspace.catalogue.records.asset_page(after, CHUNK):
        after = assets[-1].id
        held = held_rights(workspace, assets)
        other = HeldRights(
            held.family, {name: _other(records, text, statement, chosen) for name, records in held.own.items()}
        )
        found += _changes(held, other, use, [asset.id for asset in assets], workspace.languages)
        for asset in assets:
            for record, instead in zip(held.own[asset.id], other.own[asset.id], strict=True):
                if record is not instead:
                    now_days.update((turn.occasion, turn.day) for turn in turns(record, zone))
                    then_days.update((turn.occasion, turn.day) for turn in turns(instead, zone))
    if not found:
        raise Usage(
            "No asset has a rights record that this text would be for. See which there are: thesaury rights list --status complete"
        )
    days = sorted({*now_days, *then_days}, key=lambda one: (one[1], one[0]))
    return Supposed(
        tuple(found), tuple((*day, now_days[day], then_days[day]) for day in days if now_days[day] != then_days[day])
    )


def _changes(
    now: HeldRights, then: HeldRights, use: Use, ids: Sequence[str], languages: tuple[str, ...]
) -> Iterator[Changed]:
    known_now, known_then = now.known(), then.known()
    touched = {name for name, records in now.own.items() if any(map(_is_not, records, then.own[name]))}
    assets = {asset.id: asset for asset in now.family.assets}
    memory: dict[object, Decision] = {}
    for name in ids:
        if not touched.intersection(now.family.line(assets[name])):
            continue
        before = _decided(now, assets[name], known_now, use, memory)
        after = _decided(then, assets[name], known_then, use, memory)
        title = assets[name].title(languages)
        yield Changed(name, title, before.verdict, after.verdict, before.next_change, after.next_change)


def _decided(
    held: HeldRights, asset: Asset, known: Mapping[str, AssetRights], use: Use, memory: dict[object, Decision]
) -> Decision:
    """Assets with the same rights share one decision."""
    line = held.family.line(asset)
    same = tuple(known.get(one) for one in line), tuple(r.purchase.used for one in line for r in held.own.get(one, ()))
    if (decision := memory.get(same)) is None:
        decision = memory[same] = held.decide(asset, known, use)
    return decision


def _other(records: Sequence[RightsRecord], text: str, statement: Statement, chosen: Chosen) -> list[RightsRecord]:
    status = PolicyStatus.COMPLETE if statement.complete else PolicyStatus.NEEDS_REVIEW
    return [
        replace(one, source=replace(one.source, text=text), statement=statement, status=status, confirmed_by="")
        if chosen.holds(one)
        else one
        for one in records
    ]


def _is_not(one: object, other: object) -> bool:
    return one is not other
