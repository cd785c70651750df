"""`/id/...`: the thing itself leads to its description (303), and each description stands at an address of its own."""

from collections.abc import Sequence
from urllib.parse import quote, unquote

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from thesaury.model.access import Permission
from thesaury.model.concept import Concept
from thesaury.web.api.etags import etag_of_bytes, named_by
from thesaury.web.desk import Desk, concept_url
from thesaury.web.door.caller import caller
from thesaury.web.failures import NotHere, failure
from thesaury.web.outside.linked.describing import address, as_page, as_rdf
from thesaury.web.outside.linked.finding import ENDINGS, Gone, Here, Moved, standing
from thesaury.web.outside.negotiating import best
from thesaury.web.outside.shelves import Shelf, Shelves
from thesaury.web.outside.skosmos.searching import local_name
from thesaury.web.pages.vocabulary.tongues import tongue_name
from thesaury.web.texts import phrase, speaking

TYPES = {
    "html": "text/html",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "nt": "application/n-triples",
}
"""The type of each description."""
_WIDER = {"application/xhtml+xml": "html", "application/json": "jsonld", "application/xml": "rdf"}
_VARY = {"Vary": "Accept, Accept-Language, Authorization, Cookie", "Cache-Control": "private, no-cache"}


def router(desk: Desk, shelves: Shelves) -> APIRouter:
    """The addresses of concepts. Who reads nothing finds nothing; the door asks strangers in for what is public alone."""
    routes = APIRouter()

    @routes.api_route("/id/{place:path}", methods=["GET", "HEAD"])
    def thing(request: Request, place: str) -> Response:
        base = desk.workspace.concept_base
        found = standing(shelves.readable(), desk.workspace.catalogue.vocabularies, _iris(request, base, place))
        if isinstance(found, Moved):
            return _moved(desk, request, found)
        if isinstance(found, Gone):  # what it was called was taken back with it
            return failure(request, desk, 410, phrase("linked.gone"))
        if found is None:
            raise NotHere("concept")
        return _description(desk, request, found) if found.ending else _led(request, found)

    return routes


def _iris(request: Request, base: str, place: str) -> Sequence[str]:
    """The IRI as it was asked for, and as it reads: IRIs are written either way."""
    raw = request.scope.get("raw_path", b"").decode("ascii", "replace").partition("?")[0]
    written = raw.partition("/id/")[2]
    return list(dict.fromkeys((base + written, base + place, base + unquote(written)))) if base else ()


def _moved(desk: Desk, request: Request, found: Moved) -> Response:
    """To the heir; where that has no address, its name alone."""
    if place := address(desk.workspace.concept_base, found.iri):
        return RedirectResponse(place, 301, headers=_VARY)
    return failure(request, desk, 410, phrase("linked.moved", iri=found.iri))


def _led(request: Request, found: Here) -> Response:
    """To the description that is wanted; without a wish, to the page."""
    offered = {media_type: ending for ending, media_type in TYPES.items()} | _WIDER
    wanted = best(request.headers.get("accept", ""), list(offered))
    if wanted is None:
        return Response(
            phrase("linked.forms", forms=", ".join(TYPES.values())), 406, _VARY, "text/plain; charset=utf-8"
        )
    headers = {**_VARY, "Link": _alternates(found)}
    return RedirectResponse(f"./{_last(found)}.{offered[wanted]}", 303, headers=headers)


def _description(desk: Desk, request: Request, found: Here) -> Response:
    thing, ending = found.thing, found.ending
    links = [f'<{_ascii(thing.iri)}>; rel="describes"', _alternates(found)]
    if isinstance(thing, Concept) and thing.replaced_by:
        links.append(f'<{_ascii(thing.replaced_by)}>; rel="successor-version"')
    headers = {**_VARY, "Link": ", ".join(links)}
    body = _page(desk, found) if ending == "html" else as_rdf(found.shelf, thing, ending)
    headers["ETag"] = etag_of_bytes(body)
    if named_by(request.headers.get("if-none-match", ""), headers["ETag"]):
        return Response(status_code=304, headers=headers)
    named = TYPES[ending]
    return Response(body, media_type=f"{named}; charset=utf-8" if named.startswith("text/") else named, headers=headers)


def _page(desk: Desk, found: Here) -> bytes:
    base, iri = desk.workspace.concept_base, found.thing.iri
    inside = caller().may(Permission.READ)
    shown = as_page(found.shelf, found.thing, speaking.get())
    shown_page = desk.bare_page(
        "linked.html",
        **shown,
        alone=not inside,
        inside=inside,
        address_of=lambda other: _read_at(base, other, found.shelf if inside else None),
        tongue_name=tongue_name,
        files=[(ending, f"./{_last(found)}.{ending}") for ending in ENDINGS[1:]],
        of_iri=iri,
    )
    return bytes(shown_page.body)


def _read_at(base: str, iri: str, shelf: Shelf | None) -> str:
    """Where another thing is read; who is in reads all concepts of the vocabulary here."""
    if shelf and not (base and iri.startswith(base)) and shelf.thesaurus.concept(iri):
        return concept_url(iri)
    return address(base, iri)


def _alternates(found: Here) -> str:
    last = _last(found)
    return ", ".join(f'<./{last}.{ending}>; rel="alternate"; type="{TYPES[ending]}"' for ending in ENDINGS)


def _last(found: Here) -> str:
    """What the address of the thing ends with, as an address is written."""
    return _ascii(found.thing.iri.rsplit("/", 1)[-1] or local_name(found.thing.iri))


def _ascii(iri: str) -> str:
    """An IRI as a URI, as headers need it (RFC 3987, 3.1)."""
    return quote(iri, safe="/%:?#[]@!$&'()*+,;=~")
