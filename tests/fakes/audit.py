"""The audit log in memory."""

from collections.abc import Iterator, Sequence

from thesaury.model.audit import Deed
from thesaury.ports.audit import Kept, Sought


class FakeAudit:
    def __init__(self) -> None:
        self._kept: list[Kept] = []

    def add(self, deeds: Sequence[Deed]) -> None:
        self._kept += [Kept(number, deed) for number, deed in enumerate(deeds, len(self._kept) + 1)]

    def deeds(self, sought: Sought = Sought(), limit: int = 50, before: int = 0) -> tuple[Kept, ...]:
        found = [kept for kept in self.every(sought) if not before or kept.number < before]
        return tuple(found[::-1][:limit])

    def every(self, sought: Sought = Sought()) -> Iterator[Kept]:
        return (kept for kept in self._kept if matches(sought, kept.deed))

    def broken_at(self) -> int:
        return 0


def matches(sought: Sought, deed: Deed) -> bool:
    return (
        sought.who in ("", deed.who)
        and sought.subject in ("", deed.subject)
        and f"{deed.action}.".startswith(f"{sought.action}." if sought.action else "")
        and sought.since <= deed.at
        and (not sought.until or deed.at < sought.until)
    )
