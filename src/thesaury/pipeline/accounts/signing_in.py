"""Signing in and out: by a password, with patience for mistakes and none for guessing, and the sessions that come of it."""

from datetime import datetime, timedelta
from enum import Enum

from thesaury.model.account import Member, Person, Session
from thesaury.model.audit import acting_as
from thesaury.pipeline.accounts.access import Access, digest, new_key
from thesaury.pipeline.accounts.panels import end_panels
from thesaury.ports.audit import note

IDLE, LONGEST = timedelta(hours=12), timedelta(days=14)
"""A session ends when it was not used for so long, and at the latest so long after signing in."""

WINDOW = timedelta(minutes=15)
MOST_OF_ACCOUNT, MOST_OF_PLACE = 8, 40
"""Failures within the window after which an account from one place, and a place as a whole, have to wait."""
MOST_OF_ALL = 60
"""Failures of an account from anywhere after which it waits: many places guess at once."""

_FRESH = timedelta(minutes=1)


class Refusal(Enum):
    """Why somebody was not let in; nobody learns whether the account exists."""

    WRONG = "wrong"
    WAIT = "wait"


def sign_in(access: Access, address: str, password: str, place: str, agent: str = "") -> tuple[Person, str] | Refusal:
    """The person and the key of a new session, or why not. Takes as long for an unknown address as for a wrong password."""
    name = address.strip().lower()[:320]
    account, everywhere, anyone = f"account {digest(name)} {place}", f"account {digest(name)}", f"place {place}"
    since, attempts = access.moment(-WINDOW), access.accounts.attempts
    limits = ((account, MOST_OF_ACCOUNT), (everywhere, MOST_OF_ALL), (anyone, MOST_OF_PLACE))
    if any(attempts.count(key, since) >= most for key, most in limits):
        return Refusal.WAIT
    person = access.accounts.people.called(name)
    fits = access.passwords.fits(person.password if person else "", password)
    if not fits or person is None or not person.enabled:
        attempts.add([account, everywhere, anyone], access.moment())
        _as(person.address if person else "nobody", access, "session.refuse", person.address if person else "unknown")
        return Refusal.WRONG
    attempts.clear(account)
    attempts.clear(everywhere)
    return person, open_session(access, person, place, agent)


def open_session(access: Access, person: Person, place: str, agent: str = "") -> str:
    """A new session of a person who has shown who he is; returns its key, which is kept nowhere."""
    access.accounts.sessions.sweep(access.moment(-LONGEST), access.moment(-IDLE))
    key, at = new_key(), access.moment()
    access.accounts.sessions.open(Session(digest(key), person.id, access.workspace, at, at, place, agent[:200]))
    _as(person.address, access, "session.open", person.address)
    return key


def member_of(access: Access, key: str) -> tuple[Member, Session] | None:
    """Who is signed in with this key in this workspace; None where the session is over, or its person disabled."""
    session = access.accounts.sessions.get(digest(key)) if key else None
    if session is None or session.workspace != access.workspace or not _lives(access, session):
        return None
    member = access.accounts.people.member(session.person, access.workspace)
    if member is None or not member.person.enabled:
        return None
    if _age(access, session.seen_at) > _FRESH:  # not written at every request
        access.accounts.sessions.seen(session.digest, access.moment())
    return member, session


def sign_out(access: Access, key: str, address: str) -> None:
    """End the session with this key."""
    access.accounts.sessions.end([digest(key)])
    _as(address, access, "session.end", address)


def _lives(access: Access, session: Session) -> bool:
    return _age(access, session.seen_at) < IDLE and _age(access, session.made_at) < LONGEST


def _age(access: Access, at: str) -> timedelta:
    return access.clock() - datetime.fromisoformat(at)


def _as(who: str, access: Access, action: str, address: str) -> None:
    """A deed of somebody who is at the door."""
    with acting_as(who):
        note(access.audit, action, f"person:{address}")


def end_session(access: Access, person: Person, digest_: str, but: str) -> None:
    """End one of a person's sessions, or (with an empty digest) all but the one with the digest `but`, and his panels."""
    own = {session.digest for session in access.accounts.sessions.of(person.id)}
    access.accounts.sessions.end([digest_] if digest_ in own else [] if digest_ else sorted(own - {but}))
    if not digest_:
        end_panels(access, person)
    note(access.audit, "session.end", f"person:{person.address}")
