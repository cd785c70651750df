"""The edge cases of the rights contract that concern days, hours, zones and membership over time."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.unit.rights.licences import DENY, PERMIT, REVIEW, answer, licence, term, use, verdict
from thesaury.model.licensing import Axis
from thesaury.rights.deciding import Basis, decide

LAST = date(2026, 12, 31)
UNTIL = licence(valid_until=LAST)
TOKYO, NEW_YORK = "Asia/Tokyo", "America/New_York"


def at(written: str) -> datetime:
    return datetime.fromisoformat(written)


def test_last_day_inclusive():
    assert verdict(UNTIL, first_day=LAST) is PERMIT
    assert verdict(UNTIL, first_day=LAST + timedelta(days=1)) is DENY


def test_last_day_inclusive_in_the_licences_zone_while_the_asker_is_elsewhere():
    """23:30 in Berlin is the last day still, whatever the asker's calendar says; half an hour later it is over."""
    assert verdict(UNTIL, first_day=at("2027-01-01T07:30+09:00"), time_zone=TOKYO) is PERMIT
    assert verdict(UNTIL, first_day=at("2027-01-01T08:00+09:00"), time_zone=TOKYO) is DENY
    assert verdict(UNTIL, first_day=at("2026-12-31T17:59-05:00"), time_zone=NEW_YORK) is PERMIT
    assert verdict(UNTIL, first_day=at("2026-12-31T18:00-05:00"), time_zone=NEW_YORK) is DENY


def test_a_day_of_which_only_some_hours_are_covered_needs_an_hour():
    assert verdict(UNTIL, first_day=LAST, time_zone=NEW_YORK) is REVIEW
    assert verdict(UNTIL, first_day=date(2026, 12, 30), time_zone=NEW_YORK) is PERMIT
    assert verdict(UNTIL, first_day=date(2027, 1, 1), time_zone=NEW_YORK) is DENY
    assert verdict(UNTIL, first_day=LAST, time_zone=TOKYO) is PERMIT
    assert verdict(UNTIL, first_day=date(2027, 1, 1), time_zone=TOKYO) is REVIEW


def test_the_licences_zone_is_a_setting():
    assert verdict(UNTIL, Basis(time_zone=NEW_YORK), first_day=LAST, time_zone=NEW_YORK) is PERMIT


def test_embargo_with_hour():
    embargo = licence(valid_from=at("2026-05-15T09:00+02:00"))
    assert verdict(embargo, first_day=at("2026-05-15T08:59+02:00")) is DENY
    assert verdict(embargo, first_day=at("2026-05-15T09:00+02:00")) is PERMIT
    assert verdict(embargo, first_day=at("2026-05-15T03:00-04:00"), time_zone=NEW_YORK) is PERMIT
    assert verdict(embargo, first_day=at("2026-05-15T09:00"), time_zone=NEW_YORK) is PERMIT
    assert verdict(embargo, first_day=at("2026-05-15T08:00"), time_zone="Europe/Berlin") is DENY
    assert verdict(embargo, first_day=date(2026, 5, 15)) is REVIEW
    assert verdict(embargo, first_day=date(2026, 5, 14)) is DENY
    assert verdict(embargo, first_day=date(2026, 5, 16)) is PERMIT


def test_an_embargo_is_said_with_its_hour_and_offset():
    embargo = licence(valid_from=at("2026-05-15T09:00+02:00"))
    sentence = answer(decide(embargo, use(first_day=date(2026, 5, 15))), Axis.DATE).sentence
    assert sentence == "The licence begins on 15 May 2026, 09:00 +02:00, within 15 May 2026: ask with an hour."


def test_cet_in_may():
    """09:00 CET is 10:00 on Berlin's clocks in May: the offset that was written counts."""
    embargo = licence(valid_from=at("2026-05-15T09:00+01:00"))
    assert verdict(embargo, first_day=at("2026-05-15T09:30+02:00")) is DENY
    assert verdict(embargo, first_day=at("2026-05-15T10:00+02:00")) is PERMIT


def test_an_end_with_an_hour_and_one_in_the_last_minute():
    evening = licence(valid_until=at("2026-12-31T18:00+01:00"))
    assert verdict(evening, first_day=at("2026-12-31T17:59+01:00")) is PERMIT
    assert verdict(evening, first_day=at("2026-12-31T18:00+01:00")) is DENY
    assert verdict(evening, first_day=LAST) is REVIEW
    assert verdict(licence(valid_until=at("2026-12-31T23:59:59+01:00")), first_day=LAST) is PERMIT


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_days_on_which_clocks_change_are_whole_days(day):
    short = licence(valid_from=day, valid_until=day)
    assert verdict(short, first_day=day) is PERMIT
    assert verdict(short, first_day=day + timedelta(days=1)) is DENY
    assert verdict(short, first_day=day - timedelta(days=1)) is DENY
    assert (
        verdict(short, first_day=datetime(day.year, day.month, day.day, 23, 59, tzinfo=ZoneInfo("Europe/Berlin")))
        is PERMIT
    )


