"""The audit log: who did what, when, and what was there before and after."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

OURSELVES = "thesaury"
"""Who does what nobody asked for: a schedule, a worker."""

acting: ContextVar[str] = ContextVar("acting", default=OURSELVES)
"""Who does what is being done now: set by the door for each request, and by the command line for a command."""


@contextmanager
def acting_as(who: str) -> Iterator[None]:
    """What is done within is their deed."""
    before = acting.set(who)
    try:
        yield
    finally:
        acting.reset(before)


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that somebody did; `before` and `after` are JSON, empty where there was or is nothing."""

    at: str
    """UTC in ISO 8601."""
    who: str
    """A person's address, `token:` and its name, or `cli:` and the name of the account on the machine."""
    action: str
    """Kind and verb, as `suggestion.accept`, `rights.confirm`, `flow.start`, `user.add`."""
    subject: str
    """Kind and id, as `asset:studio/12`."""
    before: str = ""
    after: str = ""
