"""The workspace: everything one client's work stands on, opened by bootstrap and closed as one."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from thesaury.model.concept import Vocabulary, VocabularyVersion
from thesaury.model.connection import Connection
from thesaury.ports.annotator import Annotator
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.graph import Graph
from thesaury.ports.index import LexicalIndex
from thesaury.ports.language import LanguageDetector
from thesaury.ports.rdf import RdfReader
from thesaury.ports.sink import AssetSink
from thesaury.ports.source import AssetSource
from thesaury.ports.table import TableReader


class Workspace(Protocol):
    """One client's catalogue, index, graph and tools. Parts open when first asked for."""

    @property
    def root(self) -> Path:
        """The directory that holds all of it."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages to show, best first, as BCP 47 tags."""

    @property
    def catalogue(self) -> Catalogue:
        """Records, enrichments, vocabularies and runs."""

    @property
    def index(self) -> LexicalIndex:
        """The lexical index."""

    @property
    def graph(self) -> Graph:
        """The graph; open it only while writing is held, for its store admits one process."""

    @property
    def tables(self) -> TableReader:
        """Reads CSV, XLSX and JSON Lines."""

    @property
    def rdf(self) -> RdfReader:
        """Reads RDF files."""

    @property
    def detector(self) -> LanguageDetector:
        """Tells languages."""

    def annotator(self, vocabularies: Sequence[tuple[VocabularyVersion, Vocabulary]]) -> Annotator:
        """An annotator over these vocabularies."""

    def source(self, connection: Connection) -> AssetSource:
        """The source of a connection. Raises Usage for an unknown connector."""

    def sidecars(self, folder: Path) -> AssetSink:
        """A sink that writes XMP sidecars below this folder."""

    def forget_projections(self) -> None:
        """Throw index and graph away, to be built again from the catalogue."""

    def writing(self) -> AbstractContextManager[None]:
        """Hold the workspace for writing. Raises WorkspaceBusy when another process does."""

    def close(self) -> None:
        """Release everything."""
