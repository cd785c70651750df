"""One asset as it is read for writing, and its notes of which concept each value stands for."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from thesaury.connectors.brandfolder.client import Api
from thesaury.connectors.brandfolder.holding import FieldHolding, Holding, TagHolding
from thesaury.connectors.brandfolder.pairing import Pair, pairs_of
from thesaury.connectors.brandfolder.shapes import Item, text
from thesaury.connectors.texts import cleaned
from thesaury.model.errors import Refused

TAGS = "tags"


@dataclass(frozen=True, slots=True)
class Asset:
    """One asset, read: its custom field values and, where they matter, its tags; `fields` are all custom field keys by name."""

    api: Api
    key: str
    fields: Mapping[str, Item]
    values: Sequence[Item]
    tags: Sequence[Item] | None

    def holding(self, place: str) -> Holding:
        """What it holds at a place. Raises Refused where there is no such custom field."""
        if place == TAGS:
            return TagHolding(self.api, self.key, self.tags or ())
        if place not in self.fields:
            there = ", ".join(self.fields) or "none"
            name = self.api.settings.connection
            raise Refused(
                f"{name}: there is no custom field '{place}'; there are: {there}. Make it, or set fields to another."
            )
        return self.field(self.fields[place])

    def field(self, field: Item) -> FieldHolding:
        """What it holds in this custom field."""
        return FieldHolding(self.api, self.key, field, self.values)

    def shown(self, places: Sequence[str]) -> frozenset[str]:
        """The values at these places, and the tags where they were read."""
        values = {cleaned(text(one, "value")) for one in self.values if text(one, "key") in places}
        return frozenset(values | {cleaned(text(tag, "name")) for tag in self.tags or ()})


class Sending:
    """Knows whether anything was sent already."""

    def __init__(self) -> None:
        self.begun = False

    @contextmanager
    def write(self) -> Iterator[None]:
        """One write: once it ended well, a later failure leaves the change half done."""
        yield
        self.begun = True


class Notes:
    """The entries of the field for concept IRIs of one asset."""

    def __init__(self, field: str, asset: Asset, sending: Sending) -> None:
        self.field, self._asset, self._sending = field, asset, sending
        self.pairs = pairs_of(text(one, "value") for one in asset.values if field and text(one, "key") == field)

    def of(self, iri: str) -> Pair | None:
        """The note of a concept, or None."""
        return next((pair for pair in self.pairs if pair.iri == iri), None)

    def add(self, pairs: Sequence[Pair]) -> None:
        """Note these; the field is made where it is not there."""
        if pairs and self.field:
            holding = self._holding()
            with self._sending.write():
                holding.add([str(pair) for pair in pairs])
        self.pairs = (*self.pairs, *pairs)

    def drop(self, pair: Pair) -> None:
        """Take this one note away; others of the same concept stay."""
        if pair in self.pairs and self.field:
            with self._sending.write():
                self._holding().remove([str(pair)])
        self.pairs = tuple(one for one in self.pairs if one != pair)

    def forget(self, iris: set[str]) -> None:
        """Take the notes of these concepts away."""
        entries = [str(pair) for pair in self.pairs if pair.iri in iris]
        if entries and self.field:
            with self._sending.write():
                self._holding().remove(entries)
        self.pairs = tuple(pair for pair in self.pairs if pair.iri not in iris)

    def _holding(self) -> FieldHolding:
        asset, fields = self._asset, self._asset.fields
        if self.field not in fields:
            with self._sending.write():
                asset.api.make_field(self.field)
            fields = {text(one, "name"): one for one in asset.api.listed("custom_field_keys")}
        if self.field not in fields:
            name = asset.api.settings.connection
            raise Refused(
                f"{name}: the custom field '{self.field}' was made and does not show. Make it by hand, then push again."
            )
        return asset.field(fields[self.field])
