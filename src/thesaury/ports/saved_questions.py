"""Where questions of one's own to the graph are kept."""

from typing import Protocol

from thesaury.model.saved_question import SavedQuestion


class SavedQuestions(Protocol):
    """Questions by their ids, each with its owner."""

    def put(self, question: SavedQuestion) -> None:
        """Keep it, in the place of the one with its id.

        Raises Usage where its owner has another one of that name.
        """

    def get(self, id: str) -> SavedQuestion | None:
        """The question with this id, whoever may see it."""

    def seen_by(self, owner: str) -> list[SavedQuestion]:
        """Those of this owner and those that others share, by name, then owner."""

    def drop(self, id: str) -> None:
        """Forget it. Raises Usage where there is none."""
