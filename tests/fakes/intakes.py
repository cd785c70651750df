"""Licence texts on their way in, in memory."""

from thesaury.model.intake import Intake, IntakeState


class FakeIntakes:
    def __init__(self) -> None:
        self._kept: dict[str, Intake] = {}

    def put(self, intake: Intake) -> None:
        self._kept[intake.id] = intake

    def get(self, id: str) -> Intake | None:
        return self._kept.get(id)

    def recent(self, state: IntakeState, who: str = "", limit: int = 20) -> list[Intake]:
        found = [one for _, one in sorted(self._kept.items()) if one.state is state and who in ("", one.who)]
        return sorted(found, key=lambda one: one.at, reverse=True)[:limit]

    def drop(self, id: str) -> None:
        self._kept.pop(id, None)
