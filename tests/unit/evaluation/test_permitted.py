"""A person's reading of rights: all channels, all regions, every day, and no doubt."""

from dataclasses import replace

import pytest

from thesaury.evaluation.permitted import Permitted, Planned, Reading, Term, permitted, reading_of

WEB = Term(("website", "email"), ("DE", "AT"), "2026-01-01", "2026-12-31")
USE = Planned(("website",), ("DE",), "2026-03-01", "2026-03-31")


def said(use: Planned, *terms: Term, doubt: str = "") -> Permitted:
    return permitted(Reading(terms, doubt), use)


def test_every_channel_region_and_day_has_to_be_covered() -> None:
    assert said(USE, WEB) is Permitted.YES
    assert said(replace(USE, channels=("website", "pos")), WEB) is Permitted.NO
    assert said(replace(USE, regions=("DE", "FR")), WEB) is Permitted.NO
    assert said(replace(USE, first_day="2025-12-31"), WEB) is Permitted.NO
    assert said(replace(USE, last_day="2027-01-01"), WEB) is Permitted.NO
    assert said(USE) is Permitted.NO


def test_one_term_may_cover_a_channel_and_another_the_other_one() -> None:
    both = replace(USE, channels=("website", "pos"))
    assert said(both, WEB, Term(("pos",), ("*",))) is Permitted.YES


def test_worldwide_needs_every_country_and_a_country_may_be_left_out() -> None:
    everywhere, but_one = Term(("website",), ("*",)), Term(("website",), ("*", "-DE"))
    assert said(replace(USE, regions=("*",)), everywhere) is Permitted.YES
    assert said(replace(USE, regions=("*",)), but_one) is Permitted.NO
    assert said(replace(USE, regions=("*",)), WEB) is Permitted.NO
    assert said(replace(USE, regions=("FR",)), but_one) is Permitted.YES
    assert said(USE, but_one) is Permitted.NO


def test_a_use_that_began_in_time_may_go_on() -> None:
    first_use = Term(("website",), ("*",), begin_by="2026-03-01")
    assert said(replace(USE, last_day="2030-01-01"), first_use) is Permitted.YES
    assert said(replace(USE, first_day="2026-03-02"), first_use) is Permitted.NO


def test_doubt_is_no_yes_and_a_clear_no_stays_one() -> None:
    assert said(USE, WEB, doubt="ask first") is Permitted.UNCLEAR
    assert said(USE, doubt="see contract") is Permitted.UNCLEAR
    assert said(replace(USE, regions=("FR",)), WEB, doubt="ask first") is Permitted.NO


def test_plain_data_become_a_reading_or_are_refused() -> None:
    fields = {"terms": [{"channels": ["website"], "regions": ["*"], "until": "2027-01-01"}], "doubt": "why"}
    assert reading_of(fields) == Reading((Term(("website",), ("*",), last_day="2027-01-01"),), "why")
    wrong: tuple[dict[str, object], ...] = ({}, {"terms": {}}, {"terms": [{"channels": []}]})
    for broken in wrong:
        with pytest.raises((KeyError, TypeError)):
            reading_of(broken)
