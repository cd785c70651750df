"""Which addresses a webhook may be sent to: public ones over TLS, and private hosts that the administrator allowed by name.

Whoever may add a webhook must not be able to reach through this server what only this server reaches.
"""

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from thesaury.model.errors import Usage
from thesaury.model.reach import named

LONGEST = 2_000

_LONGEST_LABEL = 63
_PORTS = {"https": 443, "http": 80}


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
    private = named(host, port, private_hosts)
    if parts.scheme == "http" and not private:
        raise _wrong("it has to begin with https; http is for hosts named in webhook_private_hosts only")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Place(parts.scheme == "https", host, port, target, private)


def refused(place: Place, address: str) -> Usage:
    """Says that the host of a webhook lies at an address that must not be reached."""
    return Usage(
        f"{place.host} lies at {address}, which is not on the public network, so nothing is sent there. If it is meant to be reached, "
        "an administrator names the host in the setting webhook_private_hosts."
    )


def _plain_host(host: str) -> str:
    """Small, without the last dot, and as the domain name system spells it."""
    plain = host.rstrip(".").casefold()
    plain = plain if plain.isascii() else plain.encode("idna").decode("ascii")
    if ":" not in plain and any(not 0 < len(label) <= _LONGEST_LABEL for label in plain.split(".")):
        raise ValueError("a part of its host is empty, or too long")
    return plain


def _visible(address: str) -> bool:
    """Whether it has neither blanks nor control signs, and can be written down."""
    return address.isprintable() and " " not in address


def _wrong(why: str) -> Usage:
    return Usage(f"This cannot be the address of a webhook: {why}.")
