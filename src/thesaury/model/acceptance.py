"""Rules that accept suggestions of one concept scheme without a person, at a precision a person named."""

from dataclasses import dataclass

from thesaury.model.annotation import BY_RULE, Suggestion


@dataclass(frozen=True, slots=True)
class AcceptRule:
    """Accept what one annotator suggests from one concept scheme with at least this score.

    `scheme` is its IRI, empty for concepts of no scheme. `precision` (over 0, under 1) is what a person asked for, `threshold` the
    score that gives it, None while the evidence does not support it: the rule then accepts nothing. `pairs` decisions stand behind
    it, `coverage` (0 to 1) is the share of the scheme's suggestions it takes, `reason` says all that in a sentence. It holds for
    exactly this version of the annotator, for another one's scores mean something else. `at` is UTC in ISO 8601.
    """

    scheme: str
    precision: float
    threshold: float | None
    pairs: int
    coverage: float
    annotator: str
    at: str
    by: str
    reason: str

    @property
    def reviewer(self) -> str:
        """Whom the decisions of this rule are attributed to, such as `rule:https://terms.example/scheme@0.95`."""
        return f"{BY_RULE}{self.scheme}@{self.precision:g}"

    def takes(self, suggestion: Suggestion) -> bool:
        """Whether a suggestion from the rule's scheme is accepted."""
        return (
            self.annotator == suggestion.annotator and self.threshold is not None and suggestion.score >= self.threshold
        )
