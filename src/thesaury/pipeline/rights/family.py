"""What assets were made from, near and far: whoever uses a picture needs the rights in all that is in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from thesaury.model.asset import DERIVED_FROM, Asset
from thesaury.pipeline.rights.lookup import by_key
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
    """These assets, each once, and all they were made from; a circle is gone round once.

    Each step back is looked up for all of them together: as many questions as the longest line has steps, not as there are assets.
    """
    seen = {asset.id: asset for asset in assets}
    sources: dict[str, tuple[str, ...]] = {}
    named: dict[tuple[str, str], Asset | None] = {}
    step = list(seen.values())
    while step:
        named |= _named(workspace, [pair for asset in step for pair in _names(asset) if pair not in named])
        behind = dict[str, Asset]()
        for asset in step:
            found = [(named[pair], pair) for pair in _names(asset)]
            sources[asset.id] = tuple(dict.fromkeys(source.id if source else name for source, (_, name) in found))
            behind |= {source.id: source for source, _ in found if source and source.id not in seen}
        seen |= behind
        step = list(behind.values())
    return Family(tuple(seen.values()), sources)


def names_behind(family: Family, assets: Sequence[Asset]) -> dict[str, tuple[str, ...]]:
    """By asset every name by which what it was made from, near and far, is known or may become known: ids of assets and keys of records.

    Whoever comes to have one of these names, or loses it, may change the rights of the asset.
    """
    known = {asset.id: asset for asset in family.assets}
    found = dict[str, tuple[str, ...]]()
    for asset in assets:
        line = family.line(asset)
        told = (key for name in line if name in known for pair in _names(known[name]) for key in _keys(pair))
        found[asset.id] = tuple(sorted({*line, *told} - {asset.id}))
    return found


def _names(asset: Asset) -> Iterator[tuple[str, str]]:
    for record in asset.records:
        yield from ((record.connection, name) for name in record.property_values(DERIVED_FROM) if name)


def _named(workspace: Workspace, pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Asset | None]:
    """An external id is looked for in its own connection alone: the same one in another system may be another picture."""
    found = by_key(workspace, (key for pair in pairs for key in _keys(pair)))
    return {pair: next((found[key] for key in _keys(pair) if key in found), None) for pair in pairs}


def _keys(pair: tuple[str, str]) -> tuple[str, str]:
    connection, name = pair
    return f"{connection}/{name}", name
