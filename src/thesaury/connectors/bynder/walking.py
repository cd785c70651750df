"""Walks the list of assets in the order they were modified, so that what is modified meanwhile loses no other one.

Pages are numbered, and an asset modified during the walk moves to the end and draws all others one place forward. So each page starts
anew at the moment of the last asset before it, and what was given at that moment is left out. A portal with cursors is walked by these.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from thesaury.connectors.bynder.client import BynderApi, Document, Listed
from thesaury.connectors.bynder.ids import asset_shape
from thesaury.connectors.bynder.moments import earlier, utc
from thesaury.connectors.bynder.reading import text
from thesaury.model.errors import Refused

LIVE, ARCHIVED = "live", "archived"
_MOST_TAIL = 5000
_LAPSED = (400, 404, 410)
"""How a portal may say that it knows a cursor no more; the part is then walked anew."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a walk stands: in which part, from which moment on, at which page or cursor; `tail` are the last assets given, with their
    moments."""

    part: str = LIVE
    since: str = ""
    page: int = 1
    cursor: str = ""
    tail: Mapping[str, str] = field(default_factory=dict)
    total: int | None = None
    seen: int = 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """One page: assets not given before, the total of the part where it is known, and where it goes on."""

    items: tuple[Document, ...]
    total: int | None
    following: Place | None


def walk(api: BynderApi, place: Place, limit: int) -> Iterator[Stretch]:
    """The pages of one part from a place on."""
    standing: Place | None = place
    while standing is not None:
        try:
            listed = api.media(_params(standing, limit))
        except Refused as error:
            if not standing.cursor or error.status not in _LAPSED:
                raise
            standing = Place(standing.part, standing.since)
            continue
        new = _new(listed, standing)
        following = _following(standing, listed, new, limit)
        yield Stretch(tuple(new.values()), standing.total if standing.seen else listed.total, following)
        standing = following


def modified(item: Document) -> str:
    """When an asset was modified last."""
    return utc(text(item.get("dateModified")))


def _params(place: Place, limit: int) -> list[tuple[str, str]]:
    params = [("orderBy", "dateModified asc"), ("limit", str(limit))]
    params += [("dateModified", place.since)] if place.since else []
    params += [("archive", "1")] if place.part == ARCHIVED else []
    params += [("cursor", place.cursor)] if place.cursor else [("page", str(place.page))]
    return params if place.seen else [*params, ("total", "1")]


def _new(listed: Listed, place: Place) -> dict[str, Document]:
    """The assets of a page by id, without those given before as they still are."""
    found = {text(item.get("id")): item for item in listed.items}
    return {id_: item for id_, item in found.items() if id_ not in place.tail or place.tail[id_] != modified(item)}


def _following(place: Place, listed: Listed, new: Mapping[str, Document], limit: int) -> Place | None:
    seen, total = place.seen + len(new), place.total if place.seen else listed.total
    on = replace(place, seen=seen, total=total)
    if place.cursor or listed.cursor:
        more = listed.cursor and listed.items and listed.cursor != place.cursor
        return replace(on, cursor=listed.cursor) if more else None
    # A page may be shorter than asked for: the end is where all that were counted came, or where nothing new is past what was given.
    complete = total is not None and seen >= total
    past = not new and place.page * len(listed.items) > len(place.tail)
    if not listed.items or (len(listed.items) < limit and (complete or past)):
        return None
    since = earlier(modified(listed.items[-1]), 1)
    moments = {**place.tail, **{text(item.get("id")): modified(item) for item in listed.items}}
    tail = {id_: moment for id_, moment in moments.items() if moment >= since} if since else {}
    if not new or not since or since <= place.since or len(tail) > limit / 2:
        kept = tail if len(tail) <= _MOST_TAIL else {}
        return replace(on, page=place.page + 1, tail=kept)
    return replace(on, since=since, page=1, tail=tail)


def shape(item: Document) -> str:
    """The id of an asset in the spelling by which assets are told apart here."""
    return asset_shape(text(item.get("id")))
