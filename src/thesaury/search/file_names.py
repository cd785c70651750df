"""The names of an asset's files, by which documents that link to them know it."""

from urllib.parse import unquote, urlsplit

from thesaury.model.asset import Asset, Record

PROPERTY = "file_name"
"""The property in which systems tell the name of a file whose address does not."""


def file_names(asset: Asset) -> frozenset[str]:
    """The names of its files in small letters, as its records tell them: the last parts of external ids and places, and `PROPERTY`.

    What has no ending is no name of a file.
    """
    told = (file_name(name) for record in asset.records for name in _names(record))
    return frozenset(name for name in told if "." in name.strip("."))


def file_name(name: str) -> str:
    """The last part of a path or an address, in small letters."""
    path = unquote(urlsplit(name).path) if name.startswith(("http://", "https://", "file://")) else name
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2].casefold()


def _names(record: Record) -> tuple[str, ...]:
    location = (record.file.location,) if record.file else ()
    return (record.external_id, *location, *record.property_values(PROPERTY))
