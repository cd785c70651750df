"""Panels: the picker inside other programs and pages, how it comes to be connected with a person, and where it may stand."""

from dataclasses import dataclass
from enum import StrEnum

from thesaury.model.access import Permission

SANDBOXED = "null"
"""What browsers call the origin of a frame that has none of its own: the plug-ins of Figma, say."""


@dataclass(frozen=True, slots=True)
class AllowedOrigin:
    """An origin (`https://cms.example`) whose pages may hold the picker and ask the panel interface; by whom and when it was allowed."""

    origin: str
    by: str
    at: str


class PairingState(StrEnum):
    """What became of a panel that asks to be connected."""

    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Pairing:
    """A panel that shows `code` and waits for a person to approve it. `device` is the SHA-256 of what the panel alone knows, `host` how
    it calls its program, `origin` where it stands (empty where its host says nothing), `place` the network address it asked from.

    Moments are UTC in ISO 8601. `person` is the id of who decided, empty while it waits.
    """

    device: str
    code: str
    host: str
    origin: str
    place: str
    made_at: str
    ends_at: str
    state: PairingState = PairingState.WAITING
    person: str = ""


@dataclass(frozen=True, slots=True)
class PanelSession:
    """A panel that is connected with a person: what it may at most, where it stands, until when it lasts if nobody prolongs it.

    `refresh` is the SHA-256 of what prolongs it, `earlier` that of the one before, which is good for a short while after `renewed_at`, for
    an answer may be lost; both are empty where it cannot be prolonged. `token` is the id of the API token that made it, empty where a
    person approved it. `mark` changes with the password of its person, by which a session ends in every workspace; empty where it is
    bound to none.
    """

    id: str
    person: str
    host: str
    origin: str
    scopes: frozenset[Permission]
    made_at: str
    ends_at: str
    renewed_at: str = ""
    refresh: str = ""
    earlier: str = ""
    token: str = ""
    ended_at: str = ""
    mark: str = ""
