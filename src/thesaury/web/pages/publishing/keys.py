"""Keys by which the feed of a channel is read: made, shown once, and ended."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from thesaury.model.access import Permission
from thesaury.model.errors import ThesauryError
from thesaury.pipeline.publishing.channels import drop_key, make_key
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.door.forms import form_of
from thesaury.web.pages.publishing.refreshing import Refreshing
from thesaury.web.pages.publishing.said import channel_url
from thesaury.web.pages.publishing.view import channel_page, known

_Form = Annotated[Mapping[str, str], Depends(form_of)]


def router(desk: Desk, refreshing: Refreshing) -> APIRouter:
    """Making keys and ending them."""
    routes = APIRouter(dependencies=[may(Permission.ADMINISTER)])

    @routes.post("/publishing/channels/{name}/keys")
    def make(request: Request, name: str, form: _Form) -> Response:
        """The key stands on the page that answers, and on no other."""
        channel, called = known(desk, name), form.get("key", "").strip()
        try:
            key = make_key(desk.workspace, name, called)
        except ThesauryError as error:
            return channel_page(desk, refreshing, request, channel, 422, wrong=error.message)
        answer = channel_page(desk, refreshing, request, channel, key=key, key_name=called)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    @routes.post("/publishing/channels/{name}/keys/end")
    def end(request: Request, name: str, form: _Form) -> Response:
        channel = known(desk, name)
        try:
            drop_key(desk.workspace, name, form.get("key", ""))
        except ThesauryError as error:
            return channel_page(desk, refreshing, request, channel, 422, wrong=error.message)
        return RedirectResponse(f"{channel_url(name)}?said=key-ended#feed", 303)

    return routes
