"""The axis of dates: the licence has to hold on every day, from its first moment to its last one."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from thesaury.model.licensing import Axis, Term
from thesaury.model.use import Use
from thesaury.rights.deciding.findings import Basis, Finding, no, strictest, unknown, yes, zone
from thesaury.rights.deciding.moments import Window, after, day_at, days_of, seconds, window_of
from thesaury.rights.deciding.wording import shown

EVER = float("inf")


def period(term: Term, use: Use, basis: Basis) -> Finding:
    """Whether the term holds on every day asked for; the sentence names the first day on which it does not.

    The last day of the licence is included, in the licence's zone. A day of the asker's of which only some hours are covered is
    unknown, for nobody said at which hour.
    """
    asked, where = window_of(use), basis.zone
    if asked is None or where is None:
        return unknown("The days asked for cannot be read: check their order and the time zone.")
    if term.valid_from and term.valid_until and after(term.valid_until, where) <= seconds(term.valid_from, where):
        return unknown("The licence ends before it begins.")
    return strictest(
        (_said(term), _begun(term, use, asked, where), _ended(term, use, asked, where), _first_used(term, use, where))
    )


def _said(term: Term) -> Finding:
    """Silence about the end is not perpetuity."""
    if Axis.DATE in term.unclear_axes:
        return unknown("The licence says something about its time that cannot be resolved.")
    if term.perpetual:
        return yes("The licence has no end.")
    if term.valid_until is None:
        return unknown("The licence does not say how long it holds.")
    return yes(f"The licence holds until {shown(term.valid_until)}.")


def _begun(term: Term, use: Use, asked: Window, where: ZoneInfo) -> Finding:
    if term.valid_from is None:
        return yes("")
    begin = seconds(term.valid_from, where)
    if asked.within(begin, EVER):
        return yes("")
    first, _ = days_of(use)
    sentence = f"The licence begins on {shown(term.valid_from)}"
    if isinstance(use.first_day, datetime) or _day(first, use).apart(begin, EVER):
        return no(f"{sentence}; the first day that does not fit is {shown(first)}.")
    return unknown(f"{sentence}, within {shown(first)}: ask with an hour.")


def _ended(term: Term, use: Use, asked: Window, where: ZoneInfo) -> Finding:
    if term.valid_until is None:
        return yes("")
    finish = after(term.valid_until, where)
    if asked.within(-EVER, finish):
        return yes(f"The licence holds until {shown(term.valid_until)}.")
    if term.perpetual:
        return unknown(f"The licence is perpetual and ends on {shown(term.valid_until)}.")
    bad = _first_bad_day(finish, use)
    sentence = f"The licence ends on {shown(term.valid_until)}"
    _, last = days_of(use)
    if asked.moment or isinstance(use.last_day, datetime) or bad < last or _day(bad, use).apart(-EVER, finish):
        return no(f"{sentence}; the first day that does not fit is {shown(bad)}.")
    return unknown(f"{sentence}, within {shown(bad)}: ask with an hour.")


def _first_bad_day(finish: float, use: Use) -> date:
    """The asker's day on which the licence is over; some of its hours may still be covered."""
    where = zone(use.time_zone)
    first, _ = days_of(use)
    return max(first, day_at(int(finish), where)) if where else first


def _first_used(term: Term, use: Use, where: ZoneInfo) -> Finding:
    """The use begins on its first day, so that this day alone has to be in time."""
    if term.first_use_by is None or use.already_in_use:
        return yes("")
    first, finish = days_of(use)[0], after(term.first_use_by, where)
    window = window_of(use) if isinstance(use.first_day, datetime) and use.last_day is None else _day(first, use)
    if window is None or window.within(-EVER, finish):
        return yes(f"It is first used by {shown(term.first_use_by)}.")
    if window.apart(-EVER, finish):
        return no(f"It has to be first used by {shown(term.first_use_by)}, and {shown(first)} is later.")
    return unknown(f"It has to be first used by {shown(term.first_use_by)}: ask with an hour.")


def _day(day: date, use: Use) -> Window:
    where = zone(use.time_zone) or ZoneInfo("UTC")
    start = seconds(day, where)
    return Window(start, seconds(day + timedelta(days=1), where) if day < date.max else start + 86_400)
