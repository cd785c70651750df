"""Running the web application on a port of this machine."""

import gc
import logging
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import uvicorn
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp

from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.bootstrap.agency import Agency
from thesaury.model.errors import Unreachable
from thesaury.pipeline.accounts import Access
from thesaury.ports.workspace import Workspace
from thesaury.web.agency.app import Make, agency_server
from thesaury.web.api.limits import PER_MINUTE
from thesaury.web.app import create_app
from thesaury.web.demo import Demo

if TYPE_CHECKING:
    from thesaury.web.door.oidc import Provider

_LOG = logging.getLogger(__name__)

_LOOPBACK = ("127.0.0.1", "localhost")
_FAREWELL = 3
"""Seconds an answer under way may still take when the server is stopped."""
_COLLECTED = (10_000, 20, 20)
"""A page makes thousands of values and lets nearly all go by itself: cycles are sought once in some pages, not several times in each."""


@dataclass(frozen=True, slots=True)
class Proxy:
    """What stands before the server: whether its word on addresses and https is taken, and the names people reach it by."""

    trusted: bool = False
    names: Sequence[str] = ()


def serve(
    workspace: Workspace,
    host: str = "127.0.0.1",
    port: int = 8520,
    on_ready: Callable[[str], None] = lambda address: None,
    demo: Demo | None = None,
    access: Access | None = None,
    proxy: Proxy = Proxy(),
    provider: "Provider | None" = None,
    per_minute: int = PER_MINUTE,
) -> None:
    """Serve until interrupted; `on_ready` is told the address once pages can be asked for.

    With `access` behind a lock, else for whoever reaches it. Port 0 takes a free one; `demo` brings the demo brand in where somebody
    wants it. Prints nothing. Raises Unreachable when the port cannot be had, and what the workspace raises when it cannot be opened.
    """
    # Opened here, before two threads could open them at once; a workspace that cannot be read fails before it is served.
    _LOG.debug("serving %s and %s", workspace.catalogue, workspace.index)
    with _listening(host, port) as listener:
        app = create_app(workspace, demo, per_minute, access, provider)
        _run(_guarded(app, host, proxy.names), listener, host, on_ready, proxy.trusted)


def serve_agency(
    agency: Agency,
    own: EmbeddedWorkspace,
    make: Make,
    port: int = 8520,
    on_ready: Callable[[str], None] = lambda address: None,
    provider: "Provider | None" = None,
) -> None:
    """Serve an agency and its clients until interrupted, as `serve` does one workspace; `make` gives the application of one.

    `own` is the workspace of the agency itself, whose settings say what stands before the server. Raises as `serve`.
    """
    _LOG.debug("serving %s", own.catalogue)
    with _listening(_LOOPBACK[0], port) as listener:
        _run(agency_server(agency, own, make, provider), listener, _LOOPBACK[1], on_ready, own.settings.behind_proxy)


def _run(app: ASGIApp, listener: socket.socket, host: str, on_ready: Callable[[str], None], trusted: bool) -> None:
    address = f"http://{host}:{listener.getsockname()[1]}"
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=trusted,
        timeout_graceful_shutdown=_FAREWELL,
    )
    with suppress(KeyboardInterrupt):
        _Server(config, lambda: on_ready(address)).run(sockets=[listener])


class _Server(uvicorn.Server):
    """A server that says when it is ready."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say so."""
        await super().startup(sockets)
        # What is loaded now stays for good: looked through with every collection it would hold up pages.
        gc.freeze()
        gc.set_threshold(*_COLLECTED)
        if self.started:
            self._ready()


def _listening(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port))
    except OSError as error:
        raise Unreachable(
            f"Port {port} on {host} cannot be used: {error.strerror or error}. Name another with --port, or 0 for any free one."
        ) from error


def _guarded(app: ASGIApp, host: str, names: Sequence[str]) -> ASGIApp:
    """On this machine only its own names are answered, so that no foreign page reaches us by a name it controls."""
    return TrustedHostMiddleware(app, allowed_hosts=[*_LOOPBACK, *names]) if host in _LOOPBACK else app
