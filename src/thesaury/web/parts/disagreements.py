"""What records say differently of one thing, as a page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass

from thesaury.model.asset import Asset, Record
from thesaury.model.conflict import Conflict, conflicts
from thesaury.web.texts import named, phrase

_LICENCE = "licence"


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that is said, and the records that say it."""

    value: str
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What is said differently, under a readable name, and each thing that is said of it."""

    what: str
    claims: tuple[Claim, ...]


def disagreements(records: Iterable[Record]) -> tuple[Disagreement, ...]:
    """Where these records disagree, as if they were all of one asset."""
    found = conflicts(Asset("", tuple(records)))
    return tuple(Disagreement(_name(conflict.what), _claims(conflict)) for conflict in found)


def _claims(conflict: Conflict) -> tuple[Claim, ...]:
    said: dict[str, list[str]] = {}
    for record, value in conflict.claims:
        said.setdefault(value, []).append(record)
    return tuple(Claim(value, tuple(records)) for value, records in said.items())


def _name(what: str) -> str:
    licence, dot, field = what.partition(".")
    if licence != _LICENCE:
        return named("property", what)
    return phrase("conflict.licence.field", field=named("property", field)) if dot else phrase("conflict.licence")
