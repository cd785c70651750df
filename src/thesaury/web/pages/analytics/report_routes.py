"""`/analytics/reports`: reports that go out again and again, what became of them, and one made now."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from thesaury.analytics.naming import ALL
from thesaury.analytics.periods import today
from thesaury.model.access import Permission
from thesaury.model.errors import BadInput, Retry, ThesauryError, Usage
from thesaury.model.report import Frequency, ReportSchedule, SendingState, Span, Way
from thesaury.model.webhook import DeliveryState
from thesaury.pipeline.reporting import schedules
from thesaury.pipeline.reporting.making import Wanted, made
from thesaury.pipeline.reporting.sending import file_name, pdf_of
from thesaury.pipeline.reporting.words import LANGUAGES
from thesaury.web.door.caller import caller, may
from thesaury.web.door.forms import form_of
from thesaury.web.failures import NotHere
from thesaury.web.pages.analytics import periods
from thesaury.web.pages.analytics.form import markets
from thesaury.web.pages.analytics.room import Room
from thesaury.web.pages.connections.listed import nobody_works
from thesaury.web.parts.moments import ago, at
from thesaury.web.texts import phrase, speaking

PAGE = "/analytics/reports"
_SAID = ("added", "tried", "again", "dropped")
_SHOWN = 5
_Form = Annotated[Mapping[str, str], Depends(form_of)]
_MANNERS = {
    SendingState.SENT: ("good", "check"),
    SendingState.FAILED: ("bad", "cross"),
    SendingState.UNCERTAIN: ("warn", "warning"),
}


@dataclass(frozen=True, slots=True)
class SentRow:
    """One report that went out, or did not: `manner` and `sign` are those of its badge, `why` is in English."""

    turn: str
    state: str
    manner: str
    sign: str
    ago: str
    at: str
    why: str


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """A schedule with its newest reports; `again` says whether the newest one can be sent again by hand. `to` is empty for who may not
    see it."""

    schedule: ReportSchedule
    market: str
    to: str
    sent: tuple[SentRow, ...]
    again: bool
    url: str


def router(room: Room) -> APIRouter:
    """The page for everybody who reads; what goes out of the house is for whoever administers."""
    routes = APIRouter(dependencies=[may(Permission.READ)], include_in_schema=False)
    workspace = room.desk.workspace
    keeping = [may(Permission.ADMINISTER)]

    @routes.get(PAGE)
    def page(said: str = "") -> HTMLResponse:
        return _page(room, said=said if said in _SAID else "")

    @routes.get(f"{PAGE}/made.pdf")
    def make(period: str = ALL, market: str = ALL, language: str = "") -> Response:
        try:
            wanted = Wanted(phrase("reports.own"), period or ALL, market or ALL, language or speaking.get())
            report = made(workspace, room.asking.answer, wanted, today())
        except (BadInput, Usage, Retry) as error:
            return _page(room, 503 if isinstance(error, Retry) else 400, wrong=error.message)
        named = {"Content-Disposition": f'attachment; filename="{file_name("Thesaury", "pdf")}"'}
        return Response(pdf_of(workspace, report), media_type="application/pdf", headers=named)

    @routes.post(PAGE, dependencies=keeping)
    def add(form: _Form) -> Response:
        try:
            _added(room, form)
        except ThesauryError as error:
            return _page(room, 422, wrong=error.message, typed=form)
        return _back("added")

    @routes.post(f"{PAGE}/{{name}}/try", dependencies=keeping)
    def try_out(name: str) -> Response:
        _known(room, name)
        try:
            schedules.try_out(workspace, name, datetime.now(UTC))
        except ThesauryError as error:
            return _page(room, 503 if isinstance(error, Retry) else 422, wrong=error.message)
        return _back("tried")

    @routes.post(f"{PAGE}/{{name}}/again", dependencies=keeping)
    def again(name: str) -> Response:
        _known(room, name)
        try:
            schedules.again(workspace.catalogue, name, datetime.now(UTC))
        except Usage as error:
            return _page(room, 422, wrong=error.message)
        return _back("again")

    @routes.post(f"{PAGE}/{{name}}/drop", dependencies=keeping)
    def drop(name: str) -> RedirectResponse:
        _known(room, name)
        schedules.drop(workspace.catalogue, name)
        return _back("dropped")

    return routes


def _added(room: Room, form: Mapping[str, str]) -> None:
    try:
        kinds = Frequency(form.get("frequency", "")), Way(form.get("way", "")), Span(form.get("span", ""))
    except ValueError as error:
        raise Usage("Choose how often the report goes out, what it covers and how it is sent.") from error
    frequency, way, span = kinds
    to = form.get("to", "").replace(",", " ").split() if way is Way.EMAIL else [form.get("webhook", "")]
    given = (span, form.get("market", ALL), form.get("language", "en"))
    schedules.make(room.desk.workspace, form.get("name", ""), frequency, way, to, datetime.now(UTC), *given)


def _page(
    room: Room, status: int = 200, said: str = "", wrong: str = "", typed: Mapping[str, str] | None = None
) -> HTMLResponse:
    workspace, day = room.desk.workspace, today()
    offered = [(ALL, phrase("analytics.all")), *markets(room)]
    given: dict[str, Any] = {"name": "", "to": "", "webhook": "", "frequency": "monthly", "way": "email"}
    given |= {"span": "month", "market": ALL, "language": speaking.get()} | dict(typed or {})
    return room.desk.bare_page(
        "reports.html",
        status,
        rows=[_row(room, one, dict(offered)) for one in workspace.catalogue.reports.all()],
        idle=nobody_works(workspace),
        webhooks=workspace.catalogue.webhooks.endpoints() if caller().may(Permission.ADMINISTER) else (),
        frequencies=list(Frequency),
        spans=list(Span),
        languages=LANGUAGES,
        markets=offered,
        periods=list(periods.offered(day)),
        typed=given,
        said=said,
        wrong=wrong,
    )


def _row(room: Room, one: ReportSchedule, names: Mapping[str, str]) -> ScheduleRow:
    """To whom it goes and why it failed is for whoever administers: an address of a webhook is as good as a password."""
    catalogue = room.desk.workspace.catalogue
    found = catalogue.reports.sendings(one.id, _SHOWN)
    to = ", ".join(one.recipients)
    if one.way is Way.WEBHOOK:
        to = next((known.address for known in catalogue.webhooks.endpoints() if known.id in one.recipients), to)
    sent = tuple(_sent(room, one, sending.turn, sending.state, sending.at, sending.message) for sending in found)
    if not caller().may(Permission.ADMINISTER):
        to, sent = "", tuple(replace(row, why="") for row in sent)
    again = bool(found) and schedules.may_go_again(one, found[0], datetime.now(UTC))
    return ScheduleRow(one, names.get(one.market, one.market), to, sent, again, f"{PAGE}/{quote(one.name, safe='')}")


def _sent(room: Room, one: ReportSchedule, turn: str, state: SendingState, moment: str, why: str) -> SentRow:
    """A report by webhook is sent once its message was taken; until then its message says how it stands."""
    shown, manner, sign = state.value, *_MANNERS.get(state, ("busy", "clock"))
    if one.way is Way.WEBHOOK and state is SendingState.SENT:
        queue = room.desk.workspace.catalogue.webhooks
        message = queue.get(f"msg_report-{one.id}-{turn}", one.recipients[0])
        if message is not None and message.state is DeliveryState.WAITING:
            shown, manner, sign, why = "waiting", "busy", "clock", message.message
        elif message is not None and message.state is DeliveryState.DEAD:
            shown, manner, sign, why = "failed", "bad", "cross", message.message
    return SentRow(turn, phrase(f"reports.state.{shown}"), manner, sign, ago(moment), at(moment), why)


def _known(room: Room, name: str) -> ReportSchedule:
    found = room.desk.workspace.catalogue.reports.get(name)
    if found is None:
        raise NotHere("report")
    return found


def _back(said: str) -> RedirectResponse:
    return RedirectResponse(f"{PAGE}?said={said}", 303)
