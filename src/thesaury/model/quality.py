"""How good the schemes of a vocabulary are, version by version."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SchemeScore:
    """One scheme of one version: a score from 0 to 100 in tenths, its concepts, how many of them no notice names, the notices by rule,
    and the formula the score was worked out with: scores of two formulas are not compared."""

    scheme: str
    score: float
    concepts: int
    clean: int
    rules: tuple[tuple[str, int], ...] = ()
    formula: int = 1


@dataclass(frozen=True, slots=True)
class VersionScores:
    """The scores of one version's schemes, by scheme; schemes without concepts and notices are among them."""

    vocabulary: str
    number: int
    schemes: tuple[SchemeScore, ...]

    def of(self, scheme: str) -> SchemeScore | None:
        """The score of one scheme, or None where this version has no such scheme."""
        return next((one for one in self.schemes if one.scheme == scheme), None)
