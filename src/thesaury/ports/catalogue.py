"""The catalogue: records and assets, enrichment, vocabularies and runs, each with its own small protocol.

Every method is one transaction: it happens whole or not at all. Lists of ids may be of any length; adapters chunk
them. Orders are fixed, so that two runs over the same content give the same answer.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from thesaury.model.annotation import Annotation, Enrichment, Review, Suggestion
from thesaury.model.asset import Asset
from thesaury.model.concept import Vocabulary, VocabularyVersion
from thesaury.model.connection import Connection, Run, RunState
from thesaury.model.policy import Policy
from thesaury.ports.source import Page


@dataclass(frozen=True, slots=True)
class Stored:
    """What a page changed: records that are new, changed, unchanged or gone."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0


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
class Findings:
    """What is known of one asset beyond its records."""

    annotations: tuple[Annotation, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    policies: tuple[Policy, ...] = ()
    unknown_tags: tuple[str, ...] = ()


class Records(Protocol):
    """Connections, records and the assets they join to."""

    def put_connection(self, connection: Connection) -> None:
        """Add a connection or replace the settings of the one with this name."""

    def connections(self) -> tuple[Connection, ...]:
        """All connections, in the order they were added: the order in which a sync visits them."""

    def cursor(self, connection: str) -> str:
        """Where the last stored page ended; empty before the first and after a finished pass."""

    def etags(self, connection: str, external_ids: Sequence[str]) -> Mapping[str, str]:
        """The stored etag of each of these records that is known and not gone."""

    def store_page(self, connection: str, page: Page) -> Stored:
        """Store the page's records and its cursor together.

        A record whose etag is unchanged is left alone; one that was gone comes back. A record joins the asset that
        already holds a live or gone record with the same file digest, else it keeps the asset it belongs to, else it
        founds the asset `record.asset_id`. An asset whose content digest changed, or whose records came or went,
        counts as outdated and unprojected.
        """

    def reconcile(self, connection: str, present: Iterable[str]) -> Stored:
        """Mark every record of the connection that is not among these external ids as gone (never delete it)."""

    def assets(self, ids: Sequence[str]) -> list[Asset]:
        """These assets with their live records, in the order asked; unknown ids and assets without records left out."""

    def asset_page(self, after: str, limit: int) -> list[Asset]:
        """The next assets by id after this one (empty: from the start), those with live records only."""

    def find(self, reference: str) -> Asset | None:
        """The asset with this id, `connection/external id` or (if only one has it) external id."""


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

    def review(self, reviews: Sequence[Review]) -> int:
        """Record decisions; an accepted suggestion becomes an annotation with its score and evidence, a rejected one
        leaves the queue and, where it was an annotation, that too. Returns how many suggestions or annotations changed.
        A later decision on the same asset and concept takes the place of an earlier one; all stay in the log."""

    def reviews(self) -> list[Review]:
        """The whole log of decisions, oldest first."""

    def queue(self, limit: int, minimum: float = 0.0) -> list[tuple[str, Suggestion]]:
        """Waiting suggestions as (asset id, suggestion), best score first, then by asset id and concept."""

    def findings(self, ids: Sequence[str]) -> Mapping[str, Findings]:
        """What is known of these assets; each tuple is sorted: annotations by concept, suggestions by falling score."""

    def unknown_tags(self, limit: int) -> list[tuple[str, int]]:
        """Tags that are no label of any vocabulary, with the number of assets that carry them, most frequent first."""

    def unprojected(self, limit: int) -> list[tuple[str, int]]:
        """The next (asset id, revision) whose index and graph entries are older than its findings, or gone."""

    def count_unprojected(self) -> int:
        """How many assets `unprojected` would give in all."""

    def mark_projected(self, revisions: Sequence[tuple[str, int]]) -> None:
        """Say that index and graph now hold these revisions; one that moved on meanwhile stays unprojected."""

    def forget_projections(self) -> None:
        """Say of every asset that index and graph know nothing of it."""

    def counts(self) -> Counts:
        """How much the workspace holds."""


class Vocabularies(Protocol):
    """Vocabularies with all their versions."""

    def put(self, vocabulary: Vocabulary, source: str, at: str) -> VocabularyVersion:
        """Keep this content as the next version; equal content gives the current version back unchanged."""

    def versions(self, name: str | None = None) -> list[VocabularyVersion]:
        """All kept versions (of one vocabulary), by name and number."""

    def current(self) -> list[VocabularyVersion]:
        """The newest version of every vocabulary, by name."""

    def get(self, name: str, number: int | None = None) -> Vocabulary:
        """The content of a version, newest without a number. Raises Usage where there is none."""


class Runs(Protocol):
    """The log of runs of the ingest line."""

    def begin(self, connection: str, at: str) -> Run:
        """Note that a run starts; runs of this connection still marked running become interrupted."""

    def finish(self, run: Run, state: RunState, at: str, counts: Mapping[str, int], message: str = "") -> None:
        """Note how a run ended."""

    def recent(self, limit: int) -> list[Run]:
        """The newest runs first."""


class Catalogue(Protocol):
    """The four stores of one workspace, over one database."""

    @property
    def records(self) -> Records:
        """Connections, records and assets."""

    @property
    def enrichments(self) -> Enrichments:
        """Annotations, suggestions and reviews."""

    @property
    def vocabularies(self) -> Vocabularies:
        """Vocabularies and versions."""

    @property
    def runs(self) -> Runs:
        """The log of runs."""

    def close(self) -> None:
        """Release the database."""


def chunked(ids: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """Slices of at most `size`, in order."""
    for start in range(0, len(ids), size):
        yield ids[start : start + size]
