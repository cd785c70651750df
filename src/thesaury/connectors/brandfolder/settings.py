"""The settings of a Brandfolder connection, typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from thesaury.connectors.brandfolder.reading import amount, base, count, document, one_of, parted
from thesaury.connectors.manifest import own_manifest
from thesaury.connectors.pacing import Pace
from thesaury.connectors.texts import language_tag
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage

ONLY = "only"
EVERY_OTHER = "*"
WRITES = ("field", "tags", "none")
URI_FIELD = "Concept URIs"


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
    """What a connection reads and how patiently."""

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
    insights: str
    insights_columns: Mapping[str, Mapping[str, str]]
    pace: Pace


def settings_of(connection: Connection) -> Settings:
    """The settings of a Brandfolder connection. Raises Usage for an unknown, missing or misspelt one."""
    own_manifest(__package__ or "").check(connection)
    base_url = base(connection, "base_url", "https://brandfolder.com/api/v4")
    return Settings(
        connection=connection.name,
        brandfolder=connection.setting("brandfolder").strip(),
        base_url=base_url,
        webhook_url=base(connection, "webhook_url", urljoin(base_url, "v1")),
        sections=parted(connection, "sections"),
        collections=parted(connection, "collections"),
        language=_language(connection),
        dates=one_of(connection, "dates", ("yes", "no"), "yes") == "yes",
        vocabulary=one_of(connection, "vocabulary", ("yes", "no"), "no") == "yes",
        page_size=count(connection, "page_size", 250, 1, 3000),
        overlap_seconds=count(connection, "overlap_seconds", 300),
        sweep_hours=count(connection, "sweep_hours", 24),
        writing=_writing(connection),
        insights=connection.setting("insights").strip(),
        insights_columns=_columns(connection),
        pace=_pace(connection),
    )


def _language(connection: Connection) -> str:
    given = connection.setting("language").strip()
    if given and not language_tag(given):
        raise Usage(f"{connection.name}: language takes a tag such as en or de-AT, not '{given}'.")
    return language_tag(given)


def _writing(connection: Connection) -> Writing:
    pairs = [part.rpartition("=") for part in parted(connection, "fields", ";")]
    fields = tuple((scheme.strip(), name.strip()) for scheme, _, name in pairs)
    if any(not scheme or not name for scheme, name in fields):
        raise Usage(f"{connection.name}: fields takes SCHEME_IRI=Name parted by semicolons, and *=Name for the rest.")
    way = one_of(connection, "write", WRITES, "field" if fields else "none")
    uri_field = connection.setting("uri_field").strip() or URI_FIELD
    uri_field = "" if uri_field.lower() == "none" else uri_field
    if uri_field in [name for _, name in fields]:
        raise Usage(
            f"{connection.name}: '{uri_field}' keeps concept IRIs and cannot take values as well; choose another."
        )
    return Writing(way, fields, uri_field)


def _columns(connection: Connection) -> Mapping[str, Mapping[str, str]]:
    found = document(connection, "insights_columns")
    if not all(isinstance(columns, dict) for columns in found.values()):
        raise Usage(f'{connection.name}: insights_columns takes objects, such as {{"events": {{"at": "event_time"}}}}.')
    return {
        str(table): {str(ours): str(theirs) for ours, theirs in columns.items()} for table, columns in found.items()
    }


def _pace(connection: Connection) -> Pace:
    """The schedule of the contract: no limit is published, so back off from 5 seconds, at most 5 minutes."""
    per_second = amount(connection, "requests_per_second", 10, 0.01)
    return Pace(
        per_second=per_second,
        burst=count(connection, "request_burst", max(1, round(per_second)), 1),
        attempts=count(connection, "retry_attempts", 7, 1),
        first_wait=amount(connection, "retry_first_seconds", 5, 0.001),
        longest_wait=amount(connection, "retry_longest_seconds", 300, 0.001),
        failures=count(connection, "circuit_failures", 5, 1),
        rest=amount(connection, "circuit_rest_seconds", 60),
        seconds=amount(connection, "request_seconds", 120, 0.1),
        patience=amount(connection, "patience_seconds", 330, 0.1),
        most_bytes=count(connection, "most_mebibytes", 64, 1) * 2**20,
    )
