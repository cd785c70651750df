"""A licence text that a person pastes: read, tried, confirmed for the assets it is for, and taken back.

Nothing of it counts before it is confirmed. A confirmed one is a rights record of each asset, which no run of a source touches.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import uuid4

from thesaury.model.asset import Asset
from thesaury.model.errors import Outdated, Usage
from thesaury.model.intake import Intake, IntakeState
from thesaury.model.licensing import Statement
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import Purchase, RightsRecord, RightsSource
from thesaury.model.time import now
from thesaury.model.use import Decision, Use
from thesaury.pipeline import project
from thesaury.pipeline.rights.answering import digest_of
from thesaury.pipeline.rights.asking import records_of
from thesaury.pipeline.rights.confirming import confirmation, look_again, noted
from thesaury.pipeline.rights.held import HeldRights, held_rights
from thesaury.ports.audit import note
from thesaury.ports.workspace import A_MOMENT, Workspace
from thesaury.rights.deciding import Basis, decide
from thesaury.rights.keeping import PASTED, taken_back
from thesaury.rights.vocabulary.client import own_regions, tables_of

LONGEST = 20_000
"""Code points of a licence text, as the interface takes them."""

MOST_ASSETS = 200
"""Assets of one intake: a person answers for each of them."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known beside the text: the tag of a locale that decides how its dates are read, the day it was signed, who licenses, and
    the number of the contract. `alone`: it is a licence beside others and enough for itself; else it restricts whatever is recorded."""

    locale: str = ""
    dated: date | None = None
    licensor: str = ""
    contract: str = ""
    alone: bool = True


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What an asset would be answered, now and with the licence."""

    asset: Asset
    before: Decision
    after: Decision


def new_intake(who: str, text: str, name: str) -> Intake:
    """A draft of this text. Raises Usage for a text that is too long."""
    if len(text) > LONGEST:
        raise Usage(f"A licence text has {LONGEST:,} characters at most. Paste the part that speaks of use.")
    return Intake(uuid4().hex[:12], who, now(), text, name)


def read(workspace: Workspace, text: str, beside: Beside) -> Statement:
    """What the text states by the rules; of an empty one nobody knows anything, which needs review."""
    from thesaury.rights.parsing import Context, parse  # its tables take a quarter of a second

    anchors = (("signed", beside.dated),) if beside.dated else ()
    return parse(text, Context(beside.locale, anchors, own_regions(workspace.root).called))


def tried(workspace: Workspace, statement: Statement, use: Use) -> Decision:
    """What the draft alone would answer; what is not understood in it needs review."""
    return decide(statement, use, Basis(tables_of(workspace.root)))


def standing_of(workspace: Workspace, asset: Asset) -> str:
    """The digest of what is recorded of an asset: a person who confirms says by it what he has seen."""
    return digest_of(records_of(workspace, asset))


def foreseen(
    workspace: Workspace, intake: Intake, statement: Statement, beside: Beside, assets: Sequence[Asset], use: Use
) -> list[Foreseen]:
    """What each of these assets would be answered, now and with this licence; nothing is kept."""
    held = held_rights(workspace, assets)
    made = {asset.id: _draft(workspace, intake, asset, statement, beside) for asset in assets}
    own = {name: [*known, *([made[name]] if name in made else [])] for name, known in held.own.items()}
    other = HeldRights(held.family, own, held.tables)
    before, after = held.known(), other.known()
    return [Foreseen(one, held.decide(one, before, use), other.decide(one, after, use)) for one in assets]


