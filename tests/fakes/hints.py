"""Hints in memory."""

from collections.abc import Sequence
from typing import Protocol

from thesaury.model.connection import Connection
from thesaury.model.errors import Usage
from thesaury.ports.hints import Hint, Waiting


class Connections(Protocol):
    def connections(self) -> tuple[Connection, ...]: ...


class FakeHints:
    def __init__(self, records: Connections) -> None:
        self._records = records
        self._waiting: dict[tuple[str, str], str] = {}
        self._hooks: dict[str, str] = {}

    def put(self, connection: str, hints: Sequence[Hint], at: str) -> int:
        before = len(self._waiting)
        self._waiting |= {(connection, hint.external_id): at for hint in hints}
        return len(self._waiting) - before

    def waiting(self, connection: str, limit: int = 500) -> list[Waiting]:
        return [Waiting(id, at) for (name, id), at in sorted(self._waiting.items()) if name == connection][:limit]

    def seen(self, connection: str, waiting: Sequence[Waiting]) -> None:
        for one in waiting:
            if self._waiting.get((connection, one.external_id)) == one.at:
                del self._waiting[connection, one.external_id]

    def set_hook(self, connection: str, digest: str) -> None:
        if connection not in {known.name for known in self._records.connections()}:
            raise Usage(f"There is no connection {connection!r}.")
        self._hooks[connection] = digest

    def by_hook(self, digest: str) -> str:
        return next((name for name, kept in sorted(self._hooks.items()) if kept and kept == digest), "")
