"""Concepts of controlled vocabularies, as SKOS sees them."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class LabelKind(StrEnum):
    """The three SKOS lexical labels, best first."""

    PREFERRED = "prefLabel"
    ALTERNATIVE = "altLabel"
    HIDDEN = "hiddenLabel"


class MappingRelation(StrEnum):
    """The SKOS mapping relations between concepts of different schemes."""

    EXACT = "exactMatch"
    CLOSE = "closeMatch"
    BROAD = "broadMatch"
    NARROW = "narrowMatch"
    RELATED = "relatedMatch"


@dataclass(frozen=True, slots=True, order=True)
class Label:
    """A text in one language; `language` is a BCP 47 tag, empty when the source gave none."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """A mapping from one concept to a concept elsewhere, by IRI."""

    relation: MappingRelation
    target: str


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept; relations name other concepts by IRI, all tuples are sorted and without doubles.

    `unread` are preferred labels by which the concept is called and not recognised: the same word means something else to this client.
    A vocabulary as it came has none.
    """

    iri: str
    schemes: tuple[str, ...] = ()
    preferred: tuple[Label, ...] = ()
    alternative: tuple[Label, ...] = ()
    hidden: tuple[Label, ...] = ()
    definitions: tuple[Label, ...] = ()
    notes: tuple[Label, ...] = ()
    notations: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    matches: tuple[Match, ...] = ()
    deprecated: bool = False
    replaced_by: str | None = None
    unread: tuple[Label, ...] = ()

    def labels(self) -> Iterator[tuple[LabelKind, Label]]:
        """Every label that the concept is recognised by, with its kind, preferred first."""
        for kind, labels in (
            (LabelKind.PREFERRED, self.preferred),
            (LabelKind.ALTERNATIVE, self.alternative),
            (LabelKind.HIDDEN, self.hidden),
        ):
            for label in labels if not self.unread else (one for one in labels if one not in self.unread):
                yield kind, label


@dataclass(frozen=True, slots=True)
class ConceptScheme:
    """One concept scheme: a facet of the vocabulary, with its titles and top concepts."""

    iri: str
    titles: tuple[Label, ...] = ()
    top_concepts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The whole content of one version of a vocabulary, concepts in the order of their IRIs."""

    name: str
    schemes: tuple[ConceptScheme, ...]
    concepts: tuple[Concept, ...]


@dataclass(frozen=True, slots=True)
class VocabularyVersion:
    """One kept version: `number` counts from 1, `digest` is the SHA-256 of the canonical content."""

    name: str
    number: int
    digest: str
    concepts: int
    imported_at: str
    source: str

    @property
    def key(self) -> str:
        """How annotations and messages name this version, such as `stw@3`."""
        return f"{self.name}@{self.number}"
