"""A SPARQL 1.1 graph store as the place for the usage and asset graph: filled beside, then put in place in one step."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from thesaury.connectors.http import Ask, Auth, HttpClient, Reply, Said
from thesaury.connectors.pacing import Pace
from thesaury.connectors.poolparty.access import Basic
from thesaury.connectors.poolparty.ntriples import lines
from thesaury.connectors.poolparty.reading import mapping_of, truth
from thesaury.connectors.poolparty.replies import message_of
from thesaury.connectors.poolparty.settings import settings_of
from thesaury.connectors.texts import is_iri
from thesaury.model.connection import Connection
from thesaury.model.errors import LostReply, NeedsLogin, ThesauryError, Usage
from thesaury.model.statement import Statement
from thesaury.ports.graph_store import GraphStore
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.source import Tools

_CHUNK = 10_000
_log = logging.getLogger(__name__)


def open_graph(connection: Connection, tools: Tools) -> GraphStore:
    """The graph store of a connection. Raises Usage for a missing address, NeedsLogin for a user without password."""
    settings = settings_of(connection)
    addresses = [connection.setting(name).strip() for name in ("graph_url", "graph_update_url")]
    if not all(addresses):
        raise Usage(
            f"The connection {connection.name} needs the settings graph_url and graph_update_url to write a graph."
        )
    user, password = connection.setting("graph_user").strip(), tools.secrets.get(connection.name, "graph_password")
    if user and not password:
        raise NeedsLogin(f"{connection.name} has no secret 'graph_password'. Give it, then run again.")
    auth = Basic(user, password) if user else None
    query = connection.setting("graph_query_url").strip()
    return SparqlGraphStore(connection.name, addresses[0], addresses[1], query, auth, settings.patient)


@dataclass(frozen=True, slots=True)
class SparqlGraphStore:
    """Writes named graphs by the Graph Store Protocol into a graph beside, and moves it into place by SPARQL Update."""

    connection: str
    store: str
    update: str
    query: str = ""
    auth: Auth | None = None
    pace: Pace | None = None
    chunk: int = _CHUNK

    @property
    def place(self) -> str:
        """The addresses that are written to."""
        return f"{self.store} {self.update}"

    def put(self, graph: str, statements: Iterable[Statement], progress: Progress = unheard) -> int:
        """Replace one named graph; see `GraphStore`. A LostReply says that nobody knows whether the last step took effect;
        putting the same again is always safe."""
        if not is_iri(graph):
            raise Usage(f"{graph!r} is no IRI and cannot name a graph.")
        client = HttpClient(self.update, self.connection, self.pace, self.auth, _said)
        try:
            return _Putting(self, client, graph, f"{graph}/staging").done(statements, progress)
        finally:
            client.close()


@dataclass(frozen=True, slots=True)
class _Putting:
    """One graph on its way into the store."""

    store: SparqlGraphStore
    client: HttpClient
    graph: str
    staging: str

    def done(self, statements: Iterable[Statement], progress: Progress) -> int:
        self._change(f"DROP SILENT GRAPH <{self.staging}>")
        try:
            count = self._filled(lines(statements, self.graph), progress)
            if not count:
                self._change(f"DROP SILENT GRAPH <{self.graph}>")
            elif not self._moved():
                self._move()
        except ThesauryError as error:
            if not isinstance(error, LostReply):
                self._forget()
            raise
        return count

    def _filled(self, rest: Iterator[str], progress: Progress) -> int:
        """Chunk by chunk; a chunk sent twice leaves the same statements, so that a failed one may be sent again."""
        count = 0
        while chunk := list(islice(rest, self.store.chunk)):
            headers = {"Content-Type": "application/n-triples"}
            params = (("graph", self.staging),)
            self.client.reply(Ask("POST", self.store.store, params, content="".join(chunk).encode(), headers=headers))
            count += len(chunk)
            progress("write the graph", count, None)
        return count

    def _moved(self) -> bool:
        """Move; after a lost reply, whether the graph beside is gone tells if it took effect. False where it has to be done again."""
        try:
            self._move()
        except LostReply:
            if not self.store.query:
                raise
            return not self._is_staged()
        return True

    def _move(self) -> None:
        update = f"MOVE GRAPH <{self.staging}> TO GRAPH <{self.graph}>"
        headers = {"Content-Type": "application/sparql-update"}
        self.client.reply(Ask("POST", self.store.update, content=update.encode(), headers=headers, write=True))

    def _is_staged(self) -> bool:
        params = (("query", f"ASK {{ GRAPH <{self.staging}> {{ ?s ?p ?o }} }}"),)
        headers = {"Accept": "application/sparql-results+json"}
        answer = self.client.json(Ask("GET", self.store.query, params, headers=headers))
        return truth(mapping_of(answer).get("boolean")) is not False

    def _change(self, update: str) -> None:
        """An update that may be done twice."""
        headers = {"Content-Type": "application/sparql-update"}
        self.client.reply(Ask("POST", self.store.update, content=update.encode(), headers=headers))

    def _forget(self) -> None:
        try:
            self._change(f"DROP SILENT GRAPH <{self.staging}>")
        except ThesauryError as error:
            _log.warning("%s: %s is left behind: %s", self.store.connection, self.staging, error.message)


def _said(reply: Reply) -> Said:
    """The words of an error body alone: the store is a server of its own, whose 503 means that it is busy and speaks of no licence."""
    return Said("", message_of(reply))
