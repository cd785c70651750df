"""`/analytics/advice`: what to produce, license, renew and retire, each piece with its arithmetic, and what licences will cost."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from thesaury.analytics.advice import Advice, Advised, Advises, advised
from thesaury.analytics.advising.pieces import Figure
from thesaury.analytics.definitions import questions
from thesaury.analytics.naming import ALL
from thesaury.analytics.periods import today, told_for
from thesaury.model.access import Permission
from thesaury.model.errors import AskPerson, BadInput, Retry, Usage
from thesaury.model.question import ColumnKind
from thesaury.pipeline.measuring.advising import forecast_of
from thesaury.pipeline.reporting.advising import formula, sentence, silence
from thesaury.pipeline.reporting.outlook import MOST, outlook
from thesaury.pipeline.reporting.words import Wording
from thesaury.ports.report_printing import PrintedSection
from thesaury.web.desk import asset_url, concept_url
from thesaury.web.door.caller import may
from thesaury.web.pages.analytics import periods
from thesaury.web.pages.analytics.charts import as_json
from thesaury.web.pages.analytics.form import markets, wrong_filters
from thesaury.web.pages.analytics.room import Room
from thesaury.web.pages.analytics.shown import address
from thesaury.web.texts import phrase, speaking

_ABOUT = {
    Advises.PRODUCE: concept_url,
    Advises.CLEAR: concept_url,
    Advises.WITHDRAW: asset_url,
}


@dataclass(frozen=True, slots=True)
class ToldFigure:
    """One figure: its words, its value as it is written, and where its rows are listed (empty: nowhere)."""

    name: str
    value: str
    url: str


@dataclass(frozen=True, slots=True)
class Told:
    """One piece of advice in words; `url` is the page of what it is about, empty where there is none."""

    sentence: str
    formula: str
    label: str
    url: str
    figures: tuple[ToldFigure, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """All advice of one kind."""

    key: str
    pieces: tuple[Told, ...]


def router(room: Room) -> APIRouter:
    """The page."""
    routes = APIRouter(dependencies=[may(Permission.READ)], include_in_schema=False)
    desk = room.desk

    @routes.get("/analytics/advice")
    def page(period: str = ALL, market: str = ALL) -> HTMLResponse:
        day = today()
        offered = [(ALL, phrase("analytics.all")), *markets(room)]
        given = period, market
        market = market if market in dict(offered) else ALL
        asked = period if periods.known(period) else ALL
        period = told_for(asked, market)
        shared: dict[str, Any] = {"period": period, "market": market, "markets": offered}
        shared |= {"periods": _periods(period, market, day), "instead": periods.instead(asked, period)}
        shared["wrong"] = wrong = wrong_filters(*given, offered, period)
        try:
            found = advised(room.asking.answer, day, period, market)
            ahead = forecast_of(desk.workspace, day)
        except (AskPerson, BadInput, Retry, Usage) as error:
            status = 503 if isinstance(error, Retry) else 400
            return desk.bare_page("advice.html", status, failed=error.message, **shared)
        words = Wording(speaking.get(), found.currency or desk.workspace.currency)
        endings, trend = outlook(ahead, words)
        return desk.bare_page(
            "advice.html",
            400 if wrong else 200,
            failed="",
            groups=_groups(found, words),
            first=MOST,
            silences=[silence(one, words) for one in found.silences],
            as_of=found.as_of,
            ahead=[(one, _chart(one, words)) for one in (endings, trend)],
            **shared,
        )

    return routes


def _periods(period: str, market: str, day: date) -> list[tuple[str, str]]:
    offered = list(periods.offered(day, months=market == ALL))
    return offered if period in dict(offered) else [*offered, (period, periods.spoken(period))]


def _groups(found: Advised, words: Wording) -> list[Group]:
    """The kinds in their order, those without advice left out."""
    groups = ((kind, tuple(_told(one, words) for one in found.pieces if one.advises is kind)) for kind in Advises)
    return [Group(kind.value, pieces) for kind, pieces in groups if pieces]


def _told(one: Advice, words: Wording) -> Told:
    url = _ABOUT[one.advises](one.about) if one.advises in _ABOUT else ""
    figures = tuple(_figure(figure, words) for figure in one.figures if figure.value is not None)
    return Told(sentence(one, words), formula(one, words), one.label, url, figures)


def _figure(one: Figure, words: Wording) -> ToldFigure:
    value = words.cell(one.value, one.kind)
    url = address(questions()[one.behind.question], dict(one.behind.parameters)) if one.behind else ""
    return ToldFigure(phrase(f"advice.figure.{one.name}"), value, url)


def _chart(section: PrintedSection, words: Wording) -> str:
    """What the script draws of a section; empty where there is nothing to draw."""
    if not any(bar.value for bar in section.bars):
        return ""
    return as_json(
        {
            "kind": "bars",
            "name": section.title,
            "along": [bar.name for bar in section.bars],
            "series": [{"name": section.title, "values": [bar.value for bar in section.bars]}],
            "links": ["" for _ in section.bars],
            "format": {"kind": ColumnKind.MONEY.value, "currency": words.currency},
        }
    )
