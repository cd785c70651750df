"""Verdicts over time: on every day the one that is decided for that day alone."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.rights.licences import licence, term
from tests.unit.rights.test_bare import alone, carried, used
from tests.unit.rights.wild import FIRST, LAST, asked_often, uses
from thesaury.model.licensing import Term
from thesaury.model.policy import Verdict
from thesaury.model.use import TIME_ZONE, Use
from thesaury.pipeline.measuring.over_time import ANY_DAY, Timelines
from thesaury.rights.deciding.assets import Held, Source
from thesaury.rights.deciding.bare import Bare, bare, verdict_of
from thesaury.rights.deciding.findings import Basis
from thesaury.rights.deciding.remembering import Memory
from thesaury.rights.vocabulary import shipped

USE = Use("website", ("DE",), ANY_DAY)
EVERY_DAY = [FIRST + timedelta(days) for days in range(-5, (LAST - FIRST).days + 6)]


def lasting(*spans: tuple[date, date]) -> Bare:
    return bare(alone(licence(*(term(valid_from=first, valid_until=last) for first, last in spans))), {})


def on_days(held: Held) -> Held:
    """The same rights with days where they had moments: those alone can be moved."""

    def day(told: date | None) -> date | None:
        return told.date() if isinstance(told, datetime) else told

    def plain(one: Term) -> Term:
        return replace(one, valid_from=day(one.valid_from), valid_until=day(one.valid_until))

    def stated(one: Source) -> Source:
        return replace(one, statement=replace(one.statement, terms=tuple(map(plain, one.statement.terms))))

    licences = (tuple(tuple(map(stated, licence)) for licence in one.licences) if one else () for one in held)
    return tuple(replace(one, licences=told) if one else None for one, told in zip(held, licences, strict=True))


@asked_often
@given(st.lists(carried | carried.map(on_days), min_size=1, max_size=3), used, st.lists(uses(), min_size=1, max_size=4))
def test_every_day_has_the_verdict_of_that_day_alone(several, spent, asked):
    lines = Timelines(shipped())
    for held in several:
        one = bare(held, spent)
        memory = Memory(Basis(used=dict(one.used)))
        for use in asked:
            told = lines.of(one, replace(use, first_day=ANY_DAY, last_day=None, time_zone=TIME_ZONE))
            for day in EVERY_DAY:
                alone_on = replace(use, first_day=day, last_day=None, time_zone=TIME_ZONE)
                assert told.verdict(day.toordinal()) is verdict_of(one, alone_on, memory)


def test_rights_that_differ_in_their_days_alone_are_moved_to_their_own():
    lines = Timelines(shipped())
    for year in (1999, 2024):
        told = lines.of(lasting((date(year, 3, 1), date(year, 5, 31))), USE)
        last = date(year, 5, 31).toordinal()
        assert [told.verdict(last + more) for more in (0, 1)] == [Verdict.PERMIT, Verdict.DENY]
        assert (told.ended(last), told.ended(last + 300), told.until(last - 9)) == (None, last, last)
        assert told.ended(date(year, 2, 1).toordinal()) is None


def test_a_renewal_goes_on_where_it_joins_and_leaves_a_gap_where_it_does_not():
    lines = Timelines(shipped())
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    joined = lines.of(lasting((first, date(2026, 3, 31)), (date(2026, 4, 1), last)), USE)
    apart = lines.of(lasting((first, date(2026, 3, 31)), (date(2026, 4, 3), last)), USE)
    asked, between = date(2026, 2, 1).toordinal(), date(2026, 4, 2).toordinal()
    assert joined.until(asked) == last.toordinal()
    assert (apart.until(asked), apart.ended(between)) == (date(2026, 3, 31).toordinal(),) * 2
    assert joined.ended(between) is None


def test_what_nobody_reported_denies_nothing():
    lines = Timelines(shipped())
    printed = bare(alone(licence(term(channels="print", valid_until=date(2026, 3, 31)))), {})
    day = date(2026, 2, 1).toordinal()
    assert lines.of(printed, USE).verdict(day) is Verdict.DENY
    assert lines.of(printed, USE, frozenset({"channel"})).verdict(day) is Verdict.PERMIT
    assert lines.of(printed, USE, frozenset({"channel"})).ended(day + 90) == date(2026, 3, 31).toordinal()
