"""Usage in: the events of one connection, page by page, each page with its cursor."""

from dataclasses import dataclass

from thesaury.model.connection import Connection
from thesaury.ports.progress import Progress, unheard
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
        new += store.store_page(connection.name, page)
        events += len(page.events)
        refused += page.refused
        progress(f"usage {connection.name}", events, None)
    return Tallied(connection.name, events, new, tuple(refused))
