"""The catalogue: records and assets, enrichment, vocabularies and runs, each with its own small protocol.

Every method is one transaction: it happens whole or not at all. Lists of ids may be of any length; adapters chunk
them. Orders are fixed, so that two runs over the same content give the same answer.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from thesaury.model.annotation import Annotation, Decision, Enrichment, QueueOrder, Review, Suggestion
from thesaury.model.asset import Asset, Record
from thesaury.model.connection import Connection, Failure, Run, RunProgress, RunState
from thesaury.model.flow import Flow, FlowState
from thesaury.model.policy import Policy
from thesaury.ports.acceptance import AcceptRules
from thesaury.ports.answer_log import AnswerLog
from thesaury.ports.audit import Audit
from thesaury.ports.boards import Boards
from thesaury.ports.cleanups import Cleanups
from thesaury.ports.compliance import ComplianceDays
from thesaury.ports.editing import Drafts
from thesaury.ports.feedback import Feedbacks
from thesaury.ports.hints import Hints
from thesaury.ports.identities import Identities
from thesaury.ports.intakes import Intakes
from thesaury.ports.notices import CalendarFeeds, Notices
from thesaury.ports.outbox import Outbox
from thesaury.ports.panels import Panels
from thesaury.ports.placements import Placements
from thesaury.ports.profiles import Profiles
from thesaury.ports.proposals import Proposals
from thesaury.ports.quality import QualityScores
from thesaury.ports.replies import Replies
from thesaury.ports.rights import RightsRecords
from thesaury.ports.saved_searches import SavedSearches
from thesaury.ports.secrets import Secrets
from thesaury.ports.service_keys import ServiceKeys
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


class Records(Protocol):
    """Connections, records and the assets they join to."""

    def put_connection(self, connection: Connection) -> None:
        """Add a connection or replace the settings of the one with this name."""

    def connections(self) -> tuple[Connection, ...]:
        """All connections, in the order they were added: the order in which a sync visits them."""

    def drop_connection(self, name: str, at: str) -> Stored:
        """Forget a connection: its settings, cursor and hook. Its records count as gone and are not deleted: what was decided stays, and
        a connection of the same name finds them again. Raises Usage where there is none."""

    def count(self, connection: str) -> int:
        """How many live records a connection has."""

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


class Runs(Protocol):
    """The log of runs."""

    def begin(self, connections: Sequence[str], at: str, flow: str = "", state: RunState = RunState.RUNNING) -> Run:
        """Note a run that starts (or waits to)."""

    def start(self, run: int, at: str) -> None:
        """Note that a waiting run has started; one that started already stays as it is."""

    def add(self, run: int, counts: Mapping[str, int], timings: Mapping[str, float] | None = None) -> None:
        """Add to the counts and seconds of a run."""

    def stand(self, run: int, progress: RunProgress) -> None:
        """Note where a run stands now."""

    def advance(self, run: int, stage: str, connection: str, by: int, total: int | None = None) -> None:
        """Say that so much more of this stage is done, and of how much where that is known by now; a run that is at another stage
        stays as it is."""

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

    def recent(
        self,
        limit: int,
        flow: str | None = None,
        before: int = 0,
        states: Sequence[RunState] = (),
        connection: str = "",
    ) -> list[Run]:
        """The newest runs first: of one flow, in one of these states, over one connection, with a number below `before`; what is
        empty does not narrow, but the empty flow is that of runs without one."""

    def open(self) -> list[Run]:
        """The runs that wait or run, oldest first."""


class Flows(Protocol):
    """Flows and when each is due."""

    def put(self, flow: Flow, due: str) -> None:
        """Add a flow or replace the one of this name; its hook stays."""

    def exchange(self, name: str, before: FlowState | None, flow: Flow | None, due: str) -> bool:
        """Put this flow (or none: remove it) in the place of what is kept under the name, if that is still exactly `before` (or nothing);
        false, and nothing is changed, where it is another. Nobody writes in between, in any process."""

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
    def profiles(self) -> Profiles:
        """Which tags which assets need."""

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
    def service_keys(self) -> ServiceKeys:
        """Secret parts of addresses at which other tools ask."""

    @property
    def panels(self) -> Panels:
        """The picker in other programs and pages."""

    @property
    def cleanups(self) -> Cleanups:
        """Plans that clean up tags."""

    @property
    def boards(self) -> Boards:
        """Moodboards."""

    @property
    def drafts(self) -> Drafts:
        """Drafts of vocabularies."""

    @property
    def saved_searches(self) -> SavedSearches:
        """Searches under a name, and what they found."""

    @property
    def identities(self) -> Identities:
        """Which records are of one asset."""

    @property
    def audit(self) -> Audit:
        """The log of who did what; only ever added to."""

    @property
    def replies(self) -> Replies:
        """Answers to writes that may be sent twice."""

    @property
    def proposals(self) -> Proposals:
        """Terms proposed for the vocabularies, and what became of them."""

    @property
    def answers(self) -> AnswerLog:
        """Answers to questions about rights; only ever added to."""

    @property
    def intakes(self) -> Intakes:
        """Licence texts on their way in."""

    @property
    def quality(self) -> QualityScores:
        """Scores of vocabularies, version by version."""

    @property
    def compliance(self) -> ComplianceDays:
        """The shares of compliance reports, day by day."""

    @property
    def placements(self) -> Placements:
        """Assets put into documents."""

    @property
    def feedback(self) -> Feedbacks:
        """What people thought of what was recommended."""

    def close(self) -> None:
        """Release the database."""


def chunked(ids: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Slices of at most `size`, in order."""
    for start in range(0, len(ids), size):
        yield ids[start : start + size]
