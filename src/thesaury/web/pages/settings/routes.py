"""`/settings` and `/settings/model`: what a person may choose of a workspace, written to its file."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from thesaury.bootstrap import fetched_embedding_models
from thesaury.bootstrap.settings_file import settings_of
from thesaury.model.access import Permission
from thesaury.model.errors import Usage
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.door.forms import form_of
from thesaury.web.door.origin import from_here
from thesaury.web.joining import joined
from thesaury.web.pages.home.health import model_sign
from thesaury.web.pages.settings import branding, schemes, thresholds
from thesaury.web.pages.settings.tabs import settings_tabs
from thesaury.web.parts.settings.form import field
from thesaury.web.parts.settings.groups import GENERAL, MODEL, effect
from thesaury.web.parts.settings.keeping import keep


def router(desk: Desk) -> APIRouter:
    """The rooms of the settings, but for people and tokens."""
    routes = APIRouter(dependencies=[may(Permission.ADMINISTER)])

    @routes.get("/settings")
    def general(said: str = "") -> HTMLResponse:
        return _general(desk, said if said in GENERAL else "")

    @routes.post("/settings")
    async def save(request: Request) -> Response:
        from_here(request)
        sent = await form_of(request)
        return await run_in_threadpool(_saved, desk, sent)

    @routes.get("/settings/model")
    def model(said: str = "") -> HTMLResponse:
        return _model(desk, "model" if said else "")

    @routes.post("/settings/model")
    async def save_model(request: Request) -> Response:
        from_here(request)
        sent = await form_of(request)
        return await run_in_threadpool(_model_saved, desk, sent)

    return joined(routes, thresholds.router(desk), schemes.router(desk), branding.router(desk))


def _saved(desk: Desk, sent: Mapping[str, str]) -> Response:
    group = sent.get("group", "")
    if group not in GENERAL:
        raise HTTPException(404)
    try:
        keep(desk, sent, GENERAL[group])
    except Usage as error:
        return _general(desk, typed=sent, wrong=error.message)
    return RedirectResponse(f"/settings?said={group}#{group}", 303)


def _model_saved(desk: Desk, sent: Mapping[str, str]) -> Response:
    chosen = sent.get("chosen", "other")
    named = sent if chosen == "other" else {**sent, "embedding_model": chosen}
    try:
        keep(desk, named, MODEL)
    except Usage as error:
        return _model(desk, typed=named, wrong=error.message)
    return RedirectResponse("/settings/model?said=model#model", 303)


def _general(desk: Desk, said: str = "", typed: Mapping[str, str] | None = None, wrong: str = "") -> HTMLResponse:
    settings, about = settings_of(desk.workspace.root), (typed or {}).get("group", "")
    groups = [
        (key, [field(settings[name], typed if key == about else None, wrong) for name in names])
        for key, names in GENERAL.items()
    ]
    effects = {key: sorted({effect(name) for name in names}) for key, names in GENERAL.items()}
    values = {"groups": groups, "effects": effects, "said": said, "wrong": wrong, "about": about}
    return desk.bare_page("settings.html", 422 if wrong else 200, rooms=settings_tabs(), **values)


def _model(desk: Desk, said: str = "", typed: Mapping[str, str] | None = None, wrong: str = "") -> HTMLResponse:
    settings = settings_of(desk.workspace.root)
    fields = [field(settings[name], typed, wrong) for name in MODEL]
    values = {"model": fields[0], "fields": fields[1:], "fetched": fetched_embedding_models(), "sign": model_sign(desk)}
    more = {"said": said, "wrong": wrong, "learned": desk.workspace.models.all()}
    return desk.bare_page("settings_model.html", 422 if wrong else 200, rooms=settings_tabs(), **values, **more)
