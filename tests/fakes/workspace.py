"""A workspace in memory: fakes at every port, and sources by connection name."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.fakes.annotator import FakeAnnotator
from tests.fakes.catalogue import FakeCatalogue
from tests.fakes.graph import MemoryGraph
from tests.fakes.index import MemoryIndex
from tests.fakes.language import FakeDetector
from tests.fakes.rdf import FakeRdf
from tests.fakes.sink import MemorySink
from tests.fakes.source import FakeSource
from tests.fakes.tables import FakeTables
from thesaury.model.concept import Concept, Vocabulary, VocabularyVersion
from thesaury.model.connection import Connection
from thesaury.model.errors import WorkspaceBusy


class FakeWorkspace:
    """Implements `ports.workspace.Workspace`; writing held twice from outside is refused like the real one."""

    root = Path("nowhere")
    languages: tuple[str, ...] = ("en",)

    def __init__(self, **sources: FakeSource) -> None:
        self.catalogue, self.index, self.graph = FakeCatalogue(), MemoryIndex(), MemoryGraph()
        self.tables, self.rdf, self.detector = FakeTables({}), FakeRdf({}), FakeDetector()
        self.sources = sources
        self.sinks: dict[str, MemorySink] = {}
        self.busy = False
        for name in sources:
            self.catalogue.records.put_connection(Connection(name, "fake"))

    def annotator(self, vocabularies: Sequence[tuple[VocabularyVersion, Vocabulary]]) -> FakeAnnotator:
        concepts: list[Concept] = [concept for _, vocabulary in vocabularies for concept in vocabulary.concepts]
        annotator = FakeAnnotator(Vocabulary("all", (), tuple(concepts)))
        annotator.vocabulary = " ".join(version.key for version, _ in vocabularies)
        return annotator

    def source(self, connection: Connection) -> FakeSource:
        return self.sources[connection.name]

    def sidecars(self, folder: Path) -> MemorySink:
        return self.sinks.setdefault(folder.name, MemorySink())

    def forget_projections(self) -> None:
        self.index, self.graph = MemoryIndex(), MemoryGraph()
        self.catalogue.enrichments.forget_projections()

    @contextmanager
    def writing(self) -> Iterator[None]:
        if self.busy:
            raise WorkspaceBusy("Another process is writing here. Wait.")
        yield

    def close(self) -> None:
        pass
