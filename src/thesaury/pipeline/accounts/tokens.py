"""Tokens of programs: made once, shown once, and at any time no more than their owner may."""

import secrets
from collections.abc import Iterable
from datetime import timedelta

from thesaury.model.access import Permission
from thesaury.model.account import Member, Token
from thesaury.model.errors import Usage
from thesaury.pipeline.accounts.access import Access, digest, new_key
from thesaury.ports.audit import note

START = "thy_"
"""By which people and scanners of leaked secrets recognise a token."""

DAYS = 90
MOST_DAYS = 730
_SHOWN = 10
_LONGEST_NAME = 60


def create(
    access: Access, owner: Member, name: str, scopes: Iterable[Permission], days: int = DAYS
) -> tuple[Token, str]:
    """A new token of this member, and the text that is given once. Raises Usage for a wrong name or period, and for scopes that he
    does not hold."""
    wanted, called = frozenset(scopes), " ".join(name.split())
    if not called or len(called) > _LONGEST_NAME or not called.isprintable():
        raise Usage(f"A token has a name of up to {_LONGEST_NAME} readable signs, such as nightly export.")
    if not 1 <= days <= MOST_DAYS:
        raise Usage(f"A token lasts between 1 and {MOST_DAYS} days.")
    if not wanted:
        raise Usage(f"Give the token at least one scope: {', '.join(Permission)}.")
    if lacking := wanted - owner.permissions:
        raise Usage(f"{owner.person.address} does not hold {', '.join(sorted(lacking))}, so no token of his can.")
    key, expires = new_key(START), access.moment(timedelta(days=days))
    id, at = secrets.token_hex(8), access.moment()
    made = Token(id, digest(key), called, key[:_SHOWN], owner.person.id, access.workspace, wanted, at, expires)
    access.accounts.tokens.add(made)
    told = {"name": called, "owner": owner.person.address, "scopes": sorted(wanted), "expires": expires}
    note(access.audit, "token.create", f"token:{id}", None, told)
    return made, key


def revoke(access: Access, id: str, owner: str = "") -> Token:
    """Let a token open nothing from now on. Raises Usage where there is none (of this owner)."""
    found = next((one for one in access.accounts.tokens.all(access.workspace, owner) if one.id == id), None)
    if found is None:
        raise Usage(f"There is no token {id!r}. See: thesaury token list")
    access.accounts.tokens.revoke(id, access.moment())
    note(access.audit, "token.revoke", f"token:{id}", {"name": found.name})
    return found


def holder_of(access: Access, key: str) -> tuple[Token, Member] | None:
    """The token with this text and its owner; None where it is revoked, expired, of another workspace, or its owner disabled."""
    found = access.accounts.tokens.by_digest(digest(key)) if key.startswith(START) else None
    if found is None or found.workspace != access.workspace or not lives(access, found):
        return None
    owner = access.accounts.people.member(found.person, access.workspace)
    if owner is None or not owner.person.enabled:
        return None
    if found.used_at < access.moment(-timedelta(minutes=1)):  # not written at every request
        access.accounts.tokens.used(found.id, access.moment())
    return found, owner


def lives(access: Access, token: Token) -> bool:
    """Whether it opens anything."""
    return not token.revoked_at and token.expires_at > access.moment()
