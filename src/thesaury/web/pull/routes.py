"""The general form: the channel, its folders, lists, searches, and everything of one item."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from thesaury.pipeline.offering.folders import Folder
from thesaury.publishing.forms.told import full
from thesaury.web.api.paging import Cursor, Limit, cursor_of, linked, place_of, sliced
from thesaury.web.api.routing import Operation
from thesaury.web.feed.routes import gone
from thesaury.web.feed.window import as_json
from thesaury.web.pull.counter import Asked, Counter
from thesaury.web.pull.told import item_brief, item_told

_JSON = "application/json"
_Folder = Annotated[str, Query(max_length=2_000, description="The id of a folder; without one the root.")]
_Words = Annotated[str, Query(min_length=1, max_length=1_000)]
_Kind = Annotated[str, Query(max_length=50, description="image, video, audio or document.")]
_Language = Annotated[str, Query(max_length=50)]


def router(counter: Counter) -> APIRouter:
    """The operations below `/pull/v1`."""
    routes = APIRouter(prefix="/v1", route_class=Operation)

    @routes.get("/channel")
    def channel(request: Request) -> Response:
        """The channel that the key opens."""
        asked = counter.asked(request)
        one = asked.channel
        lists = {"languages": list(one.languages), "media": list(one.media), "markets": list(one.markets)}
        return _told({"name": one.name, "title": one.title, **lists, "published": _counted(counter, one.name)})

    @routes.get("/folders")
    def folders(
        request: Request,
        response: Response,
        parent: _Folder = "",
        language: _Language = "",
        limit: Limit = 100,
        cursor: Cursor = "",
    ) -> Response:
        """The folders directly below one, by name: those in which, or below which, something is published."""
        asked = counter.asked(request, language)
        found = asked.below(asked.folder(parent))
        page, following = sliced(found, ["folders", asked.channel.name, parent, asked.language], limit, cursor)
        told = {"folders": [_folder(one, parent) for one in page], "next": linked(request, response, following)}
        return _told(told, response)

    @routes.get("/items")
    def items(
        request: Request,
        response: Response,
        folder: _Folder = "",
        kind: _Kind = "",
        language: _Language = "",
        limit: Limit = 50,
        cursor: Cursor = "",
    ) -> Response:
        """What lies directly in a folder; in the root everything that is published."""
        asked = counter.asked(request, language)
        ids = asked.lying_in(asked.folder(folder), kind)
        return _told(_listed(asked, ids, ["items", folder, kind], limit, cursor, response), response)

    @routes.get("/search")
    def search(
        request: Request,
        response: Response,
        q: _Words,
        folder: _Folder = "",
        kind: _Kind = "",
        language: _Language = "",
        limit: Limit = 50,
        cursor: Cursor = "",
    ) -> Response:
        """What is found by meaning, best first, in a folder and below."""
        asked = counter.asked(request, language)
        ids = asked.found(q, asked.folder(folder), kind)
        return _told(_listed(asked, ids, ["search", q, folder, kind], limit, cursor, response), response)

    @routes.get("/items/{asset}")
    def item(request: Request, asset: str, language: _Language = "") -> Response:
        """Everything of one item, with all its files; 410 with the reason once it was withdrawn."""
        asked = counter.asked(request, language)
        entry = counter.window.reader.item(asked.channel, asset, asked.at)
        if entry is None or not entry.published:
            return gone(entry)
        return _told(item_told(entry, asked.places, asked.language))

    return routes


def _listed(
    asked: Asked, ids: Sequence[str], question: list[str], limit: int, cursor: str, response: Response
) -> dict[str, Any]:
    named = [asked.channel.name, *question]
    place = place_of(cursor, named, int)
    start = int(place[0]) if place else 0
    entries = asked.held(tuple(ids[start : start + limit]))
    following = cursor_of(named, (start + limit,)) if start + limit < len(ids) else None
    told = [item_brief(entry, asked.places, asked.language) for entry in entries]
    return {"items": told, "total": len(ids), "next": linked(asked.request, response, following)}


def _folder(one: Folder, parent: str) -> dict[str, Any]:
    return full(id=one.iri, name=one.name, parent=parent) | {"path": "/" + "/".join(one.path)}


def _counted(counter: Counter, channel: str) -> int:
    return counter.window.desk.workspace.catalogue.feeds.counts(channel).published


def _told(value: dict[str, Any], response: Response | None = None) -> Response:
    headers = {"Link": response.headers["link"]} if response is not None and "link" in response.headers else {}
    return Response(as_json(value), 200, headers, _JSON)
