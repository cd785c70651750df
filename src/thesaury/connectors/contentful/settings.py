"""The settings of a Contentful connection, typed."""

import re
from dataclasses import dataclass

from thesaury.connectors import given
from thesaury.connectors.manifest import own_manifest
from thesaury.connectors.pacing import Pace
from thesaury.connectors.texts import language_tag
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage

_ID = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_PREFIX = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,14}[a-z0-9])?")
_ADDRESS = "https://app.contentful.com/spaces/{space}/environments/{environment}/entries/{id}"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where is published: `locales` with the default one first, `prefix` what all ids of ours begin with, `content_type` the type of the
    entries that hold rights and captions (empty: none), `types` the types of pages (empty: all)."""

    connection: str
    organization: str
    space: str
    environment: str
    prefix: str
    locales: tuple[str, ...]
    content_type: str
    types: tuple[str, ...]
    page_address: str
    base_url: str
    upload_url: str
    page_size: int
    process_seconds: float
    pace: Pace

    def owns(self, id: str) -> bool:
        """Whether this id of an asset, an entry or a concept is one of this client's."""
        return id.startswith(f"{self.prefix}.")


def settings_of(connection: Connection) -> Settings:
    """The settings of a Contentful connection. Raises Usage for an unknown, missing or misspelt one."""
    own_manifest(__package__ or "").check(connection)
    ids = {name: _id(connection, name) for name in ("organization", "space", "environment", "content_type")}
    return Settings(
        connection=connection.name,
        organization=ids["organization"],
        space=ids["space"],
        environment=ids["environment"] or "master",
        prefix=_prefix(connection),
        locales=_locales(connection),
        content_type=ids["content_type"],
        types=given.listed(connection, "types"),
        page_address=_page_address(connection),
        base_url=given.address(connection, "base_url", "https://api.contentful.com"),
        upload_url=given.address(connection, "upload_url", "https://upload.contentful.com"),
        page_size=given.whole(connection, "page_size", 100, 1, 1000),
        process_seconds=given.number(connection, "process_seconds", 60.0, 0.1),
        pace=given.pace(connection, Pace(per_second=7.0, first_wait=1.0)),
    )


def _id(connection: Connection, name: str) -> str:
    told = connection.setting(name).strip()
    if told and not _ID.fullmatch(told):
        raise Usage(
            f"{connection.name}: '{told}' cannot be the setting {name}; copy the id from Contentful's settings."
        )
    return told


def _prefix(connection: Connection) -> str:
    told = connection.setting("prefix").strip()
    if not _PREFIX.fullmatch(told):
        raise Usage(
            f"{connection.name}: '{told}' cannot be a client's prefix; it has up to 16 small letters, digits and hyphens, such as fennmoor."
        )
    return told


def _locales(connection: Connection) -> tuple[str, ...]:
    told = given.listed(connection, "locales", "en-US")
    if wrong := [one for one in told if not language_tag(one)]:
        raise Usage(
            f"{connection.name}: '{wrong[0]}' in locales is no locale; write their codes as Contentful has them, the default one first."
        )
    return told


def _page_address(connection: Connection) -> str:
    told = connection.setting("page_address").strip() or _ADDRESS
    try:
        told.format(space="", environment="", type="", id="", slug="")
    except (KeyError, IndexError, ValueError, AttributeError):
        raise Usage(
            f"{connection.name}: page_address may name {{id}}, {{slug}}, {{type}}, {{space}} and {{environment}} only, such as "
            "https://www.example.com/{slug}."
        ) from None
    return told
