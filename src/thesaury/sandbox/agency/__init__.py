"""Northlight, the demo agency: its shared model, its first client, and its second one, who speaks French and keeps other fields."""

from thesaury.sandbox.agency.first import FIRST, FirstPack, write_first
from thesaury.sandbox.agency.pack import (
    CLIENT,
    CONCEPTS,
    AgencyPack,
    FieldGold,
    ValueGold,
    field_gold,
    value_gold,
    write_agency,
    write_delivery,
    write_shared,
)

__all__ = [
    "CLIENT",
    "CONCEPTS",
    "FIRST",
    "AgencyPack",
    "FieldGold",
    "FirstPack",
    "ValueGold",
    "field_gold",
    "value_gold",
    "write_agency",
    "write_delivery",
    "write_first",
    "write_shared",
]