def confirm_intake(
    workspace: Workspace, intake: Intake, says: Statement, beside: Beside, seen: Mapping[str, str], by: str
) -> Intake:
    """Keep that a person read the text and that it states this of the assets he has `seen` with these standings: all of it or nothing.

    The index has it at once. Raises Usage without a text or assets, or where nothing is stated; Outdated where the intake or what is
    recorded of one of the assets is not what he has seen: somebody should look at that first.
    """
    if not intake.text.strip():
        raise Usage("There is no text, so nobody can say what it states. Paste the licence, then confirm.")
    if not 0 < len(seen) <= MOST_ASSETS:
        raise Usage(f"Choose the assets it is for: between one and {MOST_ASSETS} of them.")
    with workspace.writing(A_MOMENT):
        known = workspace.catalogue.intakes.get(intake.id)
        if known is None or known.state is not IntakeState.DRAFT:
            raise Outdated("This licence was confirmed or discarded meanwhile. Look at it again.")
        assets = _still(workspace, seen)
        read_before = read(workspace, intake.text, beside)
        made = [confirmation(_unread(workspace, intake, asset, read_before, beside), by, says) for asset in assets]
        workspace.catalogue.rights.put(made)
        kept = tuple((*one.key, one.version) for one in made)
        done = replace(
            intake, state=IntakeState.CONFIRMED, at=now(), assets=tuple(asset.id for asset in assets), kept=kept
        )
        workspace.catalogue.intakes.put(done)
        for one in made:
            look_again(workspace, one.source.record)
        project(workspace)
    for one in made:
        noted(workspace, None, one)
    note(
        workspace.catalogue.audit, "rights.intake", f"intake:{done.id}", None, {"name": done.name, "assets": len(made)}
    )
    return done


def take_back(workspace: Workspace, intake: Intake) -> Intake:
    """Let what was kept of an intake count no more; the assets are answered by whatever else is recorded of them.

    Raises Outdated where it is not confirmed, or where somebody made another version of one of its records, which is then to be looked at.
    """
    with workspace.writing(A_MOMENT):
        known = workspace.catalogue.intakes.get(intake.id)
        if known is None or known.state is not IntakeState.CONFIRMED:
            raise Outdated("This licence was taken back already. There is nothing to do.")
        newest = {one.key: one for one in workspace.catalogue.rights.current([record for record, _, _ in known.kept])}
        before = [newest[record, place] for record, place, _ in known.kept]
        if changed := [one for one, (_, _, version) in zip(before, known.kept, strict=True) if one.version != version]:
            record, place = changed[0].key
            raise Outdated(f"Somebody changed {record}#{place} since. Look at that record, and correct it there.")
        made = [taken_back(one, now()) for one in before]
        workspace.catalogue.rights.put(made)
        done = replace(known, state=IntakeState.TAKEN_BACK, at=now())
        workspace.catalogue.intakes.put(done)
        for one in made:
            look_again(workspace, one.source.record)
        project(workspace)
    for old, new in zip(before, made, strict=True):
        noted(workspace, old, new, "rights.take-back")
    return done


def _still(workspace: Workspace, seen: Mapping[str, str]) -> list[Asset]:
    """The assets, if all of them are as they were seen."""
    assets = workspace.catalogue.records.assets(list(seen))
    if len(assets) < len(seen) or not all(asset.records for asset in assets):
        raise Outdated("One of the assets left its source meanwhile. Look at the list again.")
    if changed := [one for one in assets if standing_of(workspace, one) != seen[one.id]]:
        named = ", ".join(one.title(workspace.languages) for one in changed[:3])
        raise Outdated(f"Somebody changed the rights of {named} meanwhile. Look at them again, then confirm.")
    return assets


def _unread(workspace: Workspace, intake: Intake, asset: Asset, statement: Statement, beside: Beside) -> RightsRecord:
    """The record before anybody confirmed it: it waits for a person, and is never kept so.

    It hangs on the record of the asset that states rights already, for there it stands beside other licences of the same system.
    """
    known = records_of(workspace, asset)
    record = known[0].source.record if known else asset.records[0].key
    dated = beside.dated.isoformat() if beside.dated else ""
    fields = tuple(pair for pair in (("document", intake.name), ("dated", dated)) if pair[1])
    source = RightsSource(record, f"intake {intake.id}", intake.text, fields, now())
    transaction = (beside.contract or f"intake {intake.id}") if beside.alone else ""
    bought = Purchase(licensor=beside.licensor, transaction=transaction, purchased_at=dated)
    return RightsRecord(source, 0, statement, PolicyStatus.NEEDS_REVIEW, PASTED, now(), bought)


def _draft(workspace: Workspace, intake: Intake, asset: Asset, statement: Statement, beside: Beside) -> RightsRecord:
    """The record as it would stand: confirmed where everything is settled, else waiting."""
    made = _unread(workspace, intake, asset, statement, beside)
    return made if statement.unresolved else replace(made, status=PolicyStatus.CONFIRMED)
