"""The planned use of a question; what no table names is refused before anything is asked."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from thesaury.model.errors import BadInput, Usage
from thesaury.model.use import TIME_ZONE, Use
from thesaury.rights.deciding.findings import zone
from thesaury.rights.stating.parts import Part
from thesaury.rights.stating.reading import SCOPES
from thesaury.rights.vocabulary import Tables, shipped

_PLAIN = ("channel", "region", "regions", "date", "from", "to", "purpose", "party", "time_zone")
_FLAGS = ("modify", "approved", "already_in_use")
FIELDS = (*_PLAIN, "quantity", "scope", *SCOPES, *_FLAGS)
"""What a question has (rights contract, section 2.1)."""


def question(
    channel: str,
    regions: Iterable[str],
    days: tuple[str, str, str],
    purpose: str = "commercial_promotion",
    party: str = "licensee",
    quantity: Iterable[tuple[str, float]] = (),
    scope: Mapping[str, Iterable[str] | None] | None = None,
    time_zone: str = TIME_ZONE,
    tables: Tables | None = None,
) -> Use:
    """The use asked about; `days` are the day, or the first and the last one. Raises Usage for names that are in no table (the shipped
    ones where none are given), and BadInput for days and numbers that cannot be read."""
    tables = tables or shipped()
    where = zone(time_zone)
    if where is None:
        raise Usage(f"There is no time zone {time_zone!r}. Name one as the IANA list does: Europe/Berlin.")
    _among("channel", channel, (*tables.channels.leaves, *tables.channels.groups))
    _among("purpose", purpose, tables.purposes)
    _among("party", party, tables.parties.leaves)
    asked = tuple(dict.fromkeys(tables.regions.canonical(region) for region in regions))
    if strange := [region for region in asked if not tables.regions.known(region)]:
        raise Usage(
            f"There is no region {strange[0]!r}. Name countries (DE), parts (DE-BY), areas (150) or groups (DACH)."
        )
    first, last = _period(days, where)
    amounts = tuple(quantity)
    for kind, _ in amounts:
        _among("limit", kind, tables.limits)
    named = tuple((kind, tuple(names)) for kind, names in (scope or {}).items() if names)
    return Use(channel, asked, first, last, purpose, party, amounts, named, time_zone=time_zone)


def use_of(part: Part, tables: Tables | None = None) -> Use:
    """The use that plain data ask about, in the shape of the contract or of `deciding.telling.asked`.

    Raises BadInput for fields nobody knows and values of another kind, Usage for names that are in no table.
    """
    told = {name: value for name, value in part.members(FIELDS).items() if value.value is not None}
    if "channel" not in told:
        raise part.wrong("A question needs a channel: website, social_paid, print ...")
    plain = {name: told[name].text() for name in ("purpose", "party", "time_zone") if name in told}
    use = question(
        told["channel"].text(),
        _regions(part, told),
        _days(told),
        quantity=_quantity(told.get("quantity")),
        scope=_scope(told),
        tables=tables,
        **plain,
    )
    flags: dict[str, Any] = {name: told[name].flag() for name in _FLAGS if name in told}
    return replace(use, **flags)


def _days(told: Mapping[str, Part]) -> tuple[str, str, str]:
    """The day, the first and the last one as they were written, empty where they were not."""
    day, first, last = (told[name].text() if name in told else "" for name in ("date", "from", "to"))
    return day, first, last


def _regions(part: Part, told: Mapping[str, Part]) -> list[str]:
    if ("region" in told) == ("regions" in told):
        raise part.wrong("A question needs a region, or a list of regions, and only one of the two.")
    names = [told["region"].text()] if "region" in told else [one.text() for one in told["regions"].elements()]
    if not names:
        raise told["regions"].wrong("Name at least one region.")
    return names


def _quantity(part: Part | None) -> list[tuple[str, float]]:
    """`{"kind": "copies", "value": 20000}`, or amounts by their kind."""
    if part is None:
        return []
    if isinstance(part.value, dict) and "kind" in part.value:
        told = part.members(("kind", "value"))
        if "value" not in told:
            raise part.wrong("A quantity needs a value.")
        return [(told["kind"].text(), told["value"].amount())]
    return [(kind, amount.amount()) for kind, amount in part.members(tuple(shipped().limits)).items()]


def _scope(told: Mapping[str, Part]) -> dict[str, list[str]]:
    inner = told["scope"].members(SCOPES) if "scope" in told else {}
    found: dict[str, list[str]] = {}
    for kind, named in (*inner.items(), *((kind, told[kind]) for kind in SCOPES if kind in told)):
        names = named.elements() if isinstance(named.value, list) else [named]
        found.setdefault(kind, []).extend(name.text() for name in names)
    return found


def _among(what: str, name: str, known: Collection[str]) -> None:
    if name not in known:
        raise Usage(f"There is no {what} {name!r}. There are: {', '.join(sorted(known))}.")


def _period(days: tuple[str, str, str], where: ZoneInfo) -> tuple[date, date | None]:
    day, first, last = days
    if day and (first or last):
        raise Usage("Give either a date, or from and to.")
    if bool(first) != bool(last):
        raise Usage("A period has both from and to.")
    if not first:
        return (_day(day) if day else datetime.now(where).date()), None
    begin, end = _day(first), _day(last)
    if begin.isoformat() > end.isoformat():
        raise Usage(f"The period ends on {last}, before it begins on {first}. Swap from and to.")
    return begin, end


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written) if len(written) <= len("2026-12-31") else datetime.fromisoformat(written)
    except ValueError:
        raise BadInput(
            f"{written!r} is no day. Write it as 2026-12-31, or a moment as 2026-12-31T18:00+01:00."
        ) from None
