"""What people did with assets: views, downloads and searches by the analytics interface, and where assets are published."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from thesaury.connectors.bynder.client import BynderApi, Document
from thesaury.connectors.bynder.moments import earlier, utc
from thesaury.connectors.bynder.reading import many, text
from thesaury.connectors.bynder.settings import settings_of
from thesaury.model.connection import Connection
from thesaury.model.errors import Refused
from thesaury.model.usage import UsageEvent, UsageKind
from thesaury.ports.source import Tools
from thesaury.ports.usage import UsagePage

_STREAMS = (
    ("views", "v2/asset/views", UsageKind.VIEW),
    ("downloads", "v1/asset/v2/download", UsageKind.DOWNLOAD),
    ("searches", "v1/search/executions", UsageKind.SEARCH),
)
_PAGE = 1000
_OVERLAP = 3600.0


@dataclass(frozen=True, slots=True)
class _Spot:
    """How far each stream was read; within a pass also where the pass stands: at which stream, its cursor, the newest it saw."""

    moments: Mapping[str, str]
    stream: int = 0
    cursor: str = ""
    newest: str = ""

    def spelled(self) -> str:
        told = [dict(self.moments), self.stream, self.cursor, self.newest]
        return json.dumps(told, sort_keys=True)


def _spot(cursor: str) -> _Spot:
    """The spot of a cursor; one that cannot be read starts anew."""
    try:
        moments, stream, place, newest = json.loads(cursor)
        spot = _Spot({str(name): str(moment) for name, moment in moments.items()}, int(stream), str(place), str(newest))
        return spot if 0 <= spot.stream < len(_STREAMS) else _Spot({})
    except (ValueError, TypeError, AttributeError):
        return _Spot({})


@dataclass(frozen=True, slots=True)
class BynderUsage:
    """Reads the events of one portal; nobody's name, address or browser is taken over."""

    connection: str
    api: BynderApi

    def events(self, cursor: str) -> Iterator[UsagePage]:
        """Stream after stream from an hour before what was seen last, then all publications."""
        spot = _spot(cursor)
        while spot.stream < len(_STREAMS):
            page, spot = self._page(spot)
            yield page
        found, refused = self._published()
        yield UsagePage(found, _Spot(spot.moments).spelled(), True, refused)

    def _page(self, spot: _Spot) -> tuple[UsagePage, _Spot]:
        name, path, kind = _STREAMS[spot.stream]
        since = earlier(spot.moments.get(name, ""), _OVERLAP)
        params = [("limit", str(_PAGE)), *([("fromDateTime", since)] if since else [])]
        params += [("cursor", spot.cursor)] if spot.cursor else []
        refused: tuple[tuple[str, str], ...] = ()
        try:
            items, following = self.api.events(path, params)
        except Refused as error:
            items, following, refused = [], "", ((name, error.message),)
        told = [one for one in items if isinstance(one, Mapping)]
        events = tuple(event(kind, one) for one in told if utc(text(one.get("dateTime"))))
        newest = max([spot.newest, *(one.at for one in events)])
        if following and following != spot.cursor and items:
            on = _Spot(spot.moments, spot.stream, following, newest)
        else:
            # What was refused half way is read again from where the stream was begun.
            moments = spot.moments if refused else {**spot.moments, name: max(newest, spot.moments.get(name, ""))}
            on = _Spot(moments, spot.stream + 1)
        # A cursor is only used while there is a stream left: publications are read whole and need none.
        kept = on if on.stream < len(_STREAMS) else _Spot(on.moments)
        return UsagePage(events, kept.spelled(), False, refused), on

    def _published(self) -> tuple[tuple[UsageEvent, ...], tuple[tuple[str, str], ...]]:
        """Where assets are published, as far as an integration id is known."""
        integration = self.api.settings.integration
        if not integration:
            return (), ()
        try:
            return tuple(map(publication, self.api.usage(integration))), ()
        except Refused as error:
            return (), (("publications", error.message),)


def event(kind: UsageKind, one: Document) -> UsageEvent:
    """An analytics event; older ones call their id `id`, and one without any is named by its content."""
    at, asset = utc(text(one.get("dateTime"))), text(one.get("assetId"))
    found = one.get("results")
    assets = found.get("assets") if isinstance(found, Mapping) else None
    return UsageEvent(
        text(one.get("eventId")) or text(one.get("id")) or _named(kind.value, at, asset, str(one.get("terms"))),
        kind,
        at,
        asset,
        terms=many(one.get("terms")) if kind is UsageKind.SEARCH else (),
        results=assets if isinstance(assets, int) and kind is UsageKind.SEARCH else None,
        properties=tuple(_properties(one)),
    )


def publication(one: Document) -> UsageEvent:
    """A page an asset is shown on."""
    at, asset, where = utc(text(one.get("timestamp"))), text(one.get("asset_id")), text(one.get("uri"))
    note = text(one.get("additional"))
    id_ = text(one.get("id")) or _named("use", asset, where)
    return UsageEvent(id_, UsageKind.USE, at, asset, where, properties=(("note", note),) if note else ())


def _properties(one: Document) -> Iterator[tuple[str, str]]:
    yield from (("reason", reason) for reason in many(one.get("downloadReasons")))
    filters: Any = one.get("filters")
    for told in filters if isinstance(filters, list) else ():
        if isinstance(told, Mapping) and text(told.get("field")):
            yield f"filter:{text(told.get('field'))}", text(told.get("value"))


def _named(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def open_usage(connection: Connection, tools: Tools) -> BynderUsage:
    """The usage of a Bynder connection. Raises Usage for a wrong setting; nothing is sent yet."""
    settings = settings_of(connection)
    return BynderUsage(connection.name, BynderApi(connection, settings, tools))
