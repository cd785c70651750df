"""Which addresses a webhook may be sent to: public ones over TLS, and private hosts that the administrator allowed by name.

Whoever may add a webhook must not be able to reach through this server what only this server reaches.
"""

import ipaddress
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from thesaury.model.errors import Usage

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

LONGEST = 2_000

_PORTS = {"https": 443, "http": 80}
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_NEVER = tuple(
    ipaddress.ip_network(text)
    for text in (
        "169.254.0.0/16",  # link-local: metadata of most clouds
        "168.63.129.16/32",  # metadata of another one, at a public address
        "100.100.100.200/32",
        "192.0.0.192/32",
        "fe80::/10",
        "fd00:ec2::/32",
        "fd20:ce::/32",
        "0.0.0.0/8",
        "::/128",
    )
)
"""Not even where the administrator allowed the host: nobody runs a receiver there, and credentials of the machine lie behind some."""
_TUNNELS = tuple(
    ipaddress.IPv6Network(text) for text in ("2002::/16", "2001::/32", "64:ff9b:1::/48", "fec0::/10", "::/96")
)
"""Wrap addresses of other networks, or are of no use on the public one."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a webhook goes: `target` is the path with its query, `private` whether the host was allowed by name."""

    tls: bool
    host: str
    port: int
    target: str
    private: bool


def place_of(address: str, private_hosts: Collection[str] = ()) -> Place:
    """The place of an address. Raises Usage, with a sentence that says why, for one that no webhook may have."""
    try:
        parts = urlsplit(address)
        host, port = _plain_host(parts.hostname or ""), parts.port
    except (ValueError, UnicodeError):
        raise _wrong("it is no address of the web") from None
    if parts.scheme not in _PORTS or not host or len(address) > LONGEST or not _visible(address):
        raise _wrong("it has to be an https address of at most 2,000 signs, without blanks")
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise _wrong("it must hold no user, no password and no #part; signatures say whom a message is from")
    port = _PORTS[parts.scheme] if port is None else port
    private = bool({host, f"{host}:{port}", f"[{host}]:{port}"} & {one.strip().casefold() for one in private_hosts})
    if parts.scheme == "http" and not private:
        raise _wrong("it has to begin with https; http is for hosts named in webhook_private_hosts only")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Place(parts.scheme == "https", host, port, target, private)


def allowed(address: Address, private: bool) -> bool:
    """Whether a connection may be made to this address; `private`: for a host that was allowed by name."""
    inner = _within(address)
    if inner is None or any(inner in network for network in _NEVER if network.version == inner.version):
        return False
    if private:
        return not inner.is_multicast
    useless = inner.is_multicast or inner.is_reserved or inner.is_unspecified
    return inner.is_global and not useless


def refused(place: Place, address: Address) -> Usage:
    """Says that the host of a webhook lies at an address that must not be reached."""
    return Usage(
        f"{place.host} lies at {address}, which is not on the public network, so nothing is sent there. If it is meant to be reached, "
        "an administrator names the host in the setting webhook_private_hosts."
    )


def _within(address: Address) -> Address | None:
    """The address that is reached by this one in truth; None where nobody can say, or nobody should."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if address != ipaddress.IPv6Address("::1") and any(address in network for network in _TUNNELS):
        return None
    return address


def _plain_host(host: str) -> str:
    """Small, without the last dot, and as the domain name system spells it."""
    plain = host.rstrip(".").casefold()
    return plain if plain.isascii() else plain.encode("idna").decode("ascii")


def _visible(address: str) -> bool:
    """Whether it has neither blanks nor control signs, and can be written down."""
    return address.isprintable() and " " not in address


def _wrong(why: str) -> Usage:
    return Usage(f"This cannot be the address of a webhook: {why}.")
