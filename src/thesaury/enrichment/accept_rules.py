"""Accept rules: made from what decisions show, and carried out on suggestions."""

from collections.abc import Iterable, Mapping
from math import ceil, floor, log10

from thesaury.enrichment.acceptance import Support
from thesaury.model.acceptance import AcceptRule
from thesaury.model.annotation import Annotation, Decision, Origin, Review, Suggestion
from thesaury.model.concept import Vocabulary
from thesaury.model.time import now
from thesaury.vocabulary.brand.words import NO_BRAND, BrandWords
from thesaury.vocabulary.scheme_names import NO_SCHEME

Schemes = Mapping[str, tuple[str, ...]]
"""The schemes of each concept, by IRI: at least one, which may be `NO_SCHEME`."""


def schemes_of(vocabularies: Iterable[Vocabulary]) -> Schemes:
    """The schemes of all concepts; one that several vocabularies hold is in the schemes of all of them."""
    found: dict[str, tuple[str, ...]] = {}
    for vocabulary in vocabularies:
        for concept in vocabulary.concepts:
            found[concept.iri] = tuple(sorted({*found.get(concept.iri, ()), *concept.schemes}))
    return {iri: schemes or (NO_SCHEME,) for iri, schemes in found.items()}


def made(scheme: str, precision: float, shown: Support, annotator: str, by: str) -> AcceptRule:
    """The rule that the decisions on suggestions of this annotator support, or one that accepts nothing and says why."""
    reason = _refused(shown, precision) if shown.threshold is None else _supported(shown)
    return AcceptRule(scheme, precision, shown.threshold, shown.pairs, shown.coverage, annotator, now(), by, reason)


def forbidden_alone(suggestion: Suggestion, brand: BrandWords) -> bool:
    """Whether nothing but forbidden words speaks for a concept: a person has to look then, whatever its score."""
    evidence = suggestion.evidence
    return bool(evidence) and all(brand.forbidding(one.label) or brand.forbidding(one.quote) for one in evidence)


class RulesInForce:
    """The rules of a workspace over its concepts. Nothing is accepted for which forbidden words alone speak."""

    def __init__(self, rules: Iterable[AcceptRule], schemes: Schemes, brand: BrandWords = NO_BRAND) -> None:
        """One rule per scheme at the most."""
        self._brand = brand
        self._rules = {rule.scheme: rule for rule in rules}
        self._schemes = schemes

    def accepting(self, suggestion: Suggestion) -> AcceptRule | None:
        """The rule that accepts a suggestion, the first by scheme where a concept is in several; None where a person has to look."""
        if self._brand and forbidden_alone(suggestion, self._brand):
            return None
        schemes = self._schemes.get(suggestion.concept, ())
        rules = (self._rules[scheme] for scheme in schemes if scheme in self._rules)
        return next((rule for rule in rules if rule.takes(suggestion)), None)

    def annotations(self, suggestions: Iterable[Suggestion]) -> list[Annotation]:
        """What the rules accept of these, as annotations that say which rule it was and keep what spoke for the concept."""
        return [_annotation(one, rule) for one in suggestions if (rule := self.accepting(one))]

    def decisions(self, waiting: Iterable[tuple[str, Suggestion]]) -> list[Review]:
        """What the rules accept of these (asset id, suggestion), as decisions of the rule."""
        at = now()
        return [
            Review(asset, one.concept, Decision.ACCEPTED, rule.reviewer, at)
            for asset, one in waiting
            if (rule := self.accepting(one))
        ]


def _annotation(found: Suggestion, rule: AcceptRule) -> Annotation:
    return Annotation(
        found.concept,
        Origin.RULE,
        rule.reviewer,
        found.score,
        found.evidence,
        found.vocabulary,
        found.reasons,
        found.annotator,
    )


def _supported(shown: Support) -> str:
    return (
        f"Of {shown.pairs} decisions {shown.above} are on suggestions with at least {shown.threshold:.3g}, and {shown.right} of these "
        f"accepted them. That shows, with 95 % confidence, that at least {_cut_off(shown.bound)} of what it accepts is right."
    )


def _refused(shown: Support, precision: float) -> str:
    if not shown.pairs:
        return f"Nobody has decided on its suggestions yet. It takes {shown.more} decisions at the least, if all of them accept."
    first = (
        f"{shown.pairs} decisions do not show that {precision:g} of what it would accept is right. The most they show, with 95 % "
        f"confidence, is {_cut_off(shown.bound)}, for the {100 * shown.coverage:.0f} % of suggestions with the highest scores, where "
        f"{shown.right} of {shown.above} decisions accepted."
    )
    if shown.more is None:
        return (
            f"{first} More decisions like these would not do: name a lower precision, or try again with a better model."
        )
    return f"{first} About {_roughly(shown.more)} more decisions like these would do."


def _cut_off(share: float) -> float:
    """Three digits, never more than the share itself."""
    return floor(share * 1000) / 1000


def _roughly(count: int) -> int:
    """Up to two digits that count."""
    step: int = 10 ** max(floor(log10(max(count, 1))) - 1, 0)
    return ceil(count / step) * step
