"""Host names: the agency's own, and in front of it the name of a client."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

LOOPBACK = ("localhost", "127.0.0.1")
"""Names of this machine. Browsers take every name below `localhost` for this machine too (RFC 6761, 6.3)."""
_LABEL = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_PORT = re.compile(r"(:[0-9]{1,5})?")


@dataclass(frozen=True, slots=True)
class Place:
    """Whose door a request stands at: the client's name, empty at the agency's own; `agency` is the agency's host with its port."""

    client: str
    agency: str

    def door(self, client: str) -> str:
        """The host of a client, with the port. An address of numbers has no names below it: then it is `localhost`."""
        host, colon, port = self.agency.partition(":")
        return f"{client}.{'localhost' if host == LOOPBACK[1] else host}{colon}{port}"


class Hosts:
    """The names by which an agency is reached."""

    def __init__(self, names: Sequence[str] = ()) -> None:
        """This machine's names, and these."""
        self._names = (*LOOPBACK, *(name.lower().rstrip(".") for name in names))

    def place(self, host: str) -> Place | None:
        """Where this Host header leads; None for a name that is not ours, by which a foreign page may have reached us (DNS rebinding)."""
        name, colon, port = host.lower().partition(":")
        name = name.rstrip(".")
        if not _PORT.fullmatch(colon + port):
            return None
        if name in self._names:
            return Place("", name + colon + port)
        client, _, agency = name.partition(".")
        if agency not in self._names or agency == LOOPBACK[1] or not _LABEL.fullmatch(client):
            return None
        return Place(client, agency + colon + port)
