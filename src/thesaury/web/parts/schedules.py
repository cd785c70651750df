"""Schedules in the reader's words, as a form, and back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from babel.dates import format_time, get_day_names

from thesaury.model.flow import Schedule, ScheduleKind
from thesaury.sync.scheduling import due_after, parsed
from thesaury.web.parts.moments import at
from thesaury.web.texts import phrase, speaking

KINDS = ("manual", "every", "daily", "weekly", "cron", "once", "changes", "webhook")
UNITS = (("m", 60), ("h", 3600), ("d", 86400))
_DAILY = re.compile(r"(\d{1,2}) (\d{1,2}) \* \* \*")
_WEEKLY = re.compile(r"(\d{1,2}) (\d{1,2}) \* \* ([0-7])")
_NEXT = 3


@dataclass(frozen=True, slots=True)
class ScheduleForm:
    """A schedule as its form has it; times are UTC."""

    kind: str = "manual"
    number: str = "1"
    unit: str = "h"
    time: str = "03:00"
    day: str = "1"
    cron: str = "0 3 * * *"
    once: str = ""


def words(schedule: Schedule) -> str:
    """When it runs: every day at 03:00 UTC."""
    form = form_of_schedule(schedule)
    match form.kind:
        case "every":
            seconds = int(schedule.value)
            if form.unit == "s":
                return phrase("schedule.every.s", count=seconds)
            return phrase(f"schedule.every.{form.unit}", count=int(form.number))
        case "daily":
            return phrase("schedule.daily", time=_time(form.time))
        case "weekly":
            return phrase("schedule.weekly", day=weekdays()[int(form.day) % 7][1], time=_time(form.time))
        case "cron":
            return phrase("schedule.cron", rule=schedule.value)
        case "once":
            return phrase("schedule.once", moment=at(schedule.value))
    return phrase(f"schedule.{form.kind}")


def form_of_schedule(schedule: Schedule) -> ScheduleForm:
    """The form that says this schedule, as simple as can be."""
    match schedule.kind:
        case ScheduleKind.INTERVAL:
            seconds = int(schedule.value)
            unit, size = next(((u, s) for u, s in reversed(UNITS) if seconds % s == 0), ("s", 1))
            return ScheduleForm("every", number=str(seconds // size), unit=unit)
        case ScheduleKind.CRON:
            return _cron(schedule.value)
        case ScheduleKind.ONCE:
            moment = datetime.fromisoformat(schedule.value).astimezone(UTC)
            return ScheduleForm("once", once=moment.strftime("%Y-%m-%dT%H:%M"))
    return ScheduleForm(schedule.kind.value)


def typed(form: Mapping[str, str]) -> ScheduleForm:
    """The form as somebody filled it in; what is left out is as usual."""
    usual = ScheduleForm()
    return ScheduleForm(*(form.get(name, getattr(usual, name)).strip() for name in usual.__slots__))


def schedule_of(form: ScheduleForm) -> Schedule:
    """The schedule a form says. Raises Usage, with a sentence, for one that is none."""
    hour, _, minute = form.time.partition(":")
    match form.kind:
        case "every":
            return parsed(f"every {form.number}{form.unit}")
        case "daily":
            return parsed(f"cron {_whole(minute)} {_whole(hour)} * * *")
        case "weekly":
            return parsed(f"cron {_whole(minute)} {_whole(hour)} * * {form.day}")
        case "cron":
            return parsed(f"cron {form.cron}")
        case "once":
            return parsed(f"once {form.once}Z" if form.once and not form.once.endswith("Z") else f"once {form.once}")
    return parsed(form.kind)


def following(schedule: Schedule, moment: datetime) -> tuple[str, ...]:
    """The next times after this moment, three at most; none where it never runs by itself."""
    times: list[str] = []
    while len(times) < _NEXT and (due := due_after(schedule, moment)):
        times.append(at(due))
        moment = datetime.fromisoformat(due)
    return tuple(times)


def weekdays() -> tuple[tuple[str, str], ...]:
    """The days of the week by their number in cron (0 is Sunday), as the reader calls them."""
    names = get_day_names("wide", locale=speaking.get())
    return tuple((str(number), str(names[(number - 1) % 7])) for number in range(7))


def _cron(rule: str) -> ScheduleForm:
    if found := _DAILY.fullmatch(rule):
        return ScheduleForm("daily", time=f"{int(found[2]):02}:{int(found[1]):02}", cron=rule)
    if found := _WEEKLY.fullmatch(rule):
        return ScheduleForm(
            "weekly", time=f"{int(found[2]):02}:{int(found[1]):02}", day=str(int(found[3]) % 7), cron=rule
        )
    return ScheduleForm("cron", cron=rule)


def _time(text: str) -> str:
    hour, minute = text.split(":")
    return phrase(
        "schedule.utc", time=format_time(datetime(2000, 1, 1, int(hour), int(minute)), "HH:mm", locale=speaking.get())
    )


def _whole(text: str) -> str:
    """A number without leading noughts; anything else is left for the schedule's own check to refuse."""
    return str(int(text)) if text.isdecimal() else text or "?"
