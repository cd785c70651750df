"""A look at a connection for the person who sets it up: what the key sees, and what writing would need."""

from collections.abc import Sequence

from thesaury.connectors.brandfolder.client import Api
from thesaury.connectors.brandfolder.scope import scope_of
from thesaury.connectors.brandfolder.settings import Settings, settings_of
from thesaury.connectors.brandfolder.shapes import Item, text, texts
from thesaury.model.connection import Connection
from thesaury.model.errors import Refused
from thesaury.ports.source import Tools


def check(connection: Connection, tools: Tools) -> tuple[str, ...]:
    """Sentences on a connection that works. Raises Usage, NeedsLogin, Unreachable or Refused where it does not."""
    settings = settings_of(connection)
    api = Api(settings, tools.secrets)
    total = api.assets(1, 1, scope_of(api).search, whole=False).total
    said = [f"The API key sees the brandfolder {api.title} ({api.brandfolder}) with {total or 0} assets to read."]
    said += _labels(api)
    if settings.writing.way != "none":
        said += _fields(settings, api.listed("custom_field_keys"))
    return tuple(said)


def _labels(api: Api) -> list[str]:
    try:
        return [f"{len(api.listed('labels'))} labels; they can be read and not assigned."]
    except Refused:
        return ["Labels are not enabled on this account, or not for this user."]


def _fields(settings: Settings, there: Sequence[Item]) -> list[str]:
    """How each custom field that is written stands."""
    by_name, writing = {text(one, "name"): one for one in there}, settings.writing
    said = []
    for name in dict.fromkeys(name for _, name in writing.fields):
        allowed = len(texts(by_name[name], "allowed_values")) if name in by_name else 0
        takes = (
            f"takes {allowed} values; others are added to them before they are set" if allowed else "takes any value"
        )
        said.append(
            f"The custom field '{name}' {takes}." if name in by_name else f"There is no custom field '{name}': make it."
        )
    if writing.uri_field and writing.uri_field not in by_name:
        said.append(f"The custom field '{writing.uri_field}' for concept IRIs is made with the first write.")
    return said
