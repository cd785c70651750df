"""The demo brand's Brandfolder: the studio's pictures, one section for each of its brands, one collection for each campaign."""

import csv
from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from functools import cache
from io import StringIO
from pathlib import PurePosixPath

from thesaury.sandbox.brand import portal, studio, usage
from thesaury.sandbox.brand.shoots import Picture, Shoot, pictures
from thesaury.sandbox.brandfolder.organisations import Organisation
from thesaury.sandbox.brandfolder.plan import Draft, Plan

_KEYS = ("Brand", "Market", "Photographer", "Usage rights", "Campaign", "Job number")


@cache
def shown() -> tuple[Picture, ...]:
    """The studio's pictures in the order of their last update."""
    found = [picture for picture in pictures() if picture.in_dam("studio")]
    return tuple(sorted(found, key=lambda picture: (updated(picture), picture.asset)))


def plan(organisation: Organisation) -> Plan:
    """The brand's house, and a small one for the trade that nothing stands in."""
    markets = sorted({market for shoot in _shoots() for market in shoot.markets})
    return Plan(
        brandfolders=(f"{organisation.title} Brands", f"{organisation.title} Trade"),
        sections=(*((0, name, "GenericFile") for name in _brands()), (1, "Leaflets", "GenericFile")),
        collections=tuple((0, name) for name in _campaigns()),
        labels=(*((name, None) for name in _brands()), *_shoot_labels()),
        keys=(
            {"name": "Brand", "allowed_values": list(_brands()), "restricted": True, "prioritized": True},
            {"name": "Market", "allowed_values": markets, "restricted": True, "prioritized": True},
            *({"name": name} for name in _KEYS[2:]),
        ),
    )


def draft(organisation: Organisation, position: int) -> Draft:
    """The picture at that place as an asset; a file without metadata has its file name for a name, as an upload leaves it."""
    picture = shown()[position]
    shoot, words, file = picture.shoot, picture.words, studio.location(picture)
    filename = PurePosixPath(file).name
    name, description = (filename, "") if picture.bare else words.texts[words.language]
    job = f"{organisation.canary.upper()}-{position:04}"
    labels = [shoot.title for shoot in _shoots()]
    return Draft(
        name=name,
        description=description,
        created=_uploaded(picture),
        updated=updated(picture),
        section=section(position),
        end=datetime.combine(shoot.limited, time(23, 59, 59), UTC) if shoot.limited else None,
        score=int(portal.identifier(picture)[:2], 16) % 101,
        files=((filename, f"studio/{file}"),),
        tags=() if picture.bare else tuple(dict.fromkeys(words.tags)),
        auto=tuple(word for word in picture.scene[0].split("_") if len(word) > 2),
        values=_values(picture, job),
        collections=(_campaigns().index(shoot.campaign),) if shoot.campaign else (),
        labels=(len(_brands()) + labels.index(shoot.title),),
    )


def section(position: int) -> int:
    """The place of the asset's section."""
    return _brands().index(shown()[position].shoot.brand)


def updated(picture: Picture) -> datetime:
    """When the asset was updated last."""
    return _uploaded(picture) + timedelta(hours=int(portal.identifier(picture)[:3], 16) % 600)


def events() -> list[tuple[int, Mapping[str, str]]]:
    """The demo brand's use of these pictures, whichever system it was told by: position here, and a row of the usage table."""
    places = {record: place for place, picture in enumerate(shown()) for record in usage.records(picture)}
    rows = csv.DictReader(StringIO(usage.table(pictures())))
    told = [(places.get((row["system"], row["asset"])), row) for row in rows]
    return [(place, row) for place, row in told if place is not None]


def _values(picture: Picture, job: str) -> tuple[tuple[int, str], ...]:
    shoot = picture.shoot
    single = {"Brand": shoot.brand, "Photographer": shoot.author, "Campaign": shoot.campaign, "Job number": job}
    rights = {} if picture.bare else {"Usage rights": shoot.rights}
    named = [*single.items(), *rights.items(), *(("Market", market) for market in shoot.markets)]
    return tuple((_KEYS.index(name), value) for name, value in named if value)


def _uploaded(picture: Picture) -> datetime:
    return datetime.combine(picture.shoot.day, time(15), UTC) + timedelta(days=2, minutes=picture.number)


@cache
def _shoots() -> tuple[Shoot, ...]:
    return tuple({picture.shoot.name: picture.shoot for picture in pictures() if picture.in_dam("studio")}.values())


@cache
def _brands() -> tuple[str, ...]:
    return tuple(sorted({shoot.brand for shoot in _shoots()}))


@cache
def _campaigns() -> tuple[str, ...]:
    return tuple(sorted({shoot.campaign for shoot in _shoots() if shoot.campaign}))


def _shoot_labels() -> list[tuple[str, int]]:
    return [(shoot.title, _brands().index(shoot.brand)) for shoot in _shoots()]
