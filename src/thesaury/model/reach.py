"""Which network addresses this server may be led to by others: those on the public network.

Whoever may name an address, or answers with one, must not be able to reach through this server what only this server reaches.
"""

import ipaddress
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

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
"""Not even where the administrator allowed the host: nobody runs a service there, and credentials of the machine lie behind some."""
_TUNNELS = tuple(
    ipaddress.IPv6Network(text) for text in ("2002::/16", "2001::/32", "64:ff9b:1::/48", "fec0::/10", "::/96")
)
"""Wrap addresses of other networks, or are of no use on the public one."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Where one workspace may lead this server: to the public network, and to hosts of its own network that were allowed by name.

    `hosts` says which these are now, as `host` or `host:port` in small letters; `told`, of a host and a port that are not, what to do.
    """

    hosts: Callable[[], Collection[str]]
    told: Callable[[str, int], str]

    def refused(self, host: str, port: int, places: Iterable[str]) -> str:
        """Why a host that lies at these network addresses must not be reached; empty where it may be."""
        private = named(host, port, self.hosts())
        return "" if all(may_reach(place, private) for place in places) else self.told(host, port)


def named(host: str, port: int, hosts: Collection[str]) -> bool:
    """Whether this host, or only this port of it, is among those that were allowed by name."""
    plain = host.rstrip(".").casefold()
    return not {plain, f"{plain}:{port}", f"[{plain}]:{port}"}.isdisjoint(one.strip().casefold() for one in hosts)


def may_reach(place: str, private: bool) -> bool:
    """As `allowed`, of an address as the system writes it; one that holds in one network alone is never reached."""
    return "%" not in place and allowed(ipaddress.ip_address(place), private)


def allowed(address: Address, private: bool) -> bool:
    """Whether a connection may be made to this address; `private`: for a host that was allowed by name."""
    inner = _within(address)
    if inner is None or any(inner in network for network in _NEVER if network.version == inner.version):
        return False
    if private:
        return not inner.is_multicast
    useless = inner.is_multicast or inner.is_reserved or inner.is_unspecified
    return inner.is_global and not useless


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
