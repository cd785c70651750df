"""The assets behind a tenant's portals, with what was edited, added or removed since the start."""

import json
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any

from thesaury.sandbox.serving.store import Store
from thesaury.sandbox.smintio.content import Series
from thesaury.sandbox.smintio.tenants import Tenant

_KEPT_SEARCHES = 16


class Shelf:
    """Assets by position and by id."""

    def __init__(self, tenant: Tenant, store: Store, series: Series) -> None:
        """The assets of a series, with the changes the store remembers."""
        self._tenant, self._store, self._series = tenant, store, series
        self._changed: dict[str, dict[str, Any] | None] = {}
        self._added: list[str] = []
        self._searches: dict[str, list[int]] = {}
        self.load()

    def load(self) -> None:
        """Takes the changes from the store anew."""
        self._changed = dict(self._store.all(f"{self._tenant.name}.asset"))
        self._added = [uuid for uuid in self._changed if self._series.find(uuid) is None]
        self._searches.clear()

    @property
    def count(self) -> int:
        """How many assets there are now."""
        return self._series.count + len(self._added) - sum(1 for document in self._changed.values() if document is None)

    def get(self, uuid: str) -> dict[str, Any] | None:
        """One asset as it is now."""
        if uuid in self._changed:
            document = self._changed[uuid]
        else:
            place = self._series.find(uuid)
            document = None if place is None else self._series.make(place)
        return None if document is None else tagged(document)

    def at(self, position: int) -> dict[str, Any]:
        """The asset at a position that `matching` gave."""
        document = self._at(position)
        return tagged(document or {})

    def matching(self, adapters: tuple[str, ...], words: list[str], contents: dict[str, str]) -> list[int]:
        """The positions of the assets of some data adapters that hold all words and match every filter by field."""
        key = json.dumps([adapters, words, contents])
        if key not in self._searches:
            if len(self._searches) >= _KEPT_SEARCHES:
                self._searches.clear()
            self._searches[key] = list(self._matching(adapters, words, contents))
        return self._searches[key]

    def put(self, document: dict[str, Any], moment: datetime, only: str = "") -> None:
        """Adds or changes an asset. eTag, version and modifiedAt follow; with only='eTag' that one alone does."""
        uuid = document["smintIoId"]
        known = self.get(uuid)
        kept = dict(document)
        if known and not only:
            kept |= {"version": int(known["version"]) + 1, "modifiedAt": moment.isoformat()}
        if only:
            kept["eTag"] = f"{known['eTag'] if known else ''}+"
        else:
            kept.pop("eTag", None)
        self._keep(uuid, kept)

    def remove(self, uuid: str) -> None:
        """Takes an asset away."""
        self._keep(uuid, None)

    def _keep(self, uuid: str, document: dict[str, Any] | None) -> None:
        self._store.put(f"{self._tenant.name}.asset", uuid, document)
        self._changed[uuid] = document
        if self._series.find(uuid) is None and uuid not in self._added:
            self._added.append(uuid)
        self._searches.clear()

    def _matching(self, adapters: tuple[str, ...], words: list[str], contents: dict[str, str]) -> Iterator[int]:
        removed = {self._place(uuid) for uuid, document in self._changed.items() if document is None}
        places = [place for place in range(self._series.count + len(self._added)) if place not in removed]
        if not words and not contents and len(adapters) > 1:  # nothing can be left out: no need to make them all
            yield from places
            return
        for place in places:
            document = self._at(place) or {}
            if document["smintIoId"].split(":", 1)[0] in adapters and _holds(document, words, contents):
                yield place

    def _place(self, uuid: str) -> int:
        place = self._series.find(uuid)
        return self._series.count + self._added.index(uuid) if place is None else place

    def _at(self, position: int) -> dict[str, Any] | None:
        if position >= self._series.count:
            return self._changed[self._added[position - self._series.count]]
        document = self._series.make(position)
        return self._changed.get(document["smintIoId"], document)


def tagged(document: dict[str, Any]) -> dict[str, Any]:
    """The asset with its eTag, where it has none of its own."""
    if "eTag" in document:
        return document
    tag = sha256(f"{document['smintIoId']} {document['version']}".encode()).hexdigest()[:16]
    return {**document, "eTag": tag}


def _holds(document: dict[str, Any], words: list[str], contents: dict[str, str]) -> bool:
    told = {name: document.get(name) for name in ("name", "description", "localizedTags", "externalId")}
    text = json.dumps(told, ensure_ascii=False).casefold()
    return all(word.casefold() in text for word in words) and all(
        value in json.dumps(document.get(name), ensure_ascii=False) for name, value in contents.items()
    )
