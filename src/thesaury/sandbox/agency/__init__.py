"""Northlight, the demo agency: its shared model, and its second client, who speaks French and keeps other fields than the first."""

from thesaury.sandbox.agency.pack import AgencyPack, FieldGold, ValueGold, field_gold, value_gold, write_agency

__all__ = ["AgencyPack", "FieldGold", "ValueGold", "field_gold", "value_gold", "write_agency"]
