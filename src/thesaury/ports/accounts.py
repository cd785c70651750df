"""What we ask of a directory of people: who they are, what they hold in which workspace, and what lets them in.

One directory may serve several workspaces: roles, sessions, tokens and links each say of which workspace they are. Every method is
one transaction. Secrets come as digests only.
"""

from collections.abc import Sequence
from typing import Protocol

from thesaury.model.access import Role
from thesaury.model.account import Holdings, Link, Member, Person, Session, Token


class People(Protocol):
    """People and their roles."""

    def add(self, person: Person) -> None:
        """Add a person. Raises Usage where the address is taken."""

    def change(self, person: Person) -> None:
        """Replace what is known of the person with this id. Raises Usage for an unknown one, or where the address is another's."""

    def get(self, id: str) -> Person | None:
        """The person with this id."""

    def called(self, address: str) -> Person | None:
        """The person with this address, in small letters."""

    def set_roles(self, id: str, workspace: str, roles: frozenset[Role]) -> None:
        """Let a person hold exactly these roles in a workspace; none takes him out of it."""

    def amend(
        self, before: Member, workspace: str, roles: frozenset[Role], enabled: bool, needed: frozenset[Role]
    ) -> bool:
        """Let a member hold these roles in a workspace, enabled or not, if he is still exactly as `before`; else false, and nothing is
        changed. Nobody writes in between, in any process.

        Raises Usage where nobody would be left in the workspace who is enabled and holds one of the `needed` roles.
        """

    def member(self, id: str, workspace: str) -> Member | None:
        """The person with his roles there, which may be none."""

    def members(self, workspace: str) -> list[Member]:
        """Everybody with a role in this workspace, by address."""

    def workspaces(self, id: str) -> list[str]:
        """Where a person holds roles, by id."""

    def known_as(self, issuer: str, subject: str) -> Person | None:
        """The person whom an identity provider calls so."""

    def bind(self, id: str, issuer: str, subject: str) -> None:
        """From now on the provider's name stands for this person."""


class Sessions(Protocol):
    """Who is signed in where."""

    def open(self, session: Session) -> None:
        """Keep a new session."""

    def get(self, digest: str) -> Session | None:
        """The session with this digest."""

    def seen(self, digest: str, at: str) -> None:
        """Note that it was used."""

    def of(self, person: str) -> list[Session]:
        """A person's sessions in all workspaces, the last used first."""

    def end(self, digests: Sequence[str]) -> None:
        """End these."""

    def end_all(self, person: str, but: str = "") -> None:
        """End all of a person's sessions, except the one with this digest."""

    def sweep(self, made_before: str, seen_before: str) -> None:
        """Forget those made before the one or last used before the other moment."""


class Tokens(Protocol):
    """Tokens of programs."""

    def add(self, token: Token) -> None:
        """Keep a new token."""

    def by_digest(self, digest: str) -> Token | None:
        """The token with this digest, revoked or expired too."""

    def all(self, workspace: str, person: str = "") -> list[Token]:
        """Those of a workspace (and a person), the newest first."""

    def used(self, id: str, at: str) -> None:
        """Note that it was used."""

    def revoke(self, id: str, at: str) -> None:
        """It opens nothing from now on; the first time stands."""


class Links(Protocol):
    """One-time links."""

    def add(self, link: Link) -> None:
        """Keep a new link; earlier ones for the same person, purpose and workspace open no more."""

    def get(self, digest: str) -> Link | None:
        """The link with this digest that was not used."""

    def use(self, digest: str) -> bool:
        """Take it away; true for the one who had it."""

    def drop(self, person: str) -> None:
        """Take all links of a person away."""


class Attempts(Protocol):
    """Failed sign-ins, by what is counted: an account or a network address."""

    def add(self, keys: Sequence[str], at: str) -> None:
        """Note a failure of each of these."""

    def count(self, key: str, since: str) -> int:
        """Failures since then."""

    def clear(self, key: str) -> None:
        """Forget its failures."""

    def sweep(self, before: str) -> None:
        """Forget what is older."""


class Accounts(Protocol):
    """The directory."""

    @property
    def people(self) -> People:
        """People and their roles."""

    @property
    def sessions(self) -> Sessions:
        """Who is signed in where."""

    @property
    def tokens(self) -> Tokens:
        """Tokens of programs."""

    @property
    def links(self) -> Links:
        """One-time links."""

    @property
    def attempts(self) -> Attempts:
        """Failed sign-ins."""

    def held(self, workspace: str) -> Holdings:
        """What there is of a workspace: its members, and the sessions, tokens and links that open it, spent ones too."""

    def forget(self, workspace: str) -> None:
        """Take away all of it, and with it the people who were members of this workspace and of no other; one transaction."""

    def close(self) -> None:
        """Release the directory."""
