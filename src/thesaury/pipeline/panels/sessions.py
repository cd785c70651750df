"""Sessions of panels: opened when a person approves or a program asks, prolonged by a key that changes each time, ended at will."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from thesaury.model.access import Permission
from thesaury.model.account import Member, Token
from thesaury.model.errors import Usage
from thesaury.model.panel import Pairing, PanelSession
from thesaury.pipeline.accounts import Access
from thesaury.pipeline.accounts.access import digest, new_key
from thesaury.pipeline.accounts.tokens import lives
from thesaury.ports.audit import note
from thesaury.ports.panels import Panels

SCOPES = frozenset({Permission.READ, Permission.EDIT})
"""What a panel may at most: look, recommend, and record what was placed."""

START = "thp_"
"""By which people and scanners of leaked secrets recognise the key that prolongs a session."""

IDLE = timedelta(days=30)
"""So long a session lasts that nobody prolongs."""

LONGEST = timedelta(minutes=15)
"""So long a token lasts at most that a program asked for; it cannot be prolonged."""

GRACE = timedelta(seconds=60)
"""So long the key before is good for, too: the answer with the new one may have been lost."""

_REMEMBERED = timedelta(days=7)
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Opened:
    """A session, and the key that prolongs it, which is given once and kept nowhere."""

    session: PanelSession
    refresh: str


def host_name(text: str) -> str:
    """What a panel calls its program, as it may be shown to a person; an empty or unreadable name becomes `Panel`."""
    name = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:_LONGEST_NAME].strip()
    return name or "Panel"


def opened_by(access: Access, panels: Panels, pairing: Pairing, member: Member) -> Opened:
    """The session of a panel that this person approved."""
    key = new_key(START)
    session = PanelSession(
        secrets.token_hex(12),
        member.person.id,
        pairing.host,
        pairing.origin,
        SCOPES & member.permissions,
        access.moment(),
        access.moment(IDLE),
        renewed_at=access.moment(),
        refresh=digest(key),
    )
    panels.open(session, access.moment(-_REMEMBERED))
    _noted(access, "panel.connect", session)
    return Opened(session, key)


def opened_for(
    access: Access,
    panels: Panels,
    origin: str,
    owner: Member,
    scopes: frozenset[Permission],
    token: str,
    lasting: timedelta,
) -> PanelSession:
    """A session for a page of this origin, which its owner, or a program with this API token of his, asked for; it lasts `lasting` and
    cannot be prolonged.

    Raises Usage for an origin that is not allowed, and for a longer time than may be.
    """
    if origin not in {one.origin for one in panels.origins()}:
        raise Usage(f"{origin} is not allowed. Somebody who administers adds it: thesaury picker origins add {origin}")
    if not timedelta(minutes=1) <= lasting <= LONGEST:
        raise Usage(f"A token of the picker lasts between 1 and {LONGEST.seconds // 60} minutes.")
    held = scopes & SCOPES & owner.permissions
    at, ends = access.moment(), access.moment(lasting)
    session = PanelSession(secrets.token_hex(12), owner.person.id, "Page", origin, held, at, ends, token=token)
    panels.open(session, access.moment(-_REMEMBERED))
    return session


def holder_of(access: Access, panels: Panels, id: str) -> tuple[PanelSession, Member] | None:
    """A session and its person; None where it is over, its person disabled, its API token revoked, or its origin allowed no more."""
    session = panels.session(id)
    if session is None or session.ended_at or session.ends_at <= access.moment():
        return None
    member = access.accounts.people.member(session.person, access.workspace)
    if member is None or not member.person.enabled or not member.roles:
        return None
    if session.token and not _token_lives(access, session):
        return None
    return (session, member) if _may_stand(panels, session.origin) else None


def prolonged(access: Access, panels: Panels, key: str) -> Opened | None:
    """The session that this key prolongs, with the next key; None where it prolongs nothing.

    A key that was changed for another some while ago has been copied by somebody: then the session is ended.
    """
    given = digest(key) if key.startswith(START) else ""
    found = panels.prolongs(given)
    if found is None or holder_of(access, panels, found.id) is None:
        return None
    if given != found.refresh and _since(access, found.renewed_at) > GRACE:
        end(access, panels, found)
        return None
    following = new_key(START)
    # Within the grace the key that went astray is the one that is forgotten.
    after = replace(
        found,
        refresh=digest(following),
        earlier=given,
        renewed_at=access.moment() if given == found.refresh else found.renewed_at,
        ends_at=access.moment(IDLE),
    )
    return Opened(after, following) if panels.exchange(found.id, found.refresh, after) else None


def end(access: Access, panels: Panels, session: PanelSession) -> None:
    """Let a session be good for nothing from now on."""
    if panels.end(session.id, access.moment()):
        _noted(access, "panel.end", session)


def end_named(access: Access, panels: Panels, id: str, person: str = "") -> None:
    """The same by its id (and its person). Raises Usage where there is none."""
    found = next((one for one in panels.sessions(person) if one.id == id), None)
    if found is None:
        raise Usage("This panel is not connected any more.")
    end(access, panels, found)


def shown(access: Access, panels: Panels, person: str = "") -> list[PanelSession]:
    """The sessions that hold (of this person) and can be prolonged, the newest first."""
    return [one for one in panels.sessions(person) if one.refresh and one.ends_at > access.moment()]


def _may_stand(panels: Panels, origin: str) -> bool:
    """A session that a page of an origin began is bound to it, and ends with it; one of a program is bound to none."""
    return not origin.startswith("http") or origin in {one.origin for one in panels.origins()}


def _token_lives(access: Access, session: PanelSession) -> bool:
    every: list[Token] = access.accounts.tokens.all(access.workspace, session.person)
    return any(one.id == session.token and lives(access, one) for one in every)


def _since(access: Access, at: str) -> timedelta:
    return access.clock() - datetime.fromisoformat(at)


def _noted(access: Access, action: str, session: PanelSession) -> None:
    person = access.accounts.people.get(session.person)
    told = {"host": session.host, "origin": session.origin, "scopes": sorted(session.scopes)}
    before, after = (told, None) if action == "panel.end" else (None, told)
    note(access.audit, action, f"person:{person.address if person else session.person}", before, after)
