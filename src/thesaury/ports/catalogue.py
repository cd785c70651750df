"""The catalogue: records and assets, enrichment, vocabularies and runs, each with its own small protocol.

Every method is one transaction: it happens whole or not at all. Lists of ids may be of any length; adapters chunk
them. Orders are fixed, so that two runs over the same content give the same answer.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from thesaury.model.annotation import Annotation, Decision, Enrichment, QueueOrder, Review, Suggestion
from thesaury.model.asset import Asset, Record
from thesaury.model.connection import Connection, Failure, Run, RunState
from thesaury.model.flow import Flow, FlowState
from thesaury.model.policy import Policy
from thesaury.ports.acceptance import AcceptRules
from thesaury.ports.hints import Hints
from thesaury.ports.identities import Identities
from thesaury.ports.notices import CalendarFeeds, Notices
from thesaury.ports.outbox import Outbox
from thesaury.ports.rights import RightsRecords
from thesaury.ports.saved_searches import SavedSearches
from thesaury.ports.secrets import Secrets
from thesaury.ports.source import Page
from thesaury.ports.usage import UsageStore
from thesaury.ports.vocabularies import Vocabularies

T = TypeVar("T")


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
        """The cursor of the last stored page; empty before the first."""

    def passing(self, connection: str) -> bool:
        """Whether a pass was begun and its last page is not stored yet."""

    def swept_at(self, connection: str) -> str:
        """When all ids were last compared (`reconcile`), as UTC in ISO 8601; empty before the first time."""

    def reset(self, connection: str) -> None:
        """Forget the cursor, so that the next pass reads everything again; records stay."""

    def etags(self, connection: str, external_ids: Sequence[str]) -> Mapping[str, str]:
        """The stored etag of each of these records that is known and not gone."""

    def raws(self, connection: str, external_ids: Sequence[str]) -> Mapping[str, Mapping[str, Any]]:
        """The stored raw payload of each of these records that is known, gone or not."""

    def records(self, connection: str, after: str, limit: int) -> list[tuple[str, Record]]:
        """The next live records of a connection by external id after this one, each with the id of its asset."""

    def named(self, connection: str, external_ids: Sequence[str]) -> list[tuple[str, Record]]:
        """Those of these records that are live, by external id, each with the id of its asset."""

    def store_page(self, connection: str, page: Page) -> Stored:
        """Store the page's records and its cursor together, and whether the pass goes on.

        A record whose etag is unchanged is left alone; one that was gone comes back. A record joins the asset that
        already holds a live or gone record with the same file digest, else it keeps the asset it belongs to, else it
        founds the asset `record.asset_id`. Where a record says `same_as` another, whichever comes first, their assets become
        one: that of the record it names. Two assets a person parted stay apart. An asset whose content digest changed,
        or whose records came or went, counts as outdated and unprojected.
        """

    def store_read(self, connection: str, page: Page) -> Stored:
        """Store records that were read alone; the cursor stays where it is."""

    def reconcile(self, connection: str, present: Iterable[str], at: str) -> Stored:
        """Mark every record of the connection that is not among these external ids as gone (never delete it), and note when."""

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

    def queue(
        self, limit: int, minimum: float = 0.0, order: QueueOrder = QueueOrder.SUREST
    ) -> list[tuple[str, Suggestion]]:
        """Waiting suggestions with at least this score as (asset id, suggestion); equal ones go by asset id and concept."""

    def scored(self, annotator: str) -> list[tuple[str, float, Decision | None]]:
        """Concept and score of everything this version of an annotator suggested, with what a person decided: None while it waits, and
        where a rule took it. By concept, then by score; what is decided on keeps the score it had."""

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

    def revisions(self, after: str, limit: int) -> list[tuple[str, int]]:
        """The next (asset id, revision) by id of all assets, those that are gone among them."""

    def projected(self) -> str:
        """A text that is another one whenever index and graph hold something else than before."""

    def forget_projections(self) -> None:
        """Say of every asset that index and graph know nothing of it."""

    def counts(self) -> Counts:
        """How much the workspace holds."""


class Runs(Protocol):
    """The log of runs."""

    def begin(self, connections: Sequence[str], at: str, flow: str = "", state: RunState = RunState.RUNNING) -> Run:
        """Note a run that starts (or waits to)."""

    def start(self, run: int, at: str) -> None:
        """Note that a waiting run has started; one that started already stays as it is."""

    def add(self, run: int, counts: Mapping[str, int], timings: Mapping[str, float] | None = None) -> None:
        """Add to the counts and seconds of a run."""

    def fail(self, run: int, failures: Sequence[Failure]) -> None:
        """Note what could not be done; a later failure of the same stage, connection and item takes the place of the earlier."""

    def failures(self, run: int) -> list[Failure]:
        """What is still not done of this run, by stage, connection and item."""

    def mend(self, run: int, mended: Sequence[Failure]) -> None:
        """Take these failures off the log: they were retried and are done."""

    def finish(self, run: int, state: RunState, at: str, message: str = "") -> None:
        """Note how a run ended; one that ended already stays as it is."""

    def get(self, run: int) -> Run | None:
        """One run, or None."""

    def recent(self, limit: int, flow: str | None = None) -> list[Run]:
        """The newest runs (of one flow) first."""

    def open(self) -> list[Run]:
        """The runs that wait or run, oldest first."""


class Flows(Protocol):
    """Flows and when each is due."""

    def put(self, flow: Flow, due: str) -> None:
        """Add a flow or replace the one of this name; its hook stays."""

    def drop(self, name: str) -> None:
        """Remove a flow; its runs stay in the log. Raises Usage where there is none."""

    def all(self) -> list[FlowState]:
        """Every flow, by name."""

    def get(self, name: str) -> FlowState | None:
        """One flow, or None."""

    def set_hook(self, name: str, digest: str) -> None:
        """Keep the SHA-256 of a flow's hook token; empty removes it. Raises Usage where there is no such flow."""

    def by_hook(self, digest: str) -> FlowState | None:
        """The flow with this hook, or None."""

    def claim(self, name: str, due: str, following: str) -> bool:
        """Move the flow's due moment from `due` to `following`; false when somebody else did so before."""


