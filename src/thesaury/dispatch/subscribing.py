"""Subscriptions to the events of other systems: asked for once by a person, and renewed from then on, for systems let them lapse."""

import logging

from thesaury.dispatch.hearing import new_address
from thesaury.model.connection import Connection
from thesaury.model.errors import AskPerson, LostReply, Retry
from thesaury.ports.audit import note
from thesaury.ports.workspace import Workspace

ADDRESS = "hook_address"
"""The secret that keeps where a system delivers to; whoever knows it may deliver."""
_log = logging.getLogger(__name__)


def address_of(workspace: Workspace, connection: Connection, base: str) -> str:
    """A new address for the events of a connection below this base (or only its path); a former one answers no more."""
    workspace.catalogue.secrets.put(connection.name, {ADDRESS: ""})
    note(workspace.catalogue.audit, "connection.listen", f"connection:{connection.name}")
    return f"{base.rstrip('/')}/hooks/{new_address(workspace.catalogue, connection.name)}"


def subscribe(workspace: Workspace, connection: Connection, address: str) -> tuple[str, ...]:
    """Let the system deliver to this address, now and as long as it is not taken back; sentences on what stands.

    Raises Usage where the system takes no such request, NeedsLogin, Refused or Unreachable.
    """
    said = workspace.listener(connection).subscribe(address)
    workspace.catalogue.secrets.put(connection.name, {ADDRESS: address})
    return said


def take_back(workspace: Workspace, connection: Connection) -> None:
    """The connection's address answers no more, and nothing is renewed."""
    workspace.catalogue.hints.set_hook(connection.name, "")
    note(workspace.catalogue.audit, "connection.unlisten", f"connection:{connection.name}")
    workspace.catalogue.secrets.put(connection.name, {ADDRESS: ""})


def renew(workspace: Workspace) -> None:
    """Look after every subscription, and make anew what lapsed; what fails is logged, and the next look tries again."""
    for connection in workspace.catalogue.records.connections():
        try:
            address = workspace.catalogue.secrets.get(connection.name, ADDRESS)
            if address and "listener" in workspace.helps(connection):
                said = workspace.listener(connection).subscribe(address)
                _log.info("events of %s: %s", connection.name, " ".join(said))
        except (Retry, AskPerson, LostReply) as error:
            _log.warning("events of %s: %s", connection.name, error.message)
