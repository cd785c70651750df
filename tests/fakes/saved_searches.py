"""Saved searches in memory."""

from collections.abc import Sequence
from dataclasses import replace

from thesaury.model.errors import Usage
from thesaury.model.saved_search import SavedSearch, Sighting


class FakeSavedSearches:
    def __init__(self) -> None:
        self._kept: dict[str, SavedSearch] = {}
        self._feeds: dict[str, str] = {}
        self._first: dict[str, dict[str, str]] = {}
        self._now: dict[str, set[str]] = {}

    def put(self, search: SavedSearch, found: Sequence[str], digest: str = "") -> None:
        if search.name in self._kept:
            raise Usage(f"There is a saved search {search.name!r} already.")
        self._kept[search.name] = search
        self._feeds[search.name] = digest
        self._first[search.id] = dict.fromkeys(found, "")
        self._now[search.id] = set(found)

    def get(self, name: str) -> SavedSearch | None:
        return self._kept.get(name)

    def all(self) -> list[SavedSearch]:
        return [search for _, search in sorted(self._kept.items())]

    def drop(self, name: str) -> None:
        search = self._kept.pop(self._known(name))
        del self._feeds[name], self._first[search.id], self._now[search.id]

    def set_feed(self, name: str, digest: str) -> None:
        self._feeds[self._known(name)] = digest

    def by_feed(self, digest: str) -> SavedSearch | None:
        return next((self._kept[name] for name, kept in self._feeds.items() if digest and kept == digest), None)

    def fed(self) -> frozenset[str]:
        return frozenset(name for name, digest in self._feeds.items() if digest)

    def saw(self, id: str, found: Sequence[str], at: str, stamp: str) -> int:
        search = self._by_id(id)
        if search is None:
            return 0
        self._kept[search.name] = replace(search, stamp=stamp)
        new = set(found) - self._first[id].keys()
        self._first[id] |= dict.fromkeys(new, at)
        self._now[id] = set(found)
        return len(new)

    def news(self, id: str, limit: int) -> list[Sighting]:
        search = self._by_id(id)
        if search is None:
            return []
        found = [Sighting(asset, at) for asset, at in sorted(self._first[id].items()) if asset in self._now[id]]
        newest = sorted((one for one in found if one.at), key=lambda one: one.at, reverse=True)
        return newest[:limit]

    def _by_id(self, id: str) -> SavedSearch | None:
        return next((search for search in self._kept.values() if search.id == id), None)

    def _known(self, name: str) -> str:
        if name not in self._kept:
            raise Usage(f"There is no saved search {name!r}.")
        return name