@dataclass(frozen=True, slots=True)
class Lease:
    """Who holds a name, and until when (seconds since 1970, UTC)."""

    name: str
    holder: str
    until: float


class Leases(Protocol):
    """Names that one holder at a time may have, over all processes; they run out by themselves."""

    def take(self, name: str, holder: str, now: float, seconds: float) -> bool:
        """Take or renew a name until `now + seconds`; false while another holder's lease runs."""

    def release(self, name: str, holder: str) -> None:
        """Give a name back, if this holder has it."""

    def held(self, prefix: str) -> list[Lease]:
        """Every lease whose name starts so, run out or not, by name."""


class Catalogue(Protocol):
    """The stores of one workspace, over one database."""

    @property
    def records(self) -> Records:
        """Connections, records and assets."""

    @property
    def enrichments(self) -> Enrichments:
        """Annotations, suggestions and reviews."""

    @property
    def accept_rules(self) -> AcceptRules:
        """Rules that accept without a person."""

    @property
    def rights(self) -> RightsRecords:
        """What sources state of rights, version after version."""

    @property
    def vocabularies(self) -> Vocabularies:
        """Vocabularies and versions."""

    @property
    def runs(self) -> Runs:
        """The log of runs."""

    @property
    def flows(self) -> Flows:
        """Flows and their schedules."""

    @property
    def outbox(self) -> Outbox:
        """Intended writes."""

    @property
    def leases(self) -> Leases:
        """Names one process at a time may hold."""

    @property
    def secrets(self) -> Secrets:
        """Secrets of connections, encrypted."""

    @property
    def hints(self) -> Hints:
        """Hints that wait for a pull."""

    @property
    def usage(self) -> UsageStore:
        """Usage events."""

    @property
    def notices(self) -> Notices:
        """What is to be told of rights."""

    @property
    def calendar_feeds(self) -> CalendarFeeds:
        """Calendars at a secret address."""

    @property
    def saved_searches(self) -> SavedSearches:
        """Searches under a name, and what they found."""

    @property
    def identities(self) -> Identities:
        """Which records are of one asset."""

    def close(self) -> None:
        """Release the database."""


def chunked(ids: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Slices of at most `size`, in order."""
    for start in range(0, len(ids), size):
        yield ids[start : start + size]
