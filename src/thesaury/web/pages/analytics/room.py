"""What all pages of analytics stand on: the desk, and who answers the named questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from thesaury.model.question import Answer, Question
from thesaury.web.desk import Desk


class Asking(Protocol):
    """Answers named questions."""

    def questions(self) -> Sequence[Question]:
        """All of them, those that people ask first."""

    def answer(self, name: str, given: Mapping[str, str]) -> Answer:
        """The answer with these parameters. Raises BadInput and Usage for what cannot be asked, and what the graph raises."""


@dataclass(frozen=True, slots=True)
class Room:
    """The room of analytics of one workspace."""

    desk: Desk
    asking: Asking

    def question(self, name: str) -> Question | None:
        """The question of this name."""
        return next((one for one in self.asking.questions() if one.name == name), None)
