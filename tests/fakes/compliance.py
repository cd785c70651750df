"""Compliance day by day, in memory."""

from collections.abc import Mapping

from thesaury.model.compliance import Share
from thesaury.ports.compliance import Group


class FakeComplianceDays:
    def __init__(self) -> None:
        self._days: dict[str, dict[Group, Share]] = {}

    def put(self, day: str, shares: Mapping[Group, Share]) -> None:
        self._days[day] = dict(shares)

    def trend(self, group: Group = (None, ""), most: int = 90) -> tuple[tuple[str, Share], ...]:
        days = [day for day in sorted(self._days) if group in self._days[day]]
        return tuple((day, self._days[day][group]) for day in days[-most:])
