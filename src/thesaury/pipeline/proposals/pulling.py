"""Proposals at a pull: what was accepted goes out with it, and what the server did with the others is seen."""

import logging

from thesaury.model.connection import Connection
from thesaury.model.errors import ThesauryError
from thesaury.pipeline.proposals.sending import look, send
from thesaury.ports.workspace import Workspace

_log = logging.getLogger(__name__)


def at_pull(workspace: Workspace, connection: Connection) -> None:
    """Do so where the connection takes terms. Whatever fails here is left for the next pull, for the words themselves are here by now."""
    if "proposals" not in workspace.roles(connection):
        return
    try:
        send(workspace, connection)
        look(workspace, connection)
    except ThesauryError as error:
        _log.warning("proposals to %s: %s", connection.name, error.message)
