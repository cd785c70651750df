"""Advice, forecasts, schedules and reports as JSON values of a stable shape: numbers as numbers, days in ISO 8601."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from thesaury.analytics.advice import Advice, Advised
from thesaury.analytics.advising.pieces import Figure
from thesaury.analytics.forecasting import AHEAD, GRACE, LEAST_ENDED, LEAST_QUARTERS, Forecast
from thesaury.model.question import Cell
from thesaury.model.report import ReportSchedule, Sending
from thesaury.pipeline.reporting.advising import formula, sentence, silence
from thesaury.pipeline.reporting.words import Wording
from thesaury.ports.report_printing import PrintedReport


def advice_shape(found: Advised, words: Wording) -> dict[str, Any]:
    """All advice, each piece with its sentence, its formula and its figures; `silences` say what is not advised and why."""
    return {
        "period": found.period,
        "market": found.market,
        "as_of": found.as_of,
        "currency": found.currency,
        "advice": [_piece(one, words) for one in found.pieces],
        "silences": [
            {"advises": one.advises.value, "sentence": silence(one, words), "have": one.have, "need": one.need}
            for one in found.silences
        ],
    }


def forecast_shape(found: Forecast, currency: str, as_of: str) -> dict[str, Any]:
    """What ends, at which rate it was renewed so far, and what purchases will cost or why nobody can say; `as_of` is when the graph was
    brought up to date, empty where it never was and no figure is one."""
    rate = found.renewals.rate
    return {
        "day": found.day.isoformat(),
        "as_of": as_of,
        "currency": currency,
        "endings": [
            {
                "quarter": one.quarter,
                "first": one.first.isoformat(),
                "last": one.last.isoformat(),
                "licences": one.licences,
                "cost": float(one.cost),
                "unpriced": one.unpriced,
                "at_rate": None if one.at_rate is None else float(one.at_rate),
            }
            for one in found.endings
        ],
        "renewals": {
            "ended": found.renewals.ended,
            "renewed": found.renewals.renewed,
            "rate": None if rate is None else round(float(rate), 4),
            "least": LEAST_ENDED,
        },
        "history": [
            {"quarter": quarter, "cost": float(cost), "unpriced": unpriced}
            for (quarter, cost), unpriced in zip(found.history, found.unpriced, strict=True)
        ],
        "expected": [
            {"quarter": one.quarter, "cost": float(one.cost), "low": float(one.low), "high": float(one.high)}
            for one in found.expected
        ],
        "method": _method(found),
    }


def schedule_shape(schedule: ReportSchedule, sendings: Sequence[Sending]) -> dict[str, Any]:
    """A schedule with what became of its newest reports."""
    told = asdict(schedule) | {"recipients": list(schedule.recipients)}
    told.pop("id")
    names = ("turn", "state", "at", "attempts", "next_at", "message")
    return told | {"sendings": [{name: getattr(one, name) for name in names} for one in sendings]}


def report_shape(report: PrintedReport) -> dict[str, Any]:
    """A report as it is written: figures, sentences and tables."""
    return {
        "title": report.title,
        "lead": report.lead,
        "language": report.words.language,
        "figures": [asdict(one) for one in report.figures],
        "sections": [
            {
                "title": one.title,
                "sentence": one.sentence,
                "heads": list(one.heads),
                "rows": [list(row) for row in one.rows],
                "note": one.note,
            }
            for one in report.sections
        ],
    }


def _piece(one: Advice, words: Wording) -> dict[str, Any]:
    return {
        "advises": one.advises.value,
        "about": one.about,
        "label": one.label,
        "sentence": sentence(one, words),
        "formula": formula(one, words),
        "figures": [_figure(figure) for figure in one.figures],
    }


def _figure(one: Figure) -> dict[str, Any]:
    rows = {"question": one.behind.question, "parameters": dict(one.behind.parameters)} if one.behind else None
    return {"name": one.name, "value": _told(one.value), "kind": one.kind.value, "rows": rows}


def _told(value: Cell) -> str | int | float | None:
    if isinstance(value, date):
        return value.isoformat()
    return round(float(value), 6) if isinstance(value, Decimal) else value


def _method(found: Forecast) -> str:
    """How it was made, in a few sentences."""
    ends = (
        f"Licences that end are counted from their terms, in the running quarter and the {AHEAD} behind it; what another licence "
        f"continues within {GRACE.days} days does not end. Their cost is what they were bought for, shared equally over their assets."
    )
    if not found.expected:
        have = len(found.history)
        return (
            f"{ends} There is no forecast of purchases: it needs {LEAST_QUARTERS} whole quarters, and {have} are known."
        )
    left_out = sum(found.unpriced)
    missing = f" Purchases of these quarters without a known cost, which are left out: {left_out}." if left_out else ""
    return (
        f"{ends} Purchases: each quarter as the same quarter of the year before (seasonal naive); the bounds add the smallest and the "
        f"largest of the {found.errors} errors that this would have made so far, with the estimate between them.{_BIAS[found.bias]} "
        f"{found.expected[0].quarter} is told as a whole; {found.so_far:,.2f} of it is bought already.{missing}"
    )


_BIAS = {
    0: "",
    1: " Every time it would have been too low: rather more is to be expected.",
    -1: " Every time it would have been too high: rather less is to be expected.",
}
