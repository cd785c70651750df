"""What a workspace runs on, each part opened when it is first asked for."""

import os
from collections.abc import Sequence
from contextlib import AbstractContextManager, suppress
from functools import cached_property, partial
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, BinaryIO

from thesaury.bootstrap.chosen import Chosen
from thesaury.model.reach import Reach
from thesaury.ports.board_printing import BoardPrinter
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.documents import DocumentReader
from thesaury.ports.graph import Graph, GraphReader
from thesaury.ports.graph_questions import GraphQuestions
from thesaury.ports.index import SearchIndex
from thesaury.ports.language import LanguageDetector
from thesaury.ports.models import Models
from thesaury.ports.notifying import Notifier
from thesaury.ports.opening import MayOpen, opened
from thesaury.ports.posting import Post
from thesaury.ports.rdf import RdfReader
from thesaury.ports.report_printing import ReportPrinter
from thesaury.ports.table import TableReader, TableWriter
from thesaury.ports.webhooks import WebhookSender
from thesaury.ports.word_senses import WordSenses

if TYPE_CHECKING:
    from thesaury.pipeline.accounts import Access
    from thesaury.ports.accounts import Accounts

_INDEXED_MODEL = "indexed_model.txt"
_ID = "workspace.id"


class Engines(Chosen):
    """The engines of one directory: SQLite, the columns index, pyoxigraph."""

    @cached_property
    def may_open(self) -> MayOpen:
        """Whether a place that is kept here may be read by this workspace."""
        from thesaury.bootstrap.apart import places_apart

        return places_apart(self.root)

    def opened(self, path: Path) -> BinaryIO:
        """A file of this machine, open for reading. Raises OSError, also where it lies where this workspace may not look."""
        return opened(path, self.may_open)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The catalogue on SQLite."""
        from thesaury.engines.sql import open_catalogue
        from thesaury.engines.vault import VARIABLE, Vault

        vault = Vault(self.root / self.settings.key_file, os.environ.get(VARIABLE, ""))
        return open_catalogue(self.root / "catalogue.db", cipher=vault)

    @property
    def id(self) -> str:
        """The id by which a directory of people and receivers of webhooks know this workspace; made at first use."""
        place = self.root / _ID
        if not place.exists():
            with suppress(FileExistsError), place.open("x", encoding="utf-8") as file:
                file.write(token_hex(8))
        return place.read_text(encoding="utf-8").strip()

    @cached_property
    def accounts(self) -> "Accounts":
        """The directory of people of the settings: a file beside the workspace's others, or one that several share."""
        from thesaury.engines.accounts import open_accounts

        return open_accounts(self.root / Path(self.settings.accounts).expanduser())

    @cached_property
    def access(self) -> "Access":
        """The accounts of this workspace."""
        from thesaury.pipeline.accounts import Access

        return Access(self.accounts, self.id, self.catalogue.audit, panels=self.catalogue.panels)

    @cached_property
    def index(self) -> SearchIndex:
        """The search index of columns."""
        from thesaury.engines.columns import open_index

        return open_index(self.root / "index")

    @cached_property
    def graph(self) -> Graph:
        """The graph of the settings: pyoxigraph in the directory, or on a SPARQL server."""
        from thesaury.bootstrap.graphs import graph

        return graph(self)

    @cached_property
    def graph_reader(self) -> GraphReader:
        """The graph for questions of our own."""
        from thesaury.bootstrap.graphs import graph_reader

        return graph_reader(self)

    @cached_property
    def graph_questions(self) -> GraphQuestions:
        """Questions of strangers to the graph, within the limits of the settings."""
        from thesaury.bootstrap.graphs import graph_questions

        return graph_questions(self)

    @cached_property
    def tables(self) -> TableReader:
        """The reader of tables whose place is kept here."""
        from thesaury.bootstrap.apart import check_table
        from thesaury.engines.tables import Tables

        def where_it_may_look(path: Path) -> BinaryIO:
            check_table(self.root, path)
            return self.opened(path)

        return Tables(where_it_may_look)

    @cached_property
    def handed_tables(self) -> TableReader:
        """The reader of tables that somebody names who could read them himself."""
        from thesaury.bootstrap.apart import handed_over
        from thesaury.engines.tables import Tables

        return Tables(partial(opened, may_open=handed_over(self.root)))

    @cached_property
    def table_files(self) -> TableWriter:
        """The table writer."""
        from thesaury.engines.tables import TableFiles

        return TableFiles()

    @cached_property
    def documents(self) -> DocumentReader:
        """The document reader."""
        from thesaury.engines.documents import Documents

        return Documents()

    @cached_property
    def board_printer(self) -> BoardPrinter:
        """Boards as PDF, with the fonts in `fonts` of the workspace before others."""
        from thesaury.engines.printing import PdfBoards

        return PdfBoards(self.root / "fonts")

    @cached_property
    def rdf(self) -> RdfReader:
        """The RDF reader in a child process, within the limits of the settings."""
        from thesaury.engines.rdf import SafeRdfReader

        seconds = self.settings.import_seconds
        return SafeRdfReader(memory_mib=self.settings.import_memory_mib, cpu_seconds=seconds, wall_seconds=seconds)

    @cached_property
    def senses(self) -> WordSenses | None:
        """The dictionary of meanings of the settings. Raises Usage where this workspace may not look there."""
        from thesaury.bootstrap.apart import check_named
        from thesaury.bootstrap.dictionaries import word_senses

        check_named(self.root, {"wordnet": self.settings.wordnet})
        return word_senses(self.settings.wordnet, self.root)

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

    def notifiers(self) -> Sequence[Notifier]:
        """The channels of the settings."""
        from thesaury.bootstrap.notifying import notifiers

        return notifiers(self.settings, self.catalogue.secrets, self._reach)

    @property
    def post(self) -> Post:
        """Letters by the mail server of the settings."""
        from thesaury.bootstrap.notifying import post

        return post(self.settings, self.catalogue.secrets, self._reach)

    @cached_property
    def report_printer(self) -> ReportPrinter:
        """Reports as PDF, with the fonts in `fonts` of the workspace before others."""
        from thesaury.engines.printing.reports import PdfReports

        return PdfReports(self.root / "fonts")

    @cached_property
    def webhook_sender(self) -> WebhookSender:
        """Sends as Standard Webhooks say, to public hosts and to those of the settings."""
        from thesaury.engines.notifying.standard_webhook import StandardWebhooks

        return StandardWebhooks(self.settings.webhook_private_hosts, reach=self._reach)

    @property
    def _reach(self) -> Reach | None:
        """Where webhooks, notices and letters may lead; None for wherever the owner of the workspace likes."""
        from thesaury.bootstrap.allowing import reach_of

        return reach_of(self.root, self.settings.webhook_private_hosts)

    @property
    def indexed_model(self) -> str:
        """The name of the embedding model that the entries of the index were made with."""
        noted = self.root / _INDEXED_MODEL
        return noted.read_text(encoding="utf-8") if noted.exists() else ""

    def note_indexed_model(self, name: str) -> None:
        """Remember it beside the index."""
        (self.root / _INDEXED_MODEL).write_text(name, encoding="utf-8")

    def rebuilding(self) -> AbstractContextManager[None]:
        """Within, index and graph are new ones, that take the place of the old ones at the end."""
        from thesaury.bootstrap.rebuilding import rebuilding

        return rebuilding(self)

    def use(self, index: SearchIndex, graph: Graph) -> None:
        """From now on these are its index and its graph, until they are released."""
        self.__dict__ |= {"index": index, "graph": graph}

    def release(self, *parts: str) -> None:
        """Close these engines where they are open; they open again when they are asked for."""
        for part in parts:
            if part in self.__dict__:
                self.__dict__.pop(part).close()

    def close(self) -> None:
        """Release every engine that was opened."""
        self.release("catalogue", "accounts", "index", "graph", "graph_reader")
