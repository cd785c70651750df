"""What to write for a concept: its preferred label for a reader, its schemes, and the concepts above it."""

from collections.abc import Sequence
from dataclasses import dataclass

from thesaury.governance.terms import Terms
from thesaury.model.concept import Concept, Label
from thesaury.model.validation import Use
from thesaury.vocabulary.languages import best

_DEEPEST = 12
"""How many concepts above it are named at most: those of a circle are not named for ever."""


@dataclass(frozen=True, slots=True)
class Uses:
    """Names concepts in the languages given, best first."""

    terms: Terms
    languages: tuple[str, ...] = ()

    def of(self, concept: Concept, likeness: float = 1.0, matched: Label | None = None) -> Use:
        """The concept as it is offered, under its preferred label."""
        return Use(concept.iri, self.name(concept), likeness, concept.schemes, self._path(concept), matched)

    def name(self, concept: Concept) -> Label:
        """The preferred label, else any other, else the IRI."""
        named: Sequence[Label] = concept.preferred or concept.alternative or concept.hidden
        return best(named, self.languages) or Label(concept.iri)

    def _path(self, concept: Concept) -> tuple[Label, ...]:
        above: list[Concept] = []
        at = self._broader(concept)
        while at and at not in above and len(above) < _DEEPEST:
            above.append(at)
            at = self._broader(at)
        return tuple(self.name(one) for one in reversed(above))

    def _broader(self, concept: Concept) -> Concept | None:
        return next((over for iri in concept.broader if (over := self.terms.concept(iri))), None)
