"""Where schedules of reports are kept, and what became of each report."""

from typing import Protocol

from thesaury.model.report import ReportSchedule, Sending


class Reports(Protocol):
    """Schedules of one workspace and their reports. Every method is one transaction."""

    def put(self, schedule: ReportSchedule) -> None:
        """Keep a new schedule. Raises Usage where its name is taken."""

    def get(self, name: str) -> ReportSchedule | None:
        """The schedule of this name."""

    def all(self) -> list[ReportSchedule]:
        """Every schedule, by name."""

    def drop(self, name: str) -> None:
        """Forget a schedule and what became of its reports. Raises Usage where there is none."""

    def note(self, sending: Sending) -> bool:
        """Keep how the report of a turn stands now, for good once this returns; false where the schedule is gone, and nothing is kept."""

    def sendings(self, schedule: str, limit: int = 20) -> list[Sending]:
        """The reports of the schedule with this id, those of the newest turns first."""
