"""Agencies: clients, each a workspace of its own, and what is left of one that was deleted."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from thesaury.model.errors import Usage

OWN = "shared"
"""What the workspace of the agency itself is called, as a folder and in front of its host."""
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


class ClientState(StrEnum):
    """How a client stands; one that is being deleted is opened no more, and its deletion goes on whenever it is asked for."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    DELETING = "deleting"


@dataclass(frozen=True, slots=True)
class Client:
    """A client of an agency, by the name of its folder; since when it stands so and by whom, empty for one that always was active."""

    name: str
    state: ClientState = ClientState.ACTIVE
    since: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a deletion leaves with the agency: no word of what the client held, only how much, and that nothing of it was found."""

    client: str
    workspace: str
    """The id that the workspace had."""
    by: str
    asked_at: str
    done_at: str
    before: Mapping[str, int]
    """What was counted before anything was taken away."""
    after: Mapping[str, int]
    """In which places it was looked for at the end, and how much was found there: 0 in each."""
    digest: str = ""
    """SHA-256 over the receipt without this field, as JSON with sorted keys and no spaces."""
    graphs: Mapping[str, str] = field(default_factory=dict)
    """Of each graph server that ever held some, by its address: whether they are deleted, or why not, and what to do."""


def checked_name(name: str) -> str:
    """The name, where a client may be called so. Raises Usage."""
    if not _NAME.fullmatch(name):
        raise Usage(
            f"{name[:80]!r} cannot be the name of a client: use up to 63 small letters, digits and hyphens, such as north-sails."
        )
    return name


def client_name(name: str) -> str:
    """The name, where a client of an agency may be called so, beside the agency's own workspace. Raises Usage."""
    if name == OWN:
        raise Usage(f"{OWN} is the agency's own workspace. Take another name for a client.")
    return checked_name(name)
