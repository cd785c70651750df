"""The outside systems of a workspace, each by the connector that its connection names."""

import logging
from collections.abc import Mapping
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from thesaury.bootstrap.allowing import reach_of
from thesaury.bootstrap.apart import check_apart, placed
from thesaury.bootstrap.engines import Engines
from thesaury.model.connection import Connection
from thesaury.model.errors import AskPerson, Retry, Usage
from thesaury.ports.concept_expander import ConceptExpander
from thesaury.ports.extraction_model import ExtractionModel
from thesaury.ports.forms import Forms
from thesaury.ports.graph_store import GraphStore
from thesaury.ports.hints import Listener, Watch
from thesaury.ports.licences import LicenceReader, LicenceWriter
from thesaury.ports.login import Login
from thesaury.ports.pictures import Pictures
from thesaury.ports.previews import Previews
from thesaury.ports.publishing_target import PublishingTarget
from thesaury.ports.query_writer import QueryWriter
from thesaury.ports.renditions import Renditions
from thesaury.ports.sink import AssetSink, ConceptExport
from thesaury.ports.source import AssetSource, Tools
from thesaury.ports.usage import UsageReport, UsageSource
from thesaury.ports.vocabulary_source import ProposalSink, VocabularySource
from thesaury.ports.workspace import Workspace

if TYPE_CHECKING:
    from thesaury.connectors.manifest import Manifest
    from thesaury.connectors.pacing import Traffic

_log = logging.getLogger(__name__)


class Systems(Engines):
    """What the connections of a workspace lead to."""

    def __init__(self, root: Path) -> None:
        """Nothing is reached before it is asked for."""
        super().__init__(root)
        self._listeners: dict[Connection, Listener] = {}

    def source(self, connection: Connection) -> AssetSource:
        """The source of a connection. Raises Usage for an unknown connector or a wrong setting."""
        return cast(AssetSource, self._opened("source", connection))

    def roles(self, connection: Connection) -> tuple[str, ...]:
        """What a connection can be."""
        return connector(connection.connector).roles_of(connection)

    def sink(self, connection: Connection) -> AssetSink:
        """The sink of a connection."""
        return cast(AssetSink, self._opened("sink", connection))

    def publishing_target(self, connection: Connection) -> PublishingTarget:
        """The CMS of a connection."""
        return cast(PublishingTarget, self._opened("target", connection))

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

    @cached_property
    def previews(self) -> Previews:
        """Previews, kept in the folder of this name."""
        from thesaury.engines.previews import KeptPreviews

        return KeptPreviews(cast(Workspace, self))

    @cached_property
    def renditions(self) -> Renditions:
        """Renditions, kept in the folder of this name."""
        from thesaury.engines.renditions import KeptRenditions

        return KeptRenditions(cast(Workspace, self))

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

    def licence_readers(self) -> Mapping[str, LicenceReader]:
        """Who reads the licences of records, by the name of their connection: of what was read already, also where it may not look any
        more."""
        return {
            connection.name: cast(LicenceReader, self._made("licences", connection))
            for connection in self.catalogue.records.connections()
            if "licences" in connector(connection.connector).factories
        }

    def licence_writer(self, system: str) -> LicenceWriter:
        """Who writes licences as this system states them. Raises Usage where nobody does."""
        return cast(LicenceWriter, connector(system).factory("licence_writer")())

    def query_writer(self, name: str) -> QueryWriter:
        """The search language of a connection or of a system. Raises Usage, with the right names, where there is none."""
        connection = next((one for one in self.catalogue.records.connections() if one.name == name), None)
        manifest = connectors().get(connection.connector if connection else name)
        if manifest is None or "queries" not in manifest.factories:
            able = ", ".join(sorted(one for one, known in connectors().items() if "queries" in known.factories))
            raise Usage(f"No search language is known of {name!r}. Name one of {able}, or a connection to one of them.")
        made = self._opened("queries", connection) if connection else manifest.factory("queries")(None, None)
        return cast(QueryWriter, made)

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
        return connection.name in self._traffic.sandboxed

    @cached_property
    def _traffic(self) -> "Traffic":
        from thesaury.connectors.pacing import Traffic

        return Traffic(reach_of(self.root))

    @cached_property
    def _traffic_of_settings(self) -> "Traffic":
        """What is sent where the settings lead that, in an agency, who runs the server writes: he may send it wherever he likes."""
        from thesaury.connectors.pacing import Traffic

        return Traffic()

    def forms(self, connection: Connection) -> Forms:
        """The custom forms of a connection. Raises Usage where it has none."""
        return cast(Forms, self._opened("forms", connection))

    def extraction_model(self, connection: Connection) -> ExtractionModel:
        """The extraction model of a connection. Raises Usage where it has none."""
        return cast(ExtractionModel, self._opened("model", connection))

    def concept_expander(self, connection: Connection) -> ConceptExpander:
        """Who widens concepts. Raises Usage where the connection does not."""
        return cast(ConceptExpander, self._opened("expander", connection))

    def tools(self) -> Tools:
        """What connectors are lent."""
        return Tools(self.tables, self.rdf, self.catalogue.secrets, self._exclusive, self._sink_of, self.may_open)

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

    def _opened(self, role: str, connection: Connection) -> object:
        connector(connection.connector).check(connection)
        check_apart(self.root, connection)
        return self._made(role, connection)

    def _made(self, role: str, connection: Connection) -> object:
        """What the connection's factory makes, which opens nothing where this workspace may not look."""
        manifest = connector(connection.connector)
        manifest.check(connection)
        with self._counted():
            return manifest.factory(role)(placed(self.root, connection), self.tools())

    def _counted(self) -> AbstractContextManager[None]:
        """What is set up in this block counts for this workspace alone: its circuits, its pace, and whether a sandbox answered."""
        from thesaury.connectors.pacing import counted_in

        return counted_in(self._traffic)

    def _sink_of(self, name: str) -> AssetSink:
        return self.sink(self.connection(name))

    def _exclusive(self, name: str) -> AbstractContextManager[object]:
        """A lock over all processes, by a file whose name is a digest, for names may hold anything."""
        from hashlib import sha256

        from filelock import FileLock

        return FileLock(self.root / "locks" / f"{sha256(name.encode()).hexdigest()[:16]}.lock")

    def close(self) -> None:
        """Release every engine that was opened."""
        self._listeners.clear()
        super().close()


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
