"""The fate of proposals: what was accepted goes out, servers are looked at, and what arrived, was turned down or waits still is told."""

from collections.abc import Sequence
from dataclasses import dataclass

from thesaury.model.connection import Connection
from thesaury.model.errors import AskPerson, LostReply, Retry, Usage
from thesaury.model.proposal import ProposalState
from thesaury.pipeline.new_versions import pull_vocabulary
from thesaury.pipeline.proposals.arriving import every
from thesaury.pipeline.proposals.drafting import draft_terms
from thesaury.pipeline.proposals.sending import look, missing, send
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.workspace import Workspace
from thesaury.sync.leasing import connection_lease, holding, this_process


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of proposals: how many went out, were at the server already, were put into a draft, arrived in all and were turned
    down since the last look; how many wait for approval; and by connection or vocabulary why some are not on their way."""

    sent: int
    linked: int
    drafted: int
    arrived: int
    refused: int
    waiting: int
    hindrances: tuple[tuple[str, str], ...] = ()


def follow(workspace: Workspace, only: Sequence[str] = (), progress: Progress = unheard) -> Followed:
    """Send what was accepted, pull the vocabularies of servers, and see what became of every term. A server that is away is left for
    the next time, the others go on. Raises Usage for an unknown connection, WorkspaceBusy."""
    catalogue = workspace.catalogue
    servers = _servers(workspace, only)
    before, due = catalogue.proposals.counts(), [one.id for one in every(catalogue, (ProposalState.ACCEPTED,))]
    drafted = draft_terms(workspace)
    hindrances = dict(drafted.hindrances)
    for connection in servers:
        try:
            with holding(catalogue.leases, [connection_lease(connection.name)], this_process()):
                _follow(workspace, connection, progress)
        except (Retry, AskPerson, LostReply) as error:
            hindrances[connection.name] = error.message
        for left in every(catalogue, (ProposalState.ACCEPTED,), f"connection:{connection.name}"):
            if left.errand and left.errand.hindrance:
                hindrances.setdefault(connection.name, left.errand.hindrance)
    ends = [one.state for id in due if (one := catalogue.proposals.get(id)) and one.errand and one.errand.is_connection]
    after = catalogue.proposals.counts()
    return Followed(
        sent=ends.count(ProposalState.SENT),
        linked=ends.count(ProposalState.ARRIVED),
        drafted=drafted.drafted,
        arrived=max(0, after.get(ProposalState.ARRIVED, 0) - before.get(ProposalState.ARRIVED, 0)),
        refused=max(0, after.get(ProposalState.REFUSED, 0) - before.get(ProposalState.REFUSED, 0)),
        waiting=after.get(ProposalState.SENT, 0),
        hindrances=tuple(hindrances.items()),
    )


def _follow(workspace: Workspace, connection: Connection, progress: Progress) -> None:
    send(workspace, connection)
    if "vocabulary" in workspace.roles(connection):
        # What waits no more was approved or turned down: only a comparison of everything tells which.
        whole = missing(workspace, connection)
        pull_vocabulary(workspace, connection, progress, whole)
        if whole:
            look(workspace, connection, whole)


def _servers(workspace: Workspace, only: Sequence[str]) -> list[Connection]:
    known = {
        connection.name: connection
        for connection in workspace.catalogue.records.connections()
        if "proposals" in workspace.roles(connection)
    }
    if unknown := [name for name in only if name not in known]:
        raise Usage(f"No connection {unknown[0]!r} takes terms. Those that do: {', '.join(known) or 'none'}.")
    return [connection for name, connection in known.items() if not only or name in only]
