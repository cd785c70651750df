"""Which purchases and assets a tenant starts with: the brand's, a few, or as many as asked, each made when it is read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from thesaury.sandbox.smintio import edge_cases, synthetic
from thesaury.sandbox.smintio.tenants import FENNMOOR, Tenant

SIZES = ("tiny", "demo", "large")
_TINY = (7, 6)
_OTHER_TENANT = (5, 4)
COLON_ASSET = "urn:sandbox:0815"
"""The external id, with colons in it, of the asset that is shown with the edge cases."""


@dataclass(frozen=True, slots=True)
class Series:
    """Documents by position: how many, how each is made, where one with an id stands (None for none)."""

    count: int
    make: Callable[[int], dict[str, Any]]
    find: Callable[[str], int | None]
    breaks: frozenset[int] = frozenset()


def purchases(tenant: Tenant, size: str, number: int, edges: bool) -> Series:
    """The tenant's purchases; the first tenant's are followed by the edge cases when asked for."""
    base = _purchases(tenant, size, number)
    return _followed(base, edge_cases.edge_cases(tenant)) if edges and tenant is FENNMOOR else base


def assets(tenant: Tenant, size: str, number: int, edges: bool) -> Series:
    """The tenant's portal assets."""
    base = _assets(tenant, size, number)
    return _followed(base, [_colons(tenant)]) if edges and tenant is FENNMOOR else base


def _purchases(tenant: Tenant, size: str, number: int) -> Series:
    if tenant is FENNMOOR and size == "demo":
        from thesaury.sandbox.brand.licensed import identifier
        from thesaury.sandbox.smintio import branded

        places = {identifier(picture): place for place, picture in enumerate(branded.bought())}
        return Series(len(places), branded.purchase, places.get)

    count = _count(tenant, size, number, 0)

    def find(uuid: str) -> int | None:
        place = int(uuid) - tenant.first_purchase if uuid.isdecimal() else -1
        return place if 0 <= place < count else None

    return Series(count, lambda place: synthetic.purchase(tenant, place), find)


def _assets(tenant: Tenant, size: str, number: int) -> Series:
    if tenant is FENNMOOR and size == "demo":
        from thesaury.sandbox.smintio import branded

        places = {branded.asset(place)["smintIoId"]: place for place in range(len(branded.shown()))}
        return Series(len(places), branded.asset, places.get)

    count = _count(tenant, size, number, 1)

    def find(uuid: str) -> int | None:
        place = _number(uuid)
        fits = place is not None and place < count and synthetic.asset(tenant, place)["smintIoId"] == uuid
        return place if fits else None

    return Series(count, lambda place: synthetic.asset(tenant, place), find)


def _count(tenant: Tenant, size: str, number: int, kind: int) -> int:
    if tenant is not FENNMOOR:
        return _OTHER_TENANT[kind]
    return number if size == "large" else _TINY[kind]


def _number(uuid: str) -> int | None:
    external = uuid.split(":", 2)[-1]
    if "/" in external:
        digits = external.rsplit("/", 1)[-1].removesuffix(".jpg")
        return int(digits) if digits.isdecimal() else None
    try:
        return int(external, 16)
    except ValueError:
        return None


def _followed(base: Series, more: list[dict[str, Any]]) -> Series:
    places = {
        document.get("uuid", document.get("smintIoId")): base.count + place for place, document in enumerate(more)
    }

    def make(place: int) -> dict[str, Any]:
        return base.make(place) if place < base.count else more[place - base.count]

    def find(uuid: str) -> int | None:
        return places.get(uuid, base.find(uuid))

    breaks = frozenset({base.count, base.count + edge_cases.UNSYNCABLE})
    return Series(base.count + len(more), make, find, breaks)


def _colons(tenant: Tenant) -> dict[str, Any]:
    names = {"en": "Asset whose id has colons"}
    stamp = "2026-01-05T10:00:00+00:00"
    return synthetic.portal_asset(
        "12", COLON_ASSET, names, {"en": f"For {tenant.canary}."}, {}, {"createdAt": stamp, "modifiedAt": stamp}
    )
