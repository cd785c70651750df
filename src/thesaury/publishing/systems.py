"""Which system a connection publishes to."""

from thesaury.model.connection import Connection

_NAMING = ("base_url", "site", "space", "environment", "prefix")
"""The settings that say which system it is, and what of it is its own."""


def system_of(connection: Connection) -> tuple[str, ...]:
    """What names the system of a connection: connections with the same find the same objects there. That one speaks TLS and another does
    not makes them no two systems."""
    return connection.connector, *(_plain(connection.setting(name)) for name in _NAMING)


def _plain(said: str) -> str:
    return said.strip().rstrip("/").casefold().removeprefix("http://").removeprefix("https://")
