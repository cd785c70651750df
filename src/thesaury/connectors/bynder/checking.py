"""A look at a connection for the person who sets it up: who answers, and which rights are missing for what the settings ask."""

from collections.abc import Callable

from thesaury.connectors.bynder.catalog import metaproperties, named
from thesaury.connectors.bynder.client import BynderApi
from thesaury.connectors.bynder.settings import TAGS, settings_of
from thesaury.model.connection import Connection
from thesaury.model.errors import Refused
from thesaury.ports.source import Tools


def check(connection: Connection, tools: Tools) -> tuple[str, ...]:
    """Sentences on a connection that works. Raises Usage, NeedsLogin, Unreachable or Refused where it does not."""
    settings = settings_of(connection)
    api = BynderApi(connection, settings, tools)
    api.user()
    said = [f"{settings.portal} answers and knows the credential."]
    known = {}
    try:
        known = metaproperties(api.metaproperties(with_options=False))
        said.append(f"It has {len(known)} metaproperties.")
    except Refused as error:
        said.append(error.message)
    for scheme, name in settings.fields.items():
        if known and name != TAGS and named(known, name) is None:
            said.append(f"The portal has no metaproperty '{name}' for {scheme}; change the setting fields.")
    if settings.trash:
        said += _complaint(lambda: api.trash(1, 1))
    if settings.usage:
        said += _complaint(lambda: api.events("v2/asset/views", [("limit", "1")]))
    return tuple(said)


def _complaint(ask: Callable[[], object]) -> list[str]:
    try:
        ask()
    except Refused as error:
        return [error.message]
    return []
