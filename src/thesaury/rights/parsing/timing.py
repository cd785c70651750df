"""What the dates of a clause are for: from, until, first use, embargo, a length of time, the day something is counted from."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from thesaury.rights.parsing.calendar_days import AMBIGUOUS
from thesaury.rights.parsing.hours import day_of
from thesaury.rights.parsing.meanings import Found, Kind, Length, Period
from thesaury.rights.parsing.signs import Sign, Signed

# These say of a whole year that it is inside; "until 2027" alone may mean either of its ends.
_INCLUSIVE = ("through", "thru", "including", "einschl", "inkl", "inclus")
_AFTER = frozenset(("after", "nach", "apres", "apres le"))
_BETWEEN = frozenset({Kind.PLAIN, Kind.COLON, Kind.JOIN})
# Prepositions that mean something else where no date follows them.
ALSO_PLAIN = frozenset(
    (
        "to",
        "au",
        "fin",
        "ende",
        "end",
        "up to",
        "bis zu",
        "use by",
        "latest",
        "before",
        "vor",
        "avant",
        "through",
        "bis",
    )
)
_AT_THE_LATEST = frozenset(("at the latest", "spatestens", "au plus tard"))
ROLES = frozenset({Kind.UNTIL, Kind.BEFORE, Kind.FROM, Kind.WITHIN})
"""The kinds that say what a date is for."""
_OF_TIME = ROLES | {Kind.EMBARGO, Kind.FIRST_USE, Kind.ANCHOR, Kind.DURATION, Kind.PERPETUAL, Kind.DATE}


@dataclass(slots=True)
class Times:
    """What clauses say about time: first and last days with their findings, lengths, where these count from, and problems."""

    starts: list[tuple[date, Found]] = field(default_factory=list)
    ends: list[tuple[date, Found]] = field(default_factory=list)
    first_uses: list[tuple[date, Found]] = field(default_factory=list)
    lengths: list[tuple[Length, str, Found]] = field(default_factory=list)
    anchors: dict[str, tuple[date, Found]] = field(default_factory=dict)
    perpetual: list[Found] = field(default_factory=list)
    counted_from: list[Found] = field(default_factory=list)
    """What a term begins with, where no length of time is counted from it."""
    problems: list[tuple[str, Found]] = field(default_factory=list)
    embargoes: list[date] = field(default_factory=list)
    """Days or moments before which an embargo holds everything back."""
    latest: list[date] = field(default_factory=list)
    """Last days that a date can mean which cannot be told."""

    def said(self) -> bool:
        """Whether anything was said about when."""
        return bool(self.starts or self.ends or self.first_uses or self.lengths or self.perpetual or self.problems)


def times_of(items: Sequence[Signed], words: dict[int, str]) -> Times:
    """Read the times of one clause; `words` are the folded words of a finding of the `ROLES` by its first token."""
    times = Times()
    role: Found | None = None
    anchor: Found | None = None
    embargo = first_use = None
    for at, each in enumerate(items):
        found, kind = each.found, each.found.kind
        if role is None and kind not in _OF_TIME:
            continue
        if kind is Kind.EMBARGO:
            embargo, role = found, None
        elif kind is Kind.FIRST_USE:
            first_use = found
        elif kind in ROLES:
            if words.get(found.first) in _AT_THE_LATEST and at and items[at - 1].found in _last_days(times):
                continue  # "by 30 June at the latest" says once more what the date was said to be
            if not (role and role.kind in (Kind.UNTIL, Kind.BEFORE) and kind is Kind.WITHIN):
                _unused(times, role, words)
                role = found
        elif kind is Kind.ANCHOR:
            anchor = found
            _start_of_length(times, found, role)
        elif kind is Kind.DURATION and found.meaning.length:
            after_anchor = (
                anchor.meaning.names[0]
                if anchor and role and role.kind is Kind.FROM and _adjacent(items, at, anchor)
                else ""
            )
            if after_anchor:
                times.counted_from.clear()
            times.lengths.append((found.meaning.length, after_anchor, found))
            role = None
        elif kind is Kind.PERPETUAL:
            (
                times.perpetual.append(found)
                if each.sign is Sign.YES
                else times.problems.append(("contradiction", found))
            )
        elif kind is Kind.DATE and found.meaning.period:
            if each.sign is Sign.OPEN:
                times.problems.append(("contradiction", found))
            elif anchor is not None and _follows(items, at, anchor):
                _anchored(times, anchor, found)
            elif first_use is not None:
                _first_use(times, found, role)
            elif embargo is not None:
                _embargo(times, found, role, words)
            else:
                _dated(times, found, role, words)
            role = None
            embargo = None
        elif kind not in _BETWEEN:
            if (
                role is not None
                and kind is not Kind.UNKNOWN
                and not (role.kind is Kind.FROM or role.kind is Kind.WITHIN)
            ):
                _unused(times, role, words)
            role = None
    _unused(times, role, words)
    if embargo is not None:
        # An embargo ends with something; where no date says when, nobody knows whether it has ended.
        times.problems.append(("relative_date_without_anchor", embargo))
    return times


def _last_days(times: Times) -> list[Found]:
    return [found for _, found in (*times.ends, *times.first_uses)]


def _unused(times: Times, role: Found | None, words: dict[int, str]) -> None:
    """A word of time without a date: small ones are prepositions, "expires" is not."""
    if role is not None and role.kind in (Kind.UNTIL, Kind.BEFORE) and words.get(role.first, "") not in ALSO_PLAIN:
        times.problems.append(("term_not_stated", role))


def _adjacent(items: Sequence[Signed], at: int, anchor: Found) -> bool:
    return any(each.found is anchor for each in items[max(0, at - 4) : at])


def _follows(items: Sequence[Signed], at: int, anchor: Found) -> bool:
    """Whether only small words stand between something and its date."""
    for each in reversed(items[:at]):
        if each.found is anchor:
            return True
        if each.found.kind not in _BETWEEN | {Kind.FROM}:
            return False
    return False


def _start_of_length(times: Times, anchor: Found, role: Found | None) -> None:
    """The length of time that was said just before counts from this."""
    if times.lengths and not times.lengths[-1][1]:
        length, _, found = times.lengths[-1]
        times.lengths[-1] = (length, anchor.meaning.names[0], found)
    elif not times.lengths and role is not None and role.kind is Kind.FROM:
        times.counted_from.append(anchor)


def _anchored(times: Times, anchor: Found, found: Found) -> None:
    period, name = found.meaning.period, anchor.meaning.names[0]
    if period is None or period.problem or period.first is None or period.whole != "day":
        times.problems.append((period.problem if period and period.problem else AMBIGUOUS, found))
    elif name in times.anchors and times.anchors[name][0] != period.first:
        times.problems.append(("contradiction", found))
    else:
        times.anchors[name] = (period.first, found)


def _problem(times: Times, found: Found, role: Found | None) -> bool:
    period = found.meaning.period
    if period is None or not period.problem:
        return False
    times.problems.append((period.problem, found))
    if period.last is not None and role is not None and role.kind is Kind.UNTIL:
        times.latest.append(period.last)
    return True


def _first_use(times: Times, found: Found, role: Found | None) -> None:
    period = found.meaning.period
    if _problem(times, found, None) or period is None or period.last is None or period.first is None:
        return
    before = role is not None and role.kind is Kind.BEFORE
    times.first_uses.append((_day_before(period.first) if before else period.last, found))


def _embargo(times: Times, found: Found, role: Found | None, words: dict[int, str]) -> None:
    period = found.meaning.period
    if _problem(times, found, None) or period is None or period.first is None or period.last is None:
        return
    # "Embargo until May" ends with May or begins with it: the later day is the stricter one. A range gives both its ends.
    if period.whole == "range":
        times.problems.append((AMBIGUOUS, found))
    else:
        times.starts.append((period.last, found))
        times.embargoes.append(period.last)


def _dated(times: Times, found: Found, role: Found | None, words: dict[int, str]) -> None:
    period = found.meaning.period
    if _problem(times, found, role) or period is None or period.first is None or period.last is None:
        return
    kind, word = (role.kind, words.get(role.first, "")) if role else (None, "")
    if kind is Kind.BEFORE:
        times.ends.append((_day_before(period.first), found))
    elif kind is Kind.UNTIL and period.whole == "range":
        times.starts.append((period.first, found))
        times.ends.append((period.last, found))
    elif (
        kind is Kind.UNTIL
        and period.whole == "year"
        and not any(part in word for part in _INCLUSIVE)
        and not times.starts
    ):
        times.problems.append((AMBIGUOUS, found))
        times.latest.append(period.last)
    elif kind is Kind.UNTIL:
        times.ends.append((period.last, found))
    elif kind is Kind.FROM and period.whole != "range":
        start = day_of(period.last) + timedelta(days=1) if word in _AFTER else period.first
        times.starts.append((start, found))
    elif _bare(period, kind):
        times.problems.append((AMBIGUOUS, found))
    else:
        times.starts.append((period.first, found))
        times.ends.append((period.last, found))


def _bare(period: Period, kind: Kind | None) -> bool:
    """A day, or a year that nothing is said about, may be a beginning, an end or neither."""
    return period.whole in ("day", "moment") or (period.whole == "year" and kind is None)


def _day_before(day: date) -> date:
    return day - timedelta(days=1) if not hasattr(day, "hour") else day
