"""What the rules look at: one scheme, the vocabulary it is of, and what the vocabularies beside it hold."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.vocabulary.quality.clusters import apart

MOST_HAVE = 0.5
"""What at least this share of a scheme's concepts have, such as a label in a language, the others are missing."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One concept that a rule speaks of: other concepts it speaks of too, a label, and languages that are missing."""

    rule: str
    concept: str
    others: tuple[str, ...] = ()
    label: Label | None = None
    languages: tuple[str, ...] = ()


class Beside:
    """The vocabularies that are kept beside one another, so that a mapping can be followed from one into another."""

    def __init__(self, vocabularies: Sequence[Vocabulary] = ()) -> None:
        """These vocabularies; where several hold the same IRI, the first speaks for it."""
        self._concepts: dict[str, Concept] = {}
        self.namespaces: set[str] = set()
        for vocabulary in vocabularies:
            for concept in vocabulary.concepts:
                self._concepts.setdefault(concept.iri, concept)
            self.namespaces |= set(own_namespaces(vocabulary))

    def get(self, iri: str) -> Concept | None:
        """The concept, or None where none of them holds it."""
        return self._concepts.get(iri)


class Held:
    """One vocabulary with what takes a look at every concept, worked out once for all of its schemes."""

    def __init__(self, vocabulary: Vocabulary, beside: Beside) -> None:
        """Nothing is worked out yet."""
        self.vocabulary = vocabulary
        self._beside = beside

    def get(self, iri: str) -> Concept | None:
        """The concept as this vocabulary or one beside it holds it."""
        return self.concepts.get(iri) or self._beside.get(iri)

    def ought_to_hold(self, iri: str) -> bool:
        """Whether this IRI lies where the concepts of a vocabulary lie that is kept here."""
        return namespace(iri) in self._namespaces

    @cached_property
    def _namespaces(self) -> set[str]:
        return self._beside.namespaces | set(own_namespaces(self.vocabulary))

    @cached_property
    def concepts(self) -> Mapping[str, Concept]:
        """The vocabulary's concepts, by IRI."""
        return {concept.iri: concept for concept in self.vocabulary.concepts}

    @cached_property
    def broader(self) -> Mapping[str, tuple[str, ...]]:
        """For every concept that has any: those directly above it."""
        return {concept.iri: concept.broader for concept in self.vocabulary.concepts if concept.broader}

    @cached_property
    def over(self) -> frozenset[str]:
        """The concepts with something below them."""
        return frozenset(iri for overs in self.broader.values() for iri in overs)

    @cached_property
    def tops(self) -> frozenset[str]:
        """The top concepts of all schemes."""
        return frozenset(iri for scheme in self.vocabulary.schemes for iri in scheme.top_concepts)

    @cached_property
    def apart(self) -> Sequence[Sequence[Concept]]:
        """Groups of concepts that hang together and on nothing else."""
        return apart(self.concepts, self.tops)


@dataclass(frozen=True, slots=True)
class Scope:
    """The concepts of one scheme (of none, where `scheme` is empty). `used` are those that are not deprecated: nobody polishes others."""

    scheme: str
    concepts: Sequence[Concept]
    used: Sequence[Concept]
    held: Held

    def most(self, count: int) -> bool:
        """Whether what so many concepts in use have is what most of them have."""
        return bool(self.used) and count >= MOST_HAVE * len(self.used)


def scopes(held: Held) -> Iterator[Scope]:
    """Every scheme with its concepts; concepts in no scheme are under an empty one."""
    members: dict[str, list[Concept]] = {scheme.iri: [] for scheme in held.vocabulary.schemes}
    for concept in held.vocabulary.concepts:
        for scheme in concept.schemes or ("",):
            members.setdefault(scheme, []).append(concept)
    for iri, concepts in members.items():
        yield Scope(iri, concepts, [concept for concept in concepts if not concept.deprecated], held)


def namespace(iri: str) -> str:
    """What an IRI shares with those coined beside it: all up to its last `#` or `/`, of a urn up to its last colon."""
    return iri[: max(iri.rfind(sign) for sign in ("#/" if "://" in iri else "#/:")) + 1]


def own_namespaces(vocabulary: Vocabulary) -> Iterator[str]:
    """Where most concepts of a vocabulary lie: an IRI there that it does not hold is probably gone or mistyped."""
    counts = Counter(namespace(concept.iri) for concept in vocabulary.concepts)
    return (name for name, count in counts.items() if name and count >= MOST_HAVE * len(vocabulary.concepts))


def pairs(found: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Pairs without order, each once, sorted."""
    return sorted({(min(one, other), max(one, other)) for one, other in found})
