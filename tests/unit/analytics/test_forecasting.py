"""Forecasts of licences: what ends is counted, what is not known is said, and a trend needs two years."""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from thesaury.analytics.forecasting import LEAST_ENDED, Licence, forecast, quarter_of
from thesaury.model.statement import Literal
from thesaury.pipeline.measuring.advising import licences
from thesaury.pipeline.reporting.outlook import outlook
from thesaury.pipeline.reporting.shapes import forecast_shape
from thesaury.pipeline.reporting.words import Wording

DAY = date(2026, 11, 30)


def licence(
    id: str, assets: str = "a", last: str = "", cost: int | None = 100, first: str = "2026-01-01", day: str = ""
) -> Licence:
    begun = date.fromisoformat(first)
    bought = date.fromisoformat(day) if day else begun
    ends = date.fromisoformat(last) if last else None
    return Licence(id, tuple(assets), bought, begun, ends, None if cost is None else Decimal(cost))


def test_what_ends_is_counted_by_quarter_from_the_day_on_with_what_it_cost():
    found = forecast(
        [
            licence("over", "a", "2026-11-29"),
            licence("today", "b", "2026-11-30", 10),
            licence("end of the quarter", "c", "2026-12-31", 20),
            licence("next", "d", "2027-01-01", None),
            licence("a year on", "e", "2027-12-31", 40),
            licence("too far", "f", "2028-01-01"),
            licence("for ever", "g"),
        ],
        DAY,
    )
    told = [(one.quarter, one.licences, one.cost, one.unpriced) for one in found.endings]
    assert told == [
        ("2026-Q4", 2, Decimal(30), 0),
        ("2027-Q1", 1, Decimal(0), 1),
        ("2027-Q2", 0, Decimal(0), 0),
        ("2027-Q3", 0, Decimal(0), 0),
        ("2027-Q4", 1, Decimal(40), 0),
    ]
    assert [found.endings[0].first, found.endings[0].last] == [DAY, date(2026, 12, 31)]
    assert all(one.at_rate is None for one in found.endings)


def test_what_another_licence_continues_does_not_end_and_a_part_costs_its_share():
    found = forecast(
        [
            licence("old", "ab", "2027-01-31", 100),
            licence("new", "a", "2028-01-31", 60, first="2027-02-01"),
            licence("far too late", "b", "2028-01-31", 60, first="2027-06-01"),
        ],
        DAY,
    )
    assert (found.endings[1].licences, found.endings[1].cost) == (1, Decimal(50))


def test_the_rate_of_renewal_is_told_from_ten_on_and_leaves_out_what_ended_just_now():
    ended = [licence(f"e{n}", f"{n}", "2026-03-31", first="2025-04-01") for n in range(10)]
    renewed = [licence(f"r{n}", f"{n}", "2027-03-31", first="2026-04-15", cost=10) for n in range(4)]
    fresh = licence("fresh", "z", "2026-11-01")
    found = forecast([*ended, *renewed, fresh], DAY)
    assert (found.renewals.ended, found.renewals.renewed) == (LEAST_ENDED, 4)
    assert found.renewals.rate == Decimal("0.4")
    assert (found.endings[1].cost, found.endings[1].at_rate) == (Decimal(40), Decimal("16.00"))
    assert forecast([*ended[:-1], *renewed], DAY).renewals.rate is None


def test_a_trend_repeats_the_year_before_with_the_errors_that_would_have_made():
    days = [f"{year}-{month:02}-15" for year in (2024, 2025) for month in (1, 4, 7, 10)]
    bought = [
        licence(day, day[5], cost=cost, day=day) for day, cost in zip(days, (1, 2, 3, 4, 3, 2, 6, 4), strict=True)
    ]
    found = forecast(bought, date(2026, 2, 1))
    assert [cost for _, cost in found.history] == [1, 2, 3, 4, 3, 2, 6, 4]
    told = [(one.quarter, one.cost, one.low, one.high) for one in found.expected]
    assert told[:3] == [("2026-Q1", 3, 3, 6), ("2026-Q2", 2, 2, 5), ("2026-Q3", 6, 6, 9)]
    assert (told[4][0], found.errors) == ("2027-Q1", 4)
    assert forecast(bought[1:], date(2026, 2, 1)).expected == ()
    without = forecast([*bought, licence("in yen", "x", cost=None, day="2024-05-01")], date(2026, 2, 1))
    assert (without.history, without.unpriced) == (found.history, (0, 1, 0, 0, 0, 0, 0, 0))


def test_a_method_that_was_always_too_low_says_so_and_what_is_bought_already_is_the_least():
    days = [f"{year}-{month:02}-15" for year in (2024, 2025) for month in (1, 4, 7, 10)]
    bought = [licence(day, day, cost=10 if day < "2025" else 30, day=day) for day in days]
    found = forecast([*bought, licence("now", "n", cost=40, day="2026-01-20")], date(2026, 2, 1))
    assert (found.bias, found.so_far) == (1, 40)
    assert [(one.cost, one.low, one.high) for one in found.expected[:2]] == [(40, 40, 50), (30, 30, 50)]
    assert "too low" in forecast_shape(found, "EUR", "")["method"]
    assert "zu niedrig" in list(outlook(found, Wording("de", "EUR")))[1].sentence


def test_of_nothing_nothing_is_said():
    found = forecast([], DAY)
    assert (found.history, found.expected, found.renewals.rate) == ((), (), None)
    assert sum(one.licences for one in found.endings) == 0


DAYS = st.dates(date(2022, 1, 1), date(2029, 1, 1))
LICENCES = st.lists(
    st.builds(
        Licence,
        st.uuids().map(str),
        st.lists(st.sampled_from("abcd"), max_size=3, unique=True).map(tuple),
        st.none() | DAYS,
        st.none() | DAYS,
        st.none() | DAYS,
        st.none() | st.integers(0, 10_000).map(Decimal),
    ),
    max_size=25,
)


@given(LICENCES, DAYS)
@settings(max_examples=80, deadline=None)
def test_the_quarters_are_five_in_a_row_and_hold_no_more_than_there_is(licences: list[Licence], day: date):
    found = forecast(licences, day)
    assert len(found.endings) == 5
    assert found.endings[0].quarter == quarter_of(day)
    whole = [one for one in licences if one.last_day is not None and one.last_day >= day]
    assert sum(one.licences for one in found.endings) <= len(whole)
    assert sum(one.cost for one in found.endings) <= sum(one.cost or 0 for one in whole) + 1
    assert all(one.low <= one.cost <= one.high for one in found.expected)


def test_purchases_of_the_graph_are_one_licence_each_whatever_they_cover():
    def told(**values: str) -> dict[str, Literal]:
        return {name: Literal(value) for name, value in values.items()}

    known = told(purchase="p", at="2026-10-31T23:30:00Z", first="2026-11-05", last="2027-01-31", cost="99.50")
    covered = [told(purchase=purchase, asset=asset) for purchase, asset in (("p", "b"), ("q", "a"), ("p", "a"))]
    found = licences([told(purchase="q", first="2026-01-01"), known], covered)
    assert found == [
        Licence("p", ("a", "b"), date(2026, 11, 1), date(2026, 11, 5), date(2027, 1, 31), Decimal("99.50")),
        Licence("q", ("a",), date(2026, 1, 1), date(2026, 1, 1), None, None),
    ]
