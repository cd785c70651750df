"""Which assets are in use, as far as usage that systems reported tells."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from thesaury.model.asset import Asset
from thesaury.model.placement_usage import OURS
from thesaury.model.usage import UsageEvent, UsageKind
from thesaury.pipeline.placing.pages import live_in_pages, over
from thesaury.ports.workspace import Workspace

IN_USE = (UsageKind.USE, UsageKind.SHARE)
"""What counts as use: put somewhere, or given to somebody. A view is none, and a download need not lead to one."""

_PAGE = 500


@dataclass(frozen=True, slots=True)
class Uses:
    """Uses by the key of the record, oldest first. No system reports that a use has ended, so one that was reported counts on; of those
    that were found in pages of a CMS only what is live there still."""

    by_record: Mapping[str, tuple[UsageEvent, ...]]

    def of(self, asset: Asset) -> tuple[UsageEvent, ...]:
        """All uses of an asset, oldest first."""
        found = [use for record in asset.records for use in self.by_record.get(record.key, ())]
        return tuple(sorted(found, key=lambda use: (use.at, use.id)))


def uses(workspace: Workspace, kinds: Collection[UsageKind] = IN_USE) -> Uses:
    """The uses of all records, or events of other kinds, in one pass over the usage events."""
    found: dict[str, list[UsageEvent]] = {}
    live = live_in_pages(workspace)
    for connection in workspace.catalogue.records.connections():
        after = ""
        while events := workspace.catalogue.usage.events(connection.name, after, _PAGE):
            after = events[-1].id
            for event in events:
                if event.kind in kinds and event.external_id and not over(event.id.removeprefix(OURS), live):
                    found.setdefault(f"{connection.name}/{event.external_id}", []).append(event)
    return Uses({key: tuple(sorted(told, key=lambda use: (use.at, use.id))) for key, told in found.items()})
