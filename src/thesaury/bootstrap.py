"""The one place that names adapters: makes, finds and opens workspaces on the embedded engines."""

import logging
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from thesaury.model.concept import Vocabulary, VocabularyVersion
from thesaury.model.connection import Connection
from thesaury.model.errors import AskPerson, BadInput, Retry, Unreachable, Usage, WorkspaceBusy
from thesaury.ports.annotator import Annotator
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.embedder import Embedder
from thesaury.ports.extraction_model import ExtractionModel
from thesaury.ports.forms import Forms
from thesaury.ports.graph import Graph
from thesaury.ports.graph_store import GraphStore
from thesaury.ports.hints import Listener, Watch
from thesaury.ports.index import LexicalIndex
from thesaury.ports.jobs import Jobs, Work
from thesaury.ports.language import LanguageDetector
from thesaury.ports.login import Login
from thesaury.ports.models import Models
from thesaury.ports.pictures import Pictures
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.rdf import RdfReader
from thesaury.ports.sink import AssetSink, ConceptExport
from thesaury.ports.source import AssetSource, Tools
from thesaury.ports.table import TableReader
from thesaury.ports.usage import UsageReport, UsageSource
from thesaury.ports.vocabulary_source import ProposalSink, VocabularySource

if TYPE_CHECKING:
    from thesaury.config import Settings
    from thesaury.connectors.manifest import Manifest
    from thesaury.enrichment.learning.batch import Lookout
    from thesaury.enrichment.learning.model import Model

_log = logging.getLogger(__name__)
_MARK = "thesaury.toml"
_LOCK = "writing.lock"
_WRITER = "writer.txt"
_OWN = "own"
_HUB_NAME = re.compile(r"[\w.-]+/[\w.-]+")
_PATIENCE = 600.0
"""Seconds a worker waits for its turn at index and graph."""

Versions = Sequence[tuple[VocabularyVersion, Vocabulary]]


