"""Assets as people think of them, and the records by which systems know them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid5

_ASSETS = UUID("6d1f4a0e-8f0b-5b7c-9d57-0f3a3b8d2c11")

DERIVED_FROM = "derived_from"
"""The property of records that names what an asset was made from (PROV's wasDerivedFrom): an id, `connection/external id`, or the
external id of an asset of the same connection."""


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of prose of a record: which field it came from, and its language where the source says so."""

    field: str
    value: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """The file behind a record; `location` is a path or URL, `digest` the SHA-256 of the image data without metadata.

    `look` is the perceptual hash of the picture: 16 hexadecimal digits, alike for pictures that look alike.
    """

    location: str
    media_type: str = ""
    digest: str = ""
    bytes: int = 0
    width: int = 0
    height: int = 0
    look: str = ""


@dataclass(frozen=True, slots=True)
class Licence:
    """What one source says of the rights: free text, and fields as the source names them (dates in ISO 8601)."""

    text: str = ""
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """An asset's appearance in one system.

    `etag` changes whenever the content does. `tags` are raw strings of people, `stated` are concept IRIs the
    source itself gives, `properties` are further fields (campaign, market, creator ...) with all their values.
    `same_as` are keys (`connection/external id`) of records in other systems which the source says are of the same asset.
    `raw` is the untouched payload; it is kept, never interpreted again.
    """

    connection: str
    external_id: str
    etag: str
    texts: tuple[Text, ...] = ()
    tags: tuple[str, ...] = ()
    stated: tuple[str, ...] = ()
    properties: tuple[tuple[str, tuple[str, ...]], ...] = ()
    file: File | None = None
    licences: tuple[Licence, ...] = ()
    same_as: tuple[str, ...] = ()
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False)

    @property
    def key(self) -> str:
        """The record's name over all systems: `connection/external id`."""
        return f"{self.connection}/{self.external_id}"

    @property
    def asset_id(self) -> str:
        """The id of the asset this record founds when no other record shares its file: stable over every run."""
        return str(uuid5(_ASSETS, self.key))

    @property
    def digest(self) -> str:
        """The content hash by which records of one asset find each other, or an empty string."""
        return self.file.digest if self.file else ""

    def property_values(self, name: str) -> tuple[str, ...]:
        """All values of one property, or none."""
        return next((values for key, values in self.properties if key == name), ())


@dataclass(frozen=True, slots=True)
class Asset:
    """One picture or file as people think of it: an id and its records, the founding record first."""

    id: str
    records: tuple[Record, ...]

    def texts(self) -> Iterator[Text]:
        """Every different text of every record, in order."""
        return iter(dict.fromkeys(text for record in self.records for text in record.texts))

    def tags(self) -> tuple[str, ...]:
        """Every different raw tag of every record, in order."""
        return tuple(dict.fromkeys(tag for record in self.records for tag in record.tags))

    def title(self, languages: tuple[str, ...] = ()) -> str:
        """The first title in the first language that has one, else any title, else the id in the first system."""
        titles = [text for text in self.texts() if text.field == "title"]
        for language in languages:
            for text in titles:
                if text.language == language:
                    return text.value
        return titles[0].value if titles else (self.records[0].external_id if self.records else self.id)

    def picture(self) -> File | None:
        """The first file that has a picture to show."""
        files = (record.file for record in self.records if record.file and record.file.location)
        return next((file for file in files if not file.media_type or file.media_type.startswith("image/")), None)

    def content_digest(self) -> str:
        """A SHA-256 over what annotation reads: texts, tags, stated concepts and licences."""
        parts = [
            f"{r.key}\x1f{r.texts!r}\x1f{r.tags!r}\x1f{r.stated!r}\x1f{r.licences!r}\x1f{r.properties!r}"
            for r in self.records
        ]
        return sha256("\x1e".join(parts).encode()).hexdigest()
