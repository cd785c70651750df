"""What a tag says with certainty: the concepts of which it is a label, however it is written."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from thesaury.governance.terms.inflections import Inflections
from thesaury.governance.terms.labels import Bearer, LabelTable
from thesaury.governance.wording import distance_in_writing
from thesaury.model.concept import Concept, LabelKind


class Terms:
    """The labels of all concepts; nothing of it changes, so that many threads may ask at once."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        """Read the labels of these concepts, deprecated ones too."""
        self.labels = LabelTable(concepts)

    def concept(self, iri: str) -> Concept | None:
        """The concept with this IRI."""
        return self.labels.concepts.get(iri)

    @cached_property
    def inflections(self) -> Inflections:
        """Plurals and singulars of the labels, read when first asked for."""
        return Inflections(self.labels)

    def warm(self) -> None:
        """Read the labels now, so that nobody's question has to wait for it."""
        self.inflections.bearers("warm")

    def bearers(self, tag: str) -> tuple[Bearer, ...]:
        """Who bears this label, or else its plural or singular.

        Of labels that differ in gaps and accents alone, those that are written most like the tag count; living concepts come before
        deprecated ones, and hidden labels count where there are no others.
        """
        found = _closest(tag, self.labels.written(tag)) or self.inflections.bearers(tag)
        living = narrowed(found, lambda one: not one.concept.deprecated)
        return narrowed(living, lambda one: one.kind is not LabelKind.HIDDEN)

    def living(self, concept: Concept) -> Concept | None:
        """The concept that took the place of a deprecated one, after as many steps as it takes; None where there is none."""
        seen = {concept.iri}
        at: Concept | None = concept
        while at and at.deprecated:
            following = at.replaced_by or ""
            at = None if following in seen else self.concept(following)
            seen.add(following)
        return at

    def above(self, concept: Concept) -> Iterator[Concept]:
        """Every concept above, nearest first, each once."""
        seen, waiting = {concept.iri}, list(concept.broader)
        while waiting:
            iri = waiting.pop(0)
            over = None if iri in seen else self.concept(iri)
            seen.add(iri)
            if over:
                yield over
                waiting += over.broader


def narrowed(bearers: Sequence[Bearer], wanted: Callable[[Bearer], bool]) -> tuple[Bearer, ...]:
    """Those that are wanted, or all where none is."""
    return tuple(one for one in bearers if wanted(one)) or tuple(bearers)


def _closest(tag: str, bearers: Sequence[Bearer]) -> list[Bearer]:
    if len(bearers) < 2:
        return list(bearers)
    far = [distance_in_writing(tag, one.label.text) for one in bearers]
    return [one for one, distance in zip(bearers, far, strict=True) if distance == min(far)]