class EmbeddedWorkspace:
    """A workspace in one directory: SQLite, tantivy, pyoxigraph; implements `ports.workspace.Workspace`."""

    def __init__(self, root: Path) -> None:
        """Nothing is opened before it is asked for."""
        from filelock import FileLock

        self.root = root
        self._lock = FileLock(root / _LOCK, timeout=0)
        self._listeners: dict[Connection, Listener] = {}

    @cached_property
    def settings(self) -> "Settings":
        """The settings of this workspace."""
        from thesaury.config import read_settings

        return read_settings(self.root)

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages to show, best first."""
        return self.settings.languages

    @cached_property
    def catalogue(self) -> Catalogue:
        """The catalogue on SQLite."""
        from thesaury.engines.sql import open_catalogue
        from thesaury.engines.vault import VARIABLE, Vault

        vault = Vault(self.root / self.settings.key_file, os.environ.get(VARIABLE, ""))
        return open_catalogue(self.root / "catalogue.db", cipher=vault)

    @cached_property
    def index(self) -> LexicalIndex:
        """The lexical index on tantivy."""
        from thesaury.engines.tantivy import open_index

        return open_index(self.root / "index")

    @cached_property
    def graph(self) -> Graph:
        """The graph on pyoxigraph."""
        from thesaury.engines.oxigraph import open_graph

        return open_graph(self.root / "graph")

    @cached_property
    def tables(self) -> TableReader:
        """The table reader."""
        from thesaury.engines.tables import Tables

        return Tables()

    @cached_property
    def rdf(self) -> RdfReader:
        """The RDF reader in a child process, within the limits of the settings."""
        from thesaury.engines.rdf import SafeRdfReader

        seconds = self.settings.import_seconds
        return SafeRdfReader(memory_mib=self.settings.import_memory_mib, cpu_seconds=seconds, wall_seconds=seconds)

    @cached_property
    def detector(self) -> LanguageDetector:
        """The language detector."""
        from thesaury.engines.langid import LangidDetector

        return LangidDetector()

    @cached_property
    def models(self) -> Models:
        """The trained models, as files."""
        from thesaury.engines.modelfiles import ModelFiles

        return ModelFiles(self.root / "models")

    @cached_property
    def embedder(self) -> Embedder | None:
        """The embedding model of the settings, whose vectors are kept in the workspace; None where none is named."""
        named = self.settings.embedding_model
        return embedder_at(self.root / Path(named).expanduser(), self.root / "vectors", named) if named else None

    def annotator(self, vocabularies: Versions) -> Annotator:
        """The dictionary over these vocabularies, for queries and the like: nothing to learn, and soon ready."""
        from thesaury.enrichment.labels import LabelAnnotator

        return LabelAnnotator(vocabularies, self.detector, self.languages)

    def chosen_annotator(self, vocabularies: Versions) -> Annotator:
        """The annotators of the settings, fused where they are several. Raises Usage for a name that is no annotator."""
        from thesaury.enrichment.fusing import FusedAnnotator

        chosen = [self._annotator(name, vocabularies) for name in self.settings.annotators]
        return chosen[0] if len(chosen) == 1 else FusedAnnotator(chosen)

    def learned_annotator(self, vocabularies: Versions, model: "Model") -> Annotator:
        """The learned annotator over these vocabularies with this model."""
        from thesaury.enrichment.learning.annotator import LearnedAnnotator
        from thesaury.enrichment.learning.batch import Lookout

        embedder = self.embedder if model.embedder else None
        return LearnedAnnotator(Lookout(vocabularies, self.detector, self.languages, embedder=embedder), model)

    def source(self, connection: Connection) -> AssetSource:
        """The source of a connection. Raises Usage for an unknown connector or a wrong setting."""
        return cast(AssetSource, self._opened("source", connection))

    def roles(self, connection: Connection) -> tuple[str, ...]:
        """What a connection can be."""
        return connector(connection.connector).roles_of(connection)

    def sink(self, connection: Connection) -> AssetSink:
        """The sink of a connection."""
        return cast(AssetSink, self._opened("sink", connection))

    def vocabulary_source(self, connection: Connection) -> VocabularySource:
        """The vocabulary of a connection."""
        return cast(VocabularySource, self._opened("vocabulary", connection))

    def proposals(self, connection: Connection) -> ProposalSink:
        """Where terms are proposed to."""
        return cast(ProposalSink, self._opened("proposals", connection))

    def graph_store(self, connection: Connection) -> GraphStore:
        """Where the graph is put for analysis."""
        return cast(GraphStore, self._opened("graph", connection))

    def login(self, connection: Connection) -> Login:
        """A login as a person. Raises Usage where the connector knows none."""
        return cast(Login, self._opened("login", connection))

    def helps(self, connection: Connection) -> tuple[str, ...]:
        """What else a connection can do."""
        return connector(connection.connector).helps

    def listener(self, connection: Connection) -> Listener:
        """Who understands the events of a connection; kept, for it remembers certificates and what it learned of its system."""
        if connection not in self._listeners:
            self._listeners[connection] = cast(Listener, self._opened("listener", connection))
        return self._listeners[connection]

    def watch(self, connection: Connection) -> Watch:
        """Who sees the changes of a connection as they happen."""
        return cast(Watch, self._opened("watch", connection))

    def pictures(self, connection: Connection) -> Pictures:
        """The previews of a connection."""
        return cast(Pictures, self._opened("pictures", connection))

    def usage_source(self, connection: Connection) -> UsageSource:
        """The usage a connection reports."""
        return cast(UsageSource, self._opened("usage", connection))

    def usage_report(self, connection: Connection) -> UsageReport:
        """Who takes reports of where assets are published."""
        return cast(UsageReport, self._opened("report", connection))

    def look_of(self, picture: bytes) -> str:
        """The perceptual hash of a picture."""
        from thesaury.connectors.looks import look_of

        return look_of(picture)

    def keep_logins(self) -> None:
        """Renew logins that were idle so long that they might lapse."""
        for connection in self.catalogue.records.connections():
            try:
                if "keep" in connector(connection.connector).factories:
                    self._opened("keep", connection)
            except (Retry, AskPerson) as error:
                _log.warning("%s: %s", connection.name, error.message)

    def check(self, connection: Connection) -> tuple[str, ...]:
        """Sentences on a connection that works. Raises Usage, NeedsLogin, Unreachable or Refused where it does not."""
        if "check" in connector(connection.connector).factories:
            return cast(tuple[str, ...], self._opened("check", connection))
        outline = self.source(connection).outline()
        return (f"{outline.records} records.", *outline.notes)

    def sandboxed(self, connection: Connection) -> bool:
        """Whether a sandbox server answered for this connection, in this process."""
        from thesaury.connectors.http import sandboxed

        return sandboxed(connection.name)

    def forms(self, connection: Connection) -> Forms:
        """The custom forms of a connection. Raises Usage where it has none."""
        return cast(Forms, self._opened("forms", connection))

    def extraction_model(self, connection: Connection) -> ExtractionModel:
        """The extraction model of a connection. Raises Usage where it has none."""
        return cast(ExtractionModel, self._opened("model", connection))

    def jobs(self, work: Work) -> Jobs:
        """The durable queue on DBOS."""
        from thesaury.engines.dbos import open_jobs
        from thesaury.sync.leasing import this_process

        place = self.settings.jobs_database or self.root / "jobs.db"
        return open_jobs(place, work, self.catalogue.leases, this_process(), on_error=work.abandon)

    def tools(self) -> Tools:
        """What connectors are lent."""
        return Tools(self.tables, self.rdf, self.catalogue.secrets, self._exclusive, self._sink_of)

    def connection(self, name: str) -> Connection:
        """A connection by name. Raises Usage, with the right names, where there is none."""
        known = {connection.name: connection for connection in self.catalogue.records.connections()}
        if name not in known:
            raise Usage(f"There is no connection {name!r}. Connections here: {', '.join(known) or 'none'}.")
        return known[name]

    def sidecars(self, folder: Path) -> ConceptExport:
        """A sink that writes XMP sidecars below this folder."""
        from thesaury.connectors.folder.sink import SidecarSink

        return SidecarSink(folder)

    def forget_projections(self) -> None:
        """Throw index and graph away, to be built again from the catalogue."""
        from shutil import rmtree

        for part in ("index", "graph"):
            if part in self.__dict__:
                self.__dict__.pop(part).close()
            rmtree(self.root / part, ignore_errors=True)
        self.catalogue.enrichments.forget_projections()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the workspace for writing; within one process it may be held again."""
        from filelock import Timeout

        try:
            self._lock.acquire()
        except Timeout:
            raise WorkspaceBusy(self._busy()) from None
        try:
            (self.root / _WRITER).write_text(str(os.getpid()))
            yield
        finally:
            self._released()

    @contextmanager
    def projecting(self) -> Iterator[None]:
        """Hold index and graph for writing, waiting for whoever holds them now."""
        from filelock import Timeout

        try:
            self._lock.acquire(timeout=_PATIENCE)
        except Timeout:
            raise WorkspaceBusy(self._busy()) from None
        try:
            (self.root / _WRITER).write_text(str(os.getpid()))
            yield
        finally:
            self._released()

    def close(self) -> None:
        """Release every engine that was opened."""
        self._listeners.clear()
        for part in ("catalogue", "index", "graph"):
            if part in self.__dict__:
                self.__dict__.pop(part).close()

    def _released(self) -> None:
        """Give the lock back, and the graph with it: its store admits one process, and others wait for their turn."""
        if self._lock.lock_counter == 1 and "graph" in self.__dict__:
            self.__dict__.pop("graph").close()
        self._lock.release()

    def _opened(self, role: str, connection: Connection) -> object:
        manifest = connector(connection.connector)
        manifest.check(connection)
        return manifest.factory(role)(connection, self.tools())

    def _annotator(self, name: str, vocabularies: Versions) -> Annotator:
        if name == _OWN:
            return in_bulk(self.learned_annotator(vocabularies, self._model()), self.settings.processes)
        connection = self.connection(name)
        manifest = connector(connection.connector)
        manifest.check(connection)
        return cast(Annotator, manifest.factory("annotator")(connection, self.tools(), vocabularies))

    def _model(self) -> "Model":
        """The chosen model; the one that comes with Thesaury while nothing better was learned here."""
        from thesaury.enrichment.learning.default import default_model
        from thesaury.enrichment.learning.model import read_model

        chosen = self.models.chosen()
        return read_model(self.models.content(chosen.number)) if chosen else default_model()

    def _sink_of(self, name: str) -> AssetSink:
        return self.sink(self.connection(name))

    def _exclusive(self, name: str) -> AbstractContextManager[object]:
        """A lock over all processes, by a file whose name is a digest, for names may hold anything."""
        from hashlib import sha256

        from filelock import FileLock

        return FileLock(self.root / "locks" / f"{sha256(name.encode()).hexdigest()[:16]}.lock")

    def _busy(self) -> str:
        writer = self.root / _WRITER
        who = f" (process {writer.read_text()})" if writer.exists() else ""
        return f"Another process{who} is writing to {self.root}. Wait until it has finished, then run this again."


