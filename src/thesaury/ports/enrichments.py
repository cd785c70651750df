"""Annotations, suggestions and policies of assets, and what people decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from thesaury.model.annotation import Annotation, Decision, Enrichment, QueueOrder, Review, Suggestion
from thesaury.model.asset import Asset
from thesaury.model.policy import Policy


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a workspace holds; `suggestions` are the ones waiting, `accepted` the annotations that hold."""

    assets: int
    records: int
    concepts: int
    suggestions: int
    accepted: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Carried:
    """How many live assets carry one concept itself, have it suggested and waiting, or had it rejected."""

    accepted: int = 0
    suggested: int = 0
    rejected: int = 0


@dataclass(frozen=True, slots=True)
class Findings:
    """What is known of one asset beyond its records."""

    annotations: tuple[Annotation, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    policies: tuple[Policy, ...] = ()
    unknown_tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decisions:
    """Which decisions are wanted; what is empty does not narrow."""

    reviewer: str = ""
    at: str = ""
    asset: str = ""
    concept: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """The decision that holds on a concept of an asset: who made it and when, which exact version of an annotator had suggested the concept
    (empty where none had), and in which fields the words stood that spoke for it (none where nothing did)."""

    asset: str
    concept: str
    decision: Decision
    reviewer: str
    at: str
    annotator: str = ""
    fields: tuple[str, ...] = ()


class Enrichments(Protocol):
    """What annotation and review found out."""

    def outdated(self, stamp: str, after: str, limit: int) -> list[Asset]:
        """The next assets by id whose enrichment was made from other content or with another stamp."""

    def count_outdated(self, stamp: str) -> int:
        """How many assets `outdated` would give in all."""

    def store(self, enrichments: Sequence[Enrichment]) -> None:
        """Replace what the line found for these assets; reviews stay.

        A concept once rejected is neither suggested nor annotated again, one accepted by a review stays annotated with origin
        `review`; a suggestion whose concept is already annotated is left out.
        """

    def advance(self, ids: Sequence[str], stamp: str) -> None:
        """Say of these assets that their enrichment holds for this stamp too."""

    def touch(self, ids: Sequence[str]) -> None:
        """Say of these assets that index and graph are behind what is known of them: their rights changed."""

    def review(self, reviews: Sequence[Review], waiting: bool = False) -> int:
        """Record decisions; an accepted suggestion becomes an annotation with its score, evidence and reasons, a rejected
        one leaves the queue and, where it was an annotation, that too. Returns how many suggestions or annotations changed.
        A later decision on the same asset and concept takes the place of an earlier one; all stay in the log.

        With `waiting` only those of them count whose suggestion waits still: a rule never overrules a person who was quicker.
        """

    def reviews(self, after: str = "") -> list[Review]:
        """The log of decisions made after this moment (the whole log without one), oldest first."""

    def latest(self, sought: Decisions = Decisions(), limit: int = 50, before: int = 0) -> list[tuple[int, Review]]:
        """The newest decisions with their numbers in the log, at most `limit`, those with a number below `before` where that is not 0."""

    def grounds(self, reviewer: str) -> list[tuple[str, str]]:
        """Every (concept, reason) that this reviewer rejected concepts for, by both, however many assets that was said of."""

    def withdraw(self, reviews: Sequence[Review]) -> list[Review]:
        """Take decisions back as if they had never been made, and out of the log; returns those that were.

        Only the newest decision on a concept of an asset is taken back: one that somebody decided otherwise since stays. An earlier
        decision holds again; without one, what was suggested waits again with its score, evidence and reasons, and an asset whose
        concept nobody had suggested counts as outdated, so that the line reads again what its sources say.
        """

    def explain(self, reviewer: str, at: str, reason: str) -> list[Review]:
        """Note why a reviewer decided as he did at this moment; returns the decisions this is said of."""

    def lineup(self, order: QueueOrder = QueueOrder.SUREST) -> list[tuple[str, str]]:
        """The whole queue in this order as (asset id, concept): all that is needed to say what waits where."""

    def settled(self) -> list[tuple[str, str]]:
        """Every concept of a live asset that a person decided on, as (asset id, concept), by both."""

    def queue(
        self, limit: int, minimum: float = 0.0, order: QueueOrder = QueueOrder.SUREST
    ) -> list[tuple[str, Suggestion]]:
        """Waiting suggestions with at least this score as (asset id, suggestion); equal ones go by asset id and concept."""

    def decided(self) -> list[Decided]:
        """The decision that holds on every concept that was decided on, of people and of rules, of assets that are gone too; by asset and
        concept. A field is named once."""

    def accepted(self, after: tuple[str, str] = ("", ""), limit: int = 10_000) -> list[tuple[str, str]]:
        """The next (asset id, concept) of annotations that hold behind this pair, by both, those of assets that are gone among them."""

    def rejected(self, ids: Sequence[str]) -> frozenset[tuple[str, str]]:
        """Every (asset id, concept) of these assets that was decided on and does not hold."""

    def scored(self, annotator: str) -> list[tuple[str, float, Decision | None]]:
        """Concept and score of everything this version of an annotator suggested, with what a person decided: None while it waits, and
        where a rule took it. By concept, then by score; what is decided on keeps the score it had."""

    def findings(self, ids: Sequence[str]) -> Mapping[str, Findings]:
        """What is known of these assets; each tuple is sorted: annotations by concept, suggestions by falling score."""

    def unknown_tags(self, limit: int) -> list[tuple[str, int]]:
        """Tags that are no label of any vocabulary, with the number of assets that carry them, most frequent first."""

    def bearing(self, tags: Sequence[str]) -> list[tuple[str, str]]:
        """Every (tag, asset id) of these unknown tags and the live assets that carry them, by both."""

    def unprojected(self, limit: int) -> list[tuple[str, int]]:
        """The next (asset id, revision) whose index and graph entries are older than its findings, or gone."""

    def count_unprojected(self) -> int:
        """How many assets `unprojected` would give in all."""

    def mark_projected(self, revisions: Sequence[tuple[str, int]]) -> None:
        """Say that index and graph now hold these revisions; one that moved on meanwhile stays unprojected."""

    def revisions(self, after: str, limit: int) -> list[tuple[str, int]]:
        """The next (asset id, revision) by id of all assets, those that are gone among them."""

    def projected(self) -> str:
        """A text that is another one whenever index and graph hold something else than before."""

    def forget_projections(self) -> None:
        """Say of every asset that index and graph know nothing of it."""

    def counts(self) -> Counts:
        """How much the workspace holds."""

    def carried(self) -> Mapping[str, Carried]:
        """How often every concept is carried, suggested and rejected, by IRI; one that never was any of it is left out."""
