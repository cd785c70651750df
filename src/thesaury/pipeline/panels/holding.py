"""Who holds a session of a panel, and whether it still holds: asked anew at each request."""

from dataclasses import dataclass
from datetime import timedelta

from thesaury.model.access import Permission
from thesaury.model.account import Member, Person, Token
from thesaury.model.panel import PanelSession
from thesaury.pipeline.accounts import Access
from thesaury.pipeline.accounts.access import digest
from thesaury.pipeline.accounts.tokens import lives
from thesaury.ports.panels import Panels

OLDEST = timedelta(days=180)
"""So long a session lasts at most, however often it is prolonged."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A session that holds, its person, and the API token that made it, if one did."""

    session: PanelSession
    member: Member
    token: Token | None = None

    @property
    def name(self) -> str:
        """What the audit log calls them: the person's address, or `token:` and the name of the API token."""
        return f"token:{self.token.name}" if self.token else self.member.person.address

    @property
    def title(self) -> str:
        """What the panel calls them."""
        return self.token.name if self.token else self.member.person.name

    @property
    def permissions(self) -> frozenset[Permission]:
        """What they may: nothing that the session was not opened for, and nothing that the person may no more."""
        return self.session.scopes & self.member.permissions


def holder_of(access: Access, panels: Panels, id: str) -> Holder | None:
    """Who holds a session; None where it is over, its person disabled, its API token revoked, or its origin allowed no more,
    and where he has another password than when he opened it."""
    session = panels.session(id) if id else None
    if session is None or session.ended_at or session.ends_at <= access.moment():
        return None
    member = access.accounts.people.member(session.person, access.workspace)
    if session.made_at <= access.moment(-OLDEST) or member is None or not member.person.enabled or not member.roles:
        return None
    if session.mark not in ("", mark_of(member.person)):
        return None
    token = _token(access, session)
    if (session.token and token is None) or not _may_stand(panels, session.origin):
        return None
    return Holder(session, member, token)


def mark_of(person: Person) -> str:
    """What changes with a person's password: a directory may serve other workspaces, whose panels nobody ends when he gets a new one."""
    return digest(person.password)[:24]


def _may_stand(panels: Panels, origin: str) -> bool:
    """A session that a page of an origin began is bound to it, and ends with it; one of a program is bound to none."""
    return not origin.startswith("http") or origin in {one.origin for one in panels.origins()}


def _token(access: Access, session: PanelSession) -> Token | None:
    """The API token that made a session, while it lives."""
    own = access.accounts.tokens.all(access.workspace, session.person) if session.token else []
    return next((one for one in own if one.id == session.token and lives(access, one)), None)
