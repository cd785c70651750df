"""What a name alone proposes: the concept it names with certainty, those it may mean, and those it is like."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from thesaury.governance.reconciling.asking import CERTAIN
from thesaury.governance.reconciling.notations import by_notation
from thesaury.governance.reconciling.sharing import SharedWords
from thesaury.governance.terms import Terms
from thesaury.governance.wording import keys
from thesaury.model.concept import Concept, LabelKind
from thesaury.model.validation import Standing, TagAnswer

Check = Callable[[str], TagAnswer]
"""What is said of a tag by itself, without a profile."""

_REPLACING, _NEAREST = 95.0, 90.0
_AMBIGUOUS = {LabelKind.PREFERRED: 95.0, LabelKind.ALTERNATIVE: 93.0, LabelKind.HIDDEN: 91.0}
_EXACT = (Standing.APPROVED, Standing.SYNONYM, Standing.OUTSIDE)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A concept by a name: how alike they are (0 to 100), whether the name says it outright, by its preferred label, or by the label of
    a deprecated concept that it replaces."""

    concept: Concept
    likeness: float
    exact: bool = False
    preferred: bool = False
    replaces: bool = False


class Names:
    """Proposes concepts for names; nothing of it changes."""

    def __init__(self, terms: Terms, check: Check) -> None:
        """Over the labels of these concepts; `check` is asked what a name means."""
        self._terms, self._check = terms, check
        self._shared = SharedWords(terms)

    def proposed(self, name: str, limit: int, language: str = "") -> list[Proposed]:
        """Each concept once, in no order; those that only share words are added where nothing is exact, up to the limit."""
        if (concept := self._terms.concept(name)) is not None:
            return [Proposed(concept, CERTAIN, exact=True, preferred=True)]
        found: dict[str, Proposed] = {}
        for one in (*self._noted(name), *self._said(self._check(name))):
            found.setdefault(one.concept.iri, one)
        if len(found) < limit and not any(one.exact for one in found.values()):
            for bearer, score in self._shared.nearest(name, limit, language):
                found.setdefault(bearer.concept.iri, Proposed(bearer.concept, score))
        return list(found.values())

    def _noted(self, name: str) -> Iterator[Proposed]:
        return (Proposed(concept, CERTAIN, exact=True) for concept in self._notations.get(name, ()))

    def _said(self, answer: TagAnswer) -> Iterator[Proposed]:
        """What the check says; of several tags in one each part proposes something, and none is meant alone."""
        for part in answer.parts:
            yield from (Proposed(one.concept, min(one.likeness, _NEAREST)) for one in self._said(part))
        for use in () if answer.parts else answer.use:
            concept = self._terms.concept(use.concept)
            if concept is not None and not concept.deprecated:
                yield self._by(answer, concept, use.likeness)

    def _by(self, answer: TagAnswer, concept: Concept, likeness: float) -> Proposed:
        if answer.standing is Standing.DEPRECATED:
            return Proposed(concept, _REPLACING, exact=True, replaces=True)
        kind = _kind(answer.tag, concept)
        if answer.standing is Standing.AMBIGUOUS:
            return Proposed(concept, _AMBIGUOUS[kind], exact=True, preferred=kind is LabelKind.PREFERRED)
        if answer.standing in _EXACT:
            return Proposed(concept, CERTAIN, exact=True, preferred=kind is LabelKind.PREFERRED)
        return Proposed(concept, round(min(likeness * 100, _NEAREST), 1))

    @cached_property
    def _notations(self) -> Mapping[str, tuple[Concept, ...]]:
        return by_notation(self._terms.labels.concepts.values())


def _kind(name: str, concept: Concept) -> LabelKind:
    """By which kind of label the concept has the name; hidden where it has it by none, such as by its plural."""
    wanted = set(keys(name))
    return next((kind for kind, label in concept.labels() if wanted & {*keys(label.text)}), LabelKind.HIDDEN)
