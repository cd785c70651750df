"""A clock that runs with real time, moved by an offset, or stands still: expiry and licences follow it."""

from datetime import UTC, datetime, timedelta


class Clock:
    """The sandbox's time. Everything that expires asks it, never the system."""

    def __init__(self) -> None:
        """A clock that shows real time."""
        self._offset = timedelta(0)
        self._frozen: datetime | None = None

    def now(self) -> datetime:
        """The sandbox's time, with zone UTC."""
        return self._frozen if self._frozen is not None else datetime.now(UTC) + self._offset

    def advance(self, seconds: float) -> None:
        """Moves the clock by some seconds; negative seconds move it back."""
        self._offset += timedelta(seconds=seconds)
        if self._frozen is not None:
            self._frozen += timedelta(seconds=seconds)

    def set(self, moment: datetime) -> None:
        """Sets the clock to a moment (UTC where no zone is given); it goes on from there."""
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        self._offset = moment.astimezone(UTC) - datetime.now(UTC)
        if self._frozen is not None:
            self._frozen = moment.astimezone(UTC)

    def freeze(self, frozen: bool = True) -> None:
        """Stops the clock where it is, or lets it run again from there."""
        stopped = self.now()
        self._frozen = None
        self.set(stopped)
        self._frozen = stopped if frozen else None

    def reset(self) -> None:
        """Back to real time."""
        self._offset, self._frozen = timedelta(0), None
