"""`/publishing/channels/...`: one channel with its entries, made, changed, paused, dropped and brought up to date."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from thesaury.model.access import Permission
from thesaury.model.errors import ThesauryError, Usage
from thesaury.model.publishing import Channel
from thesaury.pipeline.publishing.channels import exchange_channel, read_channel
from thesaury.publishing.files import KINDS
from thesaury.rights.vocabulary import shipped
from thesaury.rights.vocabulary.client import tables_of
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.door.forms import Fields, fields_of, form_of
from thesaury.web.pages.publishing.channel_form import ChannelForm, data_of, stamp, typed
from thesaury.web.pages.publishing.channel_form import form_of as form_with
from thesaury.web.pages.publishing.refreshing import Refreshing
from thesaury.web.pages.publishing.said import channel_url
from thesaury.web.pages.publishing.view import channel_page, known
from thesaury.web.parts.rights import words
from thesaury.web.texts import phrase

_SAID = ("made", "changed", "paused", "resumed", "refreshed", "key-ended")
_Form = Annotated[Mapping[str, str], Depends(form_of)]
_Fields = Annotated[Fields, Depends(fields_of)]
_ADMINISTERS = [may(Permission.ADMINISTER)]


def router(desk: Desk, refreshing: Refreshing) -> APIRouter:
    """The page of a channel, its form, and where their buttons lead."""
    routes = APIRouter(dependencies=[may(Permission.READ)])

    @routes.get("/publishing/new", dependencies=_ADMINISTERS)
    def new() -> HTMLResponse:
        return _form_page(desk, ChannelForm(), new=True)

    @routes.post("/publishing/new", dependencies=_ADMINISTERS)
    def make(fields: _Fields) -> Response:
        form = typed(fields, desk.lexicon())
        try:
            made = read_channel(desk.workspace, form.name, data_of(form, tables_of(desk.workspace.root).regions))
        except ThesauryError as error:
            return _form_page(desk, form, 422, error.message, new=True)
        if not exchange_channel(desk.workspace, made.name, None, made):
            return _form_page(desk, form, 409, phrase("channel.wrong.taken", name=made.name), new=True)
        refreshing.start(made.name)
        return _back(made.name, "made")

    @routes.get("/publishing/channels/{name}")
    def page(request: Request, name: str, said: str = "") -> HTMLResponse:
        spoken = phrase(f"channel.said.{said}") if said in _SAID else ""
        count = request.query_params.get("count", "")
        if said in ("approved", "revoked") and count.isdecimal() and len(count) < 7:
            spoken = phrase(f"channel.said.{said}", count=int(count))
        return channel_page(desk, refreshing, request, known(desk, name), said=spoken)

    @routes.get("/publishing/channels/{name}/edit", dependencies=_ADMINISTERS)
    def edit(name: str) -> HTMLResponse:
        return _form_page(desk, form_with(known(desk, name), desk.lexicon()))

    @routes.post("/publishing/channels/{name}/edit", dependencies=_ADMINISTERS)
    def change(name: str, fields: _Fields) -> Response:
        before = known(desk, name)
        form = typed(fields, desk.lexicon(), before)
        try:
            data = data_of(form, tables_of(desk.workspace.root).regions)
            wanted = read_channel(desk.workspace, name, data, before)
        except ThesauryError as error:
            return _form_page(desk, form, 422, error.message)
        if stamp(before) != form.seen or not exchange_channel(desk.workspace, name, before, wanted):
            return _form_page(desk, form_with(known(desk, name), desk.lexicon()), 409, phrase("channel.wrong.changed"))
        refreshing.start(name)
        return _back(name, "changed")

    @routes.post("/publishing/channels/{name}/pause", dependencies=_ADMINISTERS)
    def pause(request: Request, name: str, form: _Form) -> Response:
        before, paused = known(desk, name), form.get("on") != "no"
        return exchanged(request, before, form, replace(before, paused=paused), "paused" if paused else "resumed")

    @routes.post("/publishing/channels/{name}/drop", dependencies=_ADMINISTERS)
    def drop(request: Request, name: str, form: _Form) -> Response:
        return exchanged(request, known(desk, name), form, None, "")

    @routes.post("/publishing/channels/{name}/refresh", dependencies=[may(Permission.EDIT)])
    def refresh(name: str) -> RedirectResponse:
        known(desk, name)
        refreshing.start(name)
        going, failed = refreshing.going(name), refreshing.failed(name)
        return _back(name, "" if going or failed else "refreshed")

    def exchanged(
        request: Request, before: Channel, form: Mapping[str, str], channel: Channel | None, said: str
    ) -> Response:
        """Put this channel, or none, in the place of the one that was shown; back to the page where that is another by now."""
        try:
            done = stamp(before) == form.get("seen") and exchange_channel(desk.workspace, before.name, before, channel)
        except Usage as error:
            return channel_page(desk, refreshing, request, before, 409, wrong=error.message)
        if not done:
            wrong = phrase("channel.wrong.changed")
            return channel_page(desk, refreshing, request, known(desk, before.name), 409, wrong=wrong)
        if channel is None:
            return RedirectResponse("/publishing?said=dropped", 303)
        refreshing.start(before.name)
        return _back(before.name, said)

    return routes


def _form_page(desk: Desk, form: ChannelForm, status: int = 200, wrong: str = "", new: bool = False) -> HTMLResponse:
    tables = shipped()
    return desk.bare_page(
        "publishing_form.html",
        status,
        form=form,
        wrong=wrong,
        new=new,
        url="/publishing" if new else channel_url(form.name),
        leaves=[(one, words.channel(one)) for one in sorted(tables.channels.leaves, key=words.channel)],
        groups=[(one, words.channel(one)) for one in sorted(tables.channels.groups, key=words.channel)],
        purposes=[(one, words.purpose(one)) for one in sorted(tables.purposes, key=words.purpose)],
        kinds=KINDS,
    )


def _back(name: str, said: str) -> RedirectResponse:
    return RedirectResponse(f"{channel_url(name)}{f'?said={said}' if said else ''}", 303)
