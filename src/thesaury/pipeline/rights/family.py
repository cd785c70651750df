"""What assets were made from, near and far: whoever uses a picture needs the rights in all that is in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from thesaury.model.asset import DERIVED_FROM, Asset
from thesaury.ports.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Family:
    """Assets with all they were made from; `sources` has the ids of those by asset, or the bare name where nobody knows it."""

    assets: tuple[Asset, ...]
    sources: Mapping[str, tuple[str, ...]]

    def made_from(self, asset: Asset) -> tuple[str, ...]:
        """What this asset was made from, one step back."""
        return self.sources[asset.id]

    def line(self, asset: Asset) -> tuple[str, ...]:
        """The asset and all it was made from, each once, however often it comes."""
        found, waiting = dict[str, None](), [asset.id]
        while waiting:
            if (name := waiting.pop()) not in found:
                found[name] = None
                waiting += self.sources.get(name, ())
        return tuple(found)


def family_of(workspace: Workspace, assets: Sequence[Asset]) -> Family:
    """These assets, each once, and all they were made from; a circle is gone round once."""
    seen = {asset.id: asset for asset in assets}
    sources: dict[str, tuple[str, ...]] = {}
    named: dict[tuple[str, str], Asset | None] = {}
    waiting = list(seen.values())
    while waiting:
        asset = waiting.pop()
        made_from = dict[str, None]()
        for connection, name in _names(asset):
            if (connection, name) not in named:
                named[connection, name] = _named(workspace, connection, name)
            source = named[connection, name]
            made_from[source.id if source else name] = None
            if source and source.id not in seen:
                seen[source.id] = source
                waiting.append(source)
        sources[asset.id] = tuple(made_from)
    return Family(tuple(seen.values()), sources)


def _names(asset: Asset) -> Iterator[tuple[str, str]]:
    for record in asset.records:
        yield from ((record.connection, name) for name in record.property_values(DERIVED_FROM) if name)


def _named(workspace: Workspace, connection: str, name: str) -> Asset | None:
    """An external id is looked for in its own connection alone: the same one in another system may be another picture."""
    for key in (f"{connection}/{name}", name):
        found = workspace.catalogue.records.find(key)
        if found and (found.id == key or any(record.key == key for record in found.records)):
            return found
    return None
