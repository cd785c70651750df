"""Days that matter, and who hears of them when."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thesaury.model.licensing import Statement, Term
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import RightsRecord, RightsSource
from thesaury.rights.watching import STAGES, Occasion, Turn, due, stage_of, turns

END = date(2027, 3, 31)


def record(*terms: Term) -> RightsRecord:
    return RightsRecord(RightsSource("dam/1", "0"), 1, Statement(terms=terms), PolicyStatus.COMPLETE, "p", "")


def ending(name: str, day: date, occasion: Occasion = Occasion.END) -> Turn:
    return Turn(name, "0", occasion, day)


def test_the_days_of_all_terms_each_once():
    found = turns(
        record(
            Term(valid_from=date(2026, 1, 1), valid_until=END, first_use_by=date(2026, 6, 1)),
            Term(valid_from=date(2026, 1, 1), valid_until=date(2026, 12, 31)),
        )
    )
    assert [(turn.occasion, turn.day) for turn in found] == [
        (Occasion.BEGIN, date(2026, 1, 1)),
        (Occasion.FIRST_USE, date(2026, 6, 1)),
        (Occasion.END, date(2026, 12, 31)),
        (Occasion.END, END),
    ]
    assert {(turn.record, turn.place) for turn in found} == {("dam/1", "0")}


def test_what_is_perpetual_never_ends():
    assert turns(record(Term(perpetual=True, valid_until=END), Term(perpetual=True))) == ()
    assert turns(record()) == ()


def test_a_moment_falls_on_the_day_of_the_licence():
    moment = datetime(2027, 3, 31, 23, 30, tzinfo=UTC)
    assert [turn.day for turn in turns(record(Term(valid_until=moment)))] == [date(2027, 4, 1)]
    assert [turn.day for turn in turns(record(Term(valid_until=moment)), "America/New_York")] == [END]


@pytest.mark.parametrize(
    ("left", "stage"), [(91, None), (90, 90), (31, 90), (30, 30), (8, 30), (7, 7), (1, 7), (0, 0), (-1, None)]
)
def test_the_stage_that_today_falls_in(left: int, stage: int | None):
    assert stage_of(END, END - timedelta(days=left)) == stage


def test_each_stage_is_told_once_over_all_days():
    told: list[str] = []
    for back in range(120, -5, -1):
        told += [notice.key for notice in due([ending("a", END)], END - timedelta(days=back), told, ())]
    assert len(told) == len(set(told)) == len(STAGES)


def test_a_renewal_is_told_anew():
    today = END - timedelta(days=3)
    told = [notice.key for notice in due([ending("a", END)], today, (), ())]
    assert due([ending("a", END)], today, told, ()) == []
    assert len(due([ending("a", END + timedelta(days=2))], today, told, ())) == 1


def test_what_is_in_use_comes_first_then_the_nearest_day():
    coming = [ending("c", END), ending("b", END - timedelta(days=1)), ending("a", END)]
    found = due(coming, END - timedelta(days=5), (), {"c"})
    assert [(notice.turn.record, notice.in_use) for notice in found] == [("c", True), ("b", False), ("a", False)]


def test_a_beginning_is_told_to_nobody():
    assert due([ending("a", END, Occasion.BEGIN)], END, (), ()) == []


@given(st.lists(st.integers(0, 200), unique=True, max_size=12))
def test_whoever_was_away_hears_once_of_each_stage_he_is_in(days: list[int]):
    told: list[str] = []
    for back in sorted(days, reverse=True):
        found = due([ending("a", END, Occasion.FIRST_USE)], END - timedelta(days=back), told, ())
        assert len(found) <= 1
        told += [notice.key for notice in found]
    met = {stage_of(END, END - timedelta(days=back)) for back in days} - {None}
    assert len(told) == len(met)
