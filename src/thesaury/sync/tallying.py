"""Usage in: the events of one connection, page by page, each page with its cursor."""

from dataclasses import dataclass, replace

from thesaury.model.connection import Connection
from thesaury.model.placement_usage import ADDRESS, OURS, may_be_ours
from thesaury.model.usage import UsageEvent, UsageKind
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.usage import UsagePage
from thesaury.ports.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Tallied:
    """How many events a connection reported, how many of them are new, and (item, sentence) for each that could not be read."""

    connection: str
    events: int = 0
    new: int = 0
    refused: tuple[tuple[str, str], ...] = ()


def tally(workspace: Workspace, connection: Connection, progress: Progress = unheard) -> Tallied:
    """Store the events reported since the last time. Raises Unreachable, NeedsLogin, Refused or BadInput; pages stored before stay."""
    store = workspace.catalogue.usage
    events = new = 0
    refused: list[tuple[str, str]] = []
    for page in workspace.usage_source(connection).events(store.cursor(connection.name)):
        new += store.store_page(connection.name, _without_echo(workspace, connection.name, page))
        events += len(page.events)
        refused += page.refused
        progress(f"usage {connection.name}", events, None)
    return Tallied(connection.name, events, new, tuple(refused))


def _without_echo(workspace: Workspace, name: str, page: UsagePage) -> UsagePage:
    """The page without what we told the system ourselves and know as a placement already: it happened once."""
    kept = tuple(event for event in page.events if not _is_echo(workspace, name, event))
    return page if len(kept) == len(page.events) else replace(page, events=kept)


def _is_echo(workspace: Workspace, name: str, event: UsageEvent) -> bool:
    if event.kind is not UsageKind.USE or not may_be_ours(event.where):
        return False
    catalogue = workspace.catalogue
    held = [asset for asset, _ in catalogue.records.named(name, [event.external_id])]
    # Any record of the asset may be the one that was placed.
    records = [record for asset in catalogue.records.assets(held) for record in asset.records]
    known = (one for record in records for one in catalogue.usage.of_record(record.connection, record.external_id))
    return any(one.id.startswith(OURS) and (ADDRESS, event.where) in one.properties for one in known)
