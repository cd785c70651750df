"""Where licence texts on their way in are kept, so that a reload, a closed browser or a lapsed session loses nothing."""

from typing import Protocol

from thesaury.model.intake import Intake, IntakeState


class Intakes(Protocol):
    """Intakes by their id."""

    def put(self, intake: Intake) -> None:
        """Add it, or take the place of the one with this id."""

    def get(self, id: str) -> Intake | None:
        """The intake with this id."""

    def recent(self, state: IntakeState, who: str = "", limit: int = 20) -> list[Intake]:
        """Those of this state (of this person), the last changed first, then by id."""

    def drop(self, id: str) -> None:
        """Forget it; one that is not there is no matter."""
