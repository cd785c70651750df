"""Assets made up by number with arithmetic alone, the same for the same number, so that 100,000 of them need no memory."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from thesaury.sandbox.brandfolder.organisations import Organisation
from thesaury.sandbox.brandfolder.plan import Draft, Plan

_START = datetime(2025, 1, 6, 8, tzinfo=UTC)
_DAYS_LATER = 3
_MOST_USED = 1_500
_THINGS = ("Paper cup", "Cotton bag", "Glass jar", "Wooden brush", "Steel bottle", "Lunch box", "Soap bar")
_PLACES = ("on a kitchen table", "in a shop window", "at the harbour", "on a meadow", "in an office")
_TAGS = ("sustainable", "recyclable", "packaging", "everyday", "reusable", "breakfast", "travel", "craft")
_MATERIALS = ("paper", "cotton", "glass", "wood", "steel")
_MARKETS = ("DE", "FR", "GB", "NL")
_UNTAGGED, _LINK, _UNAPPROVED, _EXPIRED, _LATER = 3, 4, 5, 6, 7


def plan(organisation: Organisation) -> Plan:
    """Two brandfolders, the second small; labels three deep, one with quotes; restricted and free custom fields."""
    return Plan(
        brandfolders=(f"{organisation.title} Brand", f"{organisation.title} Trade"),
        sections=(
            (0, "Packshots", "GenericFile"),
            (0, "Films and links", "ExternalMedium"),
            (1, "Leaflets", "GenericFile"),
        ),
        collections=((0, "Spring range"), (0, 'Known as "The Classics"'), (1, "Retailers")),
        labels=(("Themes", None), ("Outdoors", 0), ('Camp "fire" (summer)', 1), ("Seasons", None)),
        keys=(
            {"name": "Material", "allowed_values": list(_MATERIALS), "restricted": True, "prioritized": True},
            {"name": "Market", "allowed_values": list(_MARKETS), "restricted": True},
            {"name": "Order number"},
        ),
    )


def updated(number: int) -> datetime:
    """When the asset was updated last."""
    return _START + timedelta(days=_DAYS_LATER, minutes=number)


def section(number: int, count: int) -> int:
    """The place of the asset's section; the last two of all `count` assets belong to the second brandfolder."""
    return 2 if number >= count - 2 else 1 if number % 10 == _LINK else 0


def draft(organisation: Organisation, number: int, count: int) -> Draft:
    """The asset with that number."""
    trade = number >= count - 2
    thing, place = _THINGS[number % len(_THINGS)], _PLACES[number // 2 % len(_PLACES)]
    tags = tuple(_TAGS[(number + step) % len(_TAGS)] for step in (0, 3, 5))
    first, second = _MARKETS[number % len(_MARKETS)], _MARKETS[(number + 1) % len(_MARKETS)]
    return Draft(
        name=f"{thing} {place}",
        description=f"A {thing.lower()} {place}. Shot for {organisation.canary}.",
        created=_START + timedelta(minutes=number),
        updated=updated(number),
        section=section(number, count),
        type="external_media" if section(number, count) == 1 else "generic_files",
        approved=number % 10 != _UNAPPROVED,
        end=_START if number % 10 == _EXPIRED else None,
        start=datetime(2099, 1, 1, tzinfo=UTC) if number % 10 == _LATER else None,
        score=number * 37 % 101,
        files=((f"{organisation.name}_{number:06}.jpg", ""),),
        tags=() if number % 10 == _UNTAGGED else tags,
        auto=("table",) if number % 2 == 0 else (),
        values=()
        if trade
        else ((0, _MATERIALS[number % len(_MATERIALS)]), (1, first), (1, second), (2, str(100 + number))),
        collections=(2,) if trade else (0,) if number % 3 == 0 else (0, 1) if number % 3 == 1 else (),
        labels=() if trade else (2,) if number % 4 == 0 else (3,) if number % 4 == 1 else (),
    )


def uses(organisation: Organisation, count: int) -> list[tuple[int, Mapping[str, str]]]:
    """Two uses of every third asset, at most a thousand."""
    numbers = range(0, min(count, _MOST_USED), 3)
    return [(number, _use(organisation, number, turn)) for number in numbers for turn in (0, 1)]


def _use(organisation: Organisation, number: int, turn: int) -> dict[str, str]:
    channel, where = (("website", "/home"), ("email", "newsletter"), ("press_kit", "press release"))[
        (number + turn) % 3
    ]
    return {
        "event": f"{organisation.name}-{number:06}-{turn}",
        "channel": channel,
        "market": _MARKETS[number % len(_MARKETS)],
        "date": f"{_START + timedelta(days=number % 300 + turn):%Y-%m-%d}",
        "where": where,
        "quantity": str(number * 7 % 100 + 1),
    }
