"""What a threshold on the score would accept, over all documents together."""

from collections.abc import Iterator
from dataclasses import dataclass

from thesaury.evaluation.measures import f1


@dataclass(frozen=True, slots=True)
class Cut:
    """Everything with this score or a higher one: how much that is, and how good."""

    threshold: float
    accepted: int
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return f1(self.precision, self.recall)


class Thresholds:
    """Counts suggestions by score; cuts lie only between different scores, so that ties bring no luck."""

    def __init__(self) -> None:
        self._given: dict[float, int] = {}
        self._right: dict[float, int] = {}

    def add(self, score: float, right: bool) -> None:
        """One suggestion, and whether it is right."""
        self._given[score] = self._given.get(score, 0) + 1
        self._right[score] = self._right.get(score, 0) + right

    @property
    def suggestions(self) -> int:
        """How many were added."""
        return sum(self._given.values())

    def cuts(self, gold: int) -> Iterator[Cut]:
        """Every cut from the highest score down; `gold` is the number of gold concepts of all documents."""
        accepted = right = 0
        for score in sorted(self._given, reverse=True):
            accepted += self._given[score]
            right += self._right[score]
            yield Cut(score, accepted, right / accepted, right / gold)

    def best_f1(self, gold: int) -> Cut | None:
        """The highest cut with the best micro-F1; None where nothing is right."""
        return max((cut for cut in self.cuts(gold) if cut.f1), key=lambda cut: cut.f1, default=None)

    def best_recall(self, gold: int, precision: float, fewest: int) -> Cut | None:
        """The highest cut with the best recall among those of this precision that accept at least so many, if there are any."""
        fitting = (cut for cut in self.cuts(gold) if cut.precision >= precision and cut.accepted >= fewest)
        return max((cut for cut in fitting if cut.recall), key=lambda cut: cut.recall, default=None)
