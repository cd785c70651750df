"""`/vocabulary/{name}/offer`: a version that the agency offers, what it would change, and taking it over or declining it."""

from typing import Any

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from thesaury.model.access import Permission
from thesaury.model.concept import Concept, Label
from thesaury.model.errors import Usage
from thesaury.pipeline import shared_model
from thesaury.web.door.caller import caller, may
from thesaury.web.failures import NotHere
from thesaury.web.pages.vocabulary.editing.drafted import base_url
from thesaury.web.pages.vocabulary.room import Room
from thesaury.web.pages.vocabulary.version_routes import here, namer
from thesaury.web.parts.spoken_days import spoken_day
from thesaury.web.parts.vocabulary.changes import changes


def router(room: Room) -> APIRouter:
    """The page of an offer; from here on all pages of the room say what is offered, to those who may take it."""
    routes = APIRouter(dependencies=[may(Permission.READ), may(Permission.VOCABULARY)])
    offers = room.offers
    room.desk.templates.globals["offers_waiting"] = lambda: (
        [(one, f"{base_url(one.vocabulary)}/offer") for one in offers.waiting()]
        if caller().may(Permission.VOCABULARY)
        else []
    )

    @routes.get("/vocabulary/{name}/offer")
    def page(name: str, page: int = 1) -> HTMLResponse:
        return _page(room, name, page=page)

    @routes.get("/vocabulary/{name}/offer/part")
    def part(name: str, was: str = "") -> HTMLResponse:
        """The piece that is asked for again while an offer is weighed or taken; then all of the page is another."""
        shown = _shown(room, name)
        answer = room.desk.page("vocabulary_offer_part.html", **shown)
        if was and was != shown["going"]:
            answer.headers["HX-Refresh"] = "true"
        return answer

    @routes.post("/vocabulary/{name}/offer/take")
    def take(name: str, seen: str = Form()) -> Response:
        return _done(room, name, lambda: offers.take(name, seen))

    @routes.post("/vocabulary/{name}/offer/decline")
    def decline(name: str, seen: str = Form()) -> Response:
        return _done(room, name, lambda: offers.decline(name, seen))

    @routes.post("/vocabulary/{name}/own", dependencies=[may(Permission.ADMINISTER)])
    def own(name: str) -> Response:
        return _done(room, name, lambda: shared_model.make_own(room.desk.workspace, name), "versions")

    return routes


def _done(room: Room, name: str, deed: Any, then: str = "offer") -> Response:
    try:
        deed()
    except Usage as error:
        return _page(room, name, 409, error.message)
    return RedirectResponse(f"{base_url(name)}/{then}", 303)


def _page(room: Room, name: str, status: int = 200, wrong: str = "", page: int = 1) -> HTMLResponse:
    return room.desk.bare_page("vocabulary_offer.html", status, wrong=wrong, **_shown(room, name, page))


def _shown(room: Room, name: str, page: int = 1) -> dict[str, Any]:
    """All that the page of an offer shows."""
    workspace = room.desk.workspace
    offer = next((one for one in workspace.catalogue.offers.all() if one.vocabulary == name), None)
    taken, taking = shared_model.shared(workspace, name), room.offers.taking(name)
    current = next((one for one in workspace.catalogue.vocabularies.current() if one.name == name), None)
    if offer is None and current is None and not taking.stage:
        raise NotHere("vocabulary")
    own = current is not None and taken is None
    weighed = room.offers.weighed(offer) if offer and offer.waits and not own and not taking.stage else None
    going = "taking" if taking.stage else "weighing" if weighed and weighed.stage else ""
    told: dict[str, Any] = {
        "name": name,
        "base": base_url(name),
        "offer": offer,
        "taken": taken,
        "current": current,
        "own": own,
    }
    told |= {"weighed": weighed, "taking": taking, "going": going, "spoken_day": spoken_day}
    if weighed and weighed.came:
        told |= _changes(room, weighed.came, page)
    return told


def _changes(room: Room, impact: shared_model.Impact, page: int) -> dict[str, Any]:
    found, outline, base = impact.diff, room.outlines.outline(), base_url(impact.offer.vocabulary)
    concepts: dict[str, Concept] = {one.iri: one for one in (*found.removed, *found.added)}
    concepts |= {change.after.iri: change.after for change in found.changed}
    name = namer(outline, concepts)
    lost: list[tuple[Label, int]] = [(name(one.iri), one.assets) for one in impact.lost]

    def url(kind: str = "", page: int = 1) -> str:
        return f"{base}/offer?page={page}"

    return {"changes": changes(found, name, here(outline), "", page), "lost": lost, "url": url}
