"""The IPTC-IIM block as Photoshop keeps it in a JPEG (image resource 0x0404); numbers are those of IIM 4.2."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_UTF8 = b"\x1b%G"  # ISO 2022 escape that declares UTF-8, dataset 1:90
_LIMITS = {5: 64, 25: 64, 80: 32, 110: 32, 116: 128, 120: 2000}


@dataclass(frozen=True, slots=True)
class Fields:
    """The datasets written, by their IIM names; empty ones are left out."""

    object_name: str = ""
    caption: str = ""
    keywords: tuple[str, ...] = ()
    by_line: tuple[str, ...] = ()
    credit: str = ""
    copyright_notice: str = ""
    date_created: date | None = None


def block(fields: Fields) -> bytes:
    """The payload of an APP13 segment that holds the fields in UTF-8, texts cut at the octets IIM allows."""
    data = _dataset(1, 90, _UTF8) + _dataset(2, 0, b"\x00\x04") + b"".join(_records(fields))
    padded = data + b"\x00" * (len(data) % 2)
    return b"Photoshop 3.0\x00" + b"8BIM\x04\x04\x00\x00" + len(data).to_bytes(4, "big") + padded


def _records(fields: Fields) -> Iterator[bytes]:
    texts: tuple[tuple[int, tuple[str, ...]], ...] = (
        (5, (fields.object_name,)),
        (25, fields.keywords),
        (80, fields.by_line),
        (110, (fields.credit,)),
        (116, (fields.copyright_notice,)),
        (120, (fields.caption,)),
    )
    if fields.date_created:
        yield _dataset(2, 55, fields.date_created.strftime("%Y%m%d").encode())
    for number, values in texts:
        for value in filter(None, values):
            yield _dataset(2, number, _cut(value, _LIMITS[number]))


def _cut(text: str, limit: int) -> bytes:
    """UTF-8 of the text, cut between characters at `limit` octets."""
    return text.encode()[:limit].decode(errors="ignore").encode()


def _dataset(record: int, number: int, value: bytes) -> bytes:
    return bytes((0x1C, record, number)) + len(value).to_bytes(2, "big") + value
