"""The workspace: everything one client's work stands on, opened by bootstrap and closed as one."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO, Protocol

from thesaury.model.concept import Vocabulary, VocabularyVersion
from thesaury.model.connection import Connection
from thesaury.ports.annotator import Annotator
from thesaury.ports.board_printing import BoardPrinter
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.concept_expander import ConceptExpander
from thesaury.ports.documents import DocumentReader
from thesaury.ports.embedder import Embedder
from thesaury.ports.graph import Graph, GraphReader
from thesaury.ports.graph_questions import GraphQuestions
from thesaury.ports.graph_store import GraphStore
from thesaury.ports.hints import Listener, Watch
from thesaury.ports.index import SearchIndex
from thesaury.ports.jobs import Jobs, Work
from thesaury.ports.language import LanguageDetector
from thesaury.ports.licences import LicenceReader, LicenceWriter
from thesaury.ports.login import Login
from thesaury.ports.models import Models
from thesaury.ports.notifying import Notifier
from thesaury.ports.pictures import Pictures
from thesaury.ports.posting import Post
from thesaury.ports.previews import Previews
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.publishing_target import PublishingTarget
from thesaury.ports.query_writer import QueryWriter
from thesaury.ports.rdf import RdfReader
from thesaury.ports.renditions import Renditions
from thesaury.ports.report_printing import ReportPrinter
from thesaury.ports.sink import AssetSink, ConceptExport
from thesaury.ports.source import AssetSource
from thesaury.ports.table import TableReader, TableWriter
from thesaury.ports.usage import UsageReport, UsageSource
from thesaury.ports.vocabulary_source import ProposalSink, VocabularySource
from thesaury.ports.webhooks import WebhookSender
from thesaury.ports.word_senses import WordSenses

A_MOMENT = 20.0
"""Seconds for which a person's own deed waits for its turn to write: what runs in the background writes for moments, again and again."""


