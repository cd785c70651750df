"""A day of the rights calendar as values: what happens on it, in which order, and what there is no room for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from babel.dates import format_date

from thesaury.model.policy import PolicyStatus
from thesaury.pipeline.watch.entries import Entry, Wanted
from thesaury.rights.going_on import GoingOn
from thesaury.rights.watching import Occasion
from thesaury.web.desk import asset_url
from thesaury.web.pages.calendar.links import calendar_url
from thesaury.web.parts.rights import words
from thesaury.web.parts.rights.answer import record_url
from thesaury.web.texts import phrase, speaking

MOST = 4
"""Entries in a cell of the month; the list below has all of them."""

MARKS = {Occasion.END: "■", Occasion.FIRST_USE: "◆", Occasion.BEGIN: "▲"}
"""A shape for each occasion, so that nothing is told by colour alone."""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: what happens (`kind` for the style, `mark` its shape, `what` its word), to which asset, and what else is known; each of
    the `campaigns` with the address of what belongs to it."""

    kind: str
    mark: str
    what: str
    title: str
    url: str
    in_use: bool
    goes_on: bool
    needs_review: bool
    beyond: str
    campaigns: tuple[tuple[str, str], ...]
    markets: str
    record_url: str
    record: str
    version: int
    words: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day with what happens on it; `more` are those that the cell has no room for, and `more_url` leads to them."""

    iso: str
    number: int
    name: str
    outside: bool
    today: bool
    items: tuple[Item, ...]
    more: int
    more_url: str


def day_of(day: date, month: date, today: date, found: Sequence[Entry], most: int, wanted: Wanted) -> Day:
    """A day of a month on the page; where there is one too many, it has the room that the word about more would take."""
    room = most if len(found) <= most else most - 1
    items = tuple(map(_item, found[:room]))
    name = f"{format_date(day, 'EEEE', locale=speaking.get())}, {words.day(day)}"
    outside = (day.year, day.month) != (month.year, month.month)
    place = f"{calendar_url(day, wanted) if outside else ''}#d{day.isoformat()}"
    return Day(day.isoformat(), day.day, name, outside, day == today, items, len(found) - len(items), place)


def _item(entry: Entry) -> Item:
    turn, lasting = entry.turn, entry.goes_on
    return Item(
        turn.occasion.value.replace("_", "-"),
        MARKS[turn.occasion],
        phrase(f"calendar.{turn.occasion.value}"),
        entry.title,
        asset_url(entry.asset),
        entry.in_use,
        bool(lasting and lasting.same),
        entry.status is PolicyStatus.NEEDS_REVIEW,
        beyond(lasting) if lasting else "",
        tuple((name, f"/search?{urlencode({'campaign': name})}") for name in entry.campaigns),
        ", ".join(entry.markets),
        record_url(turn.record, turn.place),
        f"{turn.record}#{turn.place}",
        entry.version,
        entry.words,
    )


def beyond(lasting: GoingOn) -> str:
    """What goes on beyond an end, as a sentence."""
    until = phrase("calendar.on.until", day=words.day(lasting.until)) if lasting.until else phrase("calendar.on.ever")
    return phrase("calendar.on.same" if lasting.same else "calendar.on.perhaps", until=until)
