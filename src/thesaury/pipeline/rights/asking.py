"""What is asked of the rights of assets; all surfaces ask here."""

from collections.abc import Sequence
from dataclasses import dataclass

from thesaury.model.asset import DERIVED_FROM, Asset
from thesaury.model.rights_record import RightsRecord
from thesaury.model.time import now
from thesaury.model.use import Decision, Use
from thesaury.pipeline.rights.family import family_of
from thesaury.pipeline.rights.named import all_named, asset_named, assets_named, record_named
from thesaury.ports.workspace import Workspace
from thesaury.rights.deciding import AssetRights, Basis
from thesaury.rights.deciding.alike import Alike
from thesaury.rights.deciding.assets import Held, held
from thesaury.rights.deciding.deciding import decide_held
from thesaury.rights.deciding.records import rights_in, used_in
from thesaury.rights.deciding.remembering import Memory
from thesaury.rights.vocabulary.client import tables_of

__all__ = [
    "DERIVED_FROM",
    "Answered",
    "all_named",
    "ask",
    "asset_named",
    "assets_named",
    "history_of",
    "record_named",
    "records_of",
    "sources_of",
]

Used = tuple[tuple[str, float], ...]
"""What is used up, by kind of limit."""


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
    own, alike = _records(workspace, family.assets), Alike()
    known = {
        one.id: alike.asset(AssetRights(rights_in(own[one.id]).rights, family.made_from(one))) for one in family.assets
    }
    memories = dict[Used, Memory]()
    decided = dict[tuple[Held, Used], Decision]()
    answers = []
    for asset in assets:
        used = used_in([record for name in family.line(asset) for record in own.get(name, ())])
        same = held(asset.id, known), tuple(sorted(used.items()))
        if (decision := decided.get(same)) is None:
            memory = memories.setdefault(same[1], Memory(Basis(tables, used=used)))
            decision = decided[same] = decide_held(same[0], use, memory)
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


def _records(workspace: Workspace, assets: Sequence[Asset]) -> dict[str, list[RightsRecord]]:
    owner = {record.key: asset.id for asset in assets for record in asset.records}
    found: dict[str, list[RightsRecord]] = {asset.id: [] for asset in assets}
    for one in workspace.catalogue.rights.current(list(owner)):
        found[owner[one.source.record]].append(one)
    return found
