"""The accounts of one workspace: the directory of people, the workspace's id in it, and the log of what is done with it."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from thesaury.model.access import Permission
from thesaury.pipeline.accounts.passwords import Passwords
from thesaury.ports.accounts import Accounts
from thesaury.ports.audit import Audit
from thesaury.ports.panels import Panels


def utc_now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Access:
    """What everything about accounts works with."""

    accounts: Accounts
    workspace: str
    """The id of the workspace in the directory."""
    audit: Audit
    passwords: Passwords = field(default_factory=Passwords)
    clock: Callable[[], datetime] = utc_now
    panels: Panels | None = None
    """The panels of the workspace, which end with what let them in; None where there are none."""

    def moment(self, ahead: timedelta = timedelta()) -> str:
        """Now, or so much later, as it is kept: texts of moments sort as the moments do."""
        return (self.clock() + ahead).isoformat(timespec="seconds")

    def begun(self) -> bool:
        """Whether somebody who may administer can already sign in; until then the server prints a link for the first one."""
        members = self.accounts.people.members(self.workspace)
        return any(one.person.password and Permission.ADMINISTER in one.permissions for one in members)


def new_key(start: str = "") -> str:
    """256 random bits as text, behind a start that says what it is."""
    return start + secrets.token_urlsafe(32)


def digest(key: str) -> str:
    """The form in which a key is kept and compared; with 256 random bits it needs no salt."""
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
