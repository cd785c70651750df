"""Puts values of a published form on a user group, and notices when Smint.io drops them without a word."""

from collections.abc import Mapping, Sequence

from thesaury.connectors.smintio.backend_client import BackendApi, Document, part
from thesaury.connectors.smintio.localised import scalar
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage
from thesaury.ports.source import Tools

_MEMBER = "custom_form_field_values"


def put_group_values(
    connection: Connection, tools: Tools, group: str, item: str, values: Sequence[str]
) -> tuple[str, ...]:
    """Set the values of one item on a user group; gives those that were dropped, which a form that is not attached does.

    Other items of the group stay. Values of several groups add up for a person, so this can only widen what someone sees.
    Raises Usage without the setting user_group_path, Unreachable, NeedsLogin or Refused.
    """
    path = connection.setting("user_group_path").strip()
    if "{uuid}" not in path:
        raise Usage(
            f"To write to user groups, {connection.name} needs the setting 'user_group_path' with the place {{uuid}}."
        )
    wanted = list(dict.fromkeys(values))

    def with_values(found: Document) -> Document | None:
        if sorted(_held(found, item)) == sorted(wanted):
            return None
        others = [value for value in _entries(found) if scalar(value.get("id")) != item]
        return {**found, _MEMBER: [*others, {"id": item, "data_type": "string_array", "string_array_values": wanted}]}

    api = BackendApi(connection, tools)
    found = api.change(path.replace("{uuid}", part(group)).lstrip("/"), with_values)
    there = set(_held(found, item))
    return tuple(value for value in wanted if value not in there)


def _entries(group: Mapping[str, object]) -> list[Mapping[str, object]]:
    entries = group.get(_MEMBER)
    return [entry for entry in entries if isinstance(entry, Mapping)] if isinstance(entries, list) else []


def _held(group: Mapping[str, object], item: str) -> list[str]:
    values = next(
        (entry.get("string_array_values") for entry in _entries(group) if scalar(entry.get("id")) == item), None
    )
    return [scalar(value) for value in values] if isinstance(values, list) else []
