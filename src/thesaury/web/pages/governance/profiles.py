"""`/governance/profiles`: the profiles, each as a form; nobody's change is lost, and what was removed can be put back."""

import json
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from thesaury.governance.profiles import LONGEST_NAME, profile_dict
from thesaury.model.access import Permission
from thesaury.model.concept import Label
from thesaury.model.errors import ThesauryError, Usage
from thesaury.model.profile import Profile, SchemeRule
from thesaury.pipeline.validating import exchange_profile, read_profile
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller, may
from thesaury.web.door.forms import Fields, fields_of
from thesaury.web.failures import NotHere
from thesaury.web.parts.checking.profile_form import ProfileForm, form_of, profile_of, stamp, typed
from thesaury.web.texts import phrase

_SAID = ("saved", "removed")


def router(desk: Desk) -> APIRouter:
    """The list, the form, and where it leads."""
    routes = APIRouter(dependencies=[may(Permission.READ)], include_in_schema=False)
    changing = [may(Permission.VOCABULARY)]
    profiles = desk.workspace.catalogue.profiles

    def form_page(form: ProfileForm, status: int = 200, wrong: str = "", new: bool = False) -> HTMLResponse:
        values = {"form": form, "wrong": wrong, "new": new, "most": LONGEST_NAME, "may_change": _may_change()}
        return desk.bare_page("governance_profile.html", status, **values)

    def list_page(said: str = "", name: str = "", undo: str = "") -> HTMLResponse:
        shown = [(one, [_rule(rule, desk) for rule in one.schemes]) for one in profiles.all()]
        values = {"profiles": shown, "may_change": _may_change(), "said": said, "name": name, "undo": undo}
        return desk.bare_page("governance_profiles.html", 200, **values)

    @routes.get("/governance/profiles")
    def page(said: str = "", name: str = "") -> HTMLResponse:
        return list_page(said if said in _SAID else "", name)

    @routes.get("/governance/profile", dependencies=changing)
    def new() -> HTMLResponse:
        return form_page(form_of(None, _titles(desk)), new=True)

    @routes.post("/governance/profile", dependencies=changing)
    async def add(request: Request) -> Response:
        return await run_in_threadpool(_added, await fields_of(request))

    @routes.get("/governance/profiles/{name}")
    def one(name: str) -> HTMLResponse:
        return form_page(form_of(_held(desk, name), _titles(desk)))

    @routes.post("/governance/profiles/{name}", dependencies=changing)
    async def change(name: str, request: Request) -> Response:
        return await run_in_threadpool(_changed, name, await fields_of(request))

    @routes.post("/governance/profiles/{name}/remove", dependencies=changing)
    async def remove(name: str, request: Request) -> Response:
        return await run_in_threadpool(_removed, name, dict(await fields_of(request)).get("seen", ""))

    @routes.post("/governance/profiles/{name}/undo", dependencies=changing)
    async def undo(name: str, request: Request) -> Response:
        return await run_in_threadpool(_put_back, name, dict(await fields_of(request)).get("held", ""))

    def _added(fields: Fields) -> Response:
        form = typed(fields, _titles(desk))
        try:
            profile = profile_of(form)
        except ThesauryError as error:
            return form_page(form, 422, error.message, new=True)
        if not exchange_profile(desk.workspace, profile.name, None, profile):
            return form_page(form, 409, phrase("profiles.wrong.taken"), new=True)
        return _back("saved", profile.name)

    def _changed(name: str, fields: Fields) -> Response:
        before, form = _held(desk, name), typed(fields, _titles(desk), name)
        try:
            profile = profile_of(form)
        except ThesauryError as error:
            return form_page(form, 422, error.message)
        if stamp(before) != form.seen or not exchange_profile(desk.workspace, name, before, profile):
            return form_page(form_of(_held(desk, name), _titles(desk)), 409, phrase("profiles.wrong.changed"))
        return _back("saved", name)

    def _removed(name: str, seen: str) -> Response:
        before = _held(desk, name)
        if stamp(before) != seen or not exchange_profile(desk.workspace, name, before, None):
            return form_page(form_of(_held(desk, name), _titles(desk)), 409, phrase("profiles.wrong.changed"))
        return list_page("removed", name, json.dumps(profile_dict(before), ensure_ascii=False))

    def _put_back(name: str, held: str) -> Response:
        """What was removed, as the page kept it; it is read as strictly as what a program sends."""
        try:
            data = json.loads(held)
            profile = read_profile(desk.workspace, name, data if isinstance(data, dict) else {})
        except ValueError as error:
            raise Usage(phrase("profiles.wrong.changed")) from error
        if not exchange_profile(desk.workspace, name, None, profile):
            return form_page(form_of(_held(desk, name), _titles(desk)), 409, phrase("profiles.wrong.taken"))
        return _back("saved", name)

    return routes


def _may_change() -> bool:
    return caller().may(Permission.VOCABULARY)


def _held(desk: Desk, name: str) -> Profile:
    found = desk.workspace.catalogue.profiles.get(name)
    if found is None:
        raise NotHere("profile")
    return found


def _titles(desk: Desk) -> dict[str, Label]:
    """Every scheme that pictures are tagged with, by its title in the reader's language."""
    lexicon = desk.lexicon()
    return {iri: lexicon.scheme_title(scheme) for iri, scheme in lexicon.schemes().items()}


def _rule(rule: SchemeRule, desk: Desk) -> str:
    """A rule as people say it."""
    scheme = desk.lexicon().name(rule.scheme).text
    if rule.least and rule.most is not None:
        return phrase("profiles.rule.both", scheme=scheme, least=rule.least, most=rule.most)
    if rule.least:
        return phrase("profiles.rule.least", scheme=scheme, least=rule.least)
    if rule.most is not None:
        return phrase("profiles.rule.most", scheme=scheme, most=rule.most)
    return phrase("profiles.rule.any", scheme=scheme)


def _back(said: str, name: str) -> RedirectResponse:
    return RedirectResponse(f"/governance/profiles?{urlencode({'said': said, 'name': name}, quote_via=quote)}", 303)
