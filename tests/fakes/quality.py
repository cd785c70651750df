"""Scores of vocabularies in memory."""

from collections.abc import Sequence

from thesaury.model.quality import VersionScores


class FakeQualityScores:
    def __init__(self) -> None:
        self._kept: dict[tuple[str, int], VersionScores] = {}

    def put(self, scores: VersionScores) -> None:
        self._kept[scores.vocabulary, scores.number] = scores

    def of(self, vocabulary: str, numbers: Sequence[int]) -> list[VersionScores]:
        return [self._kept[vocabulary, number] for number in sorted(numbers) if (vocabulary, number) in self._kept]
