"""Mappings: statements that a concept of one vocabulary corresponds to one of another, with what speaks for them."""

from dataclasses import dataclass
from enum import StrEnum

from thesaury.model.concept import MappingRelation

BY_MATCHING = "thesaury"
"""The author of mappings that nobody but the product proposed."""


class MappingStatus(StrEnum):
    """How a mapping stands.

    PROPOSED: nobody has decided. ACCEPTED: it counts, by a person or because its evidence is of a kind that is safe. REJECTED: a person
    said that it does not hold, and it is not proposed again.
    """

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Justification(StrEnum):
    """Why a mapping is believed to hold, as the Semantic Mapping Vocabulary (SEMAPV) names it."""

    LEXICAL = "LexicalMatching"
    STRUCTURAL = "StructuralMatching"
    SIMILARITY = "SemanticSimilarityThresholdMatching"
    COMPOSITE = "CompositeMatching"
    INSTANCE = "InstanceBasedMatching"
    BACKGROUND = "BackgroundKnowledgeBasedMatching"
    LOGICAL = "LogicalReasoning"
    CHAINING = "MappingChaining"
    INVERSION = "MappingInversion"
    REVIEW = "MappingReview"
    CURATION = "ManualMappingCuration"
    UNSPECIFIED = "UnspecifiedMatching"


@dataclass(frozen=True, slots=True)
class Mapping:
    """`object` corresponds to `subject` by `relation`: with BROAD the object is the broader concept of the two.

    Subject and object are IRIs; `object` None says that the other vocabulary has nothing that corresponds. `holds` is false for the
    statement that the relation does not hold. `confidence` is the probability that it does (0 to 1), None where nobody said. Labels,
    `author` and `explanation`, a sentence for people, may be empty.
    """

    subject: str
    object: str | None
    relation: MappingRelation
    justification: Justification
    confidence: float | None = None
    author: str = ""
    status: MappingStatus = MappingStatus.PROPOSED
    subject_label: str = ""
    object_label: str = ""
    explanation: str = ""
    holds: bool = True


@dataclass(frozen=True, slots=True)
class MappingSet:
    """Mappings from one vocabulary to another, in their order; `identifier` is an IRI, what is unknown is empty."""

    mappings: tuple[Mapping, ...]
    identifier: str = ""
    title: str = ""
    licence: str = ""
    source: str = ""
    target: str = ""
    tool: str = ""
