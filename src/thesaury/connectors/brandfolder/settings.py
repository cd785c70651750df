"""The settings of a Brandfolder connection, typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from thesaury.connectors import given
from thesaury.connectors.licence_roles import configured
from thesaury.connectors.manifest import own_manifest
from thesaury.connectors.pacing import Pace
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage

ONLY = "only"
EVERY_OTHER = "*"
WRITES = ("field", "tags", "none")
URI_FIELD = "Concept URIs"
_USUAL = Pace(attempts=7, first_wait=5.0, longest_wait=300.0, patience=330.0, most_bytes=64 * 2**20)
"""No limit is published, so it backs off from 5 seconds, at most 5 minutes."""


@dataclass(frozen=True, slots=True)
class Writing:
    """How concepts are written: `fields` pairs a scheme (or `*`) with a custom field; an empty `uri_field` means there is none."""

    way: str
    fields: tuple[tuple[str, str], ...]
    uri_field: str

    def field_of(self, scheme: str) -> str:
        """The custom field for concepts of this scheme, or an empty string."""
        named = dict(self.fields)
        return named.get(scheme, named.get(EVERY_OTHER, ""))


@dataclass(frozen=True, slots=True)
class Settings:
    """What a connection reads and how patiently; `rights` are the fields that the setting of that name gives a role."""

    connection: str
    brandfolder: str
    base_url: str
    webhook_url: str
    sections: tuple[str, ...]
    collections: tuple[str, ...]
    language: str
    dates: bool
    vocabulary: bool
    page_size: int
    overlap_seconds: int
    sweep_hours: int
    writing: Writing
    rights: tuple[str, ...]
    insights: str
    insights_columns: Mapping[str, Mapping[str, str]]
    pace: Pace


def settings_of(connection: Connection) -> Settings:
    """The settings of a Brandfolder connection. Raises Usage for an unknown, missing or misspelt one."""
    own_manifest(__package__ or "").check(connection)
    base_url = given.address(connection, "base_url", "https://brandfolder.com/api/v4")
    return Settings(
        connection=connection.name,
        brandfolder=connection.setting("brandfolder").strip(),
        base_url=base_url,
        webhook_url=given.address(connection, "webhook_url", urljoin(base_url, "v1")),
        sections=given.listed(connection, "sections"),
        collections=given.listed(connection, "collections"),
        language=given.language(connection),
        dates=given.switch(connection, "dates", "yes"),
        vocabulary=given.switch(connection, "vocabulary"),
        page_size=given.whole(connection, "page_size", 250, 1, 3000),
        overlap_seconds=given.whole(connection, "overlap_seconds", 300),
        sweep_hours=given.whole(connection, "sweep_hours", 24),
        writing=_writing(connection),
        rights=tuple(configured(connection)),
        insights=connection.setting("insights").strip(),
        insights_columns=_columns(connection),
        pace=given.pace(connection, _USUAL),
    )


def _writing(connection: Connection) -> Writing:
    pairs = given.fields(connection)
    way = given.choice(connection, "write", WRITES, "field" if pairs else "none")
    uri_field = connection.setting("uri_field").strip() or URI_FIELD
    uri_field = "" if uri_field.lower() == "none" else uri_field
    if uri_field in [name for _, name in pairs]:
        raise Usage(
            f"{connection.name}: '{uri_field}' keeps concept IRIs and cannot take values as well; choose another."
        )
    return Writing(way, pairs, uri_field)


def _columns(connection: Connection) -> Mapping[str, Mapping[str, str]]:
    found = given.structure(connection, "insights_columns", "{}")
    if not isinstance(found, dict) or not all(isinstance(columns, dict) for columns in found.values()):
        raise Usage(f'{connection.name}: insights_columns takes objects, such as {{"events": {{"at": "event_time"}}}}.')
    return {
        str(table): {str(ours): str(theirs) for ours, theirs in columns.items()} for table, columns in found.items()
    }
