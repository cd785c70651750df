"""Schedules of reports in memory."""

from thesaury.model.errors import Usage
from thesaury.model.report import ReportSchedule, Sending


class FakeReports:
    def __init__(self) -> None:
        self._kept: dict[str, ReportSchedule] = {}
        self._sendings: dict[str, dict[str, Sending]] = {}

    def put(self, schedule: ReportSchedule) -> None:
        if schedule.name in self._kept:
            raise Usage(f"There is a report {schedule.name!r} already.")
        self._kept[schedule.name] = schedule
        self._sendings[schedule.id] = {}

    def get(self, name: str) -> ReportSchedule | None:
        return self._kept.get(name)

    def all(self) -> list[ReportSchedule]:
        return [schedule for _, schedule in sorted(self._kept.items())]

    def drop(self, name: str) -> None:
        if name not in self._kept:
            raise Usage(f"There is no report {name!r}.")
        del self._sendings[self._kept.pop(name).id]

    def note(self, sending: Sending) -> bool:
        if sending.schedule not in self._sendings:
            return False
        self._sendings[sending.schedule][sending.turn] = sending
        return True

    def sendings(self, schedule: str, limit: int = 20) -> list[Sending]:
        kept = self._sendings.get(schedule, {})
        return [kept[turn] for turn in sorted(kept, reverse=True)][:limit]
