"""The settings of a Drupal connection, typed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from thesaury.connectors import given
from thesaury.connectors.manifest import own_manifest
from thesaury.connectors.pacing import Pace
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage

TEXTS = ("caption", "credit", "copyright", "licence", "usage", "allowed_until")
"""Our names of the texts that need a field of the site."""

_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Settings:
    """Which bundles and fields of the site hold what. `texts` pairs our names with fields of the media type, `types` are bundles of nodes
    that are pages, `language` is that of all texts, for JSON:API writes no translations."""

    connection: str
    base_url: str
    username: str
    media_type: str
    file_field: str
    reference_field: str
    tag_field: str
    concepts_field: str
    vocabulary: str
    uri_field: str
    texts: Mapping[str, str]
    types: tuple[str, ...]
    language: str
    page_size: int
    pace: Pace

    @property
    def media(self) -> str:
        """The path of media of our type."""
        return f"media/{self.media_type}"

    @property
    def terms(self) -> str:
        """The path of the terms of our vocabulary."""
        return f"taxonomy_term/{self.vocabulary}"


def settings_of(connection: Connection) -> Settings:
    """The settings of a Drupal connection. Raises Usage for an unknown, missing or misspelt one."""
    own_manifest(__package__ or "").check(connection)
    return Settings(
        connection=connection.name,
        base_url=given.address(connection, "base_url"),
        username=connection.setting("username").strip(),
        media_type=_named(connection, "media_type", "image"),
        file_field=_named(connection, "file_field", "field_media_image"),
        reference_field=_named(connection, "reference_field", "field_thesaury_asset"),
        tag_field=_named(connection, "tag_field", "field_thesaury_file"),
        concepts_field=_named(connection, "concepts_field", "field_thesaury_concepts"),
        vocabulary=_named(connection, "vocabulary", "thesaury"),
        uri_field=_named(connection, "uri_field", "field_thesaury_uri"),
        texts=_texts(connection),
        types=tuple(_checked(connection, "types", name) for name in given.listed(connection, "types")),
        language=given.language(connection, "en"),
        page_size=given.whole(connection, "page_size", 50, 1, 50),
        pace=given.pace(connection, Pace(per_second=10.0, first_wait=1.0)),
    )


def _texts(connection: Connection) -> dict[str, str]:
    pairs = [part.partition("=") for part in given.listed(connection, "fields", mark=";")]
    found = {name.strip(): field.strip() for name, _, field in pairs}
    if strange := [name for name in found if name not in TEXTS]:
        raise Usage(
            f"{connection.name}: '{strange[0]}' in fields is no text of an asset; there are {', '.join(TEXTS)}."
        )
    return {name: _checked(connection, "fields", field) for name, field in found.items()}


def _named(connection: Connection, name: str, default: str) -> str:
    return _checked(connection, name, connection.setting(name).strip() or default)


def _checked(connection: Connection, setting: str, name: str) -> str:
    if not _NAME.fullmatch(name):
        raise Usage(
            f"{connection.name}: '{name}' in {setting} is no machine name; Drupal shows them beside the labels, such as field_media_image."
        )
    return name
