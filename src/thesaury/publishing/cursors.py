"""Cursors of feeds: texts that say how far somebody has read, which only the feed they came from understands.

They hold nothing that is secret and are not signed: whoever makes one up reads what he may read anyway, from another place.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from hashlib import sha256

from thesaury.model.errors import BadInput

_LONGEST = 4_000
_MOST = 2**53


class BadCursor(BadInput):
    """This is no cursor of this feed, or not one for this question."""


@dataclass(frozen=True, slots=True)
class Read:
    """How far the changes of a channel were read: up to this number, and all there was at this moment (UTC in ISO 8601).

    A cursor keeps the day of it alone, so that it stays the same while nothing happens.
    """

    number: int = 0
    at: str = ""


def changes_cursor(channel: str, read: Read) -> str:
    """The cursor behind which the changes of a channel go on."""
    return _text(f"changes {channel}", [read.number, read.at[:10]])


def read_of(channel: str, cursor: str) -> Read:
    """How far whoever holds this cursor has read; nothing for an empty one. Raises BadCursor."""
    if not cursor:
        return Read()
    match _parts(f"changes {channel}", cursor):
        case [int(number), str(at)] if 0 <= number < _MOST and not isinstance(number, bool):
            return Read(number, at)
    raise _foreign()


def page_cursor(question: str, place: str | int, head: int) -> str:
    """The cursor of the next page of the answer to a question, behind this place; `head` is the last change when the reading began."""
    return _text(f"page {question}", [place, head])


def place_of(question: str, cursor: str, kind: type[str] | type[int]) -> tuple[str | int, int]:
    """The place of this kind behind a cursor, and the last change when the reading began. Raises BadCursor."""
    match _parts(f"page {question}", cursor):
        case [str() | int() as place, int(head)] if type(place) is kind and 0 <= head < _MOST and _fits(place):
            return place, head
    raise _foreign()


def _fits(place: str | int) -> bool:
    return 0 <= place < _MOST if isinstance(place, int) else "\x00" not in place


def _text(question: str, parts: list[str | int]) -> str:
    told = json.dumps([_check(question), *parts]).encode()
    return base64.urlsafe_b64encode(told).decode().rstrip("=")


def _parts(question: str, cursor: str) -> list[object]:
    if len(cursor) > _LONGEST:
        raise _foreign()
    try:
        told = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError) as error:
        raise _foreign() from error
    if not isinstance(told, list) or not told or told[0] != _check(question):
        raise _foreign()
    return told[1:]


def _check(question: str) -> str:
    return sha256(question.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _foreign() -> BadCursor:
    return BadCursor("This is no cursor of this feed, or one of another question. Leave it out to read from the start.")
