"""From one workspace of a directory to another: who has shown who he is in one goes on to the next without signing in again."""

from datetime import timedelta

from thesaury.model.account import Link, Person, Purpose
from thesaury.pipeline.accounts.access import Access, digest, new_key

LASTS = timedelta(seconds=60)
"""A browser that is sent on arrives within a second."""


def hand_over(access: Access, person: Person, asked: str) -> str:
    """The key by which a person comes into this workspace: once, within a minute, and only together with `asked`, which the browser that
    asked for it alone knows. Earlier ones open no more."""
    key = new_key()
    access.accounts.links.add(
        Link(_digest(key, asked), Purpose.HANDED, person.id, access.workspace, access.moment(LASTS))
    )
    return key


def handed(access: Access, key: str, asked: str) -> Person | None:
    """Who comes by this key; None where it opens nothing: used, over, of another browser or workspace, or of somebody who holds no role
    here any more."""
    found = access.accounts.links.get(_digest(key, asked))
    if found is None or found.purpose is not Purpose.HANDED or found.workspace != access.workspace:
        return None
    if found.expires_at <= access.moment() or not access.accounts.links.use(found.digest):
        return None
    member = access.accounts.people.member(found.person, access.workspace)
    return member.person if member and member.roles and member.person.enabled else None


def _digest(key: str, asked: str) -> str:
    return digest(f"{key}.{asked}")
