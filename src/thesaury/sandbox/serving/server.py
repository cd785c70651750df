"""Runs a sandbox on loopback: in a thread beside a test, or blocking until it is stopped."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

from starlette.types import ASGIApp
from uvicorn import Config, Server
from uvicorn.protocols.http.h11_impl import H11Protocol

from thesaury.sandbox.serving.kernel import LOOPBACK

_SECONDS_TO_START = 20.0
_SECONDS_TO_STOP = 20.0
_BACKLOG = 512
_SECONDS_PER_TICK, _TICKS = 0.02, 1_000


class NotLoopback(ValueError):
    """A sandbox was asked to listen where others could reach it."""


@dataclass(frozen=True, slots=True)
class Tls:
    """Where the certificate and its key lie, as PEM."""

    certificate: Path
    key: Path


class AbortableProtocol(H11Protocol):
    """HTTP whose requests know their transport, so that a fault can break the connection under them."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Notes the transport in the state of every request of this connection."""
        super().connection_made(transport)
        self.app_state = {**self.app_state, "transport": transport}


class _QuickServer(Server):
    async def main_loop(self) -> None:
        """Looks more often than uvicorn does whether it is to end, so that many tests stay quick."""
        ticks = 0
        while not await self.on_tick(ticks):
            await asyncio.sleep(_SECONDS_PER_TICK)
            ticks = (ticks + 1) % _TICKS


class Running:
    """A server in a thread of its own."""

    def __init__(self, app: ASGIApp, host: str = "127.0.0.1", port: int = 0, tls: Tls | None = None) -> None:
        """Listens at once; `url` is known from here on. Raises NotLoopback, and OSError for a port in use."""
        self._socket = _listening(host, port)
        self.port = int(self._socket.getsockname()[1])
        self.url = _url(host, self.port, tls)
        self._server = _QuickServer(_config(app, tls))
        self._thread = Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, name="sandbox", daemon=True)

    def start(self) -> "Running":
        """Returns when the server answers. Raises RuntimeError when it does not come up."""
        self._thread.start()
        deadline = monotonic() + _SECONDS_TO_START
        while not self._server.started:
            if monotonic() > deadline or not self._thread.is_alive():
                raise RuntimeError("The sandbox server did not start. Look at the messages above.")
            sleep(0.002)
        return self

    def stop(self) -> None:
        """Closes every connection and ends the thread; the port is free afterwards."""
        self._server.should_exit = True
        self._thread.join(_SECONDS_TO_STOP)
        self._socket.close()


@contextmanager
def running(app: ASGIApp, port: int = 0, tls: Tls | None = None, host: str = "127.0.0.1") -> Iterator[Running]:
    """The application served in a background thread for the time of the block."""
    server = Running(app, host, port, tls).start()
    try:
        yield server
    finally:
        server.stop()


def serve(
    app: ASGIApp,
    port: int = 0,
    tls: Tls | None = None,
    ready: Callable[[str], None] | None = None,
    host: str = "127.0.0.1",
) -> None:
    """Serves until an interrupt or a termination signal; `ready` is called with the URL as soon as the port is taken."""
    with _listening(host, port) as listening:
        if ready:
            ready(_url(host, int(listening.getsockname()[1]), tls))
        Server(_config(app, tls)).run(sockets=[listening])


def _config(app: ASGIApp, tls: Tls | None) -> Config:
    return Config(
        app,
        http=AbortableProtocol,
        ws="websockets-sansio",
        loop="asyncio",
        lifespan="off",
        access_log=False,
        log_config=None,
        log_level="error",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=1,
        timeout_keep_alive=30,
        ssl_certfile=tls.certificate if tls else None,
        ssl_keyfile=tls.key if tls else None,
    )


def _listening(host: str, port: int) -> socket.socket:
    if host not in LOOPBACK:
        raise NotLoopback(f"A sandbox never listens on {host}. Use 127.0.0.1; its credentials are known to everybody.")
    family = socket.AF_INET6 if host == "::1" else socket.AF_INET
    # asyncio sends at once (TCP_NODELAY) only on sockets that name the protocol; otherwise each reply waits 40 ms
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(_BACKLOG)
    except OSError:
        listening.close()
        raise
    return listening


def _url(host: str, port: int, tls: Tls | None) -> str:
    name = f"[{host}]" if ":" in host else host
    return f"{'https' if tls else 'http'}://{name}:{port}"
