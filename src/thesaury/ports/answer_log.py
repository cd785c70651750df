"""Where answers to "may I use this?" are kept: only ever added to, until they are older than the workspace keeps them."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from thesaury.model.answer_log import KeptAnswer, Numbered, Wanted


class AnswerLog(Protocol):
    """Answers in the order in which they were given."""

    def add(self, answers: Sequence[KeptAnswer]) -> None:
        """Append these in order, all or none."""

    def page(self, wanted: Wanted = Wanted(), limit: int = 50, before: int = 0) -> tuple[Numbered, ...]:
        """The newest first; those with a number below `before` where that is not 0."""

    def every(self, wanted: Wanted = Wanted()) -> Iterator[Numbered]:
        """All of them, the newest first, however many."""

    def count(self, wanted: Wanted = Wanted()) -> int:
        """How many there are."""

    def forget(self, before: str) -> int:
        """Remove those given before this moment, and say how many; nothing else is ever removed, and no number is given twice."""