def init_workspace(root: Path, languages: tuple[str, ...] = ("en", "de", "fr")) -> EmbeddedWorkspace:
    """Make an empty workspace. Raises Usage where one is already, Unreachable where no directory can be made."""
    from thesaury.config import settings_text

    if (root / _MARK).exists():
        raise Usage(f"{root} already holds a workspace. Use it as it is, or name another directory.")
    try:
        root.mkdir(parents=True, exist_ok=True)
        (root / _MARK).write_text(settings_text(languages))
    except OSError as error:
        raise Unreachable(f"{root} cannot be made: {error.strerror}. Name a directory you may write to.") from error
    workspace = EmbeddedWorkspace(root)
    workspace.catalogue.enrichments.counts()
    return workspace


def open_workspace(root: Path) -> EmbeddedWorkspace:
    """The workspace at this directory. Raises Usage where there is none."""
    if not (root / _MARK).exists():
        raise Usage(f"{root} is no Thesaury workspace. Make one with: thesaury init {root}")
    return EmbeddedWorkspace(root.absolute())


def find_workspace(start: Path) -> Path:
    """The nearest directory from here upwards that holds a workspace. Raises Usage where there is none."""
    for folder in (start.absolute(), *start.absolute().parents):
        if (folder / _MARK).exists():
            return folder
    raise Usage(
        f"No Thesaury workspace in {start} or above it. Make one with: thesaury init DIR, or name one with --workspace DIR."
    )


