"""What people said of assets that were several before: a word on one of them holds for what they became."""

from collections.abc import Mapping, Sequence

from thesaury.model.asset import Asset
from thesaury.model.publishing import Approval
from thesaury.ports.catalogue import Catalogue


def approvals_of(catalogue: Catalogue, channel: str, assets: Sequence[Asset]) -> Mapping[str, tuple[Approval, ...]]:
    """By asset what was said last of it, and of every asset that is a part of it now, for this channel and for EVERY_CHANNEL."""
    names = {asset.id: named(asset) for asset in assets}
    said = catalogue.channels.approvals(channel, [id for ids in names.values() for id in ids])
    return {asset: tuple(one for id in ids for one in said.get(id, ())) for asset, ids in names.items()}


def named(asset: Asset) -> tuple[str, ...]:
    """The id of an asset, and those of the assets that its records would each be alone."""
    return tuple(dict.fromkeys((asset.id, *(record.asset_id for record in asset.records))))
