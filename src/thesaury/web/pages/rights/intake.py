"""`/rights/intake`: a licence text is pasted, read, corrected, tried, and confirmed for the assets it is for."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Header, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from thesaury.model.access import Permission
from thesaury.model.errors import Outdated, Usage, WorkspaceBusy
from thesaury.model.intake import Intake, IntakeState
from thesaury.model.time import instant
from thesaury.pipeline.rights.intake import LONGEST, confirm_intake, new_intake, take_back
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller, may
from thesaury.web.failures import NotHere
from thesaury.web.pages.rights.bodies import form_of
from thesaury.web.pages.rights.intake_draft import CHOSEN, PICKED, draft_of, read_again, sent_to
from thesaury.web.pages.rights.intake_sheet import candidates, intake_sheet
from thesaury.web.parts.rights import words
from thesaury.web.parts.rights.beside import LOCALES
from thesaury.web.parts.rights.cards import card
from thesaury.web.parts.rights.rooms import rights_rooms
from thesaury.web.texts import phrase

_AT = "/rights/intake"
_PLACES = {"try": "#may-i", "find": "#for", "add": "#for", "confirm": "#confirming"}
"""Where the page goes on after each button."""


def router(desk: Desk) -> APIRouter:
    """The intake of licences; all of it asks for the permission to confirm rights."""
    routes = APIRouter(prefix=_AT, dependencies=[may(Permission.RIGHTS)])

    @routes.get("")
    def start(said: str = "") -> HTMLResponse:
        return _start(desk, {}, said=said)

    @routes.post("")
    async def begin(request: Request) -> Response:
        return await run_in_threadpool(_begun, desk, await form_of(request))

    @routes.get("/{id}")
    def page(id: str, wanted: bool = False, said: str = "") -> HTMLResponse:
        return _page(desk, _known(desk, id), wanted, said)

    @routes.post("/{id}")
    async def change(request: Request, id: str, hx_request: Annotated[str, Header()] = "") -> Response:
        return await run_in_threadpool(_changed, desk, id, await form_of(request), bool(hx_request))

    return routes


def _begun(desk: Desk, sent: Mapping[str, str]) -> Response:
    try:
        made = new_intake(caller().name, sent.get("text", ""), "")
    except Usage as error:
        return _start(desk, sent, 422, error.message)
    desk.workspace.catalogue.intakes.put(read_again(made, sent, instant()))
    return RedirectResponse(f"{_AT}/{made.id}", 303)


def _changed(desk: Desk, id: str, sent: Mapping[str, str], quietly: bool) -> Response:
    """Keep the draft as it was sent, then do what the button says; `quietly` the page saves what is typed, and asks for no answer."""
    intake, do = _known(desk, id), sent.get("do", "")
    if do == "take-back":
        return _taken_back(desk, intake)
    if intake.state is not IntakeState.DRAFT:
        return _page(desk, intake, status=409)
    if do == "discard":
        desk.workspace.catalogue.intakes.drop(id)
        return RedirectResponse(f"{_AT}?said=discarded", 303)
    if do == "read":
        if len(sent.get("text", "")) > LONGEST:
            return _page(desk, intake, status=422, conflict=phrase("intake.error.long", most=LONGEST))
        kept = read_again(intake, sent, instant())
    elif quietly and do in ("", "keep"):
        # What the page saves by itself may come after what its buttons sent, and knows nothing of that: then it is left.
        if sent.get("seen", intake.at) == intake.at:
            desk.workspace.catalogue.intakes.put(sent_to(intake, sent, intake.at))
        return Response(status_code=204)
    else:
        kept = sent_to(intake, _with_picked(sent) if do == "add" else sent, instant())
    desk.workspace.catalogue.intakes.put(kept)
    if do == "confirm":
        return _confirmed(desk, kept, sent)
    return RedirectResponse(f"{_AT}/{id}{_PLACES.get(do, '')}", 303)


def _with_picked(sent: Mapping[str, str]) -> dict[str, str]:
    """What was ticked among the assets that were found is chosen from now on."""
    picked = {CHOSEN + name.removeprefix(PICKED): value for name, value in sent.items() if name.startswith(PICKED)}
    return {name: value for name, value in sent.items() if not name.startswith(PICKED) and name != "words"} | picked


def _confirmed(desk: Desk, intake: Intake, sent: Mapping[str, str]) -> Response:
    """Confirm it, or show what stands in the way, or that somebody was faster."""
    draft = draft_of(desk.workspace, intake)
    says = draft.says
    if draft.errors() or says is None:
        return _page(desk, intake, wanted=True, status=422)
    seen = {name: sent.get(f"{CHOSEN}{name}", "") for name in draft.chosen}
    try:
        confirm_intake(desk.workspace, intake, says, draft.beside, seen, caller().name)
    except Outdated as error:
        return _page(desk, _known(desk, intake.id), status=409, conflict=error.message)
    except (Usage, WorkspaceBusy) as error:
        return _page(desk, intake, status=422, conflict=error.message)
    return RedirectResponse(f"{_AT}/{intake.id}?said=confirmed#content", 303)


def _taken_back(desk: Desk, intake: Intake) -> Response:
    try:
        take_back(desk.workspace, intake)
    except (Outdated, WorkspaceBusy) as error:
        return _page(desk, _known(desk, intake.id), status=409, conflict=error.message)
    return RedirectResponse(f"{_AT}/{intake.id}?said=taken-back#content", 303)


def _start(desk: Desk, sent: Mapping[str, str], status: int = 200, fault: str = "", said: str = "") -> HTMLResponse:
    intakes = desk.workspace.catalogue.intakes
    return desk.bare_page(
        "intake_start.html",
        status,
        rooms=rights_rooms(desk.workspace.catalogue),
        sent=sent,
        fault=fault,
        said=said,
        locales=LOCALES,
        drafts=intakes.recent(IntakeState.DRAFT, caller().name),
        done=intakes.recent(IntakeState.CONFIRMED),
        moment=words.moment,
    )


def _page(
    desk: Desk, intake: Intake, wanted: bool = False, said: str = "", status: int = 200, conflict: str = ""
) -> HTMLResponse:
    rooms, catalogue = rights_rooms(desk.workspace.catalogue), desk.workspace.catalogue
    if intake.state is IntakeState.DRAFT:
        sheet = intake_sheet(desk, draft_of(desk.workspace, intake), wanted, conflict)
        return desk.bare_page("intake.html", status, rooms=rooms, sheet=sheet, locales=LOCALES)
    history = [catalogue.rights.history(record, place) for record, place, _ in intake.kept[:1]]
    shown = card(history[0][0]) if history and history[0] else None
    assets = candidates(desk.workspace, catalogue.records.assets(list(intake.assets)), CHOSEN)
    told = {"assets": assets, "said": said, "conflict": conflict, "when": words.moment(intake.at)}
    return desk.bare_page("intake_done.html", status, rooms=rooms, intake=intake, card=shown, **told)


def _known(desk: Desk, id: str) -> Intake:
    """The intake of this id: drafts of others are nobody's business, what was confirmed everybody may see who may confirm."""
    found = desk.workspace.catalogue.intakes.get(id)
    if found is None or (found.state is IntakeState.DRAFT and found.who != caller().name):
        raise NotHere("intake")
    return found
