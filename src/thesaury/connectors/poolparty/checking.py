"""A look at a connection for the person who sets it up: who answers, what is licensed, and what is not as it should be."""

from collections.abc import Mapping
from datetime import UTC, datetime

from thesaury.connectors.poolparty.access import auth_of
from thesaury.connectors.poolparty.client import PoolParty, opened
from thesaury.connectors.poolparty.model import build_of
from thesaury.connectors.poolparty.projects import OPEN, is_open, project_of
from thesaury.connectors.poolparty.reading import mapping_of, number, truth
from thesaury.connectors.poolparty.settings import settings_of
from thesaury.model.connection import Connection
from thesaury.model.errors import Refused
from thesaury.ports.source import Tools


def check(connection: Connection, tools: Tools) -> tuple[str, ...]:
    """Sentences on a connection that works. Raises Usage, NeedsLogin, Unreachable or Refused where it does not."""
    settings = settings_of(connection)
    with opened(settings, auth_of(settings, tools.secrets)) as client:
        project = project_of(client)
        said = [f"PoolParty {_version(client)} answers.", *_licence(client), *project.notes]
        said.append(f"Languages: {', '.join(project.languages)}.")
        try:
            said.append(build_of(client, project.id).sentence())
        except Refused as error:
            said.append(error.message)
        everybody = is_open(client, project)
        said.append(
            OPEN if everybody else "The SPARQL endpoint asks for a credential." if everybody is False else _UNTOLD
        )
        return tuple(said)


_UNTOLD = "Whether the SPARQL endpoint is open to everybody cannot be told."


def _version(client: PoolParty) -> str:
    try:
        return client.version() or "of unknown version"
    except Refused:
        return "of unknown version"


def _licence(client: PoolParty) -> list[str]:
    try:
        licence: Mapping[str, object] = mapping_of(client.licence())
    except Refused:
        return []
    if truth(licence.get("valid")) is False:
        return ["The server's licence is not valid: calls will be refused."]
    expiry = number(licence.get("expiryDateInMillis"))
    if 0 < expiry < datetime.now(UTC).timestamp() * 1000:
        return ["The server's licence has expired: calls will be refused."]
    return []
