"""The next day on which an answer becomes another one, found exactly: answers change only on the days their statements name."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from thesaury.model.licensing import Statement, Term
from thesaury.model.policy import Verdict
from thesaury.model.use import Use
from thesaury.rights.deciding.findings import Basis, zone
from thesaury.rights.deciding.moments import after, day_at, days_of, moment_at, seconds

Judging = Callable[[Use], Verdict]
_LAST = (date.max.toordinal() - 1) * 86_400


class Turns:
    """The days on which answers of some statements may turn, worked out once for each place and each zone somebody asks about."""

    def __init__(self, statements: tuple[Statement, ...], basis: Basis) -> None:
        """Nothing is worked out yet."""
        self.statements, self.basis = statements, basis
        self.terms = tuple(term for statement in statements for term in statement.terms)
        self._days: dict[tuple[str, tuple[str, ...]], tuple[date, ...]] = {}

    def days(self, use: Use) -> tuple[date, ...]:
        """Every day of the asker's on which an answer may differ from that of the day before, in order."""
        asked = use.time_zone, use.regions
        if (found := self._days.get(asked)) is None:
            found = self._days[asked] = self._turning(use)
        return found

    def _turning(self, use: Use) -> tuple[date, ...]:
        where = zone(use.time_zone)
        if where is None:
            return ()
        days = set[date]()
        for second in self.seconds:
            day = day_at(second, where)
            days.update((day, day + timedelta(days=1)) if day < date.max else (day,))
        return tuple(sorted(days | self.joined(use)))

    @cached_property
    def seconds(self) -> frozenset[int]:
        """The seconds at which a term begins, ends or has to be first used."""
        return frozenset(_seconds(self.terms, self.basis.zone)) if self.basis.zone else frozenset()

    def joined(self, use: Use) -> set[date]:
        """The days on which somebody joined or left a group that a term or the use names."""
        return set(self.basis.tables.regions.changes(self._named.union(use.regions)))

    @cached_property
    def _named(self) -> frozenset[str]:
        regions = [term.regions for term in self.terms]
        return frozenset(name for one in regions for name in (*(one.allow or ()), *one.deny, *one.unclear))


def next_change(use: Use, verdict: Verdict, turns: Turns, judging: Judging) -> date | None:
    """The first day after those asked for that, asked for alone, is answered otherwise; None where there is none.

    `judging` is asked about single days and moments only. A use asked for at a moment is answered by the next moment (`datetime`, in
    the asker's zone).
    """
    if isinstance(use.first_day, datetime) and use.last_day is None:
        return _next_moment(use, verdict, turns, judging)
    _, last = days_of(use)
    days = turns.days(use)
    if use.last_day is not None and last < date.max:
        days = tuple(sorted({last + timedelta(days=1), *days}))
    for day in days:
        if day > last and judging(replace(use, first_day=day, last_day=None)) is not verdict:
            return day
    return None


def _next_moment(use: Use, verdict: Verdict, turns: Turns, judging: Judging) -> datetime | None:
    where = zone(use.time_zone)
    if where is None:
        return None
    midnights = {seconds(day, where) for day in turns.joined(use)}
    asked = seconds(use.first_day, where)
    for second in sorted(turns.seconds | midnights):
        if second > asked:
            moment = moment_at(second, where)
            if judging(replace(use, first_day=moment)) is not verdict:
                return moment
    return None


def _seconds(terms: Iterable[Term], where: ZoneInfo) -> Iterator[int]:
    for term in terms:
        ends = [after(day, where) for day in (term.valid_until, term.first_use_by) if day]
        starts = [seconds(term.valid_from, where)] if term.valid_from else []
        yield from (int(second) for second in (*starts, *ends) if 0 < second < _LAST)
