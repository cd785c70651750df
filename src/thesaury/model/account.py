"""People and what lets them in: passwords, sessions, tokens and one-time links, of which only digests are kept."""

from dataclasses import dataclass
from enum import StrEnum

from thesaury.model.access import Permission, Role, permissions


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an address, by which he signs in and the audit log calls him."""

    id: str
    address: str
    """An e-mail address in small letters."""
    name: str
    made_at: str
    enabled: bool = True
    password: str = ""
    """The argon2id hash; empty for who has no password."""


@dataclass(frozen=True, slots=True)
class Member:
    """A person with the roles he holds in one workspace."""

    person: Person
    roles: frozenset[Role]

    @property
    def permissions(self) -> frozenset[Permission]:
        """All that he may do here; nothing while he is disabled."""
        return permissions(self.roles) if self.person.enabled else frozenset()


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much a directory of people keeps of one workspace."""

    members: int
    sessions: int
    tokens: int
    links: int


@dataclass(frozen=True, slots=True)
class Session:
    """A browser in which a person is signed in to one workspace."""

    digest: str
    """SHA-256 of what the cookie holds; also names the session in lists."""
    person: str
    workspace: str
    made_at: str
    seen_at: str
    place: str = ""
    """Network address it was opened from."""
    agent: str = ""
    """What the browser calls itself."""


@dataclass(frozen=True, slots=True)
class Token:
    """A program's way in: at most what its scopes say and its owner may."""

    id: str
    digest: str
    name: str
    start: str
    """The first signs of the token, by which people recognise it."""
    person: str
    workspace: str
    scopes: frozenset[Permission]
    made_at: str
    expires_at: str
    used_at: str = ""
    revoked_at: str = ""


class Purpose(StrEnum):
    """What a one-time link is for."""

    FIRST = "first"
    """The first person of all names himself and becomes the administrator."""
    PASSWORD = "password"
    """An invited person, or one who lost his password, sets one."""
    ENTER = "enter"
    """One button signs in: the demo."""
    HANDED = "handed"
    """Somebody who is signed in at his agency goes on to a client, in the browser in which he asked for it."""


@dataclass(frozen=True, slots=True)
class Link:
    """Opens once, until it expires."""

    digest: str
    purpose: Purpose
    person: str
    """Empty for the first person, who is not there yet."""
    workspace: str
    expires_at: str
