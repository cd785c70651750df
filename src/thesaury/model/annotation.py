"""What is said of an asset in concepts: suggestions, reviews and annotations."""

from dataclasses import dataclass
from enum import StrEnum

from thesaury.model.policy import Policy


class Decision(StrEnum):
    """What a review says of a suggestion."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


class RejectReason(StrEnum):
    """Why a suggestion is wrong, as reviewers are asked; there may be other reasons, in their own words."""

    WRONG = "wrong"
    """Another thing altogether."""
    BROAD = "broad"
    """True, but too general to be worth saying."""
    NARROW = "narrow"
    """Too specific: something above it is true."""
    UNSEEN = "unseen"
    """The texts speak of it, the picture does not show it."""


BY_RULE = "rule:"
"""How the names of reviewers begin that are rules: nobody looked, so their decisions are no evidence of what is right."""


class QueueOrder(StrEnum):
    """Which suggestions a reviewer is asked about first.

    SUREST: best score first. TEACHING: what teaches most first, which is u / (d + c) / a. There u = 1 - |2 score - 1| says how uncertain
    the annotator is (uncertainty sampling, Lewis and Gale 1994, SIGIR). d counts the decisions of people on the concept, as the log has
    them. c numbers the concept's waiting suggestions from 1 by falling u, then by asset id, as if those before were decided already. a
    numbers those of the asset from 1 by falling u / (d + c), then by concept, so that no asset takes the whole queue. Only suggestions
    of live assets with at least the wanted score are numbered.
    """

    SUREST = "surest"
    TEACHING = "teaching"


class Origin(StrEnum):
    """Where an annotation comes from: a human tag, the source's own concept, a person's review, a rule, or what a person mapped a word of
    the client to."""

    TAG = "tag"
    SOURCE = "source"
    REVIEW = "review"
    RULE = "rule"
    MAPPING = "mapping"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that spoke for a concept: `quote` is `text[start:end]` of the named field, in code points."""

    field: str
    start: int
    end: int
    quote: str
    label: str
    language: str = ""


class Voice(StrEnum):
    """Who spoke for a concept beside the words themselves.

    NEIGHBOUR: an asset much like this one carries it. GRAPH: a concept above, below or beside it was found too.
    MEANING: an embedding model finds one of its labels, or its definition, close in meaning to the asset.
    EXPERIENCE: words that went with it in earlier reviews.
    MAPPING: a word of the client's, or a concept of its own, is mapped to it.
    """

    MAPPING = "mapping"
    NEIGHBOUR = "neighbour"
    GRAPH = "graph"
    MEANING = "meaning"
    EXPERIENCE = "experience"


@dataclass(frozen=True, slots=True)
class Reason:
    """One voice that spoke for a concept: `weight`, from 0 to 1, says how strongly (a similarity or a score).

    `subject` is the id of the asset that is alike, the IRI of the concept that was found too, or the words: of experience, of the
    label or definition that is close in meaning, or that are mapped. `step` is empty but for
    GRAPH, where it says what that other concept is to this one: broader, narrower, related or sibling; and for MAPPING, where it is the
    relation. `by` and `at` (ISO 8601, UTC) are who decided on a mapping and when.
    """

    voice: Voice
    subject: str
    weight: float
    step: str = ""
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A concept an annotator proposes; `score` lies in 0 to 1, `annotator` and `vocabulary` name exact versions."""

    concept: str
    score: float
    evidence: tuple[Evidence, ...]
    annotator: str
    vocabulary: str
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """One decision on one concept of one asset; `at` is UTC in ISO 8601.

    `reason` says why, in a word of `RejectReason` or in the reviewer's own; empty where nobody asked or answered. What one reviewer decided
    at one moment is one deed: it is taken back as one.
    """

    asset: str
    concept: str
    decision: Decision
    reviewer: str
    at: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A concept that holds for an asset, and who or what says so; `annotator` is who suggested it, empty where nobody did."""

    concept: str
    origin: Origin
    attributed_to: str
    score: float = 1.0
    evidence: tuple[Evidence, ...] = ()
    vocabulary: str = ""
    reasons: tuple[Reason, ...] = ()
    annotator: str = ""


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
