"""Questions of one's own in memory."""

from thesaury.model.errors import Usage
from thesaury.model.saved_question import SavedQuestion


class FakeSavedQuestions:
    def __init__(self) -> None:
        self._kept: dict[str, SavedQuestion] = {}

    def put(self, question: SavedQuestion) -> None:
        taken = (question.owner, question.name)
        if any((one.owner, one.name) == taken and one.id != question.id for one in self._kept.values()):
            raise Usage(f"You have a question {question.name!r} already.")
        self._kept[question.id] = question

    def get(self, id: str) -> SavedQuestion | None:
        return self._kept.get(id)

    def seen_by(self, owner: str) -> list[SavedQuestion]:
        seen = (one for one in self._kept.values() if one.owner == owner or one.shared)
        return sorted(seen, key=lambda one: (one.name, one.owner))

    def drop(self, id: str) -> None:
        if self._kept.pop(id, None) is None:
            raise Usage("That question is not there any more.")