def connectors() -> "Mapping[str, Manifest]":
    """The manifests of all connectors, ours and those of outside packages, by name."""
    from thesaury.connectors.manifest import manifests

    return manifests()


def connector(name: str) -> "Manifest":
    """One connector's manifest. Raises Usage that lists the right names."""
    known = connectors()
    if name not in known:
        raise Usage(f"There is no connector {name!r}. Connectors here: {', '.join(sorted(known))}.")
    return known[name]


def in_bulk(annotator: Annotator, processes: int, start: float | None = None) -> Annotator:
    """The annotator over this many processes, 0 for as many as this machine is good for; one process is the annotator itself.

    They start when there is enough to do, or after so many seconds of it.
    """
    from thesaury.engines.pool import PooledAnnotator, spare_processors

    wanted = processes or spare_processors()
    return PooledAnnotator(annotator, wanted, start) if wanted > 1 else annotator


def embedder_at(folder: Path, kept: Path | None, named: str = "") -> Embedder:
    """The embedding model in a folder; `kept` is where its vectors are kept, None for nowhere, `named` what somebody called it.

    Raises Usage where there is no model or its packages are missing, BadInput and Unreachable for its files.
    """
    from thesaury.engines.embedding import KeptVectors, OnnxEmbedder

    if not folder.exists() and _HUB_NAME.fullmatch(named or str(folder)):
        raise Usage(
            f"{named or folder} is no folder here. If it is a name on a model hub: Thesaury fetches no models. Download it, with its "
            "ONNX file, and name the folder it lies in."
        )
    model = OnnxEmbedder(folder)
    return KeptVectors(model, kept) if kept else model


def user_cache() -> Path:
    """Where vectors are kept that belong to no workspace: the cache folder of this user, by the custom of the platform."""
    if sys.platform == "darwin":
        usual = "~/Library/Caches"
    else:
        usual = os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else None
        usual = os.environ.get("XDG_CACHE_HOME") or usual or "~/.cache"
    return Path(usual).expanduser() / "thesaury" / "vectors"


def lookout_over(vocabulary: Path, embedder: Embedder | None = None, progress: Progress = unheard) -> "Lookout":
    """One vocabulary file as the learned engine looks for it, in every language it has labels in, without a workspace.

    Raises Unreachable, and BadInput where the file is broken or holds no concept that is in use.
    """
    from thesaury.engines.langid import LangidDetector
    from thesaury.engines.rdf import SafeRdfReader
    from thesaury.engines.tables import Tables
    from thesaury.enrichment.learning.batch import Lookout
    from thesaury.vocabulary.importing import import_vocabulary

    kept, _ = import_vocabulary(vocabulary, vocabulary.name.split(".")[0], SafeRdfReader(), Tables())
    if all(concept.deprecated for concept in kept.concepts):
        raise BadInput(f"{vocabulary.name} holds no concept that is in use: all are deprecated. Is it the right file?")
    version = VocabularyVersion(kept.name, 1, "", len(kept.concepts), "", vocabulary.name)
    return Lookout([(version, kept)], LangidDetector(), embedder=embedder, progress=progress)
