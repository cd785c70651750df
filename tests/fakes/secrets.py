"""Secrets in memory, in the clear."""

from collections.abc import Mapping


class FakeSecrets:
    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], str] = {}

    def get(self, connection: str, name: str) -> str:
        return self._kept.get((connection, name), "")

    def put(self, connection: str, secrets: Mapping[str, str]) -> None:
        for name, value in secrets.items():
            self._kept[connection, name] = value
        self._kept = {place: value for place, value in self._kept.items() if value}

    def put_first(self, connection: str, name: str, value: str) -> str:
        return self._kept.setdefault((connection, name), value)

    def names(self, connection: str) -> tuple[str, ...]:
        return tuple(sorted(name for kept, name in self._kept if kept == connection))

    def __repr__(self) -> str:
        return f"FakeSecrets({len(self._kept)} kept)"
