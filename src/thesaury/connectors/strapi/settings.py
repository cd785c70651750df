"""The settings of a Strapi connection, typed."""

import re
from dataclasses import dataclass

from thesaury.connectors import given
from thesaury.connectors.manifest import own_manifest
from thesaury.connectors.pacing import Pace
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage

_TYPE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FIELD = re.compile(r"[A-Za-z0-9_]+(?:\.(?:[A-Za-z0-9_]+|\*))*")


@dataclass(frozen=True, slots=True)
class PageType:
    """A type of the site's own whose entries are pages, by its plural name; `fields` are what of it is looked at (empty: all there is at
    the first level), with what lies in components after a full stop."""

    plural: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the site is, which of its types are pages, and how patiently it is asked. `language` is that of the words beside the file;
    `page_address` says where people see a page."""

    connection: str
    base_url: str
    types: tuple[PageType, ...]
    page_address: str
    language: str
    page_size: int
    pace: Pace


def settings_of(connection: Connection) -> Settings:
    """The settings of a Strapi connection. Raises Usage for an unknown, missing or misspelt one."""
    own_manifest(__package__ or "").check(connection)
    return Settings(
        connection=connection.name,
        base_url=given.address(connection, "base_url"),
        types=tuple(_page_type(connection, part) for part in given.listed(connection, "types", mark=";")),
        page_address=_page_address(connection),
        language=given.language(connection, "en"),
        page_size=given.whole(connection, "page_size", 100, 1, 100),
        pace=given.pace(connection, Pace(per_second=20.0, first_wait=1.0)),
    )


def _page_type(connection: Connection, part: str) -> PageType:
    plural, _, told = (one.strip() for one in part.partition("="))
    fields = tuple(one.strip() for one in told.split(",") if one.strip())
    if not _TYPE.fullmatch(plural) or not all(map(_FIELD.fullmatch, fields)):
        raise Usage(
            f"{connection.name}: '{part}' in types is no type: write its plural API id, such as articles, or articles=cover,blocks.* where "
            "pictures lie in components; several are parted by semicolons."
        )
    return PageType(plural, fields)


def _page_address(connection: Connection) -> str:
    told = connection.setting("page_address").strip()
    try:
        told.format(type="", id="", slug="", language="")
    except (KeyError, IndexError, ValueError, AttributeError):
        raise Usage(
            f"{connection.name}: page_address may name {{type}}, {{id}}, {{slug}} and {{language}} only, such as https://www.example.com/{{slug}}."
        ) from None
    return told
