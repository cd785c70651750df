"""Schedules: when a flow is due next, and what makes a schedule a good one."""

from datetime import UTC, datetime, timedelta

from thesaury.model.errors import Usage
from thesaury.model.flow import Schedule, ScheduleKind

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
SHORTEST = 5
"""Seconds between two runs of an interval at least: less would only keep a worker busy."""


def parsed(text: str) -> Schedule:
    """A schedule from its words: `manual`, `webhook`, `changes`, `every 15m`, `cron 0 3 * * *` (UTC), `once` and a moment. Raises Usage."""
    kind, _, value = text.strip().partition(" ")
    match kind:
        case "manual" | "webhook" | "changes" if not value:
            return Schedule(ScheduleKind(kind))
        case "every":
            return Schedule(ScheduleKind.INTERVAL, str(_interval(value.strip())))
        case "cron":
            return Schedule(ScheduleKind.CRON, _cron(value.strip()))
        case "once":
            return Schedule(ScheduleKind.ONCE, _moment(value.strip()))
    raise Usage(
        f"The schedule {text!r} is none. Say manual, webhook, changes, 'every 15m' (s, m, h, d), "
        "'cron 0 3 * * *' (UTC) or 'once' with a moment."
    )


def spoken(schedule: Schedule) -> str:
    """The schedule as `parsed` reads it."""
    words = {ScheduleKind.INTERVAL: f"every {schedule.value}s", ScheduleKind.CRON: f"cron {schedule.value}"}
    return words.get(schedule.kind, f"{schedule.kind.value} {schedule.value}".strip())


def due_after(schedule: Schedule, moment: datetime) -> str:
    """The first moment after this one at which the flow is due, as UTC in ISO 8601; empty when it never is by itself.

    Runs that were missed while nothing worked are not made up for: one run does what all of them would have done.
    """
    match schedule.kind:
        case ScheduleKind.INTERVAL:
            return _text(moment + timedelta(seconds=int(schedule.value)))
        case ScheduleKind.CRON:
            from croniter import croniter

            return _text(croniter(schedule.value, moment.astimezone(UTC)).get_next(datetime))
        case ScheduleKind.ONCE:
            once = datetime.fromisoformat(schedule.value)
            return _text(once) if once > moment else ""
    return ""


def first_due(schedule: Schedule, moment: datetime) -> str:
    """When a flow that is kept at this moment is due first; an interval begins at once."""
    return _text(moment) if schedule.kind is ScheduleKind.INTERVAL else due_after(schedule, moment)


def _interval(text: str) -> int:
    number, unit = text[:-1], text[-1:]
    if not number.isdecimal() or unit not in _UNITS or int(number) * _UNITS[unit] < SHORTEST:
        raise Usage(f"The interval {text!r} has to be a number with s, m, h or d, at least {SHORTEST}s, such as 15m.")
    return int(number) * _UNITS[unit]


def _cron(text: str) -> str:
    from croniter import CroniterBadDateError, croniter

    if len(text.split()) != 5 or not croniter.is_valid(text):
        raise Usage(
            f"The cron expression {text!r} needs five fields: minute, hour, day, month, weekday, such as '0 3 * * *'."
        )
    try:
        croniter(text, datetime(2000, 1, 1, tzinfo=UTC)).get_next(datetime)
    except CroniterBadDateError:
        raise Usage(f"The cron expression {text!r} names a day that never comes. Name one that does.") from None
    return text


def _moment(text: str) -> str:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Usage(
            f"The moment {text!r} has to be ISO 8601 with a time zone, such as 2026-12-01T06:00+01:00."
        ) from None
    if moment.tzinfo is None:
        raise Usage(f"The moment {text!r} says no time zone. Add one, such as {text}+01:00 or {text}Z.")
    return _text(moment)


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
