"""Passwords: kept as argon2id hashes only, compared in the same time whether there is one or not, and not too easy to guess."""

from functools import cache
from importlib.resources import files

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from thesaury.model.errors import Usage

SHORTEST, LONGEST = 12, 200
"""Characters of a password."""


class Passwords:
    """Hashes and compares; the costs are those OWASP recommends (19 MiB, two passes, one lane)."""

    def __init__(self, memory_kib: int = 19_456, passes: int = 2) -> None:
        """Take these costs for new hashes; older ones keep theirs."""
        self._hasher = PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=1, type=Type.ID)
        self._nobody = self._hasher.hash("nobody has this password")

    def hashed(self, password: str) -> str:
        """The form in which it is kept."""
        return self._hasher.hash(password)

    def fits(self, kept: str, password: str) -> bool:
        """Whether this is the password; without a kept one it takes as long, and it is not."""
        if len(password) > LONGEST:
            return False
        try:
            return self._hasher.verify(kept or self._nobody, password) and bool(kept)
        except (VerificationError, InvalidHashError):
            return False

    def outdated(self, kept: str) -> bool:
        """Whether the costs changed since it was hashed."""
        return self._hasher.check_needs_rehash(kept)


def checked(password: str, address: str) -> str:
    """The password, if it may be one. Raises Usage that says why not."""
    if len(password) < SHORTEST:
        raise Usage(f"A password has at least {SHORTEST} characters. A few words in a row are easy to remember.")
    if len(password) > LONGEST:
        raise Usage(f"A password has {LONGEST} characters at most.")
    low = password.lower()
    if low in (address.lower(), address.lower().partition("@")[0]):
        raise Usage("The address itself is no password. Take something nobody knows.")
    if low in common() or len(set(low)) < 4:
        raise Usage("This password is one of those that are tried first. Take another one.")
    return password


@cache
def common() -> frozenset[str]:
    """Passwords that everybody tries first, in small letters."""
    text = files("thesaury.pipeline.accounts").joinpath("common_passwords.txt").read_text(encoding="utf-8")
    return frozenset(text.split())
