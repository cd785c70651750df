"""A receiver of webhooks on a port of this machine: it takes what comes, or loses replies, refuses, or is slow, as it is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from threading import Event, Thread

from tests.patience import PATIENCE


@dataclass(frozen=True)
class Does:
    """What it does with a request: answers with a status (0: it hangs up), headers and a body, once `when` is set."""

    status: int = 204
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    drip: float = 0.0
    when: Event | None = None


@dataclass(frozen=True)
class Got:
    """One request: its path, its headers by small names, and its body."""

    path: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]


class Receiver(ThreadingHTTPServer):
    """Does what is in `plan`, one after the other, and then takes everything."""

    daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        self.plan: list[Does] = []
        self.always = Does()
        self.got: list[Got] = []
        self.over = Event()
        super().__init__(("127.0.0.1", port), Handler)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hooks"

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever hangs up is no error of a receiver."""


class Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append(Got(self.path, {name.lower(): value for name, value in self.headers.items()}, body))
        does = self.server.plan.pop(0) if self.server.plan else self.server.always
        if does.when is not None:
            does.when.wait(PATIENCE)
        if does.status == 0:
            self.close_connection = True
            return
        self.send_response(does.status)
        for name, value in (*does.headers, ("Content-Length", str(len(does.body)))):
            self.send_header(name, value)
        if does.drip:
            self.drip(does.drip)
            return
        self.end_headers()
        self.wfile.write(does.body)

    def drip(self, seconds: float) -> None:
        """Headers without end, one sign at a time."""
        while not self.server.over.wait(seconds):
            self.wfile.write(b"x")

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def receiving(port: int = 0, tls: SSLContext | None = None) -> Iterator[Receiver]:
    """A receiver that listens, over TLS where a context is given."""
    with Receiver(port) as made:
        if tls:
            made.socket = tls.wrap_socket(made.socket, server_side=True)
        thread = Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield made
        finally:
            made.over.set()
            made.shutdown()
            thread.join()
