"""A plain SPARQL 1.1 server on this machine: queries, updates and the Graph Store Protocol over one store in memory, as the protocols
have them and nothing beyond; it can be made to fail."""

import base64
import io
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import IO, cast
from urllib.parse import parse_qs, urlsplit

from pyoxigraph import NamedNode, QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat, Store

USER, PASSWORD = "writer", "of graphs"
JSON, TRIPLES = "application/sparql-results+json", "application/n-triples"


class PlainServer:
    """Its state and its moods. `asked` are the requests it heard; the next are answered by the statuses of `fails` and these `words`;
    `slow` holds its answers back while it is not set."""

    def __init__(self) -> None:
        self.store, self.lock = Store(), Lock()
        self.asked: list[tuple[str, dict[str, list[str]]]] = []
        self.fails: list[int] = []
        self.words = "not now"
        self.headers: dict[str, str] = {}
        self.cuts = False
        self.slow = Event()
        self.slow.set()
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def graphs(self) -> dict[str, int]:
        """How many statements each graph has."""
        graphs = {name.value: 0 for name in self.store.named_graphs() if isinstance(name, NamedNode)}
        return {
            name: sum(1 for _ in self.store.quads_for_pattern(None, None, None, NamedNode(name))) for name in graphs
        }


class _Chunks:
    """A body as it is made, ended in its midst after so many bytes where that is asked for."""

    def __init__(self, sink: IO[bytes], most: int | None) -> None:
        self._sink, self._room = sink, most

    def write(self, piece: bytes) -> int:
        if self._room is not None:
            self._room -= len(piece)
            if self._room < 0:
                raise OSError("cut")
        if piece:
            self._sink.write(b"%x\r\n%b\r\n" % (len(piece), piece))
        return len(piece)

    def flush(self) -> None:
        self._sink.flush()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        server = cast("_Listening", self.server).plain
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        place = urlsplit(self.path)
        form = parse_qs(place.query)
        if self.headers.get("Content-Type", "").startswith("application/x-www-form-urlencoded"):
            form |= parse_qs(body.decode())
        server.asked.append((place.path, form))
        if server.fails:
            return self._reply(server.fails.pop(0), "text/plain", server.words.encode())
        try:
            if place.path == "/sparql":
                return self._query(server, form)
            if self.headers.get("Authorization") != _basic():
                return self._reply(401, "text/plain", b"who are you?", {"WWW-Authenticate": 'Basic realm="graphs"'})
            with server.lock:
                if place.path == "/update":
                    server.store.update(form["update"][0])
                elif place.path == "/store":
                    graph = NamedNode(form["graph"][0])
                    server.store.load(io.BytesIO(body), RdfFormat.N_TRIPLES, to_graph=graph)
                else:
                    return self._reply(404, "text/html", b"<p>no such page</p>")
        except (SyntaxError, ValueError) as error:
            return self._reply(400, "text/plain", str(error).encode())
        return self._reply(204, "text/plain", b"")

    def _query(self, server: PlainServer, form: dict[str, list[str]]) -> None:
        server.slow.wait(60)
        default, named = (list(map(NamedNode, form.get(f"{kind}-graph-uri", []))) for kind in ("default", "named"))
        with server.lock:
            told_of = {"default_graph": [*default], "named_graphs": [*named]} if default or named else {}
            found = server.store.query(form["query"][0], **told_of)
        self.send_response(200)
        told = {"Transfer-Encoding": "chunked", "Content-Type": TRIPLES if isinstance(found, QueryTriples) else JSON}
        for name, value in (told | server.headers).items():
            self.send_header(name, value)
        self.end_headers()
        sink = cast(IO[bytes], _Chunks(self.wfile, 200 if server.cuts else None))
        with suppress(OSError):
            if isinstance(found, QueryTriples):
                found.serialize(sink, RdfFormat.N_TRIPLES)
            else:
                assert isinstance(found, QueryBoolean | QuerySolutions)
                found.serialize(sink, QueryResultsFormat.JSON)
            self.wfile.write(b"0\r\n\r\n")
            return
        self.close_connection = True

    def _reply(self, status: int, kind: str, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Nothing: tests are quiet."""


class _Listening(ThreadingHTTPServer):
    daemon_threads = True
    plain: PlainServer

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing: who asks may leave in the middle of an answer."""


def _basic() -> str:
    return "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()


@contextmanager
def running() -> Iterator[PlainServer]:
    """A server with nothing in it, for the time of the block."""
    listening = _Listening(("127.0.0.1", 0), _Handler)
    listening.plain = PlainServer()
    listening.plain.port = listening.server_address[1]
    thread = Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    try:
        yield listening.plain
    finally:
        listening.plain.slow.set()
        listening.shutdown()
        thread.join()
        listening.server_close()
