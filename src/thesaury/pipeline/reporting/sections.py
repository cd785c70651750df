"""The parts of a report that show answers: each a sentence, bars, and a table beside them."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from thesaury.model.question import Answer, Cell
from thesaury.pipeline.reporting.figures import amount, total
from thesaury.pipeline.reporting.words import Wording
from thesaury.ports.report_printing import PrintedBar, PrintedSection

MOST = 8
"""Rows of a table beside a chart."""
MONTHS = 12
_LONGEST = 90

Row = Mapping[str, Cell]


def months(answer: Answer, words: Wording) -> PrintedSection:
    """From an answer to `uses-by-month`: the last twelve that had uses."""
    rows = answer.rows[-MONTHS:]
    if not rows:
        return PrintedSection(words("months"), words("months.none"))
    best = max(rows, key=lambda row: amount(row, "uses"))
    uses, month = words.unit("uses", int(amount(best, "uses"))), words.month(str(best["month"]))
    short = [(words.month(str(row["month"]), "LLL yy"), row) for row in rows]
    return PrintedSection(
        words("months"),
        words("months.said", count=uses, month=month, all=len(rows)),
        (words("head.month"), words("head.uses")),
        tuple((name, words.number(amount(row, "uses"))) for name, row in short),
        frozenset({1}),
        tuple(_bar(name, amount(row, "uses"), words) for name, row in short),
        upright=True,
    )


def concepts(answer: Answer, words: Wording) -> PrintedSection:
    """From an answer to `most-reused-concepts`."""
    rows = answer.rows[:MOST]
    if not rows:
        return PrintedSection(words("concepts"), words("left-out" if answer.notes else "concepts.none"))
    uses, assets = (int(amount(rows[0], name)) for name in ("uses", "assets"))
    first = {"count": words.unit("uses", uses), "assets": words.unit("assets", assets)}
    return PrintedSection(
        words("concepts"),
        words("concepts.said", concept=named(answer, rows[0]["concept"]), **first),
        tuple(words(f"head.{name}") for name in ("concept", "uses", "assets")),
        tuple((named(answer, row["concept"]), *_numbers(row, ("uses", "assets"), words)) for row in rows),
        frozenset({1, 2}),
        tuple(_bar(named(answer, row["concept"]), amount(row, "uses"), words) for row in rows),
    )


def gaps(answer: Answer, words: Wording) -> PrintedSection:
    """From an answer to `content-gaps`."""
    rows = answer.rows[:MOST]
    if not rows:
        return PrintedSection(words("gaps"), words("left-out" if answer.notes else "gaps.none"))
    demand, usable = (int(amount(rows[0], name)) for name in ("demand", "usable"))
    against = {"demand": words.unit("demand", demand), "usable": words.unit("usable", usable)}
    return PrintedSection(
        words("gaps"),
        words("gaps.said", concept=named(answer, rows[0]["concept"]), **against),
        tuple(words(f"head.{name}") for name in ("concept", "demand", "usable", "gap")),
        tuple((named(answer, row["concept"]), *_numbers(row, ("demand", "usable", "gap"), words)) for row in rows),
        frozenset({1, 2, 3}),
        tuple(_bar(named(answer, row["concept"]), amount(row, "gap"), words) for row in rows),
        note=words("gaps.note"),
    )


def spend(answer: Answer, unconverted: int, words: Wording) -> PrintedSection:
    """From an answer to `spend-per-use` by provider; `unconverted` purchases are left out of it."""
    left_out = (
        words("spend.unconverted", unconverted, count=words.unit("purchases", unconverted)) if unconverted else ""
    )
    rows = answer.rows[:MOST]
    if not rows:
        return PrintedSection(words("spend"), words("spend.none"), note=left_out)
    cost, idle = (words.money(total(answer, name)) for name in ("cost", "idleCost"))
    heads = tuple(words(f"head.{name}") for name in ("provider", "cost", "uses", "per-use", "idle"))
    return PrintedSection(
        words("spend"),
        words("spend.said", cost=cost, idle=idle),
        heads,
        tuple(_provider(row, words) for row in rows),
        frozenset({1, 2, 3, 4}),
        tuple(_money_bar(str(row["subject"] or ""), amount(row, "cost"), words) for row in rows),
        note=left_out,
    )


def endings(answer: Answer, words: Wording) -> PrintedSection:
    """From an answer to `ending-in-live-campaigns`."""
    if not answer.rows:
        return PrintedSection(words("endings"), words("endings.none"))
    assets = len({row["asset"] for row in answer.rows})
    first = answer.rows[0]["until"]
    day = words.day(first) if isinstance(first, date) else ""
    rows = [
        (
            named(answer, row["asset"]),
            named(answer, row["campaign"]),
            _day(row["until"], words),
            str(row["owner"] or ""),
        )
        for row in answer.rows[: 2 * MOST]
    ]
    return PrintedSection(
        words("endings"),
        words("endings.said", assets=words.unit("assets", assets), day=day),
        tuple(words(f"head.{name}") for name in ("asset", "campaign", "until", "owner")),
        tuple(rows),
    )


def named(answer: Answer, name: Cell) -> str:
    """What people call a thing, cut where it is very long."""
    told = answer.labels.get(str(name), "") or str(name)
    return told if len(told) <= _LONGEST else f"{told[:_LONGEST].rstrip()}\N{HORIZONTAL ELLIPSIS}"


def _provider(row: Row, words: Wording) -> tuple[str, ...]:
    cost, uses = amount(row, "cost"), amount(row, "uses")
    per_use = words.money(cost / uses) if uses else words("figure.none")
    return (
        str(row["subject"] or ""),
        words.money(cost),
        words.number(uses),
        per_use,
        words.money(amount(row, "idleCost")),
    )


def _numbers(row: Row, names: Sequence[str], words: Wording) -> tuple[str, ...]:
    return tuple(words.number(amount(row, name)) for name in names)


def _day(value: Cell, words: Wording) -> str:
    return words.day(value) if isinstance(value, date) else ""


def _bar(name: str, value: Decimal, words: Wording) -> PrintedBar:
    return PrintedBar(name, float(value), words.number(value))


def _money_bar(name: str, value: Decimal, words: Wording) -> PrintedBar:
    return PrintedBar(name, float(value), words.money(value))
