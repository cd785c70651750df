"""The settings of a Cloudinary connection, typed."""

import re
from dataclasses import dataclass

from thesaury.connectors.manifest import own_manifest
from thesaury.connectors.pacing import Pace
from thesaury.connectors.texts import language_tag
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage

METADATA, TAGS, NONE = "metadata", "tags", "none"
_NAME = re.compile(r"[A-Za-z0-9_-]+")
_FIELD = re.compile(r"[A-Za-z0-9_.-]+")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a connection reads, where it writes, and how patiently; `fields` pairs a scheme with a metadata field."""

    connection: str
    cloud_name: str
    base_url: str
    expression: str
    language: str
    write: str
    field: str
    fields: tuple[tuple[str, str], ...]
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
    pairs = tuple(_pair(connection, part) for part in connection.setting("fields").split(";") if part.strip())
    field = _spelt(connection, "field", _FIELD)
    attempts = _count(connection, "retry_attempts", 6, 1)
    per_second = _count(connection, "requests_per_second", 5, 1)
    return Settings(
        connection=connection.name,
        cloud_name=_spelt(connection, "cloud_name", _NAME),
        base_url=_base(connection),
        expression=connection.setting("expression").strip(),
        language=_language(connection),
        write=_write(connection, bool(field or pairs)),
        field=field,
        fields=pairs,
        changed_field=_spelt(connection, "changed_field", _FIELD) or "updated_at",
        page_size=_count(connection, "page_size", 500, 1, 500),
        overlap_seconds=_count(connection, "overlap_seconds", 300),
        sweep_hours=_count(connection, "sweep_hours", 24),
        requests_per_hour=_count(connection, "requests_per_hour", 500, 1),
        pace=Pace(per_second, per_second, attempts, seconds=_count(connection, "request_seconds", 120, 1)),
    )


def roles(connection: Connection) -> tuple[str, ...]:
    """Source always; sink where something is to be written. Raises Usage for a wrong setting."""
    return ("source",) if settings_of(connection).write == NONE else ("source", "sink")


def _write(connection: Connection, named: bool) -> str:
    way = connection.setting("write").strip().lower() or (METADATA if named else NONE)
    if way not in (METADATA, TAGS, NONE):
        raise Usage(f"{connection.name}: write takes metadata, tags or none, not '{way}'.")
    if way == METADATA and not named:
        raise Usage(f"{connection.name}: write=metadata needs field, the external id of a metadata field, or fields.")
    return way


def _pair(connection: Connection, part: str) -> tuple[str, str]:
    scheme, _, name = (one.strip() for one in part.rpartition("="))  # an IRI may hold `=`, an external id hardly
    if not scheme or not _FIELD.fullmatch(name):
        raise Usage(f"{connection.name}: fields takes SCHEME_IRI=field parted by semicolons, not '{part.strip()}'.")
    return scheme, name


def _base(connection: Connection) -> str:
    given = connection.setting("base_url").strip() or "https://api.cloudinary.com/v1_1"
    if not given.startswith(("https://", "http://")):
        raise Usage(f"{connection.name}: base_url takes an address that begins with https://, not '{given}'.")
    return given.rstrip("/")


def _language(connection: Connection) -> str:
    given = connection.setting("language").strip()
    if given and not language_tag(given):
        raise Usage(f"{connection.name}: language takes a tag such as en or de-AT, not '{given}'.")
    return language_tag(given)


def _spelt(connection: Connection, name: str, allowed: re.Pattern[str]) -> str:
    given = connection.setting(name).strip()
    if given and not allowed.fullmatch(given):
        raise Usage(f"{connection.name}: '{given}' cannot be the setting {name}; copy it from Cloudinary's console.")
    return given


def _count(connection: Connection, name: str, usual: int, least: int = 0, most: int = 10**9) -> int:
    given = connection.setting(name).strip() or str(usual)
    if not given.isascii() or not given.isdecimal() or not least <= int(given) <= most:
        raise Usage(f"{connection.name}: {name} takes a whole number from {least} to {most}, not '{given}'.")
    return int(given)
