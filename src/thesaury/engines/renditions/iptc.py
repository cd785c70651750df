"""The older block of IPTC (IIM 4.2) that a delivered JPEG carries beside its XMP: many programs read nothing else.

Its fields are short by their standard: what is longer is cut between characters. A digest beside it says that it was written together with
the XMP, so that readers after the rules of the Metadata Working Group take the whole texts from there.
"""

import struct
from collections.abc import Iterator
from hashlib import md5

from thesaury.engines.renditions.said import keywords
from thesaury.model.rendition import RightsMarks

_UTF_8 = b"\x1b%G"
_IIM, _DIGEST = 0x0404, 0x0425
_KEYWORD, _EXPIRES, _BYLINE, _CAPTION = 25, 37, 80, 120
_BYTES = {5: 64, 105: 256, _CAPTION: 2_000, _BYLINE: 32, 110: 32, 116: 128, 40: 256, _KEYWORD: 64}
"""What the standard admits of each data set of record 2, in bytes."""


def resources(marks: RightsMarks) -> bytes:
    """Photoshop's image resources with the block and its digest; empty where nothing is said."""
    said = list(_said(marks))
    if not said:
        return b""
    envelope = _data(1, 90, _UTF_8) + _data(2, 0, b"\0\4")
    block = envelope + b"".join(_data(2, number, value) for number, value in said)
    return _resource(_IIM, block) + _resource(_DIGEST, md5(block, usedforsecurity=False).digest())


def _said(marks: RightsMarks) -> Iterator[tuple[int, bytes]]:
    """The data sets of record 2 in their order."""
    texts = [(5, marks.title), *((_KEYWORD, word) for word in keywords(marks))]
    texts += [(40, marks.usage), (_BYLINE, marks.creator), (105, marks.title), (110, marks.credit)]
    texts += [(116, marks.copyright), (_CAPTION, marks.description)]
    found = [(number, _cut(text, _BYTES[number])) for number, text in texts if text]
    if marks.expires:
        found.append((_EXPIRES, marks.expires.replace("-", "").encode()))
    yield from sorted(found, key=lambda one: one[0])


def _cut(text: str, most: int) -> bytes:
    """As much of the text as fits, in whole characters."""
    return text.encode()[:most].decode("utf-8", "ignore").rstrip().encode()


def _data(record: int, number: int, value: bytes) -> bytes:
    return struct.pack(">BBBH", 0x1C, record, number, len(value)) + value


def _resource(number: int, value: bytes) -> bytes:
    return b"8BIM" + struct.pack(">HHI", number, 0, len(value)) + value + b"\0" * (len(value) % 2)
