"""The next day on which an answer becomes another one, found exactly: answers change only on the days their statements name."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from thesaury.model.licensing import Statement, Term
from thesaury.model.policy import Verdict
from thesaury.model.use import Use
from thesaury.rights.deciding.findings import Basis, zone
from thesaury.rights.deciding.moments import after, day_at, days_of, moment_at, seconds

Judging = Callable[[Use], Verdict]
_LAST = (date.max.toordinal() - 1) * 86_400


def next_change(
    use: Use, verdict: Verdict, statements: Iterable[Statement], judging: Judging, basis: Basis
) -> date | None:
    """The first day after those asked for that, asked for alone, is answered otherwise; None where there is none.

    A use asked for at a moment is answered by the next moment (`datetime`, in the asker's zone).
    """
    if isinstance(use.first_day, datetime) and use.last_day is None:
        return _next_moment(use, verdict, statements, judging, basis)
    _, last = days_of(use)
    days = turning_days(use, statements, basis)
    if use.last_day is not None and last < date.max:
        days = tuple(sorted({last + timedelta(days=1), *days}))
    for day in days:
        if day > last and judging(replace(use, first_day=day, last_day=None)) is not verdict:
            return day
    return None


def turning_days(use: Use, statements: Iterable[Statement], basis: Basis) -> tuple[date, ...]:
    """Every day of the asker's on which an answer may differ from that of the day before, in order."""
    where = zone(use.time_zone)
    if where is None:
        return ()
    days = set[date]()
    for second in _turns(use, statements, basis):
        day = day_at(second, where)
        days.update((day, day + timedelta(days=1)) if day < date.max else (day,))
    return tuple(sorted(days | _joined(use, statements, basis)))


def _next_moment(
    use: Use, verdict: Verdict, statements: Iterable[Statement], judging: Judging, basis: Basis
) -> datetime | None:
    where = zone(use.time_zone)
    if where is None:
        return None
    told = tuple(statements)
    midnights = {seconds(day, where) for day in _joined(use, told, basis)}
    asked = seconds(use.first_day, where)
    for second in sorted({*_turns(use, told, basis), *midnights}):
        if second > asked:
            moment = moment_at(second, where)
            if judging(replace(use, first_day=moment)) is not verdict:
                return moment
    return None


def _turns(use: Use, statements: Iterable[Statement], basis: Basis) -> Iterator[int]:
    """The seconds at which a term begins, ends or has to be first used."""
    where = basis.zone
    if where is None:
        return
    for term in _terms(statements):
        ends = [after(day, where) for day in (term.valid_until, term.first_use_by) if day]
        starts = [seconds(term.valid_from, where)] if term.valid_from else []
        yield from (int(second) for second in (*starts, *ends) if 0 < second < _LAST)


def _joined(use: Use, statements: Iterable[Statement], basis: Basis) -> set[date]:
    """The days on which somebody joined or left a group that a term or the use names."""
    names = set(use.regions)
    for term in _terms(statements):
        names.update(term.regions.allow or (), term.regions.deny, term.regions.unclear)
    return set(basis.tables.regions.changes(names))


def _terms(statements: Iterable[Statement]) -> Iterator[Term]:
    for statement in statements:
        yield from statement.terms
