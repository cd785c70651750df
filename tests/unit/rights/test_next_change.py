"""The next day on which the answer changes, against looking at day after day."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.rights import wild
from tests.unit.rights.licences import DENY, PERMIT, licence, term, use
from tests.unit.rights.wild import asked_often
from thesaury.model.licensing import Statement
from thesaury.model.use import Use
from thesaury.rights.deciding import decide

HORIZON = date(2021, 1, 10)
"""Past the last day that the wild statements and the groups of regions they name speak of."""


def looked_up(statement: Statement, asked: Use) -> date | None:
    """The next change by brute force."""
    verdict = decide(statement, asked).verdict
    day = (asked.last_day or asked.first_day) + timedelta(days=1)
    while day < HORIZON:
        if decide(statement, replace(asked, first_day=day, last_day=None)).verdict is not verdict:
            return day
        day += timedelta(days=1 if day < wild.LAST + timedelta(days=5) or day.month == 12 or day.year == 2021 else 7)
    return None


@asked_often
@given(wild.statements, wild.uses())
def test_the_next_change_is_what_looking_at_every_day_finds(statement: Statement, asked: Use):
    assert decide(statement, asked).next_change == looked_up(statement, asked)


@asked_often
@given(wild.statements, wild.uses(period=False), st.integers(0, 24 * 60))
def test_the_next_moment_is_when_the_answer_becomes_another_one(statement: Statement, asked: Use, minutes: int):
    start = datetime.combine(asked.first_day, datetime.min.time()) + timedelta(minutes=minutes)
    asked = replace(asked, first_day=start)
    decision = decide(statement, asked)
    change = decision.next_change
    if change is not None:
        assert isinstance(change, datetime)
        assert decide(statement, replace(asked, first_day=change)).verdict is not decision.verdict
        just_before = replace(asked, first_day=change - timedelta(seconds=1))
        assert decide(statement, just_before).verdict is decision.verdict


def test_an_embargo_lifts_and_a_licence_ends():
    statement = licence(valid_from=date(2026, 7, 1), valid_until=date(2026, 12, 31))
    assert decide(statement, use()).verdict is DENY
    assert decide(statement, use()).next_change == date(2026, 7, 1)
    inside = decide(statement, use(first_day=date(2026, 7, 1)))
    assert (inside.verdict, inside.next_change) == (PERMIT, date(2027, 1, 1))
    assert decide(statement, use(first_day=date(2027, 1, 1))).next_change is None


def test_a_term_that_takes_over_is_no_change():
    turns = licence(
        term(valid_until=date(2026, 6, 30)), term(valid_from=date(2026, 7, 1), valid_until=date(2026, 9, 30))
    )
    assert decide(turns, use()).next_change == date(2026, 10, 1)


def test_a_period_that_began_too_early_is_answered_otherwise_from_its_end_on():
    asked = use(first_day=date(2026, 5, 31), last_day=date(2026, 6, 2))
    assert decide(licence(valid_from=date(2026, 6, 1)), asked).next_change == date(2026, 6, 3)


def test_perpetual_never_changes():
    assert decide(licence(), use()).next_change is None


def test_a_moment_changes_at_a_moment():
    embargo = licence(valid_from=datetime.fromisoformat("2026-05-15T09:00+02:00"))
    asked = use(first_day=datetime.fromisoformat("2026-05-15T08:30+02:00"))
    assert decide(embargo, asked).next_change == datetime.fromisoformat("2026-05-15T09:00+02:00")
