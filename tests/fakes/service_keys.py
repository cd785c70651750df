"""Keys of services in memory."""

from thesaury.model.errors import Usage


class FakeServiceKeys:
    def __init__(self) -> None:
        self._keys: dict[str, tuple[str, str]] = {}

    def put(self, name: str, digest: str, at: str) -> None:
        self._keys[name] = (digest, at)

    def drop(self, name: str) -> None:
        if self._keys.pop(name, None) is None:
            raise Usage(f"There is no key {name!r}.")

    def all(self) -> list[tuple[str, str]]:
        return [(name, at) for name, (_, at) in sorted(self._keys.items())]

    def by_digest(self, digest: str) -> str:
        return next((name for name, (kept, _) in self._keys.items() if kept == digest), "")
