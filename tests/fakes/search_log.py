"""Kept searches in memory."""

import secrets
from collections.abc import Sequence

from thesaury.model.search_log import KeptSearch


class FakeSearchLog:
    def __init__(self) -> None:
        self._kept: dict[str, KeptSearch] = {}
        self._keys: dict[str, bytes] = {}
        self._changes = 0

    def add(self, searches: Sequence[KeptSearch]) -> int:
        before = dict(self._kept)
        self._kept |= {search.id: search for search in searches}
        self._changes += self._kept != before
        return len(self._kept) - len(before)

    def page(self, after: str = "", limit: int = 500) -> list[KeptSearch]:
        return [search for id, search in sorted(self._kept.items()) if id > after][:limit]

    def count(self) -> int:
        return len(self._kept)

    def state(self) -> int:
        return self._changes

    def forget(self, before: str) -> int:
        gone = [id for id, search in self._kept.items() if search.at < before]
        for id in gone:
            del self._kept[id]
        self._changes += bool(gone)
        return len(gone)

    def day_key(self, day: str) -> bytes:
        self._keys = {known: key for known, key in self._keys.items() if known >= day}
        return self._keys.setdefault(day, secrets.token_bytes(32))
