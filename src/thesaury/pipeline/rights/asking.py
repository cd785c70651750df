"""Rights of the workspace's assets: what is asked of them, and what a person says of their records. All surfaces go through here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from thesaury.model.asset import DERIVED_FROM, Asset
from thesaury.model.errors import Outdated, Usage
from thesaury.model.licensing import Axis, Statement
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import RightsRecord
from thesaury.model.time import now
from thesaury.model.use import Decision, Use
from thesaury.pipeline import project
from thesaury.pipeline.rights.family import family_of
from thesaury.pipeline.rights.named import asset_named, assets_named, newest, record_named
from thesaury.ports.workspace import Workspace
from thesaury.rights.deciding import AssetRights, Basis, decide_asset
from thesaury.rights.deciding.assets import held
from thesaury.rights.deciding.records import rights_in, used_in
from thesaury.rights.keeping import confirmed
from thesaury.rights.stating.spans import with_spans
from thesaury.rights.vocabulary.client import tables_of

__all__ = [
    "DERIVED_FROM",
    "Answered",
    "ask",
    "asset_named",
    "assets_named",
    "confirm",
    "history_of",
    "record_named",
    "records_of",
    "sources_of",
]

_RECONFIRMED = "rights confirmed"
"""A stamp that no line has: what was found out of the asset is found out again, with the confirmed record."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer for one asset, by which versions of which records of its own, and when (UTC)."""

    asset: Asset
    decision: Decision
    records: tuple[RightsRecord, ...]
    evaluated_at: str


def ask(workspace: Workspace, assets: Sequence[Asset], use: Use) -> list[Answered]:
    """Whether this use of each of these assets is permitted, in their order, all by the records of this one moment.

    Rights and uses of what an asset was made from, near and far, count for it too; what nobody knows needs review.
    """
    at, family, tables = now(), family_of(workspace, assets), tables_of(workspace.root)
    own = _records(workspace, family.assets)
    known = {asset.id: AssetRights(rights_in(own[asset.id]).rights, family.made_from(asset)) for asset in family.assets}
    decided: dict[object, Decision] = {}
    answers = []
    for asset in assets:
        used = used_in([record for name in family.line(asset) for record in own.get(name, ())])
        same = held(asset.id, known), tuple(sorted(used.items()))
        if (decision := decided.get(same)) is None:
            decision = decided[same] = decide_asset(asset.id, known, use, Basis(tables, used=used))
        answers.append(Answered(asset, decision, tuple(own[asset.id]), at))
    return answers


def records_of(workspace: Workspace, asset: Asset) -> list[RightsRecord]:
    """The newest version of each rights record of an asset, by record and place."""
    return _records(workspace, [asset])[asset.id]


def history_of(workspace: Workspace, asset: Asset) -> list[RightsRecord]:
    """Every version of each rights record of an asset, by record and place, the oldest first."""
    history = workspace.catalogue.rights.history
    return [version for newest in records_of(workspace, asset) for version in history(*newest.key)]


def sources_of(workspace: Workspace, asset: Asset) -> tuple[str, ...]:
    """What an asset was made from, one step back: ids of assets, or the name where nobody knows it."""
    return family_of(workspace, [asset]).made_from(asset)


def confirm(
    workspace: Workspace,
    record: str,
    place: str,
    version: int,
    by: str,
    statement: Statement | None = None,
    nothing_else: bool = False,
) -> RightsRecord:
    """Keep that a person read this version and says that it states this (None: what was read from it); returns the new version.

    Index and graph have it at once. With `nothing_else` he also says that the passages nobody understood restrict nothing.

    Raises Usage where there is no such record, where nobody is named, where nothing is stated that could be confirmed, and where the
    same was confirmed before; Outdated where the version is not the newest: somebody should read that one first.
    """
    if not by.strip():
        raise Usage("A confirmation needs the name of whoever read the licence.")
    with workspace.writing():
        before = newest(workspace, record, place)
        if before.version != version:
            raise Outdated(
                f"Version {version} of {record}#{place} is not the newest: read version {before.version} and confirm that."
            )
        says = _settled(before.statement if statement is None else with_spans(statement, before.statement))
        if nothing_else:
            says = _without_other(says)
        if not says.terms and not says.prohibit_all:
            raise Usage(
                f"Nothing was understood of {record}#{place}, so there is nothing to confirm. Say what it states: its terms, or that "
                "every use is prohibited."
            )
        if before.status is PolicyStatus.CONFIRMED and says == before.statement:
            raise Usage(
                f"Version {version} of {record}#{place} was confirmed by {before.confirmed_by} at {before.confirmed_at} already. "
                "There is nothing to do."
            )
        made = confirmed(before, says, by.strip(), now())
        workspace.catalogue.rights.put([made])
        look_again(workspace, record)
        project(workspace)
    return made


def look_again(workspace: Workspace, record: str) -> None:
    """Let the next run find out again what it found out of this record's asset, with its new rights."""
    if asset := workspace.catalogue.records.find(record):
        workspace.catalogue.enrichments.advance([asset.id], _RECONFIRMED)
        workspace.catalogue.enrichments.touch([asset.id])


def _settled(statement: Statement) -> Statement:
    """What a person confirmed leaves nothing unresolved; axes he left unclear in a term stay unclear."""
    return Statement(statement.model, statement.prohibit_all, statement.terms, (), statement.spans)


def _without_other(statement: Statement) -> Statement:
    """What words nobody understood made unclear is unclear no longer; an axis whose words were understood as unclear stays so."""
    terms = (replace(t, unclear_axes=tuple(a for a in t.unclear_axes if a is not Axis.OTHER)) for t in statement.terms)
    return replace(statement, terms=tuple(terms))


def _records(workspace: Workspace, assets: Sequence[Asset]) -> dict[str, list[RightsRecord]]:
    owner = {record.key: asset.id for asset in assets for record in asset.records}
    found: dict[str, list[RightsRecord]] = {asset.id: [] for asset in assets}
    for one in workspace.catalogue.rights.current(list(owner)):
        found[owner[one.source.record]].append(one)
    return found
