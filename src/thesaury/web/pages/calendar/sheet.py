"""The rights calendar as values: a month in weeks, or the days to come as a list."""

import calendar as months
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from urllib.parse import urlencode

from babel.dates import get_day_names

from thesaury.model.use import TIME_ZONE
from thesaury.pipeline.watch.entries import Entry, Wanted
from thesaury.rights.watching import Occasion
from thesaury.web.calendars import Looked
from thesaury.web.pages.calendar.days import MOST, Day, day_of
from thesaury.web.pages.calendar.links import asked, back, calendar_url, forth, month_name, neighbour
from thesaury.web.parts.rights import words
from thesaury.web.texts import phrase, speaking

SOON = 90
"""Days that "the next days" are: the first stage of notices."""

LISTED = 200
"""Entries of one day in the list; all of them are in the table that can be saved."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter: its name, the values there are with what they are called, and the one that is chosen."""

    name: str
    values: tuple[tuple[str, str], ...]
    chosen: str

    @property
    def known(self) -> bool:
        """Whether the one that is chosen is among them."""
        return self.chosen in dict(self.values)


@dataclass(frozen=True, slots=True)
class Shown:
    """The whole page. `weeks` is empty for a list; `days` are those with something on them."""

    heading: str
    soon: bool
    month: str
    weekdays: tuple[tuple[str, str], ...]
    weeks: tuple[tuple[Day, ...], ...]
    days: tuple[Day, ...]
    total: int
    used: int
    previous: tuple[str, str] | None
    next: tuple[str, str] | None
    this_url: str
    soon_url: str
    clear_url: str
    csv_url: str
    choices: tuple[Choice, ...]
    wanted: Wanted
    filtered: bool
    anything: bool
    following: str
    following_url: str
    zone: str
    at: str


def shown(looked: Looked, wanted: Wanted, month: date, soon: bool, today: date) -> Shown:
    """The month, or the next 90 days from today, of the entries that are wanted."""
    first, last = (today, today + timedelta(days=SOON)) if soon else _stretch(month)
    held = [entry for entry in looked.entries if wanted.holds(entry)]
    weeks = () if soon else tuple(_week(week, month, today, held, wanted) for week in _weeks(month))
    days = tuple(
        day_of(day, month, today, tuple(found), LISTED, wanted)
        for day, found in groupby((e for e in held if first <= e.turn.day <= last), key=lambda e: e.turn.day)
    )
    within = [entry for entry in held if first <= entry.turn.day <= last]
    following = next((entry.turn.day for entry in held if entry.turn.day > last), None)
    return Shown(
        phrase("calendar.soon.heading", first=_long(first), last=_long(last)) if soon else month_name(month),
        soon,
        month.isoformat()[:7],
        _weekdays(),
        weeks,
        days,
        len(within),
        sum(entry.in_use for entry in within),
        None if soon else neighbour(back(month), wanted),
        None if soon else neighbour(forth(month), wanted),
        calendar_url(month if soon else today, wanted),
        calendar_url(today, wanted, soon=True),
        calendar_url(month, Wanted(), soon),
        f"/rights/calendar.csv?{urlencode({'from': first.isoformat(), 'to': last.isoformat(), **asked(wanted)})}",
        _choices(looked.entries, wanted),
        wanted,
        wanted != Wanted(),
        bool(looked.entries),
        _long(following) if following else "",
        calendar_url(following, wanted) if following else "",
        TIME_ZONE,
        looked.at[11:16],
    )


def _stretch(month: date) -> tuple[date, date]:
    return month, month.replace(day=months.monthrange(month.year, month.month)[1])


def _weeks(month: date) -> list[list[date]]:
    return months.Calendar().monthdatescalendar(month.year, month.month)


def _week(week: Sequence[date], month: date, today: date, held: Sequence[Entry], wanted: Wanted) -> tuple[Day, ...]:
    return tuple(day_of(day, month, today, [e for e in held if e.turn.day == day], MOST, wanted) for day in week)


def _choices(entries: Iterable[Entry], wanted: Wanted) -> tuple[Choice, ...]:
    connections, campaigns, markets = set[str](), set[str](), set[str]()
    for entry in entries:
        connections.add(entry.connection)
        campaigns.update(entry.campaigns)
        markets.update(entry.markets)
    named = (("connection", connections), ("campaign", campaigns), ("market", markets))
    told = [
        Choice(name, tuple((one, one) for one in sorted(values)), str(getattr(wanted, name)))
        for name, values in named
        if values
    ]
    kinds = tuple((one.value, phrase(f"calendar.kind.{one.value}")) for one in Occasion)
    return (*told, Choice("occasion", kinds, wanted.occasion.value if wanted.occasion else ""))


def _weekdays() -> tuple[tuple[str, str], ...]:
    """Long and short, from Monday."""
    long, short = get_day_names("wide", locale=speaking.get()), get_day_names("abbreviated", locale=speaking.get())
    return tuple((str(long[number]), str(short[number])) for number in range(7))


def _long(day: date) -> str:
    return words.day(day)
