"""The assets of one portal with all that was changed since the start, in the order of any of their dates; and the trash."""

from bisect import bisect_left
from collections import Counter
from typing import Any

from thesaury.sandbox.bynder.portals import Portal
from thesaury.sandbox.bynder.series import Series
from thesaury.sandbox.serving.store import Store

Handle = int | str
"""An asset in a list: its place in the series, or its id once it was changed or added."""

DATES = ("dateModified", "dateCreated", "datePublished")


class Shelf:
    """Assets by id and in order. `version` grows with every change, so that lists can be kept until then."""

    def __init__(self, portal: Portal, store: Store, series: Series) -> None:
        """The assets of a series, with the changes the store remembers."""
        self._store, self._series = store, series
        self._assets, self._trash = f"{portal.name}.asset", f"{portal.name}.trash"
        self._stamps = {
            "dateModified": [series.modified(place) for place in range(series.count)],
            "dateCreated": [series.created(place) for place in range(series.count)],
        }
        self._counted: Counter[str] | None = None
        self.version = 0
        self.load()

    def load(self) -> None:
        """Takes the changes from the store anew."""
        self._changed: dict[str, dict[str, Any] | None] = dict(self._store.all(self._assets))
        self._before: dict[str, dict[str, Any]] = {}
        self._orders: dict[str, tuple[int, list[Handle]]] = {}
        self.version += 1

    @property
    def count(self) -> int:
        """How many assets there are now."""
        return len(self.ordered("dateModified"))

    def get(self, identifier: str, before: bool = False) -> dict[str, Any] | None:
        """One asset as it is now, or as it was before its last change."""
        if before and identifier in self._before:
            return self._before[identifier]
        if identifier in self._changed:
            return self._changed[identifier]
        place = self._series.find(identifier)
        return None if place is None else self._series.make(place)

    def at(self, handle: Handle) -> dict[str, Any]:
        """The asset at a place of a list."""
        return (self._changed[handle] or {}) if isinstance(handle, str) else self._series.make(handle)

    def stamp(self, handle: Handle, field: str) -> str:
        """A date or the name of the asset at a place of a list; dates are quick."""
        if isinstance(handle, int) and field in self._stamps:
            return self._stamps[field][handle]
        return str(self.at(handle).get(field) or "")

    def archived(self, handle: Handle) -> bool:
        """Whether the asset at a place of a list is archived."""
        return bool(self.at(handle).get("archive")) if isinstance(handle, str) else handle in self._series.archived

    def ordered(self, field: str) -> list[Handle]:
        """All assets by a date or by name, the smallest first."""
        version, order = self._orders.get(field, (-1, []))
        if version != self.version:
            order = self._merged(field)
            self._orders[field] = (self.version, order)
        return order

    def since(self, field: str, moment: str) -> list[Handle]:
        """The assets whose date is not before the moment, the smallest first."""
        order = self.ordered(field)
        return order[bisect_left(order, moment, key=lambda handle: self.stamp(handle, field)) :]

    def tags(self) -> Counter[str]:
        """How many assets carry each tag: those of the series counted once, then less and more for what has changed."""
        if self._counted is None:
            every = (tag for place in range(self._series.count) for tag in self._series.make(place)["tags"])
            self._counted = Counter(every)
        places = (self._series.find(identifier) for identifier in self._changed)
        less = Counter(tag for place in places if place is not None for tag in self._series.make(place)["tags"])
        more = Counter(tag for document in self._changed.values() if document for tag in document["tags"])
        return self._counted - less + more

    def put(self, document: dict[str, Any]) -> None:
        """Keeps an asset as it is given."""
        known = self.get(document["id"])
        if known:
            self._before[document["id"]] = known
        self._keep(document["id"], document)

    def remove(self, identifier: str, moment: str, user: str) -> dict[str, Any]:
        """Takes an asset into the trash and returns it."""
        document = self.get(identifier)
        if document is None:
            raise KeyError(f"There is no asset {identifier}.")
        self._keep(identifier, None)
        self._store.put(self._trash, identifier, {"asset": document, "dateRemoved": moment, "username": user})
        return document

    def restore(self, identifier: str) -> dict[str, Any]:
        """Takes an asset out of the trash and returns it. Raises KeyError when it is not there."""
        entry = self._store.get(self._trash, identifier)
        if entry is None:
            raise KeyError(f"There is no asset {identifier} in the trash.")
        self._store.delete(self._trash, identifier)
        self._keep(identifier, entry["asset"])
        return dict(entry["asset"])

    def trash(self) -> list[dict[str, Any]]:
        """What lies in the trash: `asset`, `dateRemoved`, `username`."""
        return [entry for _, entry in self._store.all(self._trash)]

    def _keep(self, identifier: str, document: dict[str, Any] | None) -> None:
        self._store.delete(
            self._assets, identifier
        )  # put anew at the end: among equal dates the last change comes last
        self._store.put(self._assets, identifier, document)
        self._changed.pop(identifier, None)
        self._changed[identifier] = document
        self.version += 1

    def _merged(self, field: str) -> list[Handle]:
        gone = {self._series.find(identifier) for identifier in self._changed}
        order: list[Handle] = [place for place in range(self._series.count) if place not in gone]
        order += [identifier for identifier, document in self._changed.items() if document is not None]
        # two sorted runs where the field is the date of the last change, which sorting takes in one pass
        return sorted(order, key=lambda handle: self.stamp(handle, field))
