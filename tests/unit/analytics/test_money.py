"""Prices in other currencies, by the dated table of the workspace."""

from datetime import date
from decimal import Decimal

import pytest

from tests.fakes.workspace import FakeWorkspace
from thesaury.engines.tables import Tables
from thesaury.model.errors import BadInput
from thesaury.model.money import Rate, Rates
from thesaury.pipeline.measuring.rates import rates_of

RATES = Rates(
    "EUR",
    [
        Rate(date(2026, 7, 1), "USD", Decimal("0.8")),
        Rate(date(2026, 1, 1), "USD", Decimal("0.9")),
        Rate(date(2026, 1, 1), "CHF", Decimal("1.05")),
    ],
)


@pytest.mark.parametrize(
    ("currency", "day", "told"),
    [
        ("EUR", None, "100"),
        ("USD", date(2026, 6, 30), "90"),
        ("USD", date(2026, 7, 1), "80"),
        ("USD", date(2025, 12, 31), None),
        ("USD", None, None),
        ("GBP", date(2026, 6, 30), None),
    ],
)
def test_the_rate_of_the_last_day_that_is_not_after_the_purchase_counts(currency: str, day: date, told: str | None):
    assert RATES.converted(Decimal(100), currency, day) == (None if told is None else Decimal(told))


def workspace(tmp_path, text: str) -> FakeWorkspace:
    opened = FakeWorkspace()
    opened.tables, opened.rates_file = Tables(), tmp_path / "rates.csv"
    opened.rates_file.write_text(text)
    return opened


def test_the_table_is_read_as_it_stands(tmp_path):
    rates = rates_of(workspace(tmp_path, "Currency,Day,Rate\nusd,2026-01-01,0.92\n"))
    assert rates.converted(Decimal("50.00"), "USD", date(2026, 2, 1)) == Decimal("46.00")
    assert rates_of(FakeWorkspace()).converted(Decimal(5), "USD", date(2026, 2, 1)) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("day,currency\n2026-01-01,USD\n", "no column rate"),
        ("day,currency,rate\n2026-01-01,USD,0.9\n1.2.2026,USD,0.9\n", "line 3: '1.2.2026' is no day"),
        ("day,currency,rate\n2026-01-01,USD,many\n", "line 2: 'many' is no rate"),
        ("day,currency,rate\n2026-01-01,Dollar,0.9\n", "line 2: 'Dollar' is no currency"),
        ("day,currency,rate\n2026-01-01,USD,0\n", "line 2: 0 is no rate"),
    ],
)
def test_a_broken_table_says_which_line(tmp_path, text: str, told: str):
    with pytest.raises(BadInput, match=told):
        rates_of(workspace(tmp_path, text))
