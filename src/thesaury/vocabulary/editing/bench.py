"""A vocabulary laid out for editing: by IRI, with what lies below, what points where, and who bears which label."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from thesaury.model.concept import Concept, ConceptScheme, Label, Vocabulary
from thesaury.vocabulary.editing.refusal import EditRefused
from thesaury.vocabulary.languages import best

Bearing = tuple[str, str, str]
"""A scheme, a preferred label without regard to case, and its language."""
Step = Callable[[str], Iterable[str]]


@dataclass(slots=True)
class States:
    """Concepts and schemes by IRI, each as it is or will be; None where there is none."""

    concepts: dict[str, Concept | None] = field(default_factory=dict)
    schemes: dict[str, ConceptScheme | None] = field(default_factory=dict)


class Bench:
    """Changes in place, at the cost of what an edit touches; laying out 50,000 concepts takes a fraction of a second, once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Lay out this content."""
        self.name = vocabulary.name
        self._concepts: dict[str, Concept] = {}
        self._schemes = {scheme.iri: scheme for scheme in vocabulary.schemes}
        self._narrower: dict[str, set[str]] = {}
        self._pointing: dict[str, set[str]] = {}
        self._bearers: dict[Bearing, set[str]] = {}
        for concept in vocabulary.concepts:
            self._add(concept)

    def vocabulary(self) -> Vocabulary:
        """The content as it stands."""
        schemes = tuple(self._schemes[iri] for iri in sorted(self._schemes))
        return Vocabulary(self.name, schemes, tuple(self._concepts[iri] for iri in sorted(self._concepts)))

    def concept(self, iri: str) -> Concept | None:
        """The concept, or None."""
        return self._concepts.get(iri)

    def known(self, iri: str) -> Concept:
        """The concept. Raises EditRefused where there is none."""
        found = self._concepts.get(iri)
        if found is None:
            raise EditRefused(f"There is no concept {iri} in {self.name}. It may have been removed: look for it again.")
        return found

    def scheme(self, iri: str) -> ConceptScheme | None:
        """The scheme, or None."""
        return self._schemes.get(iri)

    def schemes(self) -> Mapping[str, ConceptScheme]:
        """Every scheme by IRI."""
        return self._schemes

    def members(self, scheme: str) -> list[str]:
        """The concepts of a scheme; looks at every concept."""
        return [iri for iri, concept in self._concepts.items() if scheme in concept.schemes]

    def narrower(self, iri: str) -> Iterable[str]:
        """What lies directly below."""
        return self._narrower.get(iri, ())

    def pointing(self, iri: str) -> Iterable[str]:
        """The concepts that are related to it, mapped to it or replaced by it."""
        return self._pointing.get(iri, ())

    def bearers(self, bearing: Bearing) -> Iterable[str]:
        """The concepts in use that are called so in a scheme."""
        return self._bearers.get(bearing, ())

    def above(self, iri: str) -> set[str]:
        """Everything above a concept; the concept itself too, where it lies in a circle."""
        return self._reached(iri, lambda one: self._concepts[one].broader if one in self._concepts else ())

    def below(self, iri: str) -> set[str]:
        """Everything below a concept."""
        return self._reached(iri, self.narrower)

    def called(self, iri: str) -> str:
        """What sentences call a concept or scheme."""
        concept, scheme = self._concepts.get(iri), self._schemes.get(iri)
        return name_of(concept) if concept else f"“{scheme.titles[0].text[:80]}”" if scheme and scheme.titles else iri

    def put(self, states: States) -> States:
        """Let these states hold; returns those that held before, which put back undo it."""
        before = States(
            {iri: self._concepts.get(iri) for iri in states.concepts},
            {iri: self._schemes.get(iri) for iri in states.schemes},
        )
        for iri in states.concepts:
            if iri in self._concepts:
                self._drop(self._concepts[iri])
        for concept in states.concepts.values():
            if concept:
                self._add(concept)
        for iri, scheme in states.schemes.items():
            if scheme:
                self._schemes[iri] = scheme
            else:
                self._schemes.pop(iri, None)
        return before

    def _reached(self, iri: str, step: Step) -> set[str]:
        found: set[str] = set()
        ahead = [iri]
        while ahead:
            new = set(step(ahead.pop())) - found
            found |= new
            ahead += new
        return found

    def _add(self, concept: Concept) -> None:
        self._concepts[concept.iri] = concept
        for index, keys in self._entries(concept):
            for key in keys:
                index.setdefault(key, set()).add(concept.iri)

    def _drop(self, concept: Concept) -> None:
        del self._concepts[concept.iri]
        for index, keys in self._entries(concept):
            for key in keys:
                if held := index.get(key):
                    held.discard(concept.iri)

    def _entries(self, concept: Concept) -> Iterator[tuple[dict, Iterable]]:  # type: ignore[type-arg]  # keys differ
        yield self._narrower, concept.broader
        yield self._pointing, points_to(concept)
        yield self._bearers, bearings(concept)


def name_of(concept: Concept) -> str:
    """What sentences, which are English, call a concept: by its best kind of label, in English where it has one."""
    label = best(concept.preferred, ("en",)) or next((label for _, label in concept.labels()), None)
    return f"“{label.text[:80]}”" if label else concept.iri


def points_to(concept: Concept) -> set[str]:
    """What a concept is related to, mapped to or replaced by."""
    found = {*concept.related, *(match.target for match in concept.matches)}
    return found | {concept.replaced_by} if concept.replaced_by else found


def bearings(concept: Concept) -> set[Bearing]:
    """What a concept in use is called, scheme by scheme."""
    if concept.deprecated:
        return set()
    return {(scheme, *_bare(label)) for scheme in concept.schemes for label in concept.preferred}


def _bare(label: Label) -> tuple[str, str]:
    return label.text.casefold(), label.language
