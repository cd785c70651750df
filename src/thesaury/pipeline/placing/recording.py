"""A placement recorded once: with the decision on its use, in the audit log, and as a use of its asset."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from thesaury.model.asset import Asset, Record
from thesaury.model.audit import Deed
from thesaury.model.errors import BadInput, Usage
from thesaury.model.placement import Placement
from thesaury.model.placement_usage import PAGE, event_of
from thesaury.model.time import now
from thesaury.model.usage import SESSION, TEAM
from thesaury.model.use import Decision, Use
from thesaury.pipeline.observing.sessions import Asker, Sessions, team_of
from thesaury.pipeline.placing.moments import utc
from thesaury.pipeline.rights.answering import answers_to_keep, digest_of
from thesaury.pipeline.rights.asking import Answered, ask
from thesaury.pipeline.rights.facets import today
from thesaury.ports.audit import deed
from thesaury.ports.placements import WantedPlacements
from thesaury.ports.workspace import Workspace
from thesaury.rights.stating.asking import question
from thesaury.rights.vocabulary import Tables
from thesaury.rights.vocabulary.client import tables_of

HALF = (
    "A use has both a channel and a region, and days only beside them. Send both, or nothing of it where nobody knows."
)
_LONGEST = {
    "id": 200,
    "host": 60,
    "document": 2_000,
    "record": 1_000,
    "rendition": 200,
    "channel": 100,
    "board": 200,
    "campaign": 200,
    "by": 300,
}
_MOST_REGIONS = 300


@dataclass(frozen=True, slots=True)
class Placed:
    """A placement as it is kept, whether it is new, and what the rights say of its use today; None where nobody said for which use."""

    placement: Placement
    new: bool
    decision: Decision | None


def place(workspace: Workspace, placement: Placement) -> bool:
    """Record a placement; false where it was recorded before. Raises as `place_told`."""
    return place_told(workspace, placement).new


def place_told(workspace: Workspace, placement: Placement) -> Placed:
    """Record a placement and decide on its use again: one that is not permitted is recorded too, for it happened.

    An empty record is that of the asset. Raises Usage where there is no such asset or record, or another placement has the id, and
    BadInput for a moment, a day or a text that cannot be taken.
    """
    asset, given = _found(workspace, _checked(placement))
    use = use_of(given, tables_of(workspace.root))
    answered = ask(workspace, [asset], use)[0] if use else None
    kept = replace(given, rights=decision_digest(answered) if answered else "")
    new = workspace.catalogue.placements.put(
        kept,
        [_deed_of(kept, answered)],
        answers_to_keep(workspace, [answered], use, "placing") if answered and use else (),
    )
    known = workspace.catalogue.placements.get(kept.id) or kept
    # Also where it was known: whoever was cut off in between comes again with the same id.
    for record in (record for record in asset.records if record.key == known.record):
        _keep_use(workspace, known, record, new)
    return Placed(known, new, answered.decision if answered else None)


def _keep_use(workspace: Workspace, placement: Placement, record: Record, new: bool) -> None:
    """The placement as a use, with the session and the team of who placed it, as they were when it was first told."""
    usage, event = workspace.catalogue.usage, event_of(placement, record.external_id)
    if not new and any(one.id == event.id for one in usage.of_record(record.connection, record.external_id)):
        return
    session, team = "", ""
    if placement.by and not placement.id.startswith(PAGE):
        session = Sessions(workspace.catalogue.search_log).named(placement.by, now())
        team = team_of(Asker(placement.by, placement.host), workspace.teams)
    told = tuple((name, value) for name, value in ((SESSION, session), (TEAM, team)) if value)
    usage.add(record.connection, [replace(event, properties=(*event.properties, *told))])


def wanted(workspace: Workspace, asked: WantedPlacements) -> WantedPlacements:
    """The same with the id of an asset that was named by another of its names, and the moment as it is stored. Raises BadInput for what is
    no moment."""
    asset = workspace.catalogue.records.find(asked.asset) if asked.asset else None
    since = utc(asked.since, "since") if asked.since else ""
    return replace(asked, asset=asset.id if asset else asked.asset, since=since)


def use_of(placement: Placement, tables: Tables, on: date | None = None) -> Use | None:
    """The use a placement was made for, as `use_named`; None where nobody said. Raises Usage and BadInput for what is no use."""
    if not placement.channel or not placement.regions:
        return None
    return use_named(placement.channel, placement.regions, placement.first_day, placement.last_day, tables, on)


def use_named(
    channel: str, regions: Sequence[str], first_day: str, last_day: str, tables: Tables, on: date | None = None
) -> Use | None:
    """The use of this channel in these regions over these days; None where nothing of it is told.

    Without a first day it begins `on` a day, today where none is given, or on its last day where that is over. Without a last day it is of
    one day. Raises BadInput for half a use and for days that cannot be read, Usage for names that are in no table.
    """
    if not (channel or regions or first_day or last_day):
        return None
    if not channel or not regions:
        raise BadInput(HALF)
    day = (on or today()).isoformat()
    first = first_day or min(day, last_day or day)
    last = last_day or first
    days = ("", first, last) if first != last else (first, "", "")
    return question(channel, regions, days, tables=tables)


def _deed_of(placement: Placement, answered: Answered | None) -> Deed:
    verdict = answered.decision.verdict.value if answered else ""
    said = {"placement": placement.id, "host": placement.host, "document": placement.document, "rights": verdict}
    return deed("placement.add", f"asset:{placement.asset}", None, said)


def decision_digest(answered: Answered) -> str:
    """The SHA-256 of a verdict and of all that the rights records stated: another one means that something is otherwise."""
    return sha256(f"{answered.decision.verdict.value} {digest_of(answered.records)}".encode()).hexdigest()


def _found(workspace: Workspace, placement: Placement) -> tuple[Asset, Placement]:
    """The asset, and the placement with its id and with the record that was placed."""
    known = workspace.catalogue.placements.get(placement.id)
    asset = workspace.catalogue.records.find(placement.asset)
    if asset is None:
        raise Usage(f"There is no asset {placement.asset!r}. It may have been withdrawn; search for what there is now.")
    keys = [record.key for record in asset.records]
    # A record that nobody named is the same one when the report comes again.
    record = placement.record or (known.record if known and known.asset == asset.id else keys[0])
    if record not in keys and not (known and known.record == record):
        raise Usage(f"{record!r} is no record of this asset. It has: {', '.join(keys)}.")
    return asset, replace(placement, asset=asset.id, record=record)


def _checked(placement: Placement) -> Placement:
    for name, most in _LONGEST.items():
        text = getattr(placement, name)
        if len(text) > most or not text.isprintable():
            raise BadInput(f"{name} has at most {most:,} readable signs. Send it shorter, without line ends.")
    if not placement.id.strip() or not placement.host.strip():
        raise BadInput("A placement needs an id, which stays the same when it is reported again, and a host.")
    if len(placement.regions) > _MOST_REGIONS:
        raise BadInput(f"A placement has {_MOST_REGIONS} regions at most.")
    if bool(placement.channel) != bool(placement.regions):
        raise BadInput(HALF)
    return replace(placement, at=utc(placement.at, "at"))
