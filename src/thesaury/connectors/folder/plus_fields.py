"""The table of rights properties and codes, `plus_fields.toml`."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from thesaury.ports.licences import Role

_VOCABULARY = re.compile(r"https?://ns\.useplus\.org/ldf/vocab/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PlusFields:
    """What each property is about. `embedded_notices`: what only counts where the files are the purchase records."""

    version: str
    properties: Mapping[str, Role]
    beginning: Mapping[str, Role]
    codes: Mapping[str, Mapping[str, tuple[Role, str]]]
    ordinary: tuple[str, ...]
    embedded_notices: frozenset[str]

    def role(self, name: str) -> Role:
        """What a property is about that holds no codes; one that nobody named is `unread`."""
        begins = (role for start, role in self.beginning.items() if name.startswith(start))
        return self.properties.get(name) or next(begins, Role.UNREAD)

    def codes_of(self, name: str, value: str) -> tuple[str, ...] | None:
        """The codes in the value of a property with a closed vocabulary, full IRIs shortened; None for other properties."""
        if name not in self.codes:
            return None
        parts = (_VOCABULARY.sub("", part.strip()).upper() for part in value.split(";"))
        return tuple(dict.fromkeys(part for part in parts if part))

    def meaning(self, name: str, code: str) -> tuple[Role, str]:
        """What a code says, and by which of our words; unread where the table has it not."""
        return self.codes[name].get(code, (Role.UNREAD, code))

    def forbids_every_change(self, name: str, codes: Sequence[str]) -> bool:
        """Whether every way of changing the picture that the vocabulary knows is among these."""
        known = self.codes[name]
        return set(codes) >= set(known) and all(role is Role.MODIFICATION for role, _ in known.values())


@cache
def plus_fields() -> PlusFields:
    """The table, read once."""
    data: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return PlusFields(
        data["version"],
        {name: Role(role) for name, role in data["properties"].items()},
        {name: Role(role) for name, role in data["beginning"].items()},
        {
            name: {code: (Role(one["role"]), one.get("value", code)) for code, one in codes.items()}
            for name, codes in data["codes"].items()
        },
        tuple(data["ordinary"]["purposes"]),
        frozenset(data["embedded"]["notices"]),
    )
