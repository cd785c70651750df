"""`/pull/oauth2/token`: tokens by client credentials (RFC 6749, section 4.4), and `/pull/files/{token}`: files at addresses that last."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from thesaury.model.rendition import BY_NAME
from thesaury.web.api.problems import KINDS, problem
from thesaury.web.failures import NotHere
from thesaury.web.feed.places import FeedPlaces
from thesaury.web.feed.routes import gone
from thesaury.web.feed.window import server_of
from thesaury.web.pull.counter import Counter
from thesaury.web.pull.door import by_password, holds, pair_of
from thesaury.web.pull.tokens import LIFETIME
from thesaury.web.sealing import Expired, Forged

_KEPT_NOWHERE = {"Cache-Control": "no-store", "Pragma": "no-cache"}
_Text = Annotated[str, Form(max_length=4_000)]


def router(counter: Counter) -> APIRouter:
    """Both of them."""
    routes = APIRouter()
    channels = counter.window.desk.workspace.catalogue.channels

    @routes.post("/oauth2/token")
    def token(request: Request, grant_type: _Text = "", client_id: _Text = "", client_secret: _Text = "") -> Response:
        """A token for an hour, for the name of a channel and its key."""
        if grant_type != "client_credentials":
            return _refused(400, "unsupported_grant_type", "Tokens are given for client_credentials alone.")
        scheme, _, text = request.headers.get("authorization", "").partition(" ")
        who = pair_of(text) if scheme.lower() == "basic" else (client_id, client_secret)
        opened = by_password(channels, *who)
        if opened is None:
            return _refused(401, "invalid_client", "client_id is the name of a channel, client_secret a key of it.")
        told = {"access_token": counter.signer.access(opened), "token_type": "Bearer", "expires_in": LIFETIME}
        return JSONResponse(told, 200, _KEPT_NOWHERE)

    @routes.api_route("/files/{token}", methods=["GET", "HEAD"])
    def file(request: Request, token: str) -> Response:
        """Leads to the file, as long as it is published and the key holds that named this address; 410 from then on."""
        try:
            lasting = counter.signer.lasting_of(token)
        except (Expired, Forged):
            return problem(KINDS["forbidden"], "This address was not given out here.")
        channel, form = channels.get(lasting.opened.channel), BY_NAME.get(lasting.form)
        if channel is None or form is None or not holds(channels, lasting.opened):
            return problem(KINDS["address-expired"], "There is nothing at this address any more.")
        entry = counter.window.reader.item(channel, lasting.asset, counter.window.at())
        if entry is None or not entry.published:
            try:
                return gone(entry)
            except NotHere:
                return problem(KINDS["address-expired"], "There is nothing at this address any more.")
        places = FeedPlaces(server_of(request), channel.name, counter.window.signer)
        return RedirectResponse(places.file(entry, form), 302, {"Cache-Control": "no-store"})

    return routes


def _refused(status: int, error: str, said: str) -> Response:
    headers = _KEPT_NOWHERE | ({"WWW-Authenticate": 'Basic realm="Thesaury"'} if status == 401 else {})
    return JSONResponse({"error": error, "error_description": said}, status, headers)
