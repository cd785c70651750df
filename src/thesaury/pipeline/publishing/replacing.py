"""What may stand in the place of an asset that was withdrawn: what took its place or has its records now, else what is like it, in the same
channel now."""

from collections.abc import Sequence
from dataclasses import dataclass

from thesaury.model.asset import Asset
from thesaury.model.publishing import Channel, Entry
from thesaury.model.time import now
from thesaury.pipeline.checking_documents.replacing import newer_version
from thesaury.pipeline.publishing.again import Again
from thesaury.pipeline.publishing.scope import scope
from thesaury.ports.workspace import Workspace
from thesaury.search.alike.similar import similar
from thesaury.search.finding import Sources

MOST = 3
_NEAR = 48
"""So many that are alike are looked at: many of them are not in the channel."""


@dataclass(frozen=True, slots=True)
class Instead:
    """An asset that is published in the same channel: `heir`: it took the place of the other one, or that is a part of it now; `score` in 0
    to 1 says how alike it is, 0 where it was not compared."""

    entry: Entry
    heir: bool = False
    score: float = 0.0


class Replacing:
    """Finds replacements; what it has found for an asset it keeps."""

    def __init__(self, workspace: Workspace, sources: Sources | None, moment: str = "") -> None:
        """Without sources of a search only what took a place is found."""
        self._workspace, self._sources, self._moment = workspace, sources, moment or now()
        self._again: dict[str, Again] = {}
        self._found: dict[tuple[str, str], tuple[Instead, ...]] = {}

    def of(self, channel: Channel, asset: str) -> tuple[Instead, ...]:
        """Up to three, what took its place first, then the nearest."""
        if (found := self._found.get((channel.name, asset))) is None:
            self._found[channel.name, asset] = found = self._instead(channel, asset)
        return found

    def _instead(self, channel: Channel, id: str) -> tuple[Instead, ...]:
        asset = next(iter(self._workspace.catalogue.records.assets([id])), None)
        whole = None if asset and asset.records else self._whole(channel, id)
        if (asset := whole or asset) is None:
            return ()
        heirs = [one.id for one in (newer_version(self._workspace, asset), whole) if one]
        scores = self._alike(channel, asset)
        ids = list(dict.fromkeys([*heirs, *scores]))
        entries = self._published(channel, [one for one in ids if one != id])
        found = [Instead(entries[one], one in heirs, scores.get(one, 0.0)) for one in ids if one in entries]
        return tuple(found[:MOST])

    def _whole(self, channel: Channel, id: str) -> Asset | None:
        """The asset that an asset became a part of: it has the record that was shown."""
        entry = self._workspace.catalogue.feeds.entries(channel.name, [id]).get(id)
        return self._workspace.catalogue.records.find(entry.item.record) if entry and entry.item.record else None

    def _alike(self, channel: Channel, asset: Asset) -> dict[str, float]:
        if self._sources is None:
            return {}
        hits = similar(asset, self._sources, _NEAR, scope(self._workspace, channel).filters).hits
        return {hit.asset.id: min(1.0, max(0.0, hit.score)) for hit in hits}

    def _published(self, channel: Channel, ids: Sequence[str]) -> dict[str, Entry]:
        again = self._again.setdefault(channel.name, Again(self._workspace, channel))
        entries = again.entries(ids, self._moment)
        return {id: entry for id, entry in entries.items() if entry.published}
