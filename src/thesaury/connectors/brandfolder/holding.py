"""What one asset holds in one place for values: a custom field, or its tags."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from thesaury.connectors.brandfolder.client import Api
from thesaury.connectors.brandfolder.shapes import Item, attributes, key, text, texts
from thesaury.connectors.texts import cleaned
from thesaury.model.errors import Refused


class Holding(Protocol):
    """The values of one place of one asset, as they were when it was opened."""

    @property
    def values(self) -> frozenset[str]:
        """Every value there, whoever wrote it."""

    def add(self, values: Sequence[str]) -> None:
        """Add values that are not there. Raises Refused, LostReply and what sending raises."""

    def remove(self, values: Sequence[str]) -> bool:
        """Remove values; false where it is done only some time after the answer."""


@dataclass(frozen=True, slots=True)
class FieldHolding:
    """The values of one custom field; `found` are all custom field values of the asset."""

    api: Api
    asset: str
    field: Item
    found: Sequence[Item]

    @property
    def values(self) -> frozenset[str]:
        """The values of this field."""
        return frozenset(cleaned(text(one, "value")) for one in self._mine())

    def add(self, values: Sequence[str]) -> None:
        """Push values to a restricted field first, then set them."""
        allowed = texts(self.field, "allowed_values")
        if missing := [value for value in values if allowed and value not in allowed]:
            self.api.allow(self.field, [*allowed, *missing])
        self.api.add_field_values(key(self.field), self.asset, values)

    def remove(self, values: Sequence[str]) -> bool:
        """Delete the objects that hold these values: one for each."""
        for one in self._mine():
            if cleaned(text(one, "value")) in values:
                _unless_gone(self.api, key(one))
        return True

    def _mine(self) -> list[Item]:
        return [one for one in self.found if text(one, "key") == text(self.field, "name")]


@dataclass(frozen=True, slots=True)
class TagHolding:
    """The tags of one asset; those Brandfolder's own analysis made are never removed."""

    api: Api
    asset: str
    found: Sequence[Item]

    @property
    def values(self) -> frozenset[str]:
        """The names of all tags."""
        return frozenset(cleaned(text(tag, "name")) for tag in self.found)

    def add(self, values: Sequence[str]) -> None:
        """Add tags; what is there stays."""
        self.api.add_tags(self.asset, values)

    def remove(self, values: Sequence[str]) -> bool:
        """Ask for their removal by name, which shows only later."""
        generated = {cleaned(text(tag, "name")) for tag in self.found if attributes(tag).get("auto_generated") is True}
        names = [value for value in values if value not in generated]
        if names:
            self.api.remove_tags(self.asset, names, self.api.settings.language)
        return not names


def _unless_gone(api: Api, value: str) -> None:
    """Delete one value object; one that somebody else deleted meanwhile is as good as deleted."""
    try:
        api.remove_field_value(value)
    except Refused as error:
        if error.status not in (403, 404):
            raise
