"""Connecting a panel with a person: it shows a short code, he opens a page where he is signed in, sees who asks, and decides.

The flow is that of RFC 8628 (OAuth 2.0 device authorization): no address to come back to is needed, so it works in every host.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from thesaury.model.account import Member
from thesaury.model.errors import Retry, Usage
from thesaury.model.panel import Pairing, PairingState
from thesaury.pipeline.accounts import Access
from thesaury.pipeline.accounts.access import digest, new_key
from thesaury.pipeline.panels.sessions import Opened, host_name, opened_by
from thesaury.ports.audit import note
from thesaury.ports.panels import Panels

LASTING = timedelta(minutes=10)
"""So long a code is good for."""

INTERVAL = 3
"""Seconds after which a panel asks again."""

_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
"""Without vowels no code becomes a word, and none of them is taken for a digit (RFC 8628, section 6.1): 34 bits in eight."""
_MOST, MOST_OF_PLACE = 2_000, 20
"""So many codes wait for a person at once, in all and of one place."""
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Polled:
    """What became of a panel that asks: `opened` where a person approved."""

    state: PairingState
    opened: Opened | None = None


def begin(access: Access, panels: Panels, host: str, origin: str, place: str) -> tuple[Pairing, str]:
    """A panel that asks to be connected, and what it alone knows. Raises Retry while far too many wait, in all or of this place."""
    key = new_key()
    for _ in range(_TRIES):
        letters = "".join(secrets.choice(_LETTERS) for _ in range(8))
        code, at, ends = f"{letters[:4]}-{letters[4:]}", access.moment(), access.moment(LASTING)
        made = Pairing(digest(key), code, host_name(host), origin, place, at, ends)
        if panels.ask(made, _MOST, MOST_OF_PLACE):
            return made, key
    raise Retry("Very many panels wait to be connected. Ask again in some minutes.")


def waiting(access: Access, panels: Panels, code: str) -> Pairing | None:
    """The panel that shows this code and waits for a decision; however the code was typed."""
    letters = "".join(sign for sign in code.upper() if sign in _LETTERS)
    found = panels.asking(f"{letters[:4]}-{letters[4:]}") if len(letters) == 8 else None
    if found is None or found.ends_at <= access.moment() or found.state is not PairingState.WAITING:
        return None
    return found


def decide(access: Access, panels: Panels, code: str, approve: bool, member: Member) -> Pairing:
    """Approve or refuse the panel that shows this code. Raises Usage where it waits no more."""
    found = waiting(access, panels, code)
    state = PairingState.APPROVED if approve else PairingState.REFUSED
    if found is None or not panels.settle(found.code, state, member.person.id):
        raise Usage("No panel shows this code (any more). Begin anew in the panel.")
    told = {"host": found.host, "origin": found.origin, "place": found.place}
    note(access.audit, "panel.approve" if approve else "panel.refuse", f"person:{member.person.address}", None, told)
    return found


def polled(access: Access, panels: Panels, device: str) -> Polled:
    """What became of the panel that knows this; an approved one is opened once. Raises Usage where it waits no more."""
    found = panels.asked(digest(device))
    if found is None or found.ends_at <= access.moment():
        raise Usage("The code has expired, or was used. Begin anew.")
    if found.state is PairingState.WAITING:
        return Polled(found.state)
    if not panels.take(found.device):
        raise Usage("The code was used. Begin anew.")
    if found.state is PairingState.REFUSED:
        return Polled(found.state)
    member = access.accounts.people.member(found.person, access.workspace)
    if member is None or not member.person.enabled:
        return Polled(PairingState.REFUSED)
    return Polled(found.state, opened_by(access, panels, found, member))
