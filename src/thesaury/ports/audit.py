"""What we ask of the audit log: it takes deeds and shows them; nothing in it is ever changed or removed."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from thesaury.model.audit import Deed, acting
from thesaury.model.time import now


@dataclass(frozen=True, slots=True)
class Sought:
    """Which deeds are wanted; what is empty does not narrow. `since` and `until` are UTC, the first within, the second not."""

    who: str = ""
    action: str = ""
    """An action, or its beginning up to a point: `rights` is every deed about rights."""
    subject: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A deed as the log holds it, with its number, from 1 upwards."""

    number: int
    deed: Deed


class Audit(Protocol):
    """The audit log of one workspace."""

    def add(self, deeds: Sequence[Deed]) -> None:
        """Append these in order, all or none."""

    def deeds(self, sought: Sought = Sought(), limit: int = 50, before: int = 0) -> tuple[Kept, ...]:
        """The newest first, at most `limit`, those with a number below `before` where that is not 0."""

    def every(self, sought: Sought = Sought()) -> Iterator[Kept]:
        """All of them, the oldest first, read as they are asked for."""

    def broken_at(self) -> int:
        """The number of the first deed that was changed, removed or put in behind the log's back; 0 where the log is whole."""


def note(audit: Audit, action: str, subject: str, before: Any = None, after: Any = None) -> None:
    """Add a deed of whoever acts now. `before` and `after` are JSON values, None where there was or is nothing; never a secret."""
    audit.add([deed(action, subject, before, after)])


def deed(action: str, subject: str, before: Any = None, after: Any = None) -> Deed:
    """A deed of whoever acts, done now."""
    return Deed(now(), acting.get(), action, subject, _json(before), _json(after))


def _json(value: Any) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False)
