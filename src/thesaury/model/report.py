"""Scheduled reports: who is told how often of what, and what became of each."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Frequency(StrEnum):
    """How often a report goes out."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


class Way(StrEnum):
    """How it goes out: by e-mail to people, or as a message to one of the webhooks."""

    EMAIL = "email"
    WEBHOOK = "webhook"


class Span(StrEnum):
    """What a report covers: the month, quarter or year in which the day before it lies, or everything."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class ReportSchedule:
    """A report that goes out again and again. `recipients` are addresses of e-mail, or the id of one webhook; `market` is a region of the
    tables of rights, or `all`; `language` is en or de. `made_at` is UTC in ISO 8601; the first report is that of the next turn after it."""

    id: str
    name: str
    frequency: Frequency
    way: Way
    recipients: tuple[str, ...]
    span: Span = Span.MONTH
    market: str = "all"
    language: str = "en"
    made_at: str = ""
    by: str = ""


class SendingState(StrEnum):
    """How one report stands: `sending` is what is under way, or what a process that died had under way; `uncertain` may have gone out."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Sending:
    """One report of a schedule in one turn: how often it was tried, when it is tried again (`next_at`) and why it did not go out. Moments
    are UTC in ISO 8601."""

    schedule: str
    turn: str
    state: SendingState
    at: str
    attempts: int = 0
    next_at: str = ""
    message: str = ""


def turn_of(frequency: Frequency, day: date) -> str:
    """The turn that a day lies in: 2026-11-30, 2026-W49 or 2026-11. Later turns of a frequency sort behind earlier ones."""
    if frequency is Frequency.DAILY:
        return day.isoformat()
    if frequency is Frequency.WEEKLY:
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    return day.isoformat()[:7]


def period_of(span: Span, day: date) -> str:
    """What a report of this day covers, as a period of the tallies: the one in which the day before lies, so that the first report of a
    month tells of the whole month before."""
    before = day - timedelta(days=1)
    if span is Span.MONTH:
        return before.isoformat()[:7]
    if span is Span.QUARTER:
        return f"{before.year}-Q{(before.month + 2) // 3}"
    return str(before.year) if span is Span.YEAR else "all"
