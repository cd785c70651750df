"""Reads one setting of a connection as a number, a choice, a switch, a list or JSON; every complaint names the setting."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from thesaury.model.connection import Connection
from thesaury.model.errors import Usage

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def number(connection: Connection, name: str, default: float, least: float = 0.0) -> float:
    """A number of at least `least`. Raises Usage."""
    text = connection.setting(name).strip()
    try:
        value = float(text) if text else default
    except ValueError:
        value = float("nan")
    if not least <= value < float("inf"):
        raise Usage(f"The setting {name} of {connection.name} has to be a number of at least {least:g}, not '{text}'.")
    return value


def whole(connection: Connection, name: str, default: int, least: int = 0) -> int:
    """A whole number of at least `least`. Raises Usage."""
    value = number(connection, name, default, least)
    if value != int(value):
        raise Usage(f"The setting {name} of {connection.name} has to be a whole number, not '{value:g}'.")
    return int(value)


def choice(connection: Connection, name: str, known: Sequence[str], default: str) -> str:
    """One of the known words. Raises Usage, listing them."""
    value = connection.setting(name).strip() or default
    if value not in known:
        raise Usage(f"The setting {name} of {connection.name} has to be one of {', '.join(known)}, not '{value}'.")
    return value


def switch(connection: Connection, name: str) -> bool:
    """Whether the setting says yes; not given means no. Raises Usage."""
    return choice(connection, name, ("no", "yes", "off", "on", "false", "true"), "no") in ("yes", "on", "true")


def listed(connection: Connection, name: str, default: str = "") -> tuple[str, ...]:
    """The parts of a setting that commas part."""
    parts = (part.strip() for part in (connection.setting(name) or default).split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def structure(connection: Connection, name: str, default: str = "") -> Any:
    """A setting as JSON, None when it is not given. Raises Usage."""
    text = connection.setting(name).strip() or default
    try:
        return json.loads(text) if text else None
    except ValueError as error:
        raise Usage(f"The setting {name} of {connection.name} is no JSON ({error}).") from error


def address(connection: Connection, name: str, default: str = "") -> str:
    """A URL, https except on this very machine. Raises Usage."""
    text = connection.setting(name).strip() or default
    parts = urlsplit(text)
    plain = parts.scheme == "http" and parts.hostname in _LOOPBACK
    if text and not ((parts.scheme == "https" or plain) and parts.hostname):
        raise Usage(f"The setting {name} of {connection.name} has to be an https address, not '{text}'.")
    return text.rstrip("/")
