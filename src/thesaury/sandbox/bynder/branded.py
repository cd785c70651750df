"""The demo brand's portal as Bynder assets, with its two years of use as views, downloads and searches."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime, time
from functools import cache
from io import StringIO
from typing import Any

from thesaury.sandbox.brand import portal as table
from thesaury.sandbox.brand import usage
from thesaury.sandbox.brand.shoots import Picture, pictures
from thesaury.sandbox.bynder import seeds
from thesaury.sandbox.bynder.portals import FENNMOOR
from thesaury.sandbox.bynder.series import Series
from thesaury.sandbox.bynder.times import SECONDS
from thesaury.sandbox.scenes.stage import SIZES

_ONE = ("brand", "product", "campaign", "shoot")
_TEXTS = ("usage_context", "shoot_context", "photographer", "usage_rights")
_DOWNLOADS = frozenset(("brochure", "print_ad", "ooh", "pos", "press_kit", "presentation"))


@cache
def rows() -> dict[str, dict[str, str]]:
    """The portal's records by id, in the order of their last change."""
    found = (table.row(picture) for picture in shown().values())
    return {row["id"]: row for row in sorted(found, key=lambda row: (row["date_modified"], row["id"]))}


@cache
def shown() -> dict[str, Picture]:
    """The pictures of the portal by id."""
    return {table.identifier(picture): picture for picture in pictures() if picture.in_dam("portal")}


def series() -> Series:
    """The brand's assets."""
    order = list(rows())
    places = {identifier: place for place, identifier in enumerate(order)}
    return Series(
        len(order),
        lambda place: asset(order[place]),
        places.get,
        lambda place: rows()[order[place]]["date_modified"],
        lambda place: rows()[order[place]]["date_created"],
    )


def asset(identifier: str) -> dict[str, Any]:
    """One of the brand's assets."""
    row, picture = rows()[identifier], shown()[identifier]
    width, height = SIZES[picture.scene[3]]
    return {
        "id": identifier,
        "name": row["name"],
        "description": row["description"],
        "copyright": row["copyright"],
        "type": "image",
        "extension": ["jpg"],
        "fileSize": 60_000 + int(identifier[:4], 16),
        "width": width,
        "height": height,
        "brandId": FENNMOOR.brand,
        "tags": [tag for tag in row["tags"].split(", ") if tag],
        "userCreated": row.get("photographer") or "Ida Brennholt",
        "dateCreated": row["date_created"],
        "dateModified": row["date_modified"],
        "datePublished": row["date_created"],
        "values": _values(row, picture),
        "archive": False,
        **_limit(row),
    }


def events() -> Iterator[dict[str, Any]]:
    """What was viewed and downloaded in the portal: one event for each recorded use."""
    found = csv.DictReader(StringIO(usage.table(pictures())))
    for use in found:
        if use["system"] == "portal":
            kind = "download" if use["channel"] in _DOWNLOADS else "view"
            number = int(use["event"].removeprefix("use-"))
            moment = datetime.combine(datetime.fromisoformat(use["date"]), time(number % 24, number % 60), UTC)
            reason = f"{use['channel']}: {use['where']}"
            yield {"kind": kind, "asset": use["asset"], "at": moment.strftime(SECONDS), "reasons": [reason]}


def _values(row: dict[str, str], picture: Picture) -> dict[str, Any]:
    several = {"market": row["market"].split(", ")} if row["market"] else {}
    chosen = {**{name: [row[name]] for name in _ONE if row.get(name)}, **several}
    return {
        **{
            seeds.property_id(FENNMOOR, name): [seeds.option_id(FENNMOOR, name, seeds.slug(text)) for text in texts]
            for name, texts in chosen.items()
        },
        **{seeds.property_id(FENNMOOR, name): row[name] for name in _TEXTS if row.get(name)},
        seeds.property_id(FENNMOOR, "shoot_date"): f"{picture.shoot.day.isoformat()}T00:00:00Z",
    }


def _limit(row: dict[str, str]) -> dict[str, Any]:
    """The last day of use is the end of a limit; a record whose rights name none has no limit."""
    day = row.get("limited_until")
    return {"limited": True, "limitedDate": f"{day}T21:59:00Z"} if day else {}
