"""Which metaproperties, options and dependencies a portal starts with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from thesaury.sandbox.bynder.portals import FENNMOOR, Portal

SUBJECT = "subject"
"""The metaproperty that is meant for concepts: several values, and next to no options at first."""

SELECTS = ("select", "select2", "autocomplete", "sidebar", "button")
TYPES = (*SELECTS, "date", "text", "longtext")


@dataclass(frozen=True, slots=True)
class OptionSeed:
    """An option to begin with. `below` names its parent, `needs` the options of other metaproperties it depends on."""

    name: str
    labels: Mapping[str, str]
    below: str = ""
    selectable: bool = True
    reference: str = ""
    needs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Seed:
    """A metaproperty to begin with."""

    name: str
    labels: Mapping[str, str]
    kind: str = "select"
    several: bool = False
    options: tuple[OptionSeed, ...] = field(default=())


@cache
def property_id(portal: Portal, name: str) -> str:
    """The id of a seeded metaproperty."""
    return portal.identifier(f"metaproperty {name}")


@cache
def option_id(portal: Portal, name: str, option: str) -> str:
    """The id of a seeded option."""
    return portal.identifier(f"option {name} {option}")


def seeds(portal: Portal, size: str) -> tuple[Seed, ...]:
    """The metaproperties of a portal of that size."""
    return _branded() if portal is FENNMOOR and size == "demo" else _plain(portal)


def slug(text: str) -> str:
    """A text as an option name: lower case, letters and digits, underscores between."""
    return "_".join("".join(sign if sign.isalnum() else " " for sign in text.casefold()).split())


def _plain(portal: Portal) -> tuple[Seed, ...]:
    subjects = (
        OptionSeed("harbour", {"en_US": "Harbour", "de_DE": "Hafen"}, reference="https://example.org/place/harbour"),
        OptionSeed("places", {"en_US": "Places"}, selectable=False),
        OptionSeed("meadow", {"en_US": "Meadow", "de_DE": "Wiese"}, below="places"),
        OptionSeed(slug(portal.canary), {"en_US": portal.canary}),
    )
    regions = (OptionSeed("north", {"en_US": "North"}), OptionSeed("south", {"en_US": "South"}))
    channels = (
        OptionSeed("web", {"en_US": "Web", "de_DE": "Web"}),
        OptionSeed("poster", {"en_US": "Poster", "de_DE": "Plakat"}, needs=(("region", "north"),)),
    )
    return (
        Seed(SUBJECT, {"en_US": "Subject", "de_DE": "Motiv"}, "select2", several=True, options=subjects),
        Seed("region", {"en_US": "Region"}, options=regions),
        Seed("channel", {"en_US": "Channel"}, "select", options=channels),
        Seed("photographer", {"en_US": "Photographer"}, "text"),
        Seed("release_date", {"en_US": "Release date"}, "date"),
    )


@cache
def _branded() -> tuple[Seed, ...]:
    from thesaury.sandbox.bynder.branded import rows

    found = list(rows().values())
    brands = _of(row["brand"] for row in found)
    subjects = (
        OptionSeed("things", {"en_US": "Things", "de_DE": "Dinge"}, selectable=False),
        OptionSeed("recycling", {"en_US": "Recycling", "de_DE": "Wiederverwertung"}, below="things"),
    )
    return (
        Seed(SUBJECT, {"en_US": "Subject", "de_DE": "Motiv", "fr_FR": "Sujet"}, "select2", True, subjects),
        Seed("brand", {"en_US": "Brand", "de_DE": "Marke"}, options=brands),
        Seed("product", {"en_US": "Product", "de_DE": "Produkt"}, options=_products(found, brands)),
        Seed("campaign", {"en_US": "Campaign", "de_DE": "Kampagne"}, options=_of(row["campaign"] for row in found)),
        Seed("market", {"en_US": "Market", "de_DE": "Markt"}, "select2", True, _markets(found)),
        Seed("shoot", {"en_US": "Shoot"}, "autocomplete", options=_of(row.get("shoot", "") for row in found)),
        Seed("usage_context", {"en_US": "Use"}, "text"),
        Seed("shoot_context", {"en_US": "About the shoot"}, "longtext"),
        Seed("photographer", {"en_US": "Photographer", "de_DE": "Fotograf"}, "text"),
        Seed("usage_rights", {"en_US": "Usage rights", "de_DE": "Nutzungsrechte"}, "longtext"),
        Seed("shoot_date", {"en_US": "Day of the shoot"}, "date"),
    )


def _of(texts: Iterable[str]) -> tuple[OptionSeed, ...]:
    return tuple(OptionSeed(slug(text), {"en_US": text}) for text in sorted({text for text in texts if text}))


def _markets(found: list[dict[str, str]]) -> tuple[OptionSeed, ...]:
    return _of(market for row in found for market in row["market"].split(", "))


def _products(found: list[dict[str, str]], brands: tuple[OptionSeed, ...]) -> tuple[OptionSeed, ...]:
    """A product may be chosen only together with its brand."""
    of = {row["product"]: slug(row["brand"]) for row in found if row.get("product")}
    return tuple(
        OptionSeed(slug(product), {"en_US": product}, needs=(("brand", brand),))
        for product, brand in sorted(of.items())
    )


def documents(portal: Portal, size: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """(metaproperties, options) as the vocabulary keeps them."""
    made: tuple[list[dict[str, Any]], list[dict[str, Any]]] = ([], [])
    for place, seed in enumerate(seeds(portal, size), 1):
        identifier = property_id(portal, seed.name)
        made[0].append({"id": identifier, "name": seed.name, "type": seed.kind, "zindex": place, **_flags(seed)})
        made[1].extend(_option(portal, seed, option, number) for number, option in enumerate(seed.options, 1))
    return made


def _flags(seed: Seed) -> dict[str, Any]:
    return {
        "label": seed.labels["en_US"],
        "labels": dict(seed.labels),
        "isMultiselect": seed.several,
        "isMultifilter": seed.several,
        "useDependencies": any(option.needs for option in seed.options),
    }


def _option(portal: Portal, seed: Seed, option: OptionSeed, number: int) -> dict[str, Any]:
    needs = [option_id(portal, name, value) for name, value in option.needs]
    return {
        "id": option_id(portal, seed.name, option.name),
        "property": property_id(portal, seed.name),
        "name": option.name,
        "label": option.labels["en_US"],
        "labels": dict(option.labels),
        "isSelectable": option.selectable,
        "parentId": option_id(portal, seed.name, option.below) if option.below else "",
        "externalReference": option.reference,
        "zindex": number,
        "date": "2025-02-15T14:54:58Z",
        "needs": {"ungrouped": needs} if needs else {},
    }
