"""Connections that lead only where a workspace may lead this server.

What is looked at is what is connected to: the name of a host is looked up once for each connection, and a name that says something else the
next moment leads nowhere. So it holds for redirects and for addresses that answers give, too.
"""

from collections.abc import Iterable
from ssl import SSLContext
from typing import Any

import httpcore
import httpx

from thesaury.connectors.reaching import resolved
from thesaury.model.errors import Usage
from thesaury.model.reach import Reach

_TRIED = 4


def within(reach: Reach, trusted: SSLContext) -> httpx.BaseTransport:
    """How requests are sent for such a workspace; each raises Usage where it leads elsewhere."""
    made = httpx.HTTPTransport(verify=trusted, trust_env=False)
    made._pool.close()
    made._pool = httpcore.ConnectionPool(
        ssl_context=trusted,
        max_connections=100,
        max_keepalive_connections=20,
        keepalive_expiry=5.0,
        network_backend=_Within(reach),
    )
    return made


class _Within(httpcore.NetworkBackend):
    def __init__(self, reach: Reach) -> None:
        self._reach, self._plain = reach, httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            places = resolved(host, port)
        except OSError as error:
            raise httpcore.ConnectError(str(error)) from error
        if refused := self._reach.refused(host, port, places):
            raise Usage(refused)
        failed: Exception = httpcore.ConnectError("its host has no address")
        for place in places[:_TRIED]:
            try:
                return self._plain.connect_tcp(place, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed
