"""An organisation's assets by running number: those it started with are made when read, what changed since is kept."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thesaury.sandbox.brandfolder.organisations import Organisation
from thesaury.sandbox.serving.store import Store

Asset = dict[str, Any]
_KEPT_LISTINGS = 8


@dataclass(frozen=True, slots=True)
class Series:
    """The assets at the start: how many, how each is made, what can be told without making it, how they were used."""

    count: int
    make: Callable[[int], Asset]
    updated: Callable[[int], str]
    section: Callable[[int], str]
    uses: Callable[[], Sequence[tuple[int, Mapping[str, str]]]]


class Shelf:
    """Assets, and their parts, whose ids lead back to the asset."""

    def __init__(self, organisation: Organisation, store: Store, series: Series) -> None:
        """A series with the changes the store remembers."""
        self._organisation, self._store, self._series = organisation, store, series
        self._changed: dict[int, Asset | None] = {}
        self._before: dict[int, Asset | None] = {}
        self.listings: dict[Any, list[int]] = {}
        self.removing: set[int] = set()
        self.load()

    def load(self) -> None:
        """Takes the changes from the store anew."""
        self._changed = {int(number): asset for number, asset in self._store.all(self._collection)}
        self.removing = {number for number, asset in self._changed.items() if asset and asset["removals"]}
        self._before.clear()
        self.listings.clear()

    @property
    def issued(self) -> int:
        """How many assets there ever were; the next one takes this number."""
        return max(self._series.count, max(self._changed, default=-1) + 1)

    def numbers(self) -> Iterator[int]:
        """The numbers of all assets there are now."""
        return (number for number in range(self.issued) if self._changed.get(number, self) is not None)

    def at(self, number: int) -> Asset:
        """The asset with a number that `numbers` gave."""
        return self._changed.get(number) or self._series.make(number)

    def updated(self, number: int) -> str:
        """When the asset with that number was updated last."""
        changed = self._changed.get(number)
        return str(changed["updated_at"]) if changed else self._series.updated(number)

    def section(self, number: int) -> str:
        """The section of the asset with that number."""
        changed = self._changed.get(number)
        return str(changed["section"]) if changed else self._series.section(number)

    def uses(self) -> Sequence[tuple[int, Mapping[str, str]]]:
        """How the assets were used before the start: number, and event, channel, market, date, where, quantity."""
        return self._series.uses()

    def number(self, identifier: str) -> int | None:
        """The number of the asset that has, or had, that id."""
        number = self._organisation.number("asset", identifier)
        return number if number is not None and number < self.issued else None

    def get(self, identifier: str) -> Asset | None:
        """One asset, None where there is none or none any more."""
        number = self.number(identifier)
        if number is None or self._changed.get(number, self) is None:
            return None
        asset = self.at(number)
        return asset if asset["id"] == identifier else None

    def before(self, asset: Asset) -> Asset:
        """The asset as it was before its last change, for a read that lags behind."""
        return self._before.get(asset["number"]) or asset

    def holder(self, part: str, identifier: str) -> Asset | None:
        """The asset that has the attachment, tag or value with that id."""
        number = self._organisation.owner(part, identifier)
        if number is None or number >= self.issued or self._changed.get(number, self) is None:
            return None
        asset = self.at(number)
        return asset if any(entry["id"] == identifier for entry in asset[part]) else None

    def known(self, part: str, identifier: str) -> bool:
        """Whether that id could have been given to an attachment, tag or value here."""
        number = self._organisation.owner(part, identifier)
        return number is not None and number < self.issued

    def put(self, asset: Asset) -> Asset:
        """Keeps an asset as it is now."""
        number = asset["number"]
        self._before[number] = self.at(number) if number < self.issued else None
        self._keep(number, asset)
        return asset

    def remove(self, asset: Asset) -> None:
        """Takes an asset away; its id stays known."""
        self._keep(asset["number"], None)

    def added(self, asset: Asset, part: str, *entries: dict[str, Any]) -> Asset:
        """The asset with further attachments, tags or values, each with an id of its own; not yet kept."""
        serial = asset["serial"]
        made = [
            {"id": self._organisation.part(part, asset["number"], serial + place, newer=True), **entry}
            for place, entry in enumerate(entries)
        ]
        return {**asset, part: [*asset[part], *made], "serial": serial + len(made)}

    def _keep(self, number: int, asset: Asset | None) -> None:
        self._store.put(self._collection, str(number), asset)
        self._changed[number] = asset
        (self.removing.add if asset and asset["removals"] else self.removing.discard)(number)
        self.listings.clear()

    def listed(self, key: Any, listing: Callable[[], list[int]]) -> list[int]:
        """A listing, made once until something changes."""
        if key not in self.listings:
            if len(self.listings) >= _KEPT_LISTINGS:
                self.listings.clear()
            self.listings[key] = listing()
        return self.listings[key]

    @property
    def _collection(self) -> str:
        return f"{self._organisation.name}.asset"
