"""Many assets by the names people and records give them, in a few questions to the catalogue."""

from collections.abc import Iterable

from thesaury.model.asset import Asset
from thesaury.ports.workspace import Workspace


def by_key(workspace: Workspace, keys: Iterable[str]) -> dict[str, Asset]:
    """The assets with these ids or `connection/external id`, by the name asked for; those nobody knows are left out."""
    wanted = list(dict.fromkeys(keys))
    if not wanted:
        return {}
    found = {asset.id: asset for asset in workspace.catalogue.records.assets(wanted)}
    others = [key for key in wanted if key not in found]
    owners = dict[str, str]()
    for name in _connections(workspace) if others else ():
        inside = [key.removeprefix(f"{name}/") for key in others if key.startswith(f"{name}/")]
        for asset, record in workspace.catalogue.records.named(name, inside) if inside else ():
            owners.setdefault(record.key, asset)
    return found | _owned(workspace, owners)


def by_name(workspace: Workspace, names: Iterable[str]) -> dict[str, Asset]:
    """As `by_key`; also by a bare external id, where one asset alone has it. The same as the catalogue's `find`, name by name."""
    wanted = list(dict.fromkeys(names))
    found = by_key(workspace, wanted)
    others = [name for name in wanted if name not in found]
    bearing = dict[str, set[str]]()
    for connection in _connections(workspace) if others else ():
        for asset, record in workspace.catalogue.records.named(connection, others):
            bearing.setdefault(record.external_id, set()).add(asset)
    return found | _owned(workspace, {name: min(assets) for name, assets in bearing.items() if len(assets) == 1})


def _connections(workspace: Workspace) -> list[str]:
    return [connection.name for connection in workspace.catalogue.records.connections()]


def _owned(workspace: Workspace, owners: dict[str, str]) -> dict[str, Asset]:
    assets = {asset.id: asset for asset in workspace.catalogue.records.assets(list(dict.fromkeys(owners.values())))}
    return {name: assets[owner] for name, owner in owners.items() if owner in assets}
