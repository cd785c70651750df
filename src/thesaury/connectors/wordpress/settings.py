"""The settings of a WordPress connection, typed."""

from dataclasses import dataclass

from thesaury.connectors import given
from thesaury.connectors.manifest import own_manifest
from thesaury.connectors.pacing import Pace
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage


@dataclass(frozen=True, slots=True)
class Settings:
    """Which site is published to, as whom, and how patiently; without a language concepts are called as in that of the site."""

    connection: str
    site: str
    user: str
    language: str
    pace: Pace


def settings_of(connection: Connection) -> Settings:
    """The settings of a WordPress connection. Raises Usage for an unknown, missing or misspelt one."""
    own_manifest(__package__ or "").check(connection)
    user = connection.setting("user").strip()
    if ":" in user:
        raise Usage(
            f"{connection.name}: a name of WordPress has no colon in it; give the application password with --secret."
        )
    return Settings(
        connection=connection.name,
        site=given.address(connection, "site"),
        user=user,
        language=given.language(connection),
        pace=given.pace(connection, Pace(per_second=20.0)),
    )
