"""What a workspace runs on, each part opened when it is first asked for."""

import os
from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from thesaury.ports.catalogue import Catalogue
from thesaury.ports.graph import Graph
from thesaury.ports.index import SearchIndex
from thesaury.ports.language import LanguageDetector
from thesaury.ports.models import Models
from thesaury.ports.notifying import Notifier
from thesaury.ports.rdf import RdfReader
from thesaury.ports.table import TableReader
from thesaury.ports.word_senses import WordSenses

if TYPE_CHECKING:
    from thesaury.config import Settings

_INDEXED_MODEL = "indexed_model.txt"


class Engines:
    """The engines of one directory: SQLite, the columns index, pyoxigraph."""

    def __init__(self, root: Path) -> None:
        """Nothing is opened before it is asked for."""
        self.root = root

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
    def index(self) -> SearchIndex:
        """The search index of columns."""
        from thesaury.engines.columns import open_index

        return open_index(self.root / "index")

    @cached_property
    def graph(self) -> Graph:
        """The graph on pyoxigraph."""
        from thesaury.bootstrap.rebuilding import settle_graph
        from thesaury.engines.oxigraph import open_graph

        settle_graph(self.root)
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
    def senses(self) -> WordSenses | None:
        """The dictionary of meanings of the settings."""
        from thesaury.bootstrap.dictionaries import word_senses

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

        return notifiers(self.settings, self.catalogue.secrets)

    @property
    def notice_digest(self) -> bool:
        """Whether notices are gathered to one message a day."""
        return self.settings.notices_digest

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

    def release(self, *parts: str) -> None:
        """Close these engines where they are open; they open again when they are asked for."""
        for part in parts:
            if part in self.__dict__:
                self.__dict__.pop(part).close()

    def close(self) -> None:
        """Release every engine that was opened."""
        self.release("catalogue", "index", "graph")
