"""Schedules in words and as forms, how long a run will take, and names that addresses can hold."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thesaury.model.connection import RunProgress
from thesaury.model.errors import Usage
from thesaury.model.flow import Schedule, ScheduleKind
from thesaury.sync.scheduling import parsed
from thesaury.web.parts.connecting import free_name, good_name
from thesaury.web.parts.moments import about, lasted
from thesaury.web.parts.run_words import remaining
from thesaury.web.parts.schedules import ScheduleForm, following, form_of_schedule, schedule_of, typed, words
from thesaury.web.texts import speaking

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "english", "german"),
    [
        ("manual", "by hand", "von Hand"),
        ("every 15m", "every 15 minutes", "alle 15 Minuten"),
        ("every 60m", "every hour", "jede Stunde"),
        ("every 90s", "every 90 seconds", "alle 90 Sekunden"),
        ("every 7d", "every 7 days", "alle 7 Tage"),
        ("cron 0 3 * * *", "every day at 03:00 UTC", "jeden Tag um 03:00 UTC"),
        ("cron 5 18 * * 0", "every Sunday at 18:05 UTC", "jede Woche am Sonntag um 18:05 UTC"),
        ("cron 5 18 * * 7", "every Sunday at 18:05 UTC", "jede Woche am Sonntag um 18:05 UTC"),
        ("cron */5 * * * *", "by the rule */5 * * * * (UTC)", "nach der Regel */5 * * * * (UTC)"),
        ("changes", "when something changes there", "wenn sich dort etwas ändert"),
    ],
)
def test_a_schedule_is_said_in_words(said: str, english: str, german: str):
    assert words(parsed(said)) == english
    token = speaking.set("de")
    try:
        assert words(parsed(said)) == german
    finally:
        speaking.reset(token)


@pytest.mark.parametrize(
    "said",
    [
        "manual",
        "webhook",
        "changes",
        "every 15m",
        "every 7s",
        "every 2d",
        "cron 0 3 * * *",
        "cron 5 18 * * 3",
        "cron 1 2 3 4 *",
    ],
)
def test_a_form_says_the_schedule_it_was_made_from(said: str):
    assert schedule_of(form_of_schedule(parsed(said))) == parsed(said)


@given(st.dictionaries(st.sampled_from([*ScheduleForm.__slots__, "x"]), st.text(max_size=12)))
def test_whatever_is_typed_is_a_schedule_or_refused_with_a_sentence(form: dict[str, str]):
    schedule = None
    with suppress(Usage):
        schedule = schedule_of(typed(form))
    if schedule:
        assert words(schedule)
        following(schedule, NOON)


def test_the_next_times_follow_each_other():
    assert following(parsed("cron 0 3 * * *"), NOON)[0] == "Mon, 30 Nov 2026, 03:00 UTC"
    assert len(following(parsed("every 1h"), NOON)) == 3
    assert len(following(Schedule(ScheduleKind.ONCE, "2026-12-01T06:00:00+00:00"), NOON)) == 1
    assert following(parsed("manual"), NOON) == ()


def test_what_is_left_is_reckoned_from_the_pace_so_far():
    at = RunProgress("pull", "dam", 0, 3, 25, 100, NOON.isoformat())
    assert remaining(at, NOON + timedelta(seconds=10)) == 30
    assert remaining(at, NOON + timedelta(seconds=1)) is None
    assert remaining(RunProgress("pull", "dam", 0, 3, 25, None, NOON.isoformat()), NOON + timedelta(seconds=10)) is None
    assert remaining(RunProgress("pull", "dam", 0, 3, 0, 100, NOON.isoformat()), NOON + timedelta(seconds=10)) is None
    assert remaining(RunProgress("pull", "dam", 0, 3, 120, 100, NOON.isoformat()), NOON + timedelta(seconds=10)) == 0
    assert (about(20), about(61), about(400), about(7300)) == (
        "less than a minute",
        "about a minute",
        "about 7 minutes",
        "about 2 hours",
    )
    assert (lasted(0.44), lasted(12.3), lasted(185), lasted(7800)) == ("0.4 s", "12 s", "3 min 5 s", "2 h 10 min")


@pytest.mark.parametrize("name", ["dam", "Bilder 2026", "Ünïcode-x.y_z"])
def test_good_names(name: str):
    assert good_name(name)


@pytest.mark.parametrize("name", ["", " a", "a/b", "a?b", "-a", "a" * 81, "<b>"])
def test_names_that_no_address_could_hold(name: str):
    assert not good_name(name)


def test_a_name_that_is_taken_gets_a_number():
    assert [free_name("a", taken) for taken in ([], ["a"], ["a", "a-2"])] == ["a", "a-2", "a-3"]
