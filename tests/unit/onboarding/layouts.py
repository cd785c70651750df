"""Layouts of fields with their right roles: those of `layouts.toml`, and those of the demo brand and of the agency's first client."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROWS = 40

LAYOUTS: Mapping[str, Mapping[str, Any]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)

PORTAL = {
    **{name: name for name in ("id", "language", "tags", "brand", "product", "campaign", "market", "shoot", "file")},
    **{name: name for name in ("description", "usage_context", "copyright")},
    "name": "title",
    **dict.fromkeys(("description_en", "description_de", "description_fr"), "description"),
    "shoot_context": "text",
    "photographer": "creator",
    "usage_rights": "licence",
    "limited_until": "valid_until",
    "date_created": "created",
    "date_modified": "modified",
}
"""The demo brand's portal, Fennmoor's: what its fields are."""

BRACKWATER = {
    **{name: name for name in ("id", "description", "language", "tags", "campaign", "market", "file")},
    "name": "title",
    "photographer": "creator",
    "usage_rights": "licence",
    "date_created": "created",
}
"""The agency's first client."""


def rows(layout: Mapping[str, Any]) -> list[dict[str, str]]:
    """Rows that have the layout: the values of a field in turn, the row's number where they say so."""
    return [{name: _value(field["values"], i) for name, field in layout.items()} for i in range(ROWS)]


def _value(values: list[str], i: int) -> str:
    return values[i % len(values)].replace("{i}", str(i))