def test_29_february():
    leap = licence(valid_until=date(2028, 2, 29))
    assert verdict(leap, first_day=date(2028, 2, 29)) is PERMIT
    assert decide(leap, use(first_day=date(2028, 2, 1))).next_change == date(2028, 3, 1)


def test_first_use_against_validity():
    first_use = licence(first_use_by=date(2026, 6, 30))
    assert verdict(first_use, first_day=date(2026, 6, 30)) is PERMIT
    assert verdict(first_use, first_day=date(2026, 7, 1)) is DENY
    assert verdict(first_use, first_day=date(2030, 1, 1), already_in_use=True) is PERMIT
    assert verdict(first_use, first_day=date(2026, 6, 1), last_day=date(2027, 1, 1)) is PERMIT
    silent = licence(term(first_use_by=date(2026, 6, 30), perpetual=False))
    assert verdict(silent, first_day=date(2026, 6, 30)) is REVIEW


def test_a_period_has_to_hold_on_every_day_and_the_answer_names_the_first_bad_one():
    decision = decide(UNTIL, use(first_day=date(2026, 12, 1), last_day=date(2027, 1, 5)))
    assert decision.verdict is DENY
    assert "the first day that does not fit is 1 January 2027" in answer(decision, Axis.DATE).sentence
    early = decide(licence(valid_from=date(2026, 6, 2)), use(last_day=date(2026, 6, 9)))
    assert "the first day that does not fit is 1 June 2026" in answer(early, Axis.DATE).sentence


def test_two_terms_may_take_turns_in_a_period():
    turns = licence(term(valid_until=date(2026, 6, 30)), term(valid_from=date(2026, 7, 1)))
    assert verdict(turns, last_day=date(2026, 8, 31)) is PERMIT
    gap = licence(term(valid_until=date(2026, 6, 30)), term(valid_from=date(2026, 7, 2)))
    decision = decide(gap, use(last_day=date(2026, 8, 31)))
    assert decision.verdict is DENY
    assert "1 July 2026" in answer(decision, Axis.DATE).sentence


def test_eu_membership_over_time():
    eu = licence(regions="EU")
    assert verdict(eu, regions="GB", first_day=date(2020, 1, 31)) is PERMIT
    assert verdict(eu, regions="GB", first_day=date(2020, 2, 1)) is DENY
    assert verdict(eu, regions="HR", first_day=date(2013, 6, 30)) is DENY
    assert verdict(eu, regions="HR", first_day=date(2013, 7, 1)) is PERMIT
    whole_year = decide(eu, use(regions="GB", first_day=date(2020, 1, 1), last_day=date(2020, 12, 31)))
    assert whole_year.verdict is DENY
    assert "on 1 February 2020" in answer(whole_year, Axis.REGION).sentence
    assert decide(eu, use(regions="GB", first_day=date(2020, 1, 1))).next_change == date(2020, 2, 1)


def test_a_question_about_the_eu_asks_for_the_members_of_the_day():
    without = licence(regions="AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK")
    assert verdict(without, regions="EU", first_day=date(2020, 2, 1)) is PERMIT
    assert verdict(without, regions="EU", first_day=date(2020, 1, 31)) is DENY


def test_the_transition_period_of_the_eea_needs_a_person():
    assert verdict(licence(regions="EEA"), regions="GB", first_day=date(2020, 6, 1)) is REVIEW
    assert verdict(licence(regions="EEA"), regions="GB", first_day=date(2021, 1, 1)) is DENY


def test_a_licence_that_is_perpetual_and_ends_needs_a_person():
    both = licence(perpetual=True, valid_until=LAST)
    assert verdict(both, first_day=LAST) is PERMIT
    assert verdict(both, first_day=date(2027, 1, 1)) is REVIEW


def test_a_licence_that_ends_before_it_begins_needs_a_person():
    assert verdict(licence(valid_from=date(2026, 7, 1), valid_until=date(2026, 5, 1))) is REVIEW


@pytest.mark.parametrize("changed", [{"last_day": date(2026, 5, 1)}, {"time_zone": "Mars/Olympus"}, {"regions": ()}])
def test_a_question_that_cannot_be_read_is_never_permitted(changed):
    assert verdict(licence(), **changed) is REVIEW


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_first_and_the_last_day_there_is(day):
    assert verdict(licence(), first_day=day) is PERMIT
    assert verdict(licence(), first_day=day, time_zone=TOKYO) is PERMIT
    assert verdict(licence(valid_until=date.max), first_day=day) is PERMIT
    assert verdict(licence(valid_from=date.min), first_day=day) is PERMIT
