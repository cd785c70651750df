"""Addresses of the rights calendar: months, the days to come, and the filters that go along."""

from datetime import date, timedelta
from urllib.parse import urlencode

from babel.dates import format_date

from thesaury.pipeline.watch.entries import Wanted
from thesaury.web.texts import speaking

FIRST_MONTH, LAST_MONTH = date(1900, 1, 1), date(2200, 12, 1)
"""Months that are shown; licences of other times are not to be had."""


def neighbour(month: date | None, wanted: Wanted) -> tuple[str, str] | None:
    """The name and address of this month, None where there is none."""
    return (month_name(month), calendar_url(month, wanted)) if month else None


def back(month: date) -> date | None:
    """The month before, None before the first."""
    return (month - timedelta(days=1)).replace(day=1) if month > FIRST_MONTH else None


def forth(month: date) -> date | None:
    """The month after, None after the last."""
    return (month + timedelta(days=31)).replace(day=1) if month < LAST_MONTH else None


def calendar_url(day: date, wanted: Wanted, soon: bool = False) -> str:
    """The page of the month of this day, or of the days to come."""
    stretch = {} if soon else {"month": day.isoformat()[:7]}
    told = urlencode(stretch | asked(wanted))
    return f"/rights/calendar?{told}" if told else "/rights/calendar"


def asked(wanted: Wanted) -> dict[str, str]:
    """The filters as they stand in an address."""
    named = {"connection": wanted.connection, "campaign": wanted.campaign, "market": wanted.market}
    named["occasion"] = wanted.occasion.value if wanted.occasion else ""
    return {name: value for name, value in named.items() if value} | ({"in_use": "true"} if wanted.in_use else {})


def month_name(month: date) -> str:
    """Such as December 2026, in the language spoken."""
    return format_date(month, "MMMM y", locale=speaking.get())
