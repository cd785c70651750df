"""A sentence that says what a chart shows, from its data: for those who do not see it, and for those who look but once."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from thesaury.model.question import Answer, Cell, ChartKind, Column
from thesaury.web.pages.analytics.values import Naming, currency_of, written
from thesaury.web.parts.rights import words
from thesaury.web.texts import phrase

Row = Mapping[str, Cell]
_NAMED = 4
"""So many campaigns a sentence names."""
_SUMMED = "provider"
"""Money is the sum of its rows by this alone: by concept it is counted several times, by campaign not all of it."""


def said(answer: Answer, naming: Naming, headings: Mapping[str, str]) -> str:
    """The sentence; where there are no rows, that there are none."""
    if answer.notes:
        return " ".join(phrase(f"analytics.note.{code}") for code in answer.notes)
    if is_nothing(answer):
        return phrase("analytics.says.nothing")
    own = _OWN.get(answer.question.name)
    if own and answer.given.get("by", _SUMMED) == _SUMMED:
        return own(answer, naming)
    drawn, columns = answer.question.chart, {one.name: one for one in answer.question.columns}
    if drawn.kind not in (ChartKind.BARS, ChartKind.LINE) or not drawn.height:
        return phrase("analytics.says.rows", count=len(answer.rows))
    height = columns[drawn.height[0]]
    of = _line if drawn.kind is ChartKind.LINE else _bars
    return of(answer.rows, naming, columns[drawn.along], height, headings[height.name])


def is_nothing(answer: Answer) -> bool:
    """Whether there are no rows, or uses of which each row has none."""
    if answer.question.name in _COUNTED:
        return not any(amount(row, "uses") for row in answer.rows)
    return not answer.rows


_COUNTED = ("uses-by-channel", "uses-by-market")
"""A period in which something was seen or downloaded has rows here, of no use at all."""


def _bars(rows: Sequence[Row], naming: Naming, along: Column, height: Column, measure: str) -> str:
    first = _pair(rows[0], naming, along, height)
    gaps = {"first": first[0], "most": first[1], "measure": measure}
    if len(rows) == 1:
        return phrase("analytics.says.one", **gaps)
    second = _pair(rows[1], naming, along, height)
    return phrase("analytics.says.bars", **gaps, second=second[0], next=second[1], count=len(rows))


def _line(rows: Sequence[Row], naming: Naming, along: Column, height: Column, measure: str) -> str:
    peak = max(rows, key=lambda row: amount(row, height.name))
    begin, end = naming.value(rows[0], along).text, naming.value(rows[-1], along).text
    top, most = _pair(peak, naming, along, height)
    last = naming.value(rows[-1], height).text
    if len(rows) == 1:
        return phrase("analytics.says.one", first=top, most=most, measure=measure)
    return phrase("analytics.says.line", measure=measure, begin=begin, end=end, peak=top, most=most, last=last)


def _pair(row: Row, naming: Naming, along: Column, height: Column) -> tuple[str, str]:
    return naming.value(row, along).text, naming.value(row, height).text or "–"


def amount(row: Row, name: str) -> float:
    """The number in this column, nothing where there is none."""
    cell = row.get(name)
    return float(cell) if isinstance(cell, int | Decimal) else 0.0


def _endings(answer: Answer, naming: Naming) -> str:
    assets = len({row["asset"] for row in answer.rows})
    column = _column(answer, "campaign")
    named = list(dict.fromkeys(naming.value(row, column).text for row in answer.rows))
    names = words.listed(named[:_NAMED] + (["…"] if len(named) > _NAMED else []))
    days = [day for row in answer.rows if isinstance(day := row.get("until"), date)]
    day = words.day(min(days)) if days else ""
    ahead = answer.given["within"]
    return phrase("analytics.says.endings", assets=assets, count=len(named), names=names, day=day, days=ahead)


def _gaps(answer: Answer, naming: Naming) -> str:
    wanting = [row for row in answer.rows if amount(row, "gap") > 1]
    if not wanting:
        return phrase("analytics.says.gaps.none", count=len(answer.rows))
    worst = wanting[0]
    name = naming.value(worst, _column(answer, "concept")).text
    gaps = {part: round(amount(worst, part)) for part in ("demand", "usable")}
    return phrase("analytics.says.gaps", count=len(wanting), first=name, **gaps)


def _dependence(answer: Answer, naming: Naming) -> str:
    licensed, uses = (sum(amount(row, name) for row in answer.rows) for name in ("licensedUses", "uses"))
    share = _column(answer, "share")
    most = max(answer.rows, key=lambda row: amount(row, "share"))
    return phrase(
        "analytics.says.dependence",
        share=written(licensed / uses if uses else 0, share.kind),
        first=naming.value(most, _column(answer, "campaign")).text,
        most=naming.value(most, share).text,
    )


def _spend(answer: Answer, naming: Naming) -> str:
    cost, idle = (sum(amount(row, name) for row in answer.rows) for name in ("cost", "idleCost"))
    kind, currency = _column(answer, "cost").kind, currency_of(answer.rows[0])
    first = naming.value(answer.rows[0], _column(answer, "subject")).text
    return phrase(
        "analytics.says.spend",
        cost=written(cost, kind, currency),
        idle=written(idle, kind, currency),
        first=first,
        most=naming.value(answer.rows[0], _column(answer, "cost")).text,
    )


def _coverage(answer: Answer, naming: Naming) -> str:
    bare = [row for row in answer.rows if not amount(row, "usable")]
    if not bare:
        return phrase("analytics.says.coverage.full", count=len(answer.rows))
    first = bare[0]
    concept, place = (naming.value(first, _column(answer, name)).text for name in ("concept", "place"))
    return phrase("analytics.says.coverage", count=len(bare), cells=len(answer.rows), first=concept, place=place)


def _column(answer: Answer, name: str) -> Column:
    return next(one for one in answer.question.columns if one.name == name)


_OWN: Mapping[str, Callable[[Answer, Naming], str]] = {
    "ending-in-live-campaigns": _endings,
    "content-gaps": _gaps,
    "licensed-dependence": _dependence,
    "coverage-matrix": _coverage,
    "spend-per-use": _spend,
}
