"""`/delivery/{token}`: the files that feeds name, looked at once more when they are fetched."""

from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from thesaury.model.publishing import Entry
from thesaury.model.rendition import BY_NAME, RenditionForm
from thesaury.publishing.marks import marks_of, said_in
from thesaury.web.api.etags import named_by
from thesaury.web.api.problems import KINDS, ApiProblem, problem
from thesaury.web.failures import NotHere
from thesaury.web.feed.routes import gone
from thesaury.web.feed.signing import Ticket
from thesaury.web.feed.window import Window
from thesaury.web.sealing import Expired, Forged

_KEPT = 300
"""Seconds for which a browser may show a file without asking again, if its address lasts so long."""
_NO_NAME = str.maketrans(dict.fromkeys('\\/:*?"<>|', "-"))
_LONGEST = 80


def router(window: Window) -> APIRouter:
    """The door of all files."""
    routes = APIRouter()

    @routes.api_route("/{token}", methods=["GET", "HEAD"])
    def file(request: Request, token: str) -> Response:
        """The file of this address, while it may be shown; 410 once it may not, or the address is over."""
        ticket = _ticket(window, token)
        workspace = window.desk.workspace
        form, channel = BY_NAME.get(ticket.form), workspace.catalogue.channels.get(ticket.channel)
        if form is None or channel is None:
            return problem(KINDS["address-expired"], "There is nothing at this address any more.")
        entry = window.reader.item(channel, ticket.asset, window.at())
        asset = window.desk.asset(ticket.asset)
        if entry is None or not entry.published or asset is None:
            return _left(entry)
        language = channel.languages[0] if channel.languages else ""
        told = asset, form, marks_of(entry.item, entry, language), entry.item.focus
        headers = _headers(window, ticket, entry, form, language)
        tag = workspace.renditions.tag(*told)
        if tag and named_by(request.headers.get("if-none-match", ""), f'"{tag}"'):
            return Response(status_code=304, headers={**headers, "ETag": f'"{tag}"'})
        made = workspace.renditions.render(*told)
        if made is None:
            return problem(KINDS["not-found"], "There is no picture of this asset now. Ask again later.")
        return Response(made.content, 200, {**headers, "ETag": f'"{made.tag}"'}, made.media_type)

    return routes


def _ticket(window: Window, token: str) -> Ticket:
    try:
        return window.signer.ticket_of(token)
    except Expired as error:
        raise ApiProblem("address-expired", "This address is over. The feed names a new one.") from error
    except Forged as error:
        raise ApiProblem("forbidden", "This address was not given out here.") from error


def _left(entry: Entry | None) -> Response:
    try:
        return gone(entry)
    except NotHere:
        return problem(KINDS["address-expired"], "There is nothing at this address any more.")


def _headers(window: Window, ticket: Ticket, entry: Entry, form: RenditionForm, language: str) -> dict[str, str]:
    return {
        "Cache-Control": f"private, max-age={min(_KEPT, window.signer.left(ticket))}",
        "Content-Disposition": f"inline; {_named(entry, form, language)}",
    }


def _named(entry: Entry, form: RenditionForm, language: str) -> str:
    """A file name that says what it is, for old programs in ASCII (RFC 6266)."""
    ending = form.media_type.rpartition("/")[2].replace("jpeg", "jpg")
    said = said_in(entry.item.titles, language).translate(_NO_NAME)
    title = "".join(sign for sign in said if sign.isprintable()).strip(" .-")[:_LONGEST] or entry.asset
    plain = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in title).strip("-") or "asset"
    full = quote(f"{title} {form.name}.{ending}".encode("utf-8", "replace"), safe="")
    return f"filename=\"{plain}-{form.name}.{ending}\"; filename*=UTF-8''{full}"
