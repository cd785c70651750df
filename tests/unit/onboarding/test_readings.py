"""How cells are read is told from the values of a whole table, and never guessed."""

import pytest

from thesaury.model.cells import SEPARATORS, iso_day, pieces, plain_number
from thesaury.model.onboarding import Reading
from thesaury.onboarding.profiling import profiled, readings_of


def read(**columns: list[str]) -> dict[str, Reading]:
    rows = [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]
    return dict(readings_of(profiled(rows)))


@pytest.mark.parametrize(
    ("days", "order"),
    [
        (["01/04/2026", "18/02/2026"], "dmy"),
        (["01/04/2026", "02/18/2026"], "mdy"),
        (["01.04.2026", "02.03.2026"], "dmy"),
        (["2026-04-01", "2026/4/1"], "ymd"),
        (["01/04/2026", "02/03/2026"], None),
        (["18/02/2026", "02/18/2026"], None),
    ],
)
def test_the_order_of_days_is_told_by_days_that_can_be_one_thing_alone(days: list[str], order: str | None):
    assert read(day=days)["day"].dates == order


def test_a_column_that_could_be_read_either_way_is_read_as_the_others_of_its_table():
    told = read(begins=["01/04/2026", "02/03/2026"], ends=["31/03/2028", "28/02/2027"])
    assert (told["begins"].dates, told["ends"].dates) == ("dmy", "dmy")
    mixed = read(begins=["01/04/2026"], ends=["31/03/2028"], seen=["03/31/2028"])
    assert (mixed["begins"].dates, mixed["seen"].dates) == (None, "mdy")


@pytest.mark.parametrize(
    ("numbers", "decimal"),
    [
        (["12,50", "3"], ","),
        (["1.234,50 €"], ","),
        (["12.50", "1,234.50"], "."),
        (["1.234"], None),
        (["12,50", "12.50"], None),
    ],
)
def test_the_sign_before_decimals_is_told_where_one_alone_can_be_it(numbers: list[str], decimal: str | None):
    assert read(price=numbers)["price"].decimal == decimal


def test_a_days_numbers_are_turned_and_nothing_else_is():
    assert [iso_day(day, "dmy") for day in ("01/04/2026", "1.4.2026 10:30", "31/02/2026", "01/04/26", "été")] == [
        "2026-04-01",
        "2026-04-01 10:30",
        "31/02/2026",
        "01/04/26",
        "été",
    ]
    assert (iso_day("04/13/2026", "mdy"), iso_day("2026/4/1", "ymd")) == ("2026-04-13", "2026-04-01")


def test_numbers_get_a_point_and_lose_the_signs_between_thousands():
    assert [plain_number(text, ",") for text in ("1.234,50 €", "12,5", "1 234", "3 à 4", "1.2.2026")] == [
        "1234.50 €",
        "12.5",
        "1234",
        "3 à 4",
        "1.2.2026",
    ]
    assert plain_number("$1,234.50", ".") == "$1234.50"


def test_the_separator_of_a_field_is_said_and_cuts_as_it_was_counted():
    told = read(tags=["jardin, nappe", "bol, pain, mains"], note=["a", "b"])
    assert (told["tags"].separator, told["note"].separator) == (",", "")
    assert [pieces(" a | b|", sign) for sign in ("|", "")] == [["a", "b"], ["a | b|"]]
    assert pieces("1,5 m, nappe", ",") == ["1,5 m", "nappe"]
    assert all(pieces("", sign) == [] for sign in (*SEPARATORS, ""))
