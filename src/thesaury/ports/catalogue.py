"""The catalogue: records and assets, enrichment, vocabularies and runs, each with its own small protocol.

Every method is one transaction: it happens whole or not at all. Lists of ids may be of any length; adapters chunk
them. Orders are fixed, so that two runs over the same content give the same answer.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

from thesaury.ports.acceptance import AcceptRules
from thesaury.ports.answer_log import AnswerLog
from thesaury.ports.audit import Audit
from thesaury.ports.boards import Boards
from thesaury.ports.brand_terms import BrandTerms
from thesaury.ports.channels import Channels
from thesaury.ports.cleanups import Cleanups
from thesaury.ports.client_words import ClientWordsInForce
from thesaury.ports.compliance import ComplianceDays
from thesaury.ports.editing import Drafts
from thesaury.ports.enrichments import Enrichments
from thesaury.ports.feedback import Feedbacks
from thesaury.ports.feeds import Feeds
from thesaury.ports.flows import Flows, Leases
from thesaury.ports.graph_puts import GraphPuts
from thesaury.ports.hints import Hints
from thesaury.ports.identities import Identities
from thesaury.ports.intakes import Intakes
from thesaury.ports.mappings import Mappings
from thesaury.ports.measuring import Measuring
from thesaury.ports.notices import CalendarFeeds, Notices
from thesaury.ports.offers import Offers
from thesaury.ports.outbox import Outbox
from thesaury.ports.panels import Panels
from thesaury.ports.placements import Placements
from thesaury.ports.profiles import Profiles
from thesaury.ports.proposals import Proposals
from thesaury.ports.publications import Publications
from thesaury.ports.quality import QualityScores
from thesaury.ports.records import Records
from thesaury.ports.replies import Replies
from thesaury.ports.reports import Reports
from thesaury.ports.rights import RightsRecords
from thesaury.ports.runs import Runs
from thesaury.ports.saved_questions import SavedQuestions
from thesaury.ports.saved_searches import SavedSearches
from thesaury.ports.search_log import SearchLog
from thesaury.ports.secrets import Secrets
from thesaury.ports.service_keys import ServiceKeys
from thesaury.ports.usage import UsageStore
from thesaury.ports.vocabularies import Vocabularies
from thesaury.ports.webhooks import Webhooks

T = TypeVar("T")


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
    def offers(self) -> Offers:
        """What the agency offers, and what was taken over from it."""

    @property
    def brand_terms(self) -> BrandTerms:
        """The words a client wants, allows and forbids."""

    @property
    def mappings(self) -> Mappings:
        """What the fields, values and concepts of the client are said to be."""

    @property
    def client_words(self) -> ClientWordsInForce:
        """The words of the client that are decided on, as assets are annotated by them."""

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
    def search_log(self) -> SearchLog:
        """What is kept of searches for analysis."""

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
    def saved_questions(self) -> SavedQuestions:
        """Questions of one's own to the graph."""

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

    @property
    def channels(self) -> Channels:
        """Publishing channels, their keys and approvals."""

    @property
    def feeds(self) -> Feeds:
        """What is published in channels, and which assets they have to look at again."""

    @property
    def webhooks(self) -> Webhooks:
        """Who is told of changes by a webhook, and the messages to them."""

    @property
    def reports(self) -> Reports:
        """Schedules of reports, and what became of each report."""

    @property
    def publications(self) -> Publications:
        """What stands in which CMS, the log of what was done there, and the pages that use it."""

    @property
    def measuring(self) -> Measuring:
        """How far the graph of analysis is."""

    @property
    def graph_puts(self) -> GraphPuts:
        """What graph stores elsewhere hold."""

    def close(self) -> None:
        """Release the database."""


def chunked(ids: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Slices of at most `size`, in order."""
    for start in range(0, len(ids), size):
        yield ids[start : start + size]
