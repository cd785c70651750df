"""Sessions of panels: opened when a person approves or a program asks, ended at will."""

import secrets
from dataclasses import dataclass, replace
from datetime import timedelta

from thesaury.model.access import Permission
from thesaury.model.account import Member
from thesaury.model.audit import acting_as
from thesaury.model.errors import Usage
from thesaury.model.panel import Pairing, PanelSession
from thesaury.pipeline.accounts import Access
from thesaury.pipeline.accounts.access import digest
from thesaury.pipeline.accounts.panels import note_end, told_of
from thesaury.pipeline.panels.holding import holder_of, mark_of
from thesaury.pipeline.panels.keys import first_key, session_named
from thesaury.ports.audit import note
from thesaury.ports.panels import Panels

SCOPES = frozenset({Permission.READ, Permission.EDIT})
"""What a panel may at most: look, recommend, and record what was placed."""

IDLE = timedelta(days=30)
"""So long a session lasts that nobody prolongs."""

LONGEST = timedelta(minutes=15)
"""So long a token lasts at most that a program asked for; it cannot be prolonged."""

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
    """The session of a panel that this person approved; it is his deed, though the panel is who asks."""
    key = first_key()
    session = PanelSession(
        session_named(key),
        member.person.id,
        pairing.host,
        pairing.origin,
        SCOPES & member.permissions,
        access.moment(),
        access.moment(IDLE),
        renewed_at=access.moment(),
        refresh=digest(key),
        mark=mark_of(member.person),
    )
    panels.open(session, access.moment(-_REMEMBERED))
    with acting_as(member.person.address):
        note(access.audit, "panel.connect", f"person:{member.person.address}", None, told_of(session))
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
    session = session if token else replace(session, mark=mark_of(owner.person))
    panels.open(session, access.moment(-_REMEMBERED))
    note(access.audit, "panel.token", f"person:{owner.person.address}", None, {**told_of(session), "ends": ends})
    return session


def end(access: Access, panels: Panels, session: PanelSession) -> None:
    """Let a session be good for nothing from now on."""
    if panels.end(session.id, access.moment()):
        note_end(access, session)


def log_out(access: Access, panels: Panels, session: PanelSession) -> None:
    """The same, as the deed of whoever holds the session: its panel asks."""
    if holder := holder_of(access, panels, session.id):
        with acting_as(holder.name):
            end(access, panels, session)
    else:
        end(access, panels, session)


def end_named(access: Access, panels: Panels, id: str, person: str = "") -> None:
    """End a session by its id (and its person). Raises Usage where there is none."""
    found = next((one for one in panels.sessions(person) if one.id == id), None)
    if found is None:
        raise Usage("This panel is not connected any more.")
    end(access, panels, found)


def shown(access: Access, panels: Panels, person: str = "") -> list[PanelSession]:
    """The sessions that hold (of this person) and can be prolonged, the newest first."""
    return [one for one in panels.sessions(person) if one.refresh and holder_of(access, panels, one.id)]
