"""Dates, periods and lengths of time: what is read, and what never is."""

from datetime import date, datetime

import pytest

from thesaury.model.licensing import Statement
from thesaury.rights.parsing import Context, parse

REST = "web, EU, "


def read(text: str, **facts: str) -> Statement:
    return parse(REST + text, Context.of(facts))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("until 31.12.2026", None, "2026-12-31"),
        ("until 13/04/2027", None, "2027-04-13"),
        ("until 04/13/2027", None, "2027-04-13"),
        ("until 05/05/2027", None, "2027-05-05"),
        ("expires end of June 2027", None, "2027-06-30"),
        ("bis Ende 2026", None, "2026-12-31"),
        ("jusqu'à fin février 2028", None, "2028-02-29"),
        ("bis 12/2027", None, "2027-12-31"),
        ("through 2028", None, "2028-12-31"),
        ("until week 24/2026", None, "2026-06-14"),
        ("bis Ende Q2 2027", None, "2027-06-30"),
        ("1. Halbjahr 2026", "2026-01-01", "2026-06-30"),
        ("KW 10 bis KW 14/2026", "2026-03-02", "2026-04-05"),
        ("30 May - 9 June 2028", "2028-05-30", "2028-06-09"),
        ("May-July 2026", "2026-05-01", "2026-07-31"),
        ("1/1/2026 - 12/31/2027", "2026-01-01", "2027-12-31"),
        ("2026-01-15 through 2026-07-14", "2026-01-15", "2026-07-14"),
        ("6 months from 1 March 2026", "2026-03-01", "2026-08-31"),
        ("two years, starting 1 March 2026", "2026-03-01", "2028-02-29"),
        ("1 month from 31 January 2026", "2026-01-31", "2026-02-27"),
        ("18 mois à compter du 1er janvier 2026", "2026-01-01", "2027-06-30"),
        ("2 Jahre ab Erstveröffentlichung am 01.09.2025", "2025-09-01", "2027-08-31"),
        ("before 1 July 2026", None, "2026-06-30"),
    ],
)
def test_a_period_that_is_plain_is_read(text: str, first: str | None, last: str) -> None:
    statement = read(text)
    assert statement.complete
    term = statement.terms[0]
    assert (term.valid_from and term.valid_from.isoformat(), term.valid_until and term.valid_until.isoformat()) == (
        first,
        last,
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("until 03/04/2027", "ambiguous_date_format"),
        ("expires 31 Nov 2026", "impossible_date"),
        ("until 2026-13-01", "impossible_date"),
        ("until 31 December", "ambiguous_date_format"),
        ("until 2027", "ambiguous_date_format"),
        ("until mid 2027", "ambiguous_date_format"),
        ("31.12.2026", "ambiguous_date_format"),
        ("FY26", "fiscal_year_undefined"),
        ("for 3 years", "relative_date_without_anchor"),
        ("3 years from first publication", "relative_date_without_anchor"),
        ("until revoked", "revocable_term"),
        ("until the end of the campaign", "open_event_end"),
        ("perpetual, until 31.12.2026", "contradiction"),
        ("from 31.12.2026 until 01.01.2026", "contradiction"),
        ("until 31.12.2026, until 31.12.2027", "contradiction"),
    ],
)
def test_a_period_that_is_not_plain_is_left_to_a_person(text: str, reason: str) -> None:
    statement = read(text)
    assert not statement.complete
    assert reason in {each.reason for each in statement.unresolved}
    assert "date" in statement.terms[0].unclear_axes


def test_the_locale_decides_between_day_and_month_first() -> None:
    assert read("until 03/04/2027", locale="en-GB").terms[0].valid_until == date(2027, 4, 3)
    assert read("until 03/04/2027", locale="en-US").terms[0].valid_until == date(2027, 3, 4)


def test_a_length_counts_from_what_is_known_beside_the_text() -> None:
    term = read("3 years from first publication", first_publication="2025-09-10").terms[0]
    assert (term.valid_from, term.valid_until) == (date(2025, 9, 10), date(2028, 9, 9))


def test_two_anchors_that_disagree_are_left_to_a_person() -> None:
    statement = read("2 years from delivery (delivered 2024-06-20)", delivered="2024-07-01")
    assert "contradiction" in {each.reason for each in statement.unresolved}


def test_an_embargo_has_its_hour_and_its_zone() -> None:
    text = "Sperrfrist: 12.10.2026, 10:00 Uhr (MESZ). Danach Pressefreigabe weltweit ohne zeitliche Begrenzung."
    assert parse(text).terms[0].valid_from == datetime.fromisoformat("2026-10-12T10:00:00+02:00")
    english = "Embargoed until 15 January 2026, 09:00 (Europe/Berlin). Then web, worldwide, perpetual."
    assert parse(english).terms[0].valid_from == datetime.fromisoformat("2026-01-15T09:00:00+01:00")


def test_a_zone_nobody_knows_is_never_passed_over() -> None:
    assert not parse("Embargoed until 15 May 2026, 09:00 (Harbour time). Then web, worldwide, perpetual.").complete


def test_first_use_is_no_end() -> None:
    term = parse("Must be used for the first time before 1 July 2026. Web, EU, perpetual.").terms[0]
    assert (term.first_use_by, term.valid_until, term.perpetual) == (date(2026, 6, 30), None, True)


@pytest.mark.parametrize("text", ["0/7/2026", "00/05/2026", "1/2/0000"])
def test_a_day_that_is_none_in_either_order_is_a_problem_and_no_error(text: str) -> None:
    assert "impossible_date" in {one.reason for one in parse(f"Valid until {text}.", Context()).unresolved}
