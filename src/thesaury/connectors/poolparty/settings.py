"""The settings of one PoolParty connection, checked and with their defaults."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from thesaury.connectors.manifest import own_manifest
from thesaury.connectors.pacing import Pace
from thesaury.connectors.texts import language_tag
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage
from thesaury.ports.graph_store import KEEPS

_MIB = 1024 * 1024
_MOST_EXPORTED = 128 * _MIB


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person set, or the defaults; see `manifest.toml` for what each means."""

    connection: str
    url: str
    project: str
    user: str
    auth: str
    auth_url: str
    realm: str
    client_id: str
    version: str
    languages: tuple[str, ...]
    base_uri: str
    drafts: bool
    export: bool
    overlap_hours: float
    whole_hours: float
    min_score: float
    max_concepts: int
    chunk_size: int
    language: str
    offsets: str
    parallel: int
    iri_objects: bool
    keeps_graph: bool
    pace: Pace

    @property
    def patient(self) -> Pace:
        """The pace of calls that take minutes or bring a whole project: both together less than five minutes, as for all others."""
        pace = self.pace
        return Pace(
            per_second=pace.per_second,
            burst=pace.burst,
            attempts=pace.attempts,
            first_wait=pace.first_wait,
            seconds=240.0,
            patience=50.0,
            most_bytes=_MOST_EXPORTED,
        )


def settings_of(connection: Connection) -> Settings:
    """The settings of a connection. Raises Usage, naming the setting, for what is unknown, missing or of no use."""
    own_manifest(__package__ or "").check(connection)
    url = _address(connection, "url")
    return Settings(
        connection.name,
        url,
        connection.setting("project").strip(),
        connection.setting("user").strip(),
        _one_of(connection, "auth", ("basic", "oauth")),
        _address(connection, "auth_url", f"{url}auth"),
        connection.setting("realm").strip() or "poolparty",
        connection.setting("client_id").strip() or "ppt",
        connection.setting("version").strip().strip("/"),
        _languages(connection),
        connection.setting("base_uri").strip(),
        _one_of(connection, "drafts", ("no", "yes")) == "yes",
        _one_of(connection, "export", ("auto", "no")) == "auto",
        _number(connection, "history_overlap_hours", 26, 0, 10_000),
        _number(connection, "whole_every_hours", 24, 0, 10_000),
        _number(connection, "min_score", 0, 0, 1),
        int(_number(connection, "max_concepts", 10_000, 1, 100_000)),
        int(_number(connection, "chunk_size", 20_000, 500, 1_000_000)),
        language_tag(connection.setting("language")),
        _one_of(connection, "offsets", ("auto", "codepoints", "utf16")),
        int(_number(connection, "parallel", 4, 1, 32)),
        _one_of(connection, "iri_form", ("text", "object")) == "object",
        _keeps_graph(connection),
        pace_of(connection),
    )


def pace_of(connection: Connection) -> Pace:
    """How fast and how often the connection's systems are asked. Raises Usage."""
    per_second = _number(connection, "per_second", 10, 0.01, 10_000)
    return Pace(
        per_second=per_second,
        burst=max(1, int(per_second)),
        attempts=int(_number(connection, "attempts", 6, 1, 20)),
        first_wait=_number(connection, "first_wait", 2, 0, 32),
    )


def _address(connection: Connection, name: str, default: str = "") -> str:
    given = connection.setting(name).strip() or default
    if urlsplit(given).scheme not in ("http", "https") or not urlsplit(given).netloc:
        raise Usage(f"{connection.name}: '{name}' has to be a whole address such as https://taxonomy.example.com.")
    return given if given.endswith("/") else f"{given}/"


def _one_of(connection: Connection, name: str, choices: tuple[str, ...]) -> str:
    given = connection.setting(name).strip().lower() or choices[0]
    if given not in choices:
        raise Usage(f"{connection.name}: '{name}' is {given!r}; it can be {' or '.join(choices)}.")
    return given


def _keeps_graph(connection: Connection) -> bool:
    keeps = _one_of(connection, KEEPS, ("no", "yes")) == "yes"
    if keeps and not all(connection.setting(name).strip() for name in ("graph_url", "graph_update_url")):
        raise Usage(
            f"{connection.name}: '{KEEPS}' needs the settings graph_url and graph_update_url, where the graph is to be kept."
        )
    return keeps


def _number(connection: Connection, name: str, default: float, least: float, most: float) -> float:
    given = connection.setting(name).strip()
    try:
        number = float(given) if given else float(default)
    except ValueError:
        number = float("nan")
    if not least <= number <= most:
        raise Usage(f"{connection.name}: '{name}' is {given!r}; it has to be a number from {least:g} to {most:g}.")
    return number


def _languages(connection: Connection) -> tuple[str, ...]:
    given = [part.strip() for part in connection.setting("languages").split(",") if part.strip()]
    for part in given:
        if not language_tag(part):
            raise Usage(f"{connection.name}: {part!r} in 'languages' is no language; write them as en, de, pt-BR.")
    return tuple(dict.fromkeys(map(language_tag, given)))
