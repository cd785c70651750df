"""Leases in memory."""

from thesaury.ports.flows import Lease


class FakeLeases:
    def __init__(self) -> None:
        self._held: dict[str, Lease] = {}

    def take(self, name: str, holder: str, now: float, seconds: float) -> bool:
        lease = self._held.get(name)
        if lease and lease.holder != holder and lease.until > now:
            return False
        self._held[name] = Lease(name, holder, now + seconds)
        return True

    def release(self, name: str, holder: str) -> None:
        if name in self._held and self._held[name].holder == holder:
            del self._held[name]

    def held(self, prefix: str) -> list[Lease]:
        return [self._held[name] for name in sorted(self._held) if name.startswith(prefix)]
