"""Sessions and teams: what somebody does on one day under a name that says nothing of him, and the team the settings put him in."""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from hashlib import sha256
from threading import Lock

from thesaury.ports.search_log import SearchLog

PORTAL, API, COMMAND = "portal", "api", "command"
"""Where somebody asks; in a picker it is the program it stands in."""

_PROGRAM = "program:"
_SIGNS = 20
_DAY = 10
_DAYS = 2
"""So many days' keys are held: whoever asked just before midnight is written down just after it."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, as the audit log would call them (a person's address, `token:` and a name), and where. The name is kept nowhere."""

    name: str
    where: str


class Sessions:
    """Names sessions by the random key of their day; threads may share it."""

    def __init__(self, log: SearchLog) -> None:
        """No key is read yet."""
        self._log = log
        self._lock = Lock()
        self._keys: dict[str, bytes] = {}

    def named(self, name: str, at: str) -> str:
        """The session of this name on the day (UTC) of a moment: twenty hexadecimal digits, others on every day; empty for nobody."""
        return (
            hmac.new(self._key(at[:_DAY]), name.encode("utf-8", "replace"), sha256).hexdigest()[:_SIGNS] if name else ""
        )

    def sealed(self, digest: str, at: str) -> str:
        """A digest under the key of the day of a moment: nobody can guess his way to the words without the key, and the same words of two
        days are two. Empty for none."""
        return hmac.new(self._key(at[:_DAY]), f"words {digest}".encode(), sha256).hexdigest() if digest else ""

    def _key(self, day: str) -> bytes:
        with self._lock:
            if day not in self._keys:
                self._keys[day] = self._log.day_key(day)
                for old in sorted(self._keys)[:-_DAYS]:
                    del self._keys[old]
            return self._keys[day]


def team_of(asker: Asker, teams: Mapping[str, Sequence[str]]) -> str:
    """The first team with a pattern that fits, whatever the case: the name of who asks, or `program:` and where. Empty for none."""
    names = (asker.name.casefold(), f"{_PROGRAM}{asker.where}".casefold())
    found = (team for team, patterns in teams.items() if any(_fits(names, pattern) for pattern in patterns))
    return next(found, "")


def _fits(names: Sequence[str], pattern: str) -> bool:
    return any(fnmatchcase(name, pattern.casefold()) for name in names)
