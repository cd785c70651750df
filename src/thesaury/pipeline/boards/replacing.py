"""Which assets took the place of others: by what they say of themselves, or the others of them."""

from collections.abc import Iterator, Sequence

from thesaury.model.asset import Asset
from thesaury.model.standing import REPLACED_BY, names_of, replaces, takes_over
from thesaury.ports.index import IndexQuery
from thesaury.ports.workspace import Workspace
from thesaury.search.documents import REPLACES

_MOST = 1_000


class Heirs:
    """What took the place of any of some assets; what says so in the index is read at once."""

    def __init__(self, workspace: Workspace, assets: Sequence[Asset]) -> None:
        """Read what other assets say of these."""
        self._workspace = workspace
        self._saying = _saying(workspace, assets)

    def of(self, asset: Asset) -> str:
        """The id of the asset that took the place of this one; empty where none did that is here."""
        told = next((heir for name in sorted(names_of(asset)) if (heir := self._saying.get(name))), "")
        return told or next((heir for name in _named(asset) if (heir := self._fit(name, asset.id))), "")

    def _fit(self, name: str, other: str) -> str:
        """As `holder`, where that asset may take a place."""
        found = self._workspace.catalogue.records.find(name) if name else None
        return found.id if found and found.id != other and takes_over(found) else ""

    def holder(self, name: str, other: str) -> str:
        """The id of the asset that this name means; empty where it means none that is here, or `other`."""
        found = self._workspace.catalogue.records.find(name) if name else None
        return found.id if found and found.id != other else ""


def _saying(workspace: Workspace, assets: Sequence[Asset]) -> dict[str, str]:
    """By name the asset that says it took its place, and may."""
    names = tuple(sorted({name for asset in assets for name in names_of(asset)}))
    if not names:
        return {}
    found = workspace.index.search(IndexQuery(filters=((REPLACES, names),), most=_MOST)).ids
    heirs = [heir for heir in workspace.catalogue.records.assets(list(found)) if takes_over(heir)]
    return {name: heir.id for heir in heirs for name in replaces(heir) if name not in names_of(heir)}


def _named(asset: Asset) -> Iterator[str]:
    for record in asset.records:
        for name, values in record.properties:
            if name.casefold().replace(" ", "_") in REPLACED_BY:
                yield from (
                    told for value in values for told in (f"{record.connection}/{value.strip()}", value.strip())
                )
