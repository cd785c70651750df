"""To which groups the records of an asset belong: source, team, market, agency, campaign, and the month it was made."""

import re
from collections.abc import Iterator, Mapping

from thesaury.model.asset import Record

PROPERTIES: Mapping[str, tuple[str, ...]] = {
    "team": ("team", "department", "owner"),
    "market": ("market", "region", "country"),
    "agency": ("agency", "supplier", "provider"),
    "campaign": ("campaign",),
}
"""By kind of group the properties of records that name it, as systems call them; capitals do not count."""

_MADE = ("created", "date created", "datecreated", "uploaded")
_MONTH = re.compile(r"^(\d{4})[-:](\d{2})\b")
_KINDS = {name: kind for kind, names in PROPERTIES.items() for name in names}


def groups(record: Record) -> Iterator[tuple[str, str]]:
    """The groups of a record as (kind, value), its source among them."""
    yield "source", record.connection
    for name, values in record.properties:
        if kind := _KINDS.get(name.casefold()):
            yield from ((kind, said) for value in values if (said := value.strip()))


def month(record: Record) -> str:
    """The month it was made, as 2026-11; empty where its record does not say."""
    for name, values in record.properties:
        if name.casefold() in _MADE:
            for value in values:
                if found := _MONTH.match(value.strip()):
                    return f"{found[1]}-{found[2]}"
    return ""
