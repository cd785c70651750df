"""Who makes the request that is being answered, and what he may."""

from contextvars import ContextVar
from dataclasses import dataclass

from fastapi.params import Depends as Dependency
from starlette.exceptions import HTTPException

from thesaury.model.access import Permission
from thesaury.model.audit import OURSELVES, acting


@dataclass(frozen=True, slots=True)
class Caller:
    """A person with a session, or a program with a token."""

    name: str
    """What the audit log calls them: a person's address, or `token:` and its name."""
    permissions: frozenset[Permission]
    title: str = ""
    """What pages call the person."""

    @property
    def called(self) -> str:
        """What people read of who did something."""
        return self.title or self.name

    def may(self, permission: Permission) -> bool:
        """Whether this deed is granted."""
        return permission in self.permissions


NOBODY = Caller("", frozenset())

calling: ContextVar[Caller] = ContextVar("calling", default=NOBODY)
"""Set by the door for each request; pages and routes read it by `caller()`."""


def let_in(who: Caller) -> None:
    """From here on this request is theirs, and so is what it does."""
    calling.set(who)
    acting.set(who.name or OURSELVES)


def caller() -> Caller:
    """Who makes the request that is being answered; `NOBODY` outside of one."""
    return calling.get()


def may_any(*permissions: Permission) -> Dependency:
    """A dependency of routes: answers 403 to callers who hold none of these permissions."""

    def checked() -> None:
        if not any(caller().may(permission) for permission in permissions):
            named = " or ".join(permission.value for permission in permissions)
            raise HTTPException(
                403, f"This needs the permission {named}, which you do not hold here. Ask an administrator."
            )

    return Dependency(checked)


def may(permission: Permission) -> Dependency:
    """A dependency of routes: answers 403 to callers who do not hold this permission."""

    def checked() -> None:
        if not caller().may(permission):
            raise HTTPException(
                403, f"This needs the permission {permission.value}, which you do not hold here. Ask an administrator."
            )

    return Dependency(checked)
