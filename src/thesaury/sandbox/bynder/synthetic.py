"""Invented assets, made up by their running number and always the same."""

from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random
from typing import Any

from thesaury.sandbox.bynder import seeds
from thesaury.sandbox.bynder.ids import is_four
from thesaury.sandbox.bynder.portals import Portal
from thesaury.sandbox.bynder.series import Series
from thesaury.sandbox.bynder.times import SECONDS

_FIRST = datetime(2026, 1, 5, 8, tzinfo=UTC)
_THINGS = ("ferry", "lamp", "bench", "bicycle", "kettle", "umbrella", "kayak", "ladder")
_PLACES = ("harbour", "meadow", "kitchen", "station", "orchard", "pier", "attic")
_TAGS = ("morning", "calm", "blue", "wood", "rain", "family", "detail", "wide")
_ARCHIVED, _LIMITED, _WATERMARKED, _PUBLIC = 4, 2, 5, 3


def series(portal: Portal, count: int) -> Series:
    """So many assets, changed a minute after one another; the fifth is archived, its neighbours are limited, public, watermarked."""
    start = _start(portal)

    def find(identifier: str) -> int | None:
        head, _, tail = identifier.rpartition("-")
        place = int(tail, 16) if head == start and is_four(identifier) else -1
        return place if 0 <= place < count else None

    archived = (_ARCHIVED,) if count > _ARCHIVED else ()
    return Series(count, lambda place: asset(portal, place), find, modified, created, archived)


def modified(place: int) -> str:
    """When the asset at that place was last changed."""
    return (_FIRST + timedelta(minutes=place)).strftime(SECONDS)


def created(place: int) -> str:
    """When the asset at that place was made."""
    return (_FIRST + timedelta(minutes=place) - timedelta(days=30)).strftime(SECONDS)


@cache
def _start(portal: Portal) -> str:
    return portal.identifier("assets")[:18]


def identifier(portal: Portal, place: int) -> str:
    """The id of the asset at that place: the portal's own start and the number."""
    return f"{_start(portal)}-{place:016X}"


def asset(portal: Portal, place: int) -> dict[str, Any]:
    """The asset with that running number."""
    chance = Random(f"{portal.name} {place}")
    thing, where = chance.choice(_THINGS), chance.choice(_PLACES)
    width, height = chance.choice(((1600, 1067), (1067, 1600), (1200, 1200)))
    return {
        "id": identifier(portal, place),
        "name": f"{thing}_{where}_{place:05}",
        "description": f"A {thing} near the {where}, made for {portal.canary}.",
        "copyright": f"© {portal.title}",
        "type": "image",
        "extension": ["jpg"],
        "fileSize": 20_000 + chance.randrange(90_000),
        "width": width,
        "height": height,
        "brandId": portal.brand,
        "tags": chance.sample(_TAGS, 3),
        "userCreated": "Ida Brennholt",
        "dateCreated": created(place),
        "dateModified": modified(place),
        "datePublished": created(place),
        "values": _values(portal, chance),
        **_flags(place),
    }


def _values(portal: Portal, chance: Random) -> dict[str, Any]:
    subject, region = chance.choice(("harbour", "meadow")), chance.choice(("north", "south"))
    return {
        seeds.property_id(portal, seeds.SUBJECT): [seeds.option_id(portal, seeds.SUBJECT, subject)],
        seeds.property_id(portal, "region"): [seeds.option_id(portal, "region", region)],
        seeds.property_id(portal, "photographer"): "Tilda Quist",
    }


def _flags(place: int) -> dict[str, Any]:
    limited = {"limited": True, "limitedDate": "2027-06-30T21:59:00Z"} if place == _LIMITED else {}
    public = {"isPublic": True} if place == _PUBLIC else {}
    marked = {"watermarked": True} if place == _WATERMARKED else {}
    return {**limited, **public, **marked, "archive": place == _ARCHIVED}
