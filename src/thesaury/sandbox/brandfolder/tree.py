"""An organisation's structure apart from its assets: brandfolders, sections, collections, labels, custom field keys, webhooks."""

from collections.abc import Callable
from typing import Any

from thesaury.sandbox.brandfolder.organisations import Organisation
from thesaury.sandbox.serving.store import Store

KINDS = ("brandfolder", "section", "collection", "label", "key", "webhook")
Entry = dict[str, Any]
Seed = Callable[["Tree"], None]


class Tree:
    """Entries by kind and id. Each has a running number within its kind; a number is never given twice."""

    def __init__(self, organisation: Organisation, store: Store, seed: Seed) -> None:
        """What the store remembers; what the seed plants where it remembers nothing."""
        self._organisation, self._store, self._seed = organisation, store, seed
        self._entries: dict[str, dict[str, Entry]] = {}
        self.load()

    def load(self) -> None:
        """Takes everything from the store anew."""
        self._entries = {kind: dict(self._store.all(self._collection(kind))) for kind in KINDS}
        if not self._entries["brandfolder"]:
            with self._store.transaction():
                self._seed(self)

    def all(self, kind: str, **members: Any) -> list[Entry]:
        """Every entry of a kind whose members are as given, in the order of planting."""
        entries = self._entries[kind].values()
        return [entry for entry in entries if all(entry.get(name) == value for name, value in members.items())]

    def get(self, kind: str, identifier: str) -> Entry | None:
        """One entry."""
        return self._entries[kind].get(identifier)

    def add(self, kind: str, newer: bool = False, **members: Any) -> Entry:
        """A new entry with an id of its own."""
        number = (self._store.get(self._collection("numbers"), kind) or 0) + 1
        self._store.put(self._collection("numbers"), kind, number)
        entry = {"id": self._organisation.identifier(kind, number, newer), **members}
        return self.put(kind, entry)

    def put(self, kind: str, entry: Entry) -> Entry:
        """Keeps an entry as it is now."""
        self._entries[kind][entry["id"]] = entry
        self._store.put(self._collection(kind), entry["id"], entry)
        return entry

    def remove(self, kind: str, identifier: str) -> None:
        """Takes an entry away."""
        self._entries[kind].pop(identifier)
        self._store.delete(self._collection(kind), identifier)

    def issued(self, kind: str, identifier: str) -> bool:
        """Whether that id was ever given to an entry of the kind."""
        number = self._organisation.number(kind, identifier)
        return number is not None and 0 < number <= (self._store.get(self._collection("numbers"), kind) or 0)

    def path(self, label: Entry) -> list[str]:
        """The ids from a label up to its root, its own first."""
        path = [label["id"]]
        while (parent := (self.get("label", path[-1]) or {}).get("parent")) is not None:
            path.append(parent)
        return path

    def below(self, label: str) -> set[str]:
        """A label and everything under it."""
        return {entry["id"] for entry in self.all("label") if label in self.path(entry)}

    def _collection(self, kind: str) -> str:
        return f"{self._organisation.name}.{kind}"
