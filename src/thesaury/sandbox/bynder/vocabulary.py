"""Metaproperties and their options: kept in the store, at hand in memory, since every asset is told with their names."""

from collections.abc import Iterable
from typing import Any

from thesaury.sandbox.bynder import seeds
from thesaury.sandbox.bynder.portals import Portal
from thesaury.sandbox.serving.store import Store

FLAGS = {
    "isMultiselect": False,
    "isMultifilter": False,
    "isRequired": False,
    "isMainfilter": True,
    "isFilterable": True,
    "isApiField": True,
    "isDisplayField": False,
    "isDrilldown": False,
    "isEditable": True,
    "useDependencies": False,
    "showInListView": True,
    "showInGridView": False,
    "showInDuplicateView": False,
}
"""The flags of a metaproperty with their usual values."""


class Vocabulary:
    """The metaproperties and options of one portal."""

    def __init__(self, portal: Portal, store: Store, size: str) -> None:
        """What the store remembers, or what a portal of that size starts with."""
        self._portal, self._store, self._size = portal, store, size
        self._property, self._option = f"{portal.name}.property", f"{portal.name}.option"
        self.load()

    def load(self) -> None:
        """Takes everything from the store anew, after filling it where it is empty."""
        if not self._store.count(self._property):
            properties, options = seeds.documents(self._portal, self._size)
            with self._store.transaction():
                for document in properties:
                    self._store.put(self._property, document["id"], {**FLAGS, **document})
                for document in options:
                    self._store.put(self._option, document["id"], document)
        self.properties: dict[str, dict[str, Any]] = dict(self._store.all(self._property))
        self.options: dict[str, dict[str, Any]] = dict(self._store.all(self._option))
        self._by_name = {(option["property"], option["name"]): key for key, option in self.options.items()}

    def named(self, name: str) -> dict[str, Any] | None:
        """The metaproperty of that name."""
        return next((entry for entry in self.properties.values() if entry["name"] == name), None)

    def options_of(self, identifier: str) -> list[dict[str, Any]]:
        """The options of a metaproperty, in their order."""
        found = [option for option in self.options.values() if option["property"] == identifier]
        return sorted(found, key=lambda option: (option["zindex"], option["name"]))

    def option_named(self, identifier: str, name: str) -> dict[str, Any] | None:
        """The option of that name in a metaproperty."""
        return self.options.get(self._by_name.get((identifier, name), ""))

    def put_property(self, document: dict[str, Any]) -> None:
        """Keeps a metaproperty."""
        self._store.put(self._property, document["id"], document)
        self.properties[document["id"]] = document

    def put_option(self, document: dict[str, Any]) -> None:
        """Keeps an option."""
        self._store.put(self._option, document["id"], document)
        self.options[document["id"]] = document
        self._by_name[document["property"], document["name"]] = document["id"]

    def remove_property(self, identifier: str) -> None:
        """Takes a metaproperty away with its options."""
        for option in self.options_of(identifier):
            self.remove_option(option["id"])
        self._store.delete(self._property, identifier)
        del self.properties[identifier]

    def remove_option(self, identifier: str) -> None:
        """Takes an option away, and it away from what depends on it; those below it hang nowhere then."""
        option = self.options.pop(identifier)
        self._by_name.pop((option["property"], option["name"]), None)
        self._store.delete(self._option, identifier)
        for other in list(self.options.values()):
            needs = {group: [need for need in wanted if need != identifier] for group, wanted in other["needs"].items()}
            if other["parentId"] == identifier or needs != other["needs"]:
                parent = "" if other["parentId"] == identifier else other["parentId"]
                kept = {group: wanted for group, wanted in needs.items() if wanted}
                self.put_option({**other, "parentId": parent, "needs": kept})

    def unmet(self, chosen: Iterable[str]) -> list[str]:
        """The options among the chosen whose dependencies are not chosen too: any ungrouped one or all of a group will do."""
        together = set(chosen)
        return [key for key in together if key in self.options and not _met(self.options[key]["needs"], together)]


def _met(needs: dict[str, list[str]], chosen: set[str]) -> bool:
    loose = needs.get("ungrouped", [])
    groups = [wanted for group, wanted in needs.items() if group != "ungrouped"]
    return not needs or any(need in chosen for need in loose) or any(set(wanted) <= chosen for wanted in groups)
