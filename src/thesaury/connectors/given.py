"""What the settings of a connection give: numbers, choices, lists, addresses, where concepts go; every complaint names the setting."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from thesaury.connectors.pacing import Pace
from thesaury.connectors.texts import language_tag
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage

_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_MEBIBYTE = 2**20


def number(connection: Connection, name: str, default: float, least: float = 0.0, most: float = 1e9) -> float:
    """A number between `least` and `most`. Raises Usage."""
    text = connection.setting(name).strip()
    try:
        value = float(text or default)
    except ValueError:
        value = float("nan")
    if not least <= value <= most:
        raise Usage(
            f"The setting {name} of {connection.name} has to be a number from {least:g} to {most:g}, not '{text}'."
        )
    return value


def whole(connection: Connection, name: str, default: int, least: int = 0, most: int = 10**9) -> int:
    """A whole number between `least` and `most`. Raises Usage."""
    value = number(connection, name, default, least, most)
    if value != int(value):
        raise Usage(f"The setting {name} of {connection.name} has to be a whole number, not '{value:g}'.")
    return int(value)


def choice(connection: Connection, name: str, known: Sequence[str], default: str) -> str:
    """One of the known words, which are in lower case. Raises Usage, listing them."""
    value = connection.setting(name).strip().lower() or default
    if value not in known:
        raise Usage(f"The setting {name} of {connection.name} has to be one of {', '.join(known)}, not '{value}'.")
    return value


def switch(connection: Connection, name: str, default: str = "no") -> bool:
    """Whether the setting says yes. Raises Usage."""
    return choice(connection, name, ("no", "yes", "off", "on", "false", "true"), default) in ("yes", "on", "true")


def listed(connection: Connection, name: str, default: str = "", mark: str = ",") -> tuple[str, ...]:
    """The different parts of a setting, in order."""
    parts = (part.strip() for part in (connection.setting(name) or default).split(mark))
    return tuple(dict.fromkeys(part for part in parts if part))


def structure(connection: Connection, name: str, default: str = "") -> Any:
    """A setting as JSON, None when it is not given. Raises Usage."""
    text = connection.setting(name).strip() or default
    try:
        return json.loads(text) if text else None
    except ValueError as error:
        raise Usage(f"The setting {name} of {connection.name} is no JSON ({error}).") from error


def address(connection: Connection, name: str, default: str = "") -> str:
    """A URL without a slash at its end, https except on this very machine. Raises Usage."""
    text = connection.setting(name).strip() or default
    if text and not _reachable(text):
        raise Usage(f"The setting {name} of {connection.name} has to be an https address, not '{text}'.")
    return text.rstrip("/")


def language(connection: Connection, default: str = "") -> str:
    """The setting `language` as a BCP 47 tag. Raises Usage."""
    text = connection.setting("language").strip() or default
    if text and not language_tag(text):
        raise Usage(f"The setting language of {connection.name} has to be a tag such as en or de-AT, not '{text}'.")
    return language_tag(text)


def fields(connection: Connection) -> tuple[tuple[str, str], ...]:
    """The setting `fields`: each concept scheme (or `*` for all others) with the field its concepts are written to. Raises Usage.

    An IRI may hold `=`, the name of a field hardly, so the last one counts.
    """
    pairs = [tuple(one.strip() for one in part.rpartition("=")) for part in listed(connection, "fields", mark=";")]
    if any(not scheme or not name for scheme, _, name in pairs):
        raise Usage(
            f"The setting fields of {connection.name} has to be SCHEME_IRI=Name, several parted by semicolons, *=Name for the rest."
        )
    return tuple((scheme, name) for scheme, _, name in pairs)


def pace(connection: Connection, usual: Pace | None = None) -> Pace:
    """How fast and how patiently a system is asked, as far as no setting says otherwise as `usual` has it. Raises Usage."""
    usual = usual or Pace()
    per_second = number(connection, "requests_per_second", usual.per_second, 0.01)
    return Pace(
        per_second=per_second,
        burst=whole(connection, "request_burst", max(1, round(per_second)), 1),
        attempts=whole(connection, "retry_attempts", usual.attempts, 1),
        first_wait=number(connection, "retry_first_seconds", usual.first_wait, 0.001),
        longest_wait=number(connection, "retry_longest_seconds", usual.longest_wait, 0.001),
        failures=whole(connection, "circuit_failures", usual.failures, 1),
        rest=number(connection, "circuit_rest_seconds", usual.rest),
        seconds=number(connection, "request_seconds", usual.seconds, 0.1),
        patience=number(connection, "patience_seconds", usual.patience, 0.1),
        most_bytes=whole(connection, "most_mebibytes", usual.most_bytes // _MEBIBYTE, 1) * _MEBIBYTE,
    )


def _reachable(text: str) -> bool:
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK))
