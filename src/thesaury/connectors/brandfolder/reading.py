"""Reads one setting of a connection as what it has to be; every complaint names the setting and says what to give."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from thesaury.model.connection import Connection
from thesaury.model.errors import Usage

_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def amount(connection: Connection, name: str, usual: float, least: float = 0.0, most: float = 1e9) -> float:
    """A number between `least` and `most`. Raises Usage."""
    given = connection.setting(name).strip()
    try:
        found = float(given or usual)
    except ValueError:
        found = float("nan")
    if least <= found <= most:
        return found
    raise Usage(f"{connection.name}: {name} takes a number from {least:g} to {most:g}, not '{given}'.")


def count(connection: Connection, name: str, usual: int, least: int = 0, most: int = 1_000_000_000) -> int:
    """A whole number between `least` and `most`. Raises Usage."""
    found = amount(connection, name, usual, least, most)
    if found.is_integer():
        return int(found)
    raise Usage(f"{connection.name}: {name} takes a whole number, not '{found:g}'.")


def one_of(connection: Connection, name: str, words: Sequence[str], usual: str) -> str:
    """One of these words. Raises Usage."""
    given = connection.setting(name).strip().lower() or usual
    if given in words:
        return given
    raise Usage(f"{connection.name}: {name} takes one of {', '.join(words)}, not '{given}'.")


def parted(connection: Connection, name: str, mark: str = ",") -> tuple[str, ...]:
    """The different parts of a setting, in order."""
    return tuple(dict.fromkeys(part.strip() for part in connection.setting(name).split(mark) if part.strip()))


def document(connection: Connection, name: str) -> Any:
    """A JSON object; an empty one when the setting is not given. Raises Usage."""
    try:
        found = json.loads(connection.setting(name).strip() or "{}")
    except ValueError as error:
        raise Usage(f"{connection.name}: {name} is no JSON ({error}).") from error
    if isinstance(found, dict):
        return found
    raise Usage(f"{connection.name}: {name} takes a JSON object.")


def base(connection: Connection, name: str, usual: str) -> str:
    """A base address without a slash at its end: https, or plain HTTP on this very machine. Raises Usage."""
    given = connection.setting(name).strip() or usual
    try:
        parts = urlsplit(given)
        host = parts.hostname or ""
    except ValueError:
        host, parts = "", urlsplit("")
    if host and (parts.scheme == "https" or (parts.scheme == "http" and host in _THIS_MACHINE)):
        return given.rstrip("/")
    raise Usage(f"{connection.name}: {name} takes an https address, not '{given}'.")
