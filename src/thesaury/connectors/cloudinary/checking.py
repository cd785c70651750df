"""A look at a connection for the person who sets it up: what the key sees, and what writing would need."""

from collections.abc import Sequence

from thesaury.connectors.cloudinary.client import Api, Item
from thesaury.connectors.cloudinary.settings import METADATA, settings_of
from thesaury.model.connection import Connection
from thesaury.ports.source import Tools


def check(connection: Connection, tools: Tools) -> tuple[str, ...]:
    """Sentences on a connection that works. Raises Usage, NeedsLogin, Unreachable or Refused where it does not."""
    settings = settings_of(connection)
    api = Api(settings, tools.secrets)
    total = api.search(settings.expression, [{"public_id": "asc"}], 1).total
    said = [f"The key sees the product environment {settings.cloud_name} with {total} assets to read."]
    if settings.write == METADATA:
        there = api.fields()
        said += [_field(there, name) for name in settings.written]
    return tuple(said)


def _field(there: Sequence[Item], name: str) -> str:
    kind = next((one.get("type") for one in there if one.get("external_id") == name), None)
    if kind is None:
        return f"There is no metadata field '{name}': make one of the type set with this external id."
    if kind == "set":
        return f"The metadata field '{name}' takes concepts; their values are added to it before they are set."
    if kind == "enum":
        return f"The metadata field '{name}' takes one value for each asset: a second concept is refused."
    return f"The metadata field '{name}' is of the type {kind} and takes no concepts: make one of the type set."
