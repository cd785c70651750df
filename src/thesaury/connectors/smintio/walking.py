"""Walks the stream of purchases: every page checked for what would lose something or never end."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from thesaury.connectors.smintio.errors import starts_anew
from thesaury.connectors.smintio.stream import PurchaseStream, Stretch
from thesaury.model.errors import Refused, Unreachable

_TRIES = 3
_SAME = 3
"""So many pages in a row with the very same content are a stream that does not move."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Step:
    """A page and the cursor to keep after it; the last one is empty."""

    stretch: Stretch
    cursor: str
    last: bool


def walk(api: PurchaseStream, cursor: str, limit: int) -> Iterator[Step]:
    """The pages from this cursor on. A cursor the system no longer knows starts anew.

    Raises Unreachable when a page is short of what it says, leads back to a cursor seen before, or repeats the ones before it.
    """
    seen, before, alike = {cursor}, b"", 1
    while True:
        try:
            stretch = _sound(api, cursor, limit, seen)
        except Refused as error:
            if not cursor or not starts_anew(error.code):
                raise
            _log.warning("%s: the place in the stream is no longer known; everything is read anew", api.name)
            cursor, seen = "", {""}
            continue
        if not stretch.items:
            yield Step(stretch, stretch.cursor or cursor, True)
            return
        content = sha256(repr(stretch.items).encode("utf-8", "surrogatepass")).digest()
        before, alike = content, alike + 1 if content == before else 1
        if alike >= _SAME:
            raise Unreachable(_stuck(api.name, f"gave the same page {_SAME} times under new cursors"))
        cursor = stretch.cursor
        seen.add(cursor)
        yield Step(stretch, cursor, False)


def _sound(api: PurchaseStream, cursor: str, limit: int, seen: set[str]) -> Stretch:
    """A page nothing is wrong with, from at most three tries. Raises Unreachable with what is wrong with it."""
    words = ""
    for _ in range(_TRIES):
        stretch = api.page(cursor, limit)
        words = _complaint(api.name, stretch, seen)
        if not words:
            return stretch
        _log.warning("%s", words)
    raise Unreachable(words)


def _complaint(name: str, stretch: Stretch, seen: set[str]) -> str:
    held = len(stretch.items)
    if stretch.count > held:
        return f"{name}: a page says it holds {stretch.count} purchases and holds {held}; it was not taken. Run again later."
    if held and not stretch.cursor:
        return _stuck(name, "gave purchases and no cursor after them")
    if held and stretch.cursor in seen:
        return _stuck(name, "gave a cursor that was used before, which would never end")
    return ""


def _stuck(name: str, what: str) -> str:
    return f"{name}: the stream of purchases {what}. What was stored stays good; run again later, and tell Smint.io if it stays so."
