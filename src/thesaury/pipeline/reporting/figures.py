"""The key figures of a report, from the totals of its period and market."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from thesaury.analytics.naming import ALL
from thesaury.analytics.periods import days_of
from thesaury.model.question import Answer, Cell
from thesaury.pipeline.reporting.words import Wording
from thesaury.ports.report_printing import PrintedFigure

Row = Mapping[str, Cell]


def key_figures(
    now: Answer, before: Answer | None, spend: Answer, words: Wording, running: bool = False
) -> Iterator[PrintedFigure]:
    """From answers to `overview` for the period and the one before (None where there is none), and to `spend-per-use` by provider. Of a
    period that is `running` it is said that it is not over, while the one before is."""
    row, key = _only(now), "figure.before.running" if running else "figure.before"
    said = words(key, count=words.number(amount(_only(before), "uses"))) if before else ""
    yield PrintedFigure(words("figure.uses"), words.number(amount(row, "uses")), said)
    yield _share(row, "reuse", ("reused", "assets"), words)
    yield _share(row, "nothing", ("withoutResults", "searches"), words)
    yield _share(row, "blocked", ("blocked", "asked"), words)
    cost, uses, idle = (total(spend, name) for name in ("cost", "uses", "idleCost"))
    per_use = words.money(cost / uses) if uses else words("figure.none")
    told = words("figure.per-use.of", part=words.money(cost), all=words.number(uses)) if uses else ""
    yield PrintedFigure(words("figure.per-use"), per_use, told)
    yield PrintedFigure(words("figure.idle"), words.money(idle), words("figure.idle.of", all=words.money(cost)))


def total(answer: Answer, name: str) -> Decimal:
    """The sum of a column."""
    return sum((amount(row, name) for row in answer.rows), Decimal(0))


def amount(row: Row, name: str) -> Decimal:
    """A number of a row; 0 where there is none."""
    value = row.get(name)
    return Decimal(value) if isinstance(value, int | Decimal) else Decimal(0)


def is_running(period: str, day: date) -> bool:
    """Whether the period is not over on this day."""
    days = days_of(period)
    return days is not None and days[0] <= day < days[1]


def period_before(period: str) -> str:
    """The period of the same length before this one; empty where there is none."""
    days = days_of(period)
    if period == ALL or days is None:
        return ""
    last = days[0].toordinal() - 1
    day = days[0].fromordinal(last)
    if "Q" in period:
        return f"{day.year}-Q{(day.month + 2) // 3}"
    return day.isoformat()[:7] if "-" in period else str(day.year)


def _share(row: Row, name: str, of: tuple[str, str], words: Wording) -> PrintedFigure:
    part, whole = (amount(row, one) for one in of)
    value = words.share(part / whole) if whole else words("figure.none")
    said = words(f"figure.{name}.of", part=words.number(part), all=words.number(whole)) if whole else ""
    return PrintedFigure(words(f"figure.{name}"), value, said)


def _only(answer: Answer | None) -> Row:
    return answer.rows[0] if answer and answer.rows else {}
