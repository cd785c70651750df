"""What the dashboard shows: key figures and charts, each the answer to a named question, so that every one of them leads to its rows."""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from thesaury.analytics.definitions import questions
from thesaury.analytics.naming import ALL
from thesaury.model.question import Answer, ChartKind, ColumnKind
from thesaury.pipeline.measuring.running import FAILED
from thesaury.web.pages.analytics.room import Room
from thesaury.web.pages.analytics.shown import QUESTIONS, Shown, address, shown
from thesaury.web.pages.analytics.values import currency_of, written
from thesaury.web.texts import phrase

ROWS = 8
"""Rows of the table beside a chart; the page of the question has all."""
PANELS: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("ending-in-live-campaigns", {"within": "365"}),
    ("uses-by-month", {}),
    ("most-reused-concepts", {}),
    ("content-gaps", {}),
    ("licensed-dependence", {}),
    ("spend-per-use", {"by": "provider"}),
    ("coverage-matrix", {"across": "market"}),
    ("uses-by-channel", {}),
    ("uses-by-market", {}),
    ("searches-by-month", {}),
)
"""The questions of the charts, with what they are asked beside the filters."""
_AT_ONCE = 4
"""Questions that are asked side by side."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the dashboard is narrowed to."""

    period: str
    market: str

    def of(self, takes: Iterable[str]) -> dict[str, str]:
        """Those that a question takes."""
        own = {"period": self.period, "market": self.market}
        return {name: own[name] for name in takes if name in own}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that somebody wants to know: its words, what it is made of, and the question behind it; `wide` says for what all it is
    counted though the page is narrowed, empty where it is not."""

    key: str
    text: str
    made_of: str
    url: str
    grave: bool = False
    wide: str = ""


@dataclass(frozen=True, slots=True)
class Dashboard:
    """The whole page; `wide` says of panels what `Figure.wide` does, by their ids. `empty`: nothing was reported yet, of any period;
    `as_of` is when the graph was brought up to date (ISO 8601, UTC), `failed` why it could not be in the newest round (English)."""

    figures: tuple[Figure, ...]
    panels: tuple[Shown, ...]
    wide: Mapping[str, str]
    empty: bool
    as_of: str
    failed: str


def dashboard(room: Room, filters: Filters) -> Dashboard:
    """The dashboard. Raises what the graph raises."""
    totals, *charted = _answers(room, filters, (("overview", {}), *PANELS))
    answers = {answer.question.name: answer for answer in charted}
    lexicon = room.desk.lexicon()
    panels = tuple(shown(answer, lexicon, ROWS) for answer in answers.values())
    failed = room.desk.workspace.catalogue.measuring.marks().get(FAILED, "")
    wide = {name: found for name, answer in answers.items() if (found := _wide(answer, filters))}
    empty = _nothing(room, totals)
    return Dashboard(figures(totals, answers, filters), panels, wide, empty, totals.as_of, failed)


def _answers(room: Room, filters: Filters, asked: Sequence[tuple[str, Mapping[str, str]]]) -> list[Answer]:
    """The answers in this order, looked for side by side: the engine works outside of the interpreter, on every processor there is."""
    with ThreadPoolExecutor(_AT_ONCE) as crew:
        waiting = [crew.submit(copy_context().run, _asked, room, name, filters, more) for name, more in asked]
        return [one.result() for one in waiting]


def _asked(room: Room, name: str, filters: Filters, more: Mapping[str, str]) -> Answer:
    question = room.question(name)
    takes = [one.name for one in question.parameters] if question else []
    return room.asking.answer(name, {**filters.of(one for one in takes if one not in _ACROSS.get(name, ())), **more})


_ACROSS = {"coverage-matrix": ("market",)}
"""Questions that are not narrowed by what they are spread over."""
_SPREAD = ("coverage-matrix", "uses-by-market")
"""Questions that show every market side by side."""


def _wide(answer: Answer, filters: Filters) -> str:
    """For what all it is counted though the page is narrowed to less; empty where it is narrowed too."""
    question, takes = answer.question, {one.name for one in answer.question.parameters}
    found = []
    if filters.market != ALL and "market" not in takes and question.name not in _SPREAD:
        found.append(phrase("analytics.all_markets"))
    if filters.period != ALL and question.chart.kind is ChartKind.LINE and "period" not in takes:
        found.append(phrase("analytics.all_months"))
    return ", ".join(found)


def figures(totals: Answer, answers: Mapping[str, Answer], filters: Filters) -> tuple[Figure, ...]:
    """The key figures, each with what it is made of."""
    row = totals.rows[0] if totals.rows else {}
    sums = {name: Decimal(str(row.get(name) or 0)) for name in _SUMMED}
    spend, dependence = answers["spend-per-use"], answers["licensed-dependence"]
    currency = currency_of(spend.rows[0]) if spend.rows else ""
    endings = answers["ending-in-live-campaigns"]
    at_risk = sum(int(str(one.get("uses") or 0)) for one in endings.rows)
    made = {
        "dependence": dependence,
        "per_use": spend,
        "idle": spend,
        "risk": endings,
    }
    found = (
        _uses(sums, _url(totals)),
        _rate("reuse", sums["reused"], sums["assets"], _url(answers["most-reused-concepts"])),
        _rate("dependence", _sum(dependence, "licensedUses"), _sum(dependence, "uses"), _url(dependence)),
        _rate("zero", sums["withoutResults"], sums["searches"], _named("found-nothing", filters, totals)),
        _rate("blocked", sums["blocked"], sums["asked"], _named("blocked-by-rights", filters, totals)),
        _per_use(_sum(spend, "cost"), _sum(spend, "uses"), currency, _url(spend)),
        _idle(_sum(spend, "idleCost"), _sum(spend, "cost"), currency, _url(spend)),
        Figure(
            "risk", _count(at_risk), phrase("analytics.of.risk", count=len(endings.rows)), _url(endings), at_risk > 0
        ),
        Figure("late", _count(sums["lateUses"]), phrase("analytics.of.late"), _late(filters), sums["lateUses"] > 0),
    )
    return tuple(replace(one, wide=_wide(made[one.key], filters)) if one.key in made else one for one in found)


_SUMMED = ("uses", "assets", "reused", "searches", "withoutResults", "asked", "blocked", "lateUses")


def _uses(sums: Mapping[str, Decimal], url: str) -> Figure:
    made_of = phrase("analytics.of.uses", count=int(sums["assets"])) if sums["uses"] else _none()
    return Figure("uses", _count(sums["uses"]), made_of, url)


def _none() -> str:
    return phrase("analytics.of.nothing")


def _rate(key: str, part: Decimal, whole: Decimal, url: str) -> Figure:
    """A share with what it is made of; of nothing there is none."""
    if not whole:
        return Figure(key, "–", _none(), url)
    text = written(float(part / whole), ColumnKind.SHARE)
    return Figure(key, text, phrase(f"analytics.of.{key}", part=int(part), whole=int(whole)), url)


def _per_use(cost: Decimal, uses: Decimal, currency: str, url: str) -> Figure:
    if not cost and not uses:
        return Figure("per_use", "–", _none(), url)
    text = written(float(cost / uses), ColumnKind.MONEY, currency) if uses else "–"
    whole = written(float(cost), ColumnKind.MONEY, currency)
    return Figure("per_use", text, phrase("analytics.of.per_use", cost=whole, uses=int(uses)), url)


def _idle(idle: Decimal, cost: Decimal, currency: str, url: str) -> Figure:
    if not cost:
        return Figure("idle", "–", _none(), url)
    text, whole = (written(float(one), ColumnKind.MONEY, currency) for one in (idle, cost))
    return Figure("idle", text, phrase("analytics.of.idle", cost=whole), url)


def _sum(answer: Answer, name: str) -> Decimal:
    return sum((Decimal(str(row.get(name) or 0)) for row in answer.rows), Decimal(0))


def _count(number: Decimal | int) -> str:
    return written(float(number), ColumnKind.COUNT)


def _url(answer: Answer) -> str:
    return address(answer.question, answer.given)


def _late(filters: Filters) -> str:
    """Where the assets are that were used after expiry."""
    question = questions()["late-uses-by-asset"]
    return address(question, filters.of(one.name for one in question.parameters))


def _named(name: str, filters: Filters, totals: Answer) -> str:
    """The question of this name, which is asked of all markets together; of one market the totals alone come to the figure."""
    if filters.market != ALL:
        return _url(totals)
    return f"{QUESTIONS}/{name}" if filters.period == ALL else f"{QUESTIONS}/{name}?period={filters.period}"


def _nothing(room: Room, totals: Answer) -> bool:
    """Whether nothing at all was reported, and nothing bought: else the filters alone are too narrow."""
    if any(cell for row in totals.rows for cell in row.values()):
        return False
    everything = room.asking.answer("overview", {})
    return not any(cell for row in everything.rows for cell in row.values())


def newest_day(room: Room, today: date) -> date:
    """Up to which day there is something to show: this one while something was used this year or never was, else the last day of the newest
    year in which something was. Raises what the graph raises."""
    months = room.asking.answer("uses-by-month", {}).rows
    years = {int(str(row["month"])[:4]) for row in months if row.get("uses")}
    year = max((one for one in years if one <= today.year), default=today.year)
    return today if year == today.year else date(year, 12, 31)
