"""What is said of an asset in concepts: suggestions, reviews and annotations."""

from dataclasses import dataclass
from enum import StrEnum

from thesaury.model.policy import Policy


class Decision(StrEnum):
    """What a review says of a suggestion."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Origin(StrEnum):
    """Where an annotation comes from: a human tag, the source's own concept, a person's review, or a rule."""

    TAG = "tag"
    SOURCE = "source"
    REVIEW = "review"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that spoke for a concept: `quote` is `text[start:end]` of the named field, in code points."""

    field: str
    start: int
    end: int
    quote: str
    label: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A concept an annotator proposes; `score` lies in 0 to 1, `annotator` and `vocabulary` name exact versions."""

    concept: str
    score: float
    evidence: tuple[Evidence, ...]
    annotator: str
    vocabulary: str


@dataclass(frozen=True, slots=True)
class Review:
    """One decision on one concept of one asset; `at` is UTC in ISO 8601."""

    asset: str
    concept: str
    decision: Decision
    reviewer: str
    at: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """A concept that holds for an asset, and who or what says so."""

    concept: str
    origin: Origin
    attributed_to: str
    score: float = 1.0
    evidence: tuple[Evidence, ...] = ()
    vocabulary: str = ""


@dataclass(frozen=True, slots=True)
class Enrichment:
    """Everything the ingest line found out about one asset, stored in one piece.

    `content` is the asset's content digest and `stamp` the versions of vocabulary and annotator it was made with:
    while both still hold, the asset need not be looked at again.
    """

    asset: str
    content: str
    stamp: str
    annotations: tuple[Annotation, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    unknown_tags: tuple[str, ...] = ()
    policies: tuple[Policy, ...] = ()
