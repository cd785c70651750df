"""`/publishing/webhooks`: who is told of changes, and what became of every message; secrets are shown once."""

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from thesaury.model.access import Permission
from thesaury.model.errors import ThesauryError, Usage
from thesaury.model.webhook import DeliveryState, Endpoint, EventKind
from thesaury.pipeline.announcing import endpoints
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.door.forms import Fields, fields_of, form_of
from thesaury.web.failures import NotHere
from thesaury.web.pages.connections.listed import nobody_works
from thesaury.web.pages.publishing.webhook_rows import endpoint_row, endpoint_rows, message_row, webhook_url

_PER_PAGE = 25
_SAID = ("paused", "resumed", "replayed", "dropped")
_STATES = [state.value for state in DeliveryState]
_Form = Annotated[Mapping[str, str], Depends(form_of)]


def router(desk: Desk) -> APIRouter:
    """The pages of webhooks, and where their buttons lead; for whoever administers, for an address may hold a secret of somebody else."""
    routes = APIRouter(dependencies=[may(Permission.ADMINISTER)])
    catalogue = desk.workspace.catalogue

    @routes.get("/publishing/webhooks")
    def all_of_them(said: str = "") -> HTMLResponse:
        return _list(desk, said=said if said == "dropped" else "")

    @routes.post("/publishing/webhooks")
    def add(form: Annotated[Fields, Depends(fields_of)]) -> Response:
        sent = dict(form)
        address, kinds, channels = sent.get("address", "").strip(), _many(form, "kind"), _many(form, "channel")
        try:
            known = [EventKind(kind) for kind in kinds if kind in list(EventKind)]
            made, secret = endpoints.add(desk.workspace, address, known, channels, sent.get("note", "").strip())
        except ThesauryError as error:
            typed = {"address": address, "kinds": kinds, "channels": channels, "note": sent.get("note", "")}
            return _list(desk, wrong=error.message, typed=typed)
        return _once(_page(desk, made, secret=secret, status=201))

    @routes.get("/publishing/webhooks/{id}")
    def one(id: str, state: str = "", before: str = "", said: str = "", tried: str = "") -> HTMLResponse:
        return _page(desk, _known(desk, id), state, before, said if said in _SAID else "", tried)

    @routes.post("/publishing/webhooks/{id}/test")
    def test(id: str) -> Response:
        endpoint = _known(desk, id)
        try:
            told = endpoints.try_out(desk.workspace, id)
        except ThesauryError as error:
            return _page(desk, endpoint, wrong=error.message)
        return RedirectResponse(f"{webhook_url(id)}?{urlencode({'tried': told.id})}", 303)

    @routes.post("/publishing/webhooks/{id}/switch")
    def switch(id: str, form: _Form) -> RedirectResponse:
        _known(desk, id)
        on = form.get("on") == "yes"
        (endpoints.resume if on else endpoints.pause)(catalogue, id)
        return _back(id, "resumed" if on else "paused")

    @routes.post("/publishing/webhooks/{id}/secret")
    def rotate(id: str, form: _Form) -> Response:
        endpoint = _known(desk, id)
        at_once = form.get("at_once") == "yes"
        return _once(_page(desk, endpoint, secret=endpoints.rotate(catalogue, id, at_once), kept=not at_once))

    @routes.post("/publishing/webhooks/{id}/replay")
    def replay(id: str, form: _Form) -> Response:
        endpoint = _known(desk, id)
        try:
            endpoints.replay(catalogue, id, form.get("message", ""))
        except Usage as error:
            return _page(desk, endpoint, wrong=error.message)
        return _back(id, "replayed")

    @routes.post("/publishing/webhooks/{id}/drop")
    def drop(id: str) -> RedirectResponse:
        _known(desk, id)
        endpoints.drop(catalogue, id)
        return RedirectResponse("/publishing/webhooks?said=dropped", 303)

    return routes


def _known(desk: Desk, id: str) -> Endpoint:
    """The endpoint with this id. Raises NotHere where there is none."""
    found = next((one for one in desk.workspace.catalogue.webhooks.endpoints() if one.id == id), None)
    if found is None:
        raise NotHere("webhook")
    return found


def _list(desk: Desk, said: str = "", wrong: str = "", typed: Mapping[str, object] | None = None) -> HTMLResponse:
    return desk.bare_page(
        "publishing_webhooks.html",
        422 if wrong else 200,
        rows=endpoint_rows(desk.workspace.catalogue),
        kinds=endpoints.KINDS,
        channels=desk.workspace.catalogue.channels.all(),
        typed={"address": "", "kinds": (), "channels": (), "note": ""} | dict(typed or {}),
        said=said,
        wrong=wrong,
    )


def _page(
    desk: Desk,
    endpoint: Endpoint,
    state: str = "",
    before: str = "",
    said: str = "",
    tried: str = "",
    secret: str = "",
    kept: bool = False,
    wrong: str = "",
    status: int = 200,
) -> HTMLResponse:
    """The page of one endpoint; `secret` is shown this once, and `kept` says that the former one holds for a while."""
    webhooks, shown = desk.workspace.catalogue.webhooks, state if state in _STATES else ""
    found = webhooks.deliveries(endpoint.id, [DeliveryState(shown)] if shown else [], before, _PER_PAGE + 1)
    page, url = found[:_PER_PAGE], webhook_url(endpoint.id)
    asked = {"state": shown} if shown else {}
    last = f"{page[-1].made_at}/{page[-1].id}" if len(found) > _PER_PAGE else ""
    tested = webhooks.get(tried, endpoint.id) if tried else None
    return desk.bare_page(
        "publishing_webhooks_one.html",
        422 if wrong else status,
        one=endpoint_row(desk.workspace.catalogue, endpoint, webhooks.counts()),
        idle=nobody_works(desk.workspace),
        messages=[message_row(message) for message in page],
        states=_STATES,
        state=shown,
        older=f"{url}?{urlencode(asked | {'before': last})}#messages" if last else "",
        newest=f"{url}?{urlencode(asked)}#messages" if before else "",
        said=said,
        tested=message_row(tested) if tested else None,
        secret=secret,
        kept=kept,
        wrong=wrong,
    )


def _once(answer: HTMLResponse) -> HTMLResponse:
    """A page with a secret is kept by nobody."""
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _many(form: Fields, name: str) -> list[str]:
    return [value for key, value in form if key == name]


def _back(id: str, said: str) -> RedirectResponse:
    return RedirectResponse(f"{webhook_url(id)}?said={said}", 303)
