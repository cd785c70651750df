"""Conflicts: what the records of one asset say differently of the same thing."""

from collections.abc import Iterator
from dataclasses import dataclass

from thesaury.model.asset import Asset, Record

_ONE_VALUED = ("creator", "copyright", "credit", "licensee", "brand")
"""Properties of which an asset has one: others (market, campaign ...) may well differ from system to system."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing said differently: `claims` are (record key, what it says), records that say nothing left out."""

    what: str
    claims: tuple[tuple[str, str], ...]


def conflicts(asset: Asset) -> tuple[Conflict, ...]:
    """Where records of different systems disagree: licence texts and fields, and properties an asset has one of."""
    claims: dict[str, dict[str, str]] = {}
    for record in asset.records:
        for what, value in _claims(record):
            claims.setdefault(what, {}).setdefault(record.key, value)
    return tuple(
        Conflict(what, tuple(said.items())) for what, said in claims.items() if len({*map(_plain, said.values())}) > 1
    )


def _claims(record: Record) -> Iterator[tuple[str, str]]:
    for name in _ONE_VALUED:
        if values := record.property_values(name):
            yield name, "; ".join(sorted(values))
    texts = sorted({licence.text for licence in record.licences if licence.text.strip()})
    if texts:
        yield "licence", "\n".join(texts)
    fields: dict[str, set[str]] = {}
    for licence in record.licences:
        for name, value in licence.fields:
            fields.setdefault(name, set()).add(value)
    for name in sorted(fields):
        yield f"licence.{name}", "; ".join(sorted(fields[name]))


def _plain(value: str) -> str:
    """Values that differ in case or spaces only agree."""
    return " ".join(value.casefold().split())
