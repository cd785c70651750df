"""`/rights` and `/rights/record`: rights records that wait for a person, one with all that is known of it, and what a person says."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from thesaury.model.access import Permission
from thesaury.model.asset import Asset
from thesaury.model.errors import Outdated, Usage, WorkspaceBusy
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import RightsRecord
from thesaury.pipeline.rights.confirming import confirm
from thesaury.rights.vocabulary.client import tables_of
from thesaury.rights.vocabulary.regions import Regions
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller, may
from thesaury.web.failures import NotHere
from thesaury.web.joining import joined
from thesaury.web.pages.rights import decisions, intake
from thesaury.web.pages.rights.bodies import form_of
from thesaury.web.pages.rights.form import corrected
from thesaury.web.pages.rights.queue import queue
from thesaury.web.pages.rights.sheet import rights_sheet
from thesaury.web.parts.rights.answer import record_url
from thesaury.web.parts.rights.rooms import Tab, rights_rooms
from thesaury.web.texts import phrase


def router(desk: Desk) -> APIRouter:
    """The queue, the page of a record, and where its forms lead."""
    routes = APIRouter()

    @routes.get("/rights")
    def waiting(status: PolicyStatus = PolicyStatus.NEEDS_REVIEW, record: str = "", place: str = "") -> HTMLResponse:
        shown = queue(desk.workspace.catalogue, status, (record, place), desk.workspace.languages)
        return desk.page("rights_queue.html", queue=shown, chosen=status.value, rooms=_rooms(desk))

    @routes.get("/rights/record")
    def page(record: str, place: str, said: str = "") -> HTMLResponse:
        history = _history(desk, record, place)
        sheet = rights_sheet(history, _asset(desk, record), desk.workspace.languages, _regions(desk))
        return desk.page("rights_record.html", sheet=sheet, saved=said == "confirmed", rooms=_rooms(desk))

    @routes.post("/rights/record", dependencies=[may(Permission.RIGHTS)])
    async def say(request: Request) -> Response:
        return await run_in_threadpool(_said, desk, await form_of(request))

    return joined(intake.router(desk), decisions.router(desk), routes)


def _said(desk: Desk, sent: Mapping[str, str]) -> Response:
    """Keep what a person says, or show the form again with what is amiss, or that somebody was faster."""
    record, place = sent.get("record", ""), sent.get("place", "")
    history = _history(desk, record, place)
    newest = history[-1]
    if sent.get("version") != str(newest.version):
        return _newer(desk, newest, sent)
    statement, errors, correcting = None, dict[str, str](), "correct" in sent
    if correcting:
        correction = corrected(sent, newest.statement, _regions(desk))
        statement, errors = correction.statement, dict(correction.errors)
    if newest.statement.unresolved and not sent.get("read_all"):
        errors["correct_read_all" if correcting else "read_all"] = phrase("rights.error.read_all")
    if not errors:
        try:
            nothing_else = not correcting and bool(newest.statement.unresolved)  # that is what the tick says
            confirm(desk.workspace, record, place, newest.version, caller().name, statement, nothing_else)
        except Outdated:
            return _newer(desk, _history(desk, record, place)[-1], sent)
        except (Usage, WorkspaceBusy) as error:
            errors["refused"] = error.message
        else:
            return RedirectResponse(f"{record_url(record, place, said='confirmed')}#content", 303)
    typed = sent if correcting else None
    sheet = rights_sheet(history, _asset(desk, record), desk.workspace.languages, _regions(desk), typed, errors)
    return desk.bare_page("rights_record.html", 422, sheet=sheet, saved=False, rooms=_rooms(desk))


def _newer(desk: Desk, newest: RightsRecord, sent: Mapping[str, str]) -> HTMLResponse:
    url, read = record_url(*newest.key), sent.get("version", "")
    return desk.bare_page("rights_newer.html", 409, url=url, version=newest.version, read=read or "?")


def _history(desk: Desk, record: str, place: str) -> list[RightsRecord]:
    history = desk.workspace.catalogue.rights.history(record, place)
    if not history:
        raise NotHere("rights")
    return history


def _regions(desk: Desk) -> Regions:
    """The regions of the workspace, its own groups among them."""
    return tables_of(desk.workspace.root).regions


def _asset(desk: Desk, record: str) -> Asset | None:
    return desk.workspace.catalogue.records.find(record)


def _rooms(desk: Desk) -> tuple[Tab, ...]:
    return rights_rooms(desk.workspace.catalogue)
