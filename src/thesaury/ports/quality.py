"""Where the scores of vocabularies are kept, version by version."""

from collections.abc import Sequence
from typing import Protocol

from thesaury.model.quality import VersionScores


class QualityScores(Protocol):
    """The scores of kept versions; what was never worked out is missing."""

    def put(self, scores: VersionScores) -> None:
        """Keep the scores of a version in the place of those it had."""

    def of(self, vocabulary: str, numbers: Sequence[int]) -> list[VersionScores]:
        """The scores of these versions as far as they are kept, by number."""
