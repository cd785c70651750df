"""Schedules as people say them, and when a flow is due."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thesaury.model.errors import Usage
from thesaury.model.flow import Schedule, ScheduleKind
from thesaury.sync.scheduling import due_after, first_due, parsed, spoken

NOW = datetime(2026, 11, 24, 10, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "schedule", "due"),
    [
        ("manual", Schedule(), ""),
        ("webhook", Schedule(ScheduleKind.WEBHOOK), ""),
        ("every 15m", Schedule(ScheduleKind.INTERVAL, "900"), "2026-11-24T10:22:30+00:00"),
        ("every 1d", Schedule(ScheduleKind.INTERVAL, "86400"), "2026-11-25T10:07:30+00:00"),
        ("cron 0 3 * * *", Schedule(ScheduleKind.CRON, "0 3 * * *"), "2026-11-25T03:00:00+00:00"),
        ("cron */5 * * * 2", Schedule(ScheduleKind.CRON, "*/5 * * * 2"), "2026-11-24T10:10:00+00:00"),
        (
            "once 2026-12-01T06:00+01:00",
            Schedule(ScheduleKind.ONCE, "2026-12-01T05:00:00+00:00"),
            "2026-12-01T05:00:00+00:00",
        ),
        ("once 2026-01-01T00:00Z", Schedule(ScheduleKind.ONCE, "2026-01-01T00:00:00+00:00"), ""),
    ],
)
def test_a_schedule_is_read_and_knows_what_is_due(text, schedule, due):
    assert parsed(text) == schedule
    assert parsed(spoken(schedule)) == schedule
    assert due_after(schedule, NOW) == due


@pytest.mark.parametrize(
    "text",
    ["", "hourly", "every", "every 2s", "every x", "every 5", "cron * * *", "cron 61 * * * *", "once tomorrow",
     "once 2026-12-01T06:00", "manual now"],
)  # fmt: skip
def test_a_wrong_schedule_says_what_a_right_one_is(text):
    with pytest.raises(Usage) as error:
        parsed(text)
    assert "such as" in error.value.message or "Say manual" in error.value.message


def test_an_interval_begins_at_once():
    assert first_due(parsed("every 1h"), NOW) == NOW.isoformat(timespec="seconds")


@given(st.integers(5, 10**6))
def test_missed_runs_are_not_made_up_for(seconds):
    later = NOW + timedelta(days=400)
    assert datetime.fromisoformat(due_after(Schedule(ScheduleKind.INTERVAL, str(seconds)), later)) > later


def test_a_day_that_never_comes_is_refused():
    with pytest.raises(Usage, match="never comes"):
        parsed("cron 0 0 30 2 *")
