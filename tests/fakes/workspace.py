"""A workspace in memory: fakes at every port, and what each connection can be by its name."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeVar

from tests.fakes.annotator import FakeAnnotator
from tests.fakes.catalogue import FakeCatalogue
from tests.fakes.documents import FakeDocuments
from tests.fakes.graph import MemoryGraph, MemoryReader
from tests.fakes.index import MemorySearchIndex
from tests.fakes.jobs import FakeJobs, FakeQueue
from tests.fakes.language import FakeDetector
from tests.fakes.models import FakeModels
from tests.fakes.previews import FakeBoardPrinter, FakePreviews
from tests.fakes.rdf import FakeRdf
from tests.fakes.renditions import FakeRenditions
from tests.fakes.sink import MemoryExport
from tests.fakes.source import FakeSource
from tests.fakes.tables import FakeTables, FakeTableWriter
from tests.fakes.webhooks import FakeWebhookSender
from tests.fakes.write_back import MemoryDam
from thesaury.analytics.ontology import ONTOLOGY
from thesaury.model.concept import Concept, Vocabulary, VocabularyVersion
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage, WorkspaceBusy
from thesaury.model.statement import RDF, THY, Iri, Statement
from thesaury.ports.annotator import Annotator
from thesaury.ports.concept_expander import ConceptExpander
from thesaury.ports.embedder import Embedder
from thesaury.ports.graph_store import GraphStore
from thesaury.ports.hints import Listener, Watch
from thesaury.ports.jobs import Work
from thesaury.ports.licences import LicenceReader, LicenceWriter
from thesaury.ports.notifying import Notifier
from thesaury.ports.opening import opened
from thesaury.ports.pictures import Pictures
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.publishing_target import PublishingTarget
from thesaury.ports.query_writer import QueryWriter
from thesaury.ports.usage import UsageReport, UsageSource
from thesaury.ports.vocabulary_source import ProposalSink, VocabularySource
from thesaury.ports.word_senses import WordSenses

T = TypeVar("T")
OUR_OWN = (Statement(f"{THY}Use", f"{RDF}type", Iri("http://www.w3.org/2002/07/owl#Class")),)
"""Stands for the ontology that is shipped, whose file the fake reader knows no more of."""


class FakeWorkspace:
    """Implements `ports.workspace.Workspace`; writing held twice from outside is refused like the real one."""

    root = Path("nowhere")
    id = "w1"
    languages: tuple[str, ...] = ("en",)

    def __init__(self, **sources: FakeSource) -> None:
        self.catalogue, self.index, self.graph = FakeCatalogue(), MemorySearchIndex(), MemoryGraph()
        self.tables, self.rdf, self.detector = FakeTables({}), FakeRdf({ONTOLOGY: OUR_OWN}), FakeDetector()
        self.table_files = FakeTableWriter()
        self.models = FakeModels()
        self.previews = FakePreviews()
        self.renditions = FakeRenditions()
        self.board_printer = FakeBoardPrinter()
        self.documents = FakeDocuments()
        self.campaigns_file = Path("nowhere/campaigns.csv")
        self.currency, self.rates_file = "EUR", Path("nowhere/rates.csv")
        self.embedder: Embedder | None = None
        self.senses: WordSenses | None = None
        self.indexed_model = ""
        self.sources = sources
        self.sinks: dict[str, MemoryExport] = {}
        self.dams: dict[str, MemoryDam] = {}
        self.targets: dict[str, PublishingTarget] = {}
        self.servers: dict[str, VocabularySource] = {}
        self.proposal_sinks: dict[str, ProposalSink] = {}
        self.graph_stores: dict[str, GraphStore] = {}
        self.listeners: dict[str, Listener] = {}
        self.watches: dict[str, Watch] = {}
        self.albums: dict[str, Pictures] = {}
        self.usages: dict[str, UsageSource] = {}
        self.licence_writers: dict[str, LicenceWriter] = {}
        self.query_writers: dict[str, QueryWriter] = {}
        self.reports: dict[str, UsageReport] = {}
        self.expanders: dict[str, ConceptExpander] = {}
        self.told_by: list[Notifier] = []
        self.webhook_sender = FakeWebhookSender()
        self.notice_digest = False
        self.answer_days = 0
        self.search_days = 0
        self.teams: dict[str, tuple[str, ...]] = {}
        self.concept_base = ""
        self.public_vocabularies: tuple[str, ...] = ()
        self.chosen: Callable[[Sequence[tuple[VocabularyVersion, Vocabulary]]], Annotator] | None = None
        self.queue = FakeQueue()
        self.busy = False
        for name in sources:
            self.catalogue.records.put_connection(Connection(name, "fake"))

    @property
    def handed_tables(self) -> FakeTables:
        return self.tables

    @property
    def graph_reader(self) -> MemoryReader:
        return MemoryReader(self.graph)

    @contextmanager
    def graph_at_rest(self) -> Iterator[MemoryGraph]:
        yield self.graph

    def annotator(
        self, vocabularies: Sequence[tuple[VocabularyVersion, Vocabulary]], tagging: bool = False
    ) -> FakeAnnotator:
        concepts: list[Concept] = [concept for _, vocabulary in vocabularies for concept in vocabulary.concepts]
        annotator = FakeAnnotator(Vocabulary("all", (), tuple(concepts)))
        annotator.vocabulary = " ".join(version.key for version, _ in vocabularies)
        return annotator

    def chosen_annotator(
        self, vocabularies: Sequence[tuple[VocabularyVersion, Vocabulary]], progress: Progress = unheard
    ) -> Annotator:
        return self.chosen(vocabularies) if self.chosen else self.annotator(vocabularies)

    def roles(self, connection: Connection) -> tuple[str, ...]:
        parts: dict[str, Mapping[str, object]] = {
            "source": self.sources,
            "sink": self.dams,
            "target": self.targets,
            "vocabulary": self.servers,
            "proposals": self.proposal_sinks,
            "graph": self.graph_stores,
            "usage": self.usages,
        }
        return tuple(role for role, named in parts.items() if connection.name in named)

    def licence_readers(self) -> Mapping[str, LicenceReader]:
        return {}

    def query_writer(self, name: str) -> QueryWriter:
        if name not in self.query_writers:
            raise Usage(f"No search language is known of {name!r}.")
        return self.query_writers[name]

    def licence_writer(self, system: str) -> LicenceWriter:
        if system not in self.licence_writers:
            raise Usage(f"{system} writes no licences.")
        return self.licence_writers[system]

    def source(self, connection: Connection) -> FakeSource:
        return _named(self.sources, connection)

    def sink(self, connection: Connection) -> MemoryDam:
        return _named(self.dams, connection)

    def publishing_target(self, connection: Connection) -> PublishingTarget:
        return _named(self.targets, connection)

    def vocabulary_source(self, connection: Connection) -> VocabularySource:
        return _named(self.servers, connection)

    def proposals(self, connection: Connection) -> ProposalSink:
        return _named(self.proposal_sinks, connection)

    def graph_store(self, connection: Connection) -> GraphStore:
        return _named(self.graph_stores, connection)

    def helps(self, connection: Connection) -> tuple[str, ...]:
        parts: dict[str, Mapping[str, object]] = {
            "listener": self.listeners,
            "watch": self.watches,
            "pictures": self.albums,
            "report": self.reports,
            "expander": self.expanders,
        }
        return tuple(help for help, named in parts.items() if connection.name in named)

    def concept_expander(self, connection: Connection) -> ConceptExpander:
        return _named(self.expanders, connection)

    def listener(self, connection: Connection) -> Listener:
        return _named(self.listeners, connection)

    def watch(self, connection: Connection) -> Watch:
        return _named(self.watches, connection)

    def pictures(self, connection: Connection) -> Pictures:
        return _named(self.albums, connection)

    def usage_source(self, connection: Connection) -> UsageSource:
        return _named(self.usages, connection)

    def usage_report(self, connection: Connection) -> UsageReport:
        return _named(self.reports, connection)

    def notifiers(self) -> Sequence[Notifier]:
        return self.told_by

    def opened(self, path: Path) -> BinaryIO:
        return opened(path)

    def look_of(self, picture: bytes) -> str:
        return picture.decode()

    def keep_logins(self) -> None:
        pass

    def jobs(self, work: Work) -> FakeJobs:
        return FakeJobs(self.queue, work)

    def sidecars(self, folder: Path) -> MemoryExport:
        return self.sinks.setdefault(folder.name, MemoryExport())

    @contextmanager
    def rebuilding(self) -> Iterator[None]:
        before = self.index, self.graph
        self.index, self.graph = MemorySearchIndex(), MemoryGraph()
        try:
            yield
        except BaseException:
            self.index, self.graph = before
            raise

    def note_indexed_model(self, name: str) -> None:
        self.indexed_model = name

    @contextmanager
    def writing(self, patience: float = 0.0) -> Iterator[None]:
        if self.busy:
            raise WorkspaceBusy("Another process is writing here. Wait.")
        yield

    @contextmanager
    def projecting(self) -> Iterator[None]:
        yield

    def close(self) -> None:
        pass


def _named(parts: Mapping[str, T], connection: Connection) -> T:
    if connection.name not in parts:
        raise Usage(f"The connection {connection.name!r} has no such part here.")
    return parts[connection.name]