class Workspace(Protocol):
    """One client's catalogue, index, graph and tools. Parts open when first asked for."""

    @property
    def root(self) -> Path:
        """The directory that holds all of it."""

    def opened(self, path: Path) -> BinaryIO:
        """A file of this machine that a record or a setting names, open for reading. Raises OSError, also where it may not look."""

    @property
    def id(self) -> str:
        """The id by which others tell this workspace from all others; it stays for good."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages to show, best first, as BCP 47 tags."""

    @property
    def catalogue(self) -> Catalogue:
        """Records, enrichments, vocabularies and runs."""

    @property
    def index(self) -> SearchIndex:
        """The search index."""

    @property
    def graph(self) -> Graph:
        """The graph; open it only while writing is held, for its store admits one process."""

    @property
    def graph_reader(self) -> GraphReader:
        """Reads the graph, which need not be open for it, while others may be writing it."""

    def graph_at_rest(self) -> AbstractContextManager[Graph]:
        """The graph for reading much of it, as it is at one moment. Raises WorkspaceBusy and Unreachable where that cannot be had."""

    @property
    def graph_questions(self) -> GraphQuestions:
        """Answers questions of strangers to the graph, which need not be open for it."""

    @property
    def tables(self) -> TableReader:
        """Reads CSV, XLSX and JSON Lines, where this workspace may look: whatever a connection, a setting or a round names."""

    @property
    def handed_tables(self) -> TableReader:
        """Reads those that somebody names who could read them himself, as at the command line; where they lie is not kept."""

    @property
    def table_files(self) -> TableWriter:
        """Writes them."""

    @property
    def documents(self) -> DocumentReader:
        """Reads what people write in: text, Markdown, DOCX, PDF and PPTX."""

    @property
    def campaigns_file(self) -> Path:
        """The table of campaigns; there may be no such file."""

    @property
    def currency(self) -> str:
        """The currency that costs are told in, by ISO 4217."""

    @property
    def rates_file(self) -> Path:
        """The table of dated rates to that currency; there may be no such file."""

    @property
    def rdf(self) -> RdfReader:
        """Reads RDF files."""

    @property
    def detector(self) -> LanguageDetector:
        """Tells languages."""

    @property
    def models(self) -> Models:
        """Trained models, one of them chosen."""

    @property
    def board_printer(self) -> BoardPrinter:
        """Who makes PDFs of boards."""

    @property
    def previews(self) -> Previews:
        """Pictures of assets to look at, and to print."""

    @property
    def renditions(self) -> Renditions:
        """Pictures of assets to deliver, with their rights written into them."""

    @property
    def embedder(self) -> Embedder | None:
        """The embedding model, or None: everything works without one. Raises Usage, BadInput or Unreachable where it cannot be used."""

    @property
    def senses(self) -> WordSenses | None:
        """A dictionary of meanings, or None: everything works without. Raises Usage, BadInput or Unreachable where it cannot be used."""

    def annotator(
        self, vocabularies: Sequence[tuple[VocabularyVersion, Vocabulary]], tagging: bool = False
    ) -> Annotator:
        """Our own annotator over these vocabularies: always here, for what a change touches; with `tagging` it takes the place of the
        chosen one, and says nothing of schemes that this workspace does not tag with."""

    def chosen_annotator(
        self, vocabularies: Sequence[tuple[VocabularyVersion, Vocabulary]], progress: Progress = unheard
    ) -> Annotator:
        """The annotator this workspace chose for its assets: our own, a server's, or both fused; `progress` hears of what it has to
        prepare at its first assets."""

    def licence_readers(self) -> Mapping[str, LicenceReader]:
        """Who reads the licences of records, by the name of their connection; connections whose licences nobody reads are left out."""

    def licence_writer(self, system: str) -> LicenceWriter:
        """Who writes licences as a system states them, whether or not there is a connection to it. Raises Usage where nobody does."""

    def query_writer(self, name: str) -> QueryWriter:
        """The search language of a connection, or of a system whether or not there is a connection to it. Raises Usage where nobody
        knows it."""

    def source(self, connection: Connection) -> AssetSource:
        """The source of a connection. Raises Usage for an unknown connector, or one that has no assets."""

    def roles(self, connection: Connection) -> tuple[str, ...]:
        """What a connection can be: source, sink, target, vocabulary, annotator, proposals, graph, usage."""

    def sink(self, connection: Connection) -> AssetSink:
        """The sink of a connection. Raises Usage where it has none."""

    def vocabulary_source(self, connection: Connection) -> VocabularySource:
        """The vocabulary of a connection. Raises Usage where it has none."""

    def proposals(self, connection: Connection) -> ProposalSink:
        """Where terms are proposed to. Raises Usage where the connection takes none."""

    def graph_store(self, connection: Connection) -> GraphStore:
        """Where the graph is put for analysis. Raises Usage where the connection has none."""

    def helps(self, connection: Connection) -> tuple[str, ...]:
        """What else a connection can do: listener, watch, pictures, report, login, forms, model, expander, check, keep."""

    def listener(self, connection: Connection) -> Listener:
        """Who understands the events of a connection. Raises Usage where it delivers none."""

    def watch(self, connection: Connection) -> Watch:
        """Who sees the changes of a connection as they happen. Raises Usage where nobody can."""

    def pictures(self, connection: Connection) -> Pictures:
        """The previews of a connection. Raises Usage where it has none."""

    def usage_source(self, connection: Connection) -> UsageSource:
        """The usage a connection reports. Raises Usage where it reports none."""

    def usage_report(self, connection: Connection) -> UsageReport:
        """Who takes reports of where assets are published. Raises Usage where nobody does."""

    def publishing_target(self, connection: Connection) -> PublishingTarget:
        """The CMS a connection publishes to. Raises Usage where it is none."""

    def concept_expander(self, connection: Connection) -> ConceptExpander:
        """Who widens the concepts of a brief by the taxonomy of a connection. Raises Usage where it does not."""

    def look_of(self, picture: bytes) -> str:
        """The perceptual hash of a picture as 16 hexadecimal digits; empty for one that cannot be read."""

    def login(self, connection: Connection) -> Login:
        """A login as a person. Raises Usage where the connection knows none."""

    def check(self, connection: Connection) -> tuple[str, ...]:
        """Sentences on a connection that works. Raises Usage, NeedsLogin, Unreachable or Refused where it does not."""

    def sandboxed(self, connection: Connection) -> bool:
        """Whether a sandbox server answered for this connection, in this process."""

    def keep_logins(self) -> None:
        """Renew logins that were idle so long that they might lapse; what fails is logged, and its next run says so."""

    def jobs(self, work: Work) -> Jobs:
        """The durable queue of this workspace."""

    def sidecars(self, folder: Path) -> ConceptExport:
        """A sink that writes XMP sidecars below this folder."""

    @property
    def indexed_model(self) -> str:
        """The name of the embedding model whose vectors every entry of the index was made with, empty where there is none."""

    def note_indexed_model(self, name: str) -> None:
        """Remember it."""

    def rebuilding(self) -> AbstractContextManager[None]:
        """Within, index and graph are new and empty, while everybody else goes on with the old ones; then they take their place.

        Hold the workspace for writing. Where the block fails, or the process ends, the old ones stay.
        """

    def writing(self, patience: float = 0.0) -> AbstractContextManager[None]:
        """Hold the workspace for writing, waiting for whoever holds it now for at most so many seconds. Raises WorkspaceBusy when another
        process holds it still."""

    def projecting(self) -> AbstractContextManager[None]:
        """Hold index and graph for writing; waits for its turn. Raises WorkspaceBusy when that takes too long."""

    def notifiers(self) -> Sequence[Notifier]:
        """The channels by which notices of rights go out, as the settings name them; may be none."""

    @property
    def post(self) -> Post:
        """Who sends letters. Raises Usage where the settings name no mail server."""

    @property
    def report_printer(self) -> ReportPrinter:
        """Who makes PDFs of reports."""

    @property
    def webhook_sender(self) -> WebhookSender:
        """Who sends outgoing webhooks."""

    @property
    def notice_digest(self) -> bool:
        """Whether notices are gathered to one message a day."""

    @property
    def settle_seconds(self) -> float:
        """How old a write without visible effect has to be before it is sent again, in seconds."""

    @property
    def concept_base(self) -> str:
        """The address, ending with a slash, below which IRIs of concepts are made and answered; empty for none."""

    @property
    def public_vocabularies(self) -> tuple[str, ...]:
        """Which vocabularies everybody may read without signing in, by name."""

    @property
    def answer_days(self) -> int:
        """For how many days answers to questions about rights are kept; 0 for ever."""

    @property
    def search_days(self) -> int:
        """For how many days searches are kept for analysis; 0 for ever."""

    @property
    def teams(self) -> Mapping[str, Sequence[str]]:
        """Patterns of who belongs to which team: addresses, `token:` and a name, `program:` and a name; the first team that fits counts."""

    def close(self) -> None:
        """Release everything."""
