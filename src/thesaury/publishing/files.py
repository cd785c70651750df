"""Which file of an asset is published: the first of a kind that the channel takes."""

from collections.abc import Collection, Sequence
from hashlib import sha256

from thesaury.model.asset import Asset, File, Record

KINDS = ("image", "video", "audio", "document")
"""What a published file can be."""
_TOLD = ("media_type", "mime_type", "mimetype", "type", "resource_type", "content_type")
"""Properties by which a system says what a file is whose own type nobody knows; what is shown of it may be a preview."""


def shown_record(asset: Asset, kinds: Collection[str]) -> tuple[Record, str] | None:
    """The record whose file is shown, with the kind it is of; pictures first. None where no file is of one of these kinds (any without
    one)."""
    found = [(one, kind_of(one)) for one in asset.records if one.file]
    fitting = [(one, kind) for one, kind in found if not kinds or kind in kinds]
    return min(fitting, key=lambda pair: (KINDS.index(pair[1]), asset.records.index(pair[0])), default=None)


def kind_of(record: Record) -> str:
    """What the file of a record is: by its media type, else by what its system says of it, else a picture."""
    if record.file and record.file.media_type:
        return _kind(record.file.media_type) or "document"
    told = (_kind(value) for name, values in record.properties if name.casefold() in _TOLD for value in values)
    return next(filter(None, told), "image")


def file_of(asset: Asset) -> File | None:
    """The first file of an asset."""
    return next((one.file for one in asset.records if one.file), None)


def file_tag(record: Record) -> str:
    """A text that changes with the file: by its content where that is known, else by its size and look, else with the record."""
    file = record.file
    if file is None:
        return ""
    if file.digest:
        return file.digest
    if not file.bytes:
        return record.etag
    return sha256(f"{file.media_type} {file.bytes} {file.width} {file.height} {file.look}".encode()).hexdigest()


def kind_names(kinds: Sequence[str]) -> str:
    """Kinds in words: `image`, `image or video`."""
    return " or ".join(filter(None, (", ".join(kinds[:-1]), *kinds[-1:])))


def _kind(told: str) -> str:
    first = told.strip().casefold().partition("/")[0]
    if first in KINDS:
        return first
    return "document" if first in ("application", "text", "pdf") else ""
