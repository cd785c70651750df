"""`/feed/{channel}/...`: the feed of a channel in each of its forms, and one item."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from thesaury.model.publishing import Entry
from thesaury.pipeline.publishing.holding import FeedAsked
from thesaury.publishing.cursors import Read, changes_cursor
from thesaury.publishing.forms import atom, iiif, json_feed, json_ld
from thesaury.publishing.forms import changes as changed
from thesaury.publishing.forms.told import IMAGE
from thesaury.web.api.problems import KINDS, problem
from thesaury.web.api.routing import Operation
from thesaury.web.failures import NotHere
from thesaury.web.feed.window import Question, Window, as_json

MOST = 200
"""Entries of a page, at most."""

_READS = ["GET", "HEAD"]
_Name = Annotated[str, Path(max_length=100)]
_Limit = Annotated[int, Query(ge=1, le=MOST)]
_Cursor = Annotated[str, Query(max_length=4_000)]
_Text = Annotated[str, Query(max_length=2_000)]


def _keyed(key: _Text = "") -> None:
    """The key of the feed may stand in the address; the door has looked at it."""


def _asked(
    topic: _Text = "",
    narrower: bool = True,
    audience: _Text = "",
    region: _Text = "",
    channel: _Text = "",
    as_of: Annotated[str, Query(alias="asOf", max_length=20)] = "",
    kind: _Text = "",
) -> FeedAsked:
    """What the feed is narrowed to."""
    return FeedAsked(topic, narrower, audience, region, channel, as_of, kind)


_Asked = Annotated[FeedAsked, Depends(_asked)]


def router(window: Window) -> APIRouter:
    """The doors of all feeds."""
    routes = APIRouter(route_class=Operation, dependencies=[Depends(_keyed)])

    def question(request: Request, name: str) -> Question:
        return Question(window, request, window.channel(name), window.at())

    @routes.api_route("/{name}/items", methods=_READS)
    def items(request: Request, name: _Name, asked: _Asked, cursor: _Cursor = "", limit: _Limit = 100) -> Response:
        """What is published, by asset id, as JSON-LD."""
        about = question(request, name)

        def made() -> tuple[bytes, str]:
            page = about.page(window.reader.page(about.channel, asked, cursor, limit, about.at))
            return as_json(json_ld.page_document(page, about.places)), page.following

        return about.answer(json_ld.MEDIA_TYPE, made)

    @routes.api_route("/{name}/items/{asset}", methods=_READS)
    def item(request: Request, name: _Name, asset: str) -> Response:
        """One item as JSON-LD; 410 with the reason once it was withdrawn."""
        about = question(request, name)
        entry = window.reader.item(about.channel, asset, about.at)
        if entry is None or not entry.published:
            return gone(entry)
        return about.answer(
            json_ld.MEDIA_TYPE,
            lambda: (as_json(json_ld.item_document(entry, about.places)), ""),
            also=str(entry.number),
        )

    @routes.api_route("/{name}/changes", methods=_READS)
    def changes(request: Request, name: _Name, since: _Cursor = "", limit: _Limit = 100) -> Response:
        """What came, changed or left since a cursor, in the order of changes."""
        about = question(request, name)
        read = window.reader.changes(about.channel, since, limit, about.at)

        def cursor_of(entry: Entry) -> str:
            return changes_cursor(about.channel.name, Read(entry.number, entry.changed_at))

        def made() -> tuple[bytes, str]:
            following = about.address(since=read.cursor)
            page = changed.ChangesPage(about.channel, read.entries, read.cursor, following, read.more)
            return as_json(changed.changes(page, about.places, cursor_of)), following if read.more else ""

        lasting = not any(entry.published for entry in read.entries)
        return about.answer(changed.MEDIA_TYPE, made, lasting, read.cursor)

    @routes.api_route("/{name}/feed.json", methods=_READS)
    def feed_json(
        request: Request, name: _Name, asked: _Asked, cursor: _Cursor = "", limit: _Limit = 100, language: _Text = ""
    ) -> Response:
        """The last changes first, as JSON Feed."""
        about = question(request, name)

        def made() -> tuple[bytes, str]:
            page = about.page(window.reader.news(about.channel, asked, cursor, limit, about.at), language)
            return as_json(json_feed.feed(page, about.places)), page.following

        return about.answer(json_feed.MEDIA_TYPE, made)

    @routes.api_route("/{name}/atom.xml", methods=_READS)
    def feed_atom(
        request: Request, name: _Name, asked: _Asked, cursor: _Cursor = "", limit: _Limit = 100, language: _Text = ""
    ) -> Response:
        """The last changes first, as Atom; withdrawals are tombstones."""
        about = question(request, name)

        def made() -> tuple[bytes, str]:
            page = about.page(window.reader.news(about.channel, asked, cursor, limit, about.at), language)
            return atom.feed(page, about.places), page.following

        return about.answer(f"{atom.MEDIA_TYPE}; charset=utf-8", made)

    @routes.api_route("/{name}/iiif/collection.json", methods=_READS)
    def collection(request: Request, name: _Name, asked: _Asked, cursor: _Cursor = "", limit: _Limit = 100) -> Response:
        """The pictures, by asset id, as an IIIF collection."""
        about = question(request, name)
        pictures = replace(asked, kind=IMAGE)

        def made() -> tuple[bytes, str]:
            page = about.page(window.reader.page(about.channel, pictures, cursor, limit, about.at))
            return as_json(iiif.collection(page, about.followed)), page.following

        return about.answer(iiif.MEDIA_TYPE, made)

    @routes.api_route("/{name}/iiif/{asset}/manifest.json", methods=_READS)
    def manifest(request: Request, name: _Name, asset: str, language: _Text = "") -> Response:
        """One picture as an IIIF manifest."""
        about = question(request, name)
        entry = window.reader.item(about.channel, asset, about.at)
        if entry is None or not entry.published:
            return gone(entry)
        if entry.item.kind != IMAGE:
            return problem(KINDS["not-found"], "This is no picture, and only pictures have a manifest.")
        told = about.language(language)
        return about.answer(
            iiif.MEDIA_TYPE, lambda: (as_json(iiif.manifest(entry, about.followed, told)), ""), also=str(entry.number)
        )

    return routes


def gone(entry: Entry | None) -> Response:
    """What is said of an asset that is not in the feed: 410 and why it left, where it was there."""
    if entry is None or entry.reason is None:
        raise NotHere("item")
    told = {"asset": entry.asset, "reason": entry.reason.value, "since": entry.since, "at": entry.changed_at}
    said = entry.sentence or "It is to be shown no more."
    return problem(KINDS["withdrawn"], said, more={name: text for name, text in told.items() if text})
