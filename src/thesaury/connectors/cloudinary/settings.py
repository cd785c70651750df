"""The settings of a Cloudinary connection, typed."""

import re
from dataclasses import dataclass

from thesaury.connectors import given
from thesaury.connectors.licence_roles import configured
from thesaury.connectors.manifest import own_manifest
from thesaury.connectors.pacing import Pace
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage

METADATA, TAGS, NONE = "metadata", "tags", "none"
_NAME = re.compile(r"[A-Za-z0-9_-]+")
_FIELD = re.compile(r"[A-Za-z0-9_.-]+")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a connection reads, where it writes, and how patiently; `fields` pairs a scheme with a metadata field;
    `rights` are the fields that the setting of that name gives a role."""

    connection: str
    cloud_name: str
    base_url: str
    expression: str
    language: str
    write: str
    field: str
    fields: tuple[tuple[str, str], ...]
    rights: tuple[str, ...]
    changed_field: str
    page_size: int
    overlap_seconds: int
    sweep_hours: int
    requests_per_hour: int
    pace: Pace

    def field_of(self, scheme: str) -> str:
        """The metadata field for concepts of this scheme, or an empty string."""
        return dict(self.fields).get(scheme, self.field)

    @property
    def written(self) -> tuple[str, ...]:
        """Every metadata field that concepts may be written to."""
        return tuple(dict.fromkeys(name for name in (self.field, *(name for _, name in self.fields)) if name))


def settings_of(connection: Connection) -> Settings:
    """The settings of a Cloudinary connection. Raises Usage for an unknown, missing or misspelt one."""
    own_manifest(__package__ or "").check(connection)
    pairs = _fields(connection)
    field = _spelt(connection, "field", _FIELD)
    return Settings(
        connection=connection.name,
        cloud_name=_spelt(connection, "cloud_name", _NAME),
        base_url=given.address(connection, "base_url", "https://api.cloudinary.com/v1_1"),
        expression=connection.setting("expression").strip(),
        language=given.language(connection),
        write=_write(connection, bool(field or pairs)),
        field=field,
        fields=pairs,
        rights=tuple(configured(connection)),
        changed_field=_spelt(connection, "changed_field", _FIELD) or "updated_at",
        page_size=given.whole(connection, "page_size", 500, 1, 500),
        overlap_seconds=given.whole(connection, "overlap_seconds", 300),
        sweep_hours=given.whole(connection, "sweep_hours", 24),
        requests_per_hour=given.whole(connection, "requests_per_hour", 500, 1),
        pace=given.pace(connection, Pace(per_second=5.0)),
    )


def roles(connection: Connection) -> tuple[str, ...]:
    """Source always; sink where something is to be written. Raises Usage for a wrong setting."""
    return ("source",) if settings_of(connection).write == NONE else ("source", "sink")


def _write(connection: Connection, named: bool) -> str:
    way = given.choice(connection, "write", (METADATA, TAGS, NONE), METADATA if named else NONE)
    if way == METADATA and not named:
        raise Usage(f"{connection.name}: write=metadata needs field, the external id of a metadata field, or fields.")
    return way


def _fields(connection: Connection) -> tuple[tuple[str, str], ...]:
    pairs = given.fields(connection)
    if wrong := [name for _, name in pairs if not _FIELD.fullmatch(name)]:
        raise Usage(f"{connection.name}: '{wrong[0]}' in fields cannot be the external id of a metadata field.")
    return pairs


def _spelt(connection: Connection, name: str, allowed: re.Pattern[str]) -> str:
    spelt = connection.setting(name).strip()
    if spelt and not allowed.fullmatch(spelt):
        raise Usage(f"{connection.name}: '{spelt}' cannot be the setting {name}; copy it from Cloudinary's console.")
    return spelt
