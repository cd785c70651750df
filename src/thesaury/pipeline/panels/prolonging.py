"""Prolonging a session of a panel by a key that changes each time, so that a key that somebody copied shows."""

from dataclasses import replace
from datetime import datetime, timedelta

from thesaury.model.panel import PanelSession
from thesaury.pipeline.accounts import Access
from thesaury.pipeline.accounts.access import digest
from thesaury.pipeline.panels.holding import OLDEST, holder_of
from thesaury.pipeline.panels.keys import key_after, session_named
from thesaury.pipeline.panels.sessions import IDLE, Opened, end
from thesaury.ports.panels import Panels

GRACE = timedelta(seconds=60)
"""So long the key before is good for, too: the answer with the new one may have been lost."""


def session_of(panels: Panels, key: str) -> PanelSession | None:
    """The session of this key, which may be over, and the key an old one."""
    found = panels.session(named) if (named := session_named(key)) else None
    return found if found and found.refresh else None


def prolonged(access: Access, panels: Panels, key: str) -> Opened | None:
    """The session that this key prolongs, with the next key; None where it prolongs nothing.

    Any other key that was one of the session's has been copied by somebody, however long ago: then the session is ended.
    """
    found = session_of(panels, key)
    if found is None or holder_of(access, panels, found.id) is None:
        return None
    given = digest(key)
    lost = given == found.earlier and _since(access, found.renewed_at) <= GRACE
    if given != found.refresh and not lost:
        end(access, panels, found)
        return None
    following = key_after(key)
    # Within the grace the key that went astray is the one that is forgotten.
    after = replace(
        found,
        refresh=digest(following),
        earlier=given,
        renewed_at=found.renewed_at if lost else access.moment(),
        ends_at=min(access.moment(IDLE), _oldest(found)),
    )
    return Opened(after, following) if panels.exchange(found.id, found.refresh, after) else None


def _oldest(session: PanelSession) -> str:
    return (datetime.fromisoformat(session.made_at) + OLDEST).isoformat(timespec="seconds")


def _since(access: Access, at: str) -> timedelta:
    return access.clock() - datetime.fromisoformat(at)
