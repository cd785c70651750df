"""A server that stands before a real one: it counts what is to be changed, loses replies, answers in its place, and vanishes."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread

import httpx

_OWN = {"connection", "transfer-encoding", "content-encoding", "content-length", "date", "server", "keep-alive"}
_READS = ("GET", "HEAD", "OPTIONS")


class Between:
    """Stands before the server at an address. `asked` are the requests it heard, `writes` how many of them were to change something."""

    def __init__(self, behind: str) -> None:
        self.behind = behind
        self.client = httpx.Client(timeout=60, verify=False, trust_env=False)
        self.port = 0
        self.begin()

    def begin(self) -> None:
        """As at first, at the same address."""
        self.asked: list[str] = []
        self.writes = self._cut = self._status = self._times = 0
        self._lock = Lock()
        self._server: ThreadingHTTPServer | None = getattr(self, "_server", None) or self._started()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def lose(self, after: int) -> None:
        """Lose the reply of the write with this number from now; 0: of none."""
        self._cut = after

    def answer(self, status: int, times: int) -> None:
        """Answer so many requests with this status, in the place of the real server."""
        self._status, self._times = status, times

    def vanish(self) -> None:
        """Be there no more, until `begin`."""
        if self._server:
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()
            self._server = None

    def heard(self, method: str, path: str) -> tuple[bool, int]:
        """Whether the reply of this request is to be lost, and the status to answer with in the place of the real server (0: none)."""
        with self._lock:
            self.asked.append(f"{method} {path}")
            if self._times > 0:
                self._times -= 1
                return False, self._status
            if method in _READS:
                return False, 0
            self.writes += 1
            self._cut -= 1
            return self._cut == 0, 0

    def _started(self) -> ThreadingHTTPServer:
        state = self

        class Handler(BaseHTTPRequestHandler):
            def _pass(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
                self.close_connection = True
                lost, status = state.heard(self.command, self.path)
                if status:
                    self.send_response(status)
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return
                given = self.headers.items()
                headers = {
                    name: value for name, value in given if name.lower() not in (*_OWN, "accept-encoding", "host")
                }
                reply = state.client.request(self.command, state.behind + self.path, content=body, headers=headers)
                if lost:
                    return
                self.send_response(reply.status_code)
                for name, value in reply.headers.items():
                    if name.lower() not in _OWN:
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.content)))
                self.end_headers()
                self.wfile.write(reply.content)

            do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = _pass  # noqa: N815 - the names of the standard library

            def log_message(self, format: str, *args: object) -> None:
                """Nothing is printed."""

        server = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        server.daemon_threads = True
        self.port = server.server_address[1]
        self._thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        return server


@contextmanager
def between(behind: str) -> Iterator[Between]:
    """Stands before the server at this address for the time of the block."""
    state = Between(behind)
    try:
        yield state
    finally:
        state.vanish()
        state.client.close()
