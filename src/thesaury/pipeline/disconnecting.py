"""Taking a connection away: what goes with it, and what stays."""

from dataclasses import dataclass, replace
from uuid import uuid4

from thesaury.model.connection import Connection
from thesaury.model.errors import Unreachable
from thesaury.model.outbox import WriteState
from thesaury.model.time import now
from thesaury.pipeline import connections
from thesaury.pipeline.keeping import drop_flow, keep_flow, keep_secrets
from thesaury.pipeline.projecting import project
from thesaury.pipeline.publishing.publishing import alone, withdraw_all
from thesaury.ports.audit import note
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.workspace import Workspace
from thesaury.sync.leasing import connection_lease, holding, this_process

AT_ONCE = 2_000
"""Assets that leave index and graph at once; where there are more, the next run sees to it."""
_OPEN = (WriteState.PENDING, WriteState.UNCERTAIN, WriteState.REFUSED)


@dataclass(frozen=True, slots=True)
class Parting:
    """What goes when a connection does: so many records count as gone, so many writes are never sent, so many assets that are shown in a
    CMS are withdrawn there (or left, where somebody says so), these flows change or end."""

    records: int
    writes: int
    changed: tuple[str, ...]
    ended: tuple[str, ...]
    published: int = 0


def parting(catalogue: Catalogue, name: str) -> Parting:
    """What would go with this connection."""
    flows = [state.flow for state in catalogue.flows.all() if name in state.flow.connections]
    return Parting(
        catalogue.records.count(name),
        catalogue.outbox.count(_OPEN, name),
        tuple(flow.name for flow in flows if flow.connections != (name,)),
        tuple(flow.name for flow in flows if flow.connections == (name,)),
        catalogue.publications.counts(name).get("live", 0),
    )


def disconnect(workspace: Workspace, name: str, leave: bool = False) -> Parting:
    """Forget a connection, its secrets and its address for events; its records count as gone and nothing is deleted.

    What people decided, the rights and the log stay, and so does what was written into the system. But what is published in a CMS is
    withdrawn first, for nobody would do so any more when its rights end: `leave` leaves it there. Raises Usage for an unknown name,
    WorkspaceBusy where a run uses the connection, and Unreachable, with everything as it was, where the CMS did not let all of it go.
    """
    catalogue = workspace.catalogue
    (known,) = connections(workspace, [name])
    holder = f"{this_process()}-{uuid4().hex[:8]}"
    with holding(catalogue.leases, [connection_lease(name)], holder), alone(workspace, name):
        gone = parting(catalogue, name)
        if gone.published and not leave:
            _withdraw(workspace, known)
        catalogue.publications.drop(name)
        catalogue.graph_puts.forget(name)
        _leave_flows(catalogue, name, gone)
        _forget_writes(catalogue, name)
        if kept := catalogue.secrets.names(name):
            keep_secrets(catalogue, name, dict.fromkeys(kept, ""))
        while waiting := catalogue.hints.waiting(name):
            catalogue.hints.seen(name, waiting)
        catalogue.records.drop_connection(name, now())
        left = {"left_published": gone.published} if gone.published and leave else None
        note(catalogue.audit, "connection.remove", f"connection:{name}", _told(known), left)
    if catalogue.enrichments.count_unprojected() <= AT_ONCE:
        with workspace.projecting():
            project(workspace)
    return gone


def _withdraw(workspace: Workspace, connection: Connection) -> None:
    """Withdraw all that is published in a CMS. Raises Unreachable where something stays."""
    done = withdraw_all(workspace, connection)
    left = workspace.catalogue.publications.counts(connection.name).get("live", 0)
    if left or not all(asset for asset, _ in done.failures):
        why = next((sentence for _, sentence in done.failures), "It did not let them go.")
        raise Unreachable(
            f"{left or 'Some'} published assets could not be withdrawn from {connection.name}: {why} Nothing was disconnected. Try again, "
            "or say that what is published there is to be left; nobody withdraws it then when its rights end."
        )


def _leave_flows(catalogue: Catalogue, name: str, gone: Parting) -> None:
    for flow in gone.ended:
        drop_flow(catalogue, flow)
    for state in catalogue.flows.all():
        if name in state.flow.connections:
            left = tuple(one for one in state.flow.connections if one != name)
            keep_flow(catalogue, replace(state.flow, connections=left), state.due)


def _forget_writes(catalogue: Catalogue, name: str) -> None:
    while rows := catalogue.outbox.rows(_OPEN, name):
        for row in rows:
            catalogue.outbox.settle(row.change.key, WriteState.SUPERSEDED, now(), "The connection was taken away.")


def _told(connection: Connection) -> dict[str, object]:
    return {"connector": connection.connector, "settings": dict(connection.settings)}
