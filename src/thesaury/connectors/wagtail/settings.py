"""The settings of a Wagtail connection, typed."""

import re
from dataclasses import dataclass

from thesaury.connectors import given
from thesaury.connectors.manifest import own_manifest
from thesaury.connectors.pacing import Pace
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage

_PATH = re.compile(r"[A-Za-z0-9_.~-]+(?:/[A-Za-z0-9_.~-]+)*")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the site is, and how patiently it is asked; `page_fields` and `page_size` are for a site without our app."""

    connection: str
    base_url: str
    api_path: str
    page_fields: tuple[str, ...]
    page_size: int
    pace: Pace


def settings_of(connection: Connection) -> Settings:
    """The settings of a Wagtail connection. Raises Usage for an unknown, missing or misspelt one."""
    own_manifest(__package__ or "").check(connection)
    given.choice(connection, "withdrawal", ("unpublish", "placeholder", "delete"), "unpublish")
    return Settings(
        connection=connection.name,
        base_url=given.address(connection, "base_url"),
        api_path=_path(connection),
        page_fields=given.listed(connection, "page_fields"),
        page_size=given.whole(connection, "page_size", 20, 1, 1000),
        pace=given.pace(connection, Pace(per_second=20.0, burst=20, attempts=4)),
    )


def _path(connection: Connection) -> str:
    path = connection.setting("api_path", "api/v3").strip().strip("/")
    if not _PATH.fullmatch(path):
        raise Usage(f"{connection.name}: '{path}' cannot be the setting api_path; it is a path such as api/v3.")
    return path
