"""Where addresses lead that answers of customers' systems give: to the public network or the system's own host, and nowhere else."""

import ipaddress
import socket
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from thesaury.model.reach import may_reach

if TYPE_CHECKING:
    import httpx

_TRIED = 4


class LeadsInside(Exception):
    """An address leads to where only this server gets; the text says where."""


def resolved(host: str, port: int) -> list[str]:
    """The network addresses of a host, in the order of the system. Raises OSError where nobody knows it."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError:
        raise OSError("its host is no name") from None
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def sent(client: "httpx.Client", request: "Callable[[], httpx.Request]", base: str) -> "httpx.Response":
    """The response to a request, its body still to come. Where `base` is given, the system there gave the address: only its own host is
    connected to, as ever, and what lies on the public network, exactly where the look at it found it.

    Raises LeadsInside, and what the client raises: ConnectError also where nobody knows the host.
    """
    import httpx

    failed: httpx.TransportError = httpx.ConnectError("its host has no address")
    for place in places(request().url, httpx.URL(base)) if base else ("",):
        made = request()
        if place:
            _pin(made, place)
        try:
            return client.send(made, stream=True)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            failed = error
    raise failed


def places(address: "httpx.URL", base: "httpx.URL") -> Sequence[str]:
    """The network addresses that may be connected to for an address which the system at `base` gave; an empty one stands for its own host.
    On a machine that talks to itself, all else of the machine may be reached, too. Raises LeadsInside or ConnectError."""
    import httpx

    host, own = address.raw_host.decode("ascii"), base.raw_host.decode("ascii")
    if host == own:
        return ("",)
    try:
        found = resolved(host, address.port or (443 if address.scheme == "https" else 80))
    except OSError as error:
        raise httpx.ConnectError(str(error)) from error
    for one in found:
        if not _may(one, _loopback(own)):
            raise LeadsInside(f"{host} is {one}")
    return found[:_TRIED]


def _pin(request: "httpx.Request", place: str) -> None:
    """Let a request be sent to this network address; the name it asks for, and whose certificate it wants, stay as they are."""
    name = request.url.raw_host.decode("ascii")
    request.url = request.url.copy_with(host=place)
    request.extensions = {**request.extensions, "sni_hostname": name}
    request.headers["Connection"] = "close"  # kept, it would be taken for another name at the same place


def _may(text: str, inside: bool) -> bool:
    return (inside and ipaddress.ip_address(text.partition("%")[0]).is_loopback) or may_reach(text, private=False)


def _loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
