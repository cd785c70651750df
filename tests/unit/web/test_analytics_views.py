"""Answers as the pages of analytics show them: cells in words, charts as their script is told, sentences from the data."""

import json
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from thesaury.analytics.definitions import definitions
from thesaury.model.concept import Label
from thesaury.model.question import LEFT_OUT, Answer
from thesaury.web.pages.analytics import periods
from thesaury.web.pages.analytics.plain_chart import plain_chart
from thesaury.web.pages.analytics.shown import BESIDE, Shown, shown
from thesaury.web.parts.sparql_answers import Cell
from thesaury.web.parts.sparql_answers import Shown as Found
from thesaury.web.texts import ENGLISH, speaking

LEXICON = SimpleNamespace(name=lambda iri: Label(iri.rpartition("/")[2], "en"))


def told(name: str, *rows: dict, limit: int | None = None, labels: dict | None = None, **given: str) -> Shown:
    """These rows as the answer to a question; what a row does not say is empty."""
    definition = definitions()[name]
    values = {one.name: one.default or "" for one in definition.question.parameters} | given
    question = definition.asked(values)
    full = tuple({one.name: row.get(one.name) for one in question.columns} for row in rows)
    return shown(Answer(question, values, full, labels or {}, "2026-11-30T06:00:00+00:00"), LEXICON, limit)


def spend(subject: str, cost: str, idle: str, uses: int) -> dict:
    return {
        "subject": subject,
        "licences": 2,
        "cost": Decimal(cost),
        "uses": uses,
        "idleCost": Decimal(idle),
        "currency": "EUR",
    }


def test_bars_have_names_numbers_and_where_they_lead():
    rows = [
        {"concept": f"https://t.example/c{n}", "uses": 30 - n, "assets": 5, "reused": 2, "rate": Decimal("0.4")}
        for n in range(20)
    ]
    page = told("most-reused-concepts", *rows, limit=8, period="2026-Q4", market="DE")
    chart = json.loads(page.chart)
    assert (chart["kind"], chart["format"]["kind"], len(chart["along"])) == ("bars", "count", 12)
    assert chart["series"] == [{"name": "Uses", "values": [float(30 - n) for n in range(12)]}]
    assert chart["links"][1] == (
        "/analytics/questions/uses-of-concept?concept=https%3A%2F%2Ft.example%2Fc1&period=2026-Q4&market=DE"
    )
    assert page.said == "Uses: c0 comes first with 30, then c1 with 29; 20 rows in all."
    assert (page.count, len(page.rows)) == (20, 8)
    assert [cell.text for cell in page.rows[0].cells] == ["c0", "30", "5", "2", "40\N{NO-BREAK SPACE}%"]
    assert page.url == "/analytics/questions/most-reused-concepts?period=2026-Q4&market=DE"
    assert page.table.startswith("/analytics/questions/most-reused-concepts.csv?")


def test_names_that_are_the_same_stay_two_bars():
    page = told(
        "uses-by-market",
        {"market": "DE", "uses": 3},
        {"market": "unknown", "uses": 2},
        {"market": "unknown", "uses": 1},
    )
    assert json.loads(page.chart)["along"] == ["Germany (DE)", "Not reported", "Not reported (2)"]


def test_a_line_goes_on_in_time_and_its_table_back():
    rows = [{"month": f"2026-{n:02}", "uses": uses, "downloads": 1} for n, uses in ((9, 4), (10, 9), (11, 7))]
    page = told("uses-by-month", *rows)
    assert json.loads(page.chart)["along"] == ["September 2026", "October 2026", "November 2026"]
    assert [row.cells[0].text for row in page.rows] == ["November 2026", "October 2026", "September 2026"]
    assert page.said == "Uses from September 2026 to November 2026: most in October 2026 with 9, at last 7."


def test_a_matrix_says_where_nothing_may_be_used():
    cells = [("a", "DE", 3), ("a", "all", 4), ("b", "DE", 0)]
    page = told("coverage-matrix", *({"concept": f"x/{c}", "place": place, "usable": n} for c, place, n in cells))
    chart = json.loads(page.chart)
    assert (chart["along"], chart["across"]) == (["DE", "All"], ["a", "b"])
    assert [cell[:3] for cell in chart["cells"]] == [[0, 0, 3.0], [1, 0, 4.0], [0, 1, 0.0]]
    assert page.said == "In 1 of 3 cells nothing may be used, such as b in Germany (DE)."


def test_what_hangs_on_an_asset_is_drawn_as_things_that_are_joined_each_once():
    rows = [{"affected": "a", "campaign": "spring", "uses": n} for n in (2, 3)] + [{"affected": "b", "uses": 0}]
    chart = json.loads(told("impact-of-withdrawal", *rows, labels={"spring": "Spring"}).chart)
    assert [(node["name"], node["kind"]) for node in chart["nodes"]] == [("a", 0), ("Spring", 1), ("b", 0)]
    assert chart["links"] == [{"source": "0 a", "target": "1 spring", "name": "Uses: 5"}]


def test_a_gap_is_told_by_its_demand_whatever_it_is_made_of():
    row = {"concept": "x/school", "searches": 25, "requests": 0, "demand": 25, "usable": 0, "gap": Decimal(7)}
    assert told("content-gaps", row).said == (
        "1 concept is asked for more than there are usable assets: school, with a demand of 25 and 0 usable assets."
    )


def test_rows_that_are_left_out_are_told_from_nothing():
    definition = definitions()["content-gaps"]
    given = {"period": "2026-Q4", "market": "DE", "channel": "all"}
    page = shown(Answer(definition.question, given, (), {}, notes=(LEFT_OUT,)), LEXICON)
    assert page.noted
    assert "told by year, not by quarter" in page.said


def test_money_is_summed_where_it_can_be_and_never_where_it_counts_twice():
    rows = [spend("getty", "300.50", "100", 3), spend("istock", "99.50", "0", 1)]
    assert told("spend-per-use", *rows).said == (
        "Licences cost €400.00, of which €100.00 were never used within their term; getty comes first with €300.50."
    )
    assert "400" not in told("spend-per-use", *rows, by="concept").said


def test_endings_name_the_campaigns_and_the_first_day():
    rows = [
        {"asset": asset, "campaign": campaign, "until": date(2026, 12, day), "daysLeft": day, "uses": 1}
        for asset, campaign, day in (("a", "spring", 15), ("b", "spring", 9), ("b", "air", 20))
    ]
    page = told("ending-in-live-campaigns", *rows, labels={"spring": "Spring", "air": "Air"})
    assert page.said == (
        "Within 90 days: 2 live campaigns use 2 assets that may no longer be used before they end: Spring, Air. "
        "The first is permitted until 9 December 2026."
    )


@pytest.mark.parametrize("name", definitions())
def test_every_question_can_be_shown_with_a_bare_row_and_with_none(name: str):
    assert told(name).said == "Nothing was reported for this period and market."
    page = told(name, {})
    assert page.count == 1
    assert page.said


def test_a_purchase_is_called_by_its_number_and_has_both_prices():
    row = {
        "purchase": "urn:thesaury:purchase:1", "number": "79214", "at": date(2025, 5, 28), "seller": "getty",
        "price": Decimal(120), "priceCurrency": "USD", "cost": Decimal("110.50"), "currency": "EUR",
    }  # fmt: skip
    page = told("purchases-behind", row, subject="getty")
    cells = dict(zip([one.name for one in page.headings], page.rows[0].cells, strict=True))
    assert (cells["Purchase"].text, cells["Price paid"].text, cells["Cost"].text) == ("79214", "$120.00", "€110.50")
    assert cells["Purchase"].url == "/analytics/graph?about=urn%3Athesaury%3Apurchase%3A1"
    assert "Currency" not in cells


def test_bars_that_are_all_nothing_are_not_drawn():
    page = told("uses-by-market", {"market": "unknown", "uses": 0})
    assert (page.chart, page.said) == ("", "Nothing was reported for this period and market.")


def test_periods_are_offered_from_the_day_back_and_spoken():
    offered = dict(periods.offered(date(2026, 1, 15)))
    assert list(offered)[:6] == ["all", "2026", "2025", "2024", "2026-Q1", "2025-Q4"]
    assert list(offered)[-1] == "2025-02"
    older = list(dict(periods.offered(date(2028, 3, 1), date(2026, 12, 31), months=False)))
    assert older[:7] == ["all", "2028", "2027", "2026", "2025", "2024", "2026-Q4"]
    assert older[-1] == "2025-Q3"
    token = speaking.set("de")
    try:
        assert (periods.spoken("2026-Q4"), periods.spoken("2026-03")) == ("4. Quartal 2026", "März 2026")
    finally:
        speaking.reset(token)
    assert (periods.known("2026-Q5"), periods.known("2026-13"), periods.known("all")) == (False, False, True)


def test_an_answer_in_sparql_is_drawn_where_its_columns_fit():
    def found(*rows: tuple[str, ...]) -> Found:
        return Found(
            len(rows), (), columns=("name", "n"), rows=tuple(tuple(Cell(text) for text in row) for row in rows)
        )

    chart = json.loads(plain_chart(found(("https://x.example/a", "3"), ("b", "1.5")), "Answer"))
    assert (chart["along"], chart["series"][0]["values"]) == (["a", "b"], [3.0, 1.5])
    for rows in (
        (("a", "3"),),
        (("a", "x"), ("b", "1")),
        (("1", "3"), ("2", "1")),
    ):
        assert plain_chart(found(*rows), "Answer") == ""


def test_every_question_column_parameter_and_choice_has_words_of_its_own():
    wanted = set[str]()
    for name, definition in definitions().items():
        question = definition.question
        wanted |= {f"ask.{name}", f"ask.{name}.says"}
        wanted |= {f"column.{one.name}" for one in question.columns if one.name not in BESIDE}
        wanted |= {f"means.{one.meaning}" for one in question.columns}
        wanted |= {f"parameter.{one.name}" for one in question.parameters}
        wanted |= {
            f"choice.{choice}"
            for one in question.parameters
            for choice in one.choices
            if choice != "all" and one.name != "axis"
        }
    assert {f"analytics.{key}" for key in wanted} - ENGLISH.keys() == set()
