"""The rights of many assets at one moment, as decisions are made on them, for questions beyond a single use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from thesaury.model.asset import Asset
from thesaury.model.rights_record import RightsRecord
from thesaury.model.use import Decision, Use
from thesaury.pipeline.rights.family import Family, family_of
from thesaury.ports.workspace import Workspace
from thesaury.rights.deciding import AssetRights, Basis, decide_asset
from thesaury.rights.deciding.assets import held, statements_of
from thesaury.rights.deciding.changes import Turns
from thesaury.rights.deciding.days import judge_days
from thesaury.rights.deciding.records import rights_in, used_in
from thesaury.rights.deciding.remembering import Memory
from thesaury.rights.vocabulary import Tables, shipped
from thesaury.rights.vocabulary.client import tables_of


@dataclass(frozen=True, slots=True)
class HeldRights:
    """Newest records by asset, those of what the assets were made from among them."""

    family: Family
    own: Mapping[str, Sequence[RightsRecord]]
    tables: Tables = field(default_factory=shipped)

    def known(self) -> dict[str, AssetRights]:
        """What is decided on, by asset."""
        return {
            asset.id: AssetRights(rights_in(self.own[asset.id]).rights, self.family.made_from(asset))
            for asset in self.family.assets
        }

    def decide(self, asset: Asset, known: Mapping[str, AssetRights], use: Use) -> Decision:
        """Whether this use of the asset is permitted by these rights, with what is used up of it and its sources."""
        line = [record for name in self.family.line(asset) for record in self.own.get(name, ())]
        return decide_asset(asset.id, known, use, Basis(self.tables, used=used_in(line)))


def held_rights(workspace: Workspace, assets: Sequence[Asset]) -> HeldRights:
    """The rights of these assets and of all they were made from, near and far."""
    family = family_of(workspace, assets)
    owner = {record.key: asset.id for asset in family.assets for record in asset.records}
    found: dict[str, list[RightsRecord]] = {asset.id: [] for asset in family.assets}
    for one in workspace.catalogue.rights.current(list(owner)):
        found[owner[one.source.record]].append(one)
    return HeldRights(family, found, tables_of(workspace.root))


class Judge:
    """Judges many uses by the same rights, one axis after another, without what an answer for a person has beside its reasons."""

    def __init__(self, held: HeldRights, known: Mapping[str, AssetRights]) -> None:
        """`known` may be other rights than those of `held`: wider ones, where something is left out of the question."""
        self._held, self._known = held, known
        self._judged: dict[object, Decision] = {}

    def decide(self, asset: Asset, use: Use) -> Decision:
        """Verdict and axes; the same rights and the same use are judged once."""
        line = [record for name in self._held.family.line(asset) for record in self._held.own.get(name, ())]
        rights, used = held(asset.id, self._known), used_in(line)
        same = rights, tuple(sorted(used.items())), use
        if (found := self._judged.get(same)) is None:
            basis = Basis(self._held.tables, used=used)
            judged = judge_days(rights, use, Turns(statements_of(rights), basis), Memory(basis))
            found = self._judged[same] = Decision(judged.verdict, judged.axes)
        return found
