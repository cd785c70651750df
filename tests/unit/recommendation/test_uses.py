"""The uses of a brief are asked about from today on, and what was assumed of their days is told."""

from dataclasses import replace
from datetime import date

import pytest

from tests.unit.recommendation.worlds import Shot, brief, names, recommended, world
from tests.unit.rights.licences import licence
from thesaury.model.brief import Brief, Said
from thesaury.pipeline.recommending.uses import planned, uses_of
from thesaury.recommendation.wording import note
from thesaury.rights.vocabulary import shipped
from thesaury.web.texts import briefs as texts

TODAY = date(2027, 4, 1)

PERIODS = {
    "still to come": ("2027-05-01", "2027-06-30", "2027-05-01", "2027-06-30", ()),
    "running": ("2027-01-01", "2027-06-30", "2027-04-01", "2027-06-30", ()),
    "on its last day": ("2027-01-01", "2027-04-01", "2027-04-01", None, ()),
    "over": ("2026-07-01", "2026-09-30", "2027-04-01", None, (("period-over", "2026-09-30"),)),
    "over, without a first day": ("", "2026-09-30", "2027-04-01", None, (("period-over", "2026-09-30"),)),
    "without a first day": ("", "2027-06-30", "2027-04-01", "2027-06-30", ()),
    "without an end": ("2027-05-01", "", "2027-05-01", None, (("end-assumed", "2027-05-01"),)),
    "begun, without an end": ("2026-05-01", "", "2027-04-01", None, (("end-assumed", "2027-04-01"),)),
    "without days": ("", "", "2027-04-01", None, (("day-assumed", ""),)),
}


def asked(first: str, last: str) -> Brief:
    return replace(brief("school"), first_day=said(first), last_day=said(last))


def said(day: str) -> Said | None:
    return Said(day) if day else None


@pytest.mark.parametrize("name", PERIODS)
def test_days_that_are_over_are_not_asked_about(name: str):
    first, last, begin, end, told = PERIODS[name]
    [use], notes = uses_of(asked(first, last), shipped(), TODAY)
    assert (use.first_day.isoformat(), use.last_day and use.last_day.isoformat()) == (begin, end)
    assert notes == told


def test_the_use_that_is_planned_keeps_its_days():
    [use] = planned(asked("2026-07-01", "2026-09-30"), shipped(), TODAY)
    assert (use.first_day, use.last_day) == (date(2026, 7, 1), date(2026, 9, 30))


def test_a_licence_that_ended_since_permits_nothing_for_a_brief_that_is_over():
    ended = licence(valid_from=date(2025, 1, 1), valid_until=date(2025, 12, 31))
    opened = world(ended=Shot("school", ended), lasting=Shot("school"))
    found = recommended(opened, asked("2025-07-01", "2025-09-30"))
    assert names(found) == ["lasting"]
    assert ("period-over", "2025-09-30") in found.notes


@pytest.mark.parametrize("code", ["end-assumed", "period-over"])
def test_pages_and_answers_have_words_for_each_note(code: str):
    assert code not in note(code, "2027-05-01")
    for phrases in (texts.ENGLISH, texts.GERMAN):
        assert "{about}" in phrases[f"picks.note.{code}"]
