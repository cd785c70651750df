"""From where panels ask: the network address, as it is shown and counted."""

from ipaddress import IPv6Address, IPv6Network, ip_address

_NETWORK = 64
"""Bits of an IPv6 address that say whose it is: the others a machine chooses for itself, as many as it likes."""


def place_of(address: str) -> str:
    """An address of IPv4 as it is, one of IPv6 as the network it is in, and what is neither as it is."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(found.ipv4_mapped or IPv6Network((found.packed, _NETWORK), strict=False))
