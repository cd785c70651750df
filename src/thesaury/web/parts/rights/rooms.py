"""The rooms within the room of rights, for the tabs that every one of its pages bears."""

from thesaury.model.access import Permission
from thesaury.model.policy import PolicyStatus
from thesaury.ports.catalogue import Catalogue
from thesaury.web.door.caller import caller
from thesaury.web.texts import phrase

Tab = tuple[str, str, int | None]
"""Its address, its name, and how much waits there."""

_COUNTED = 500
"""Notices are counted so far; more of them nobody reads one by one."""


def rights_rooms(catalogue: Catalogue) -> tuple[Tab, ...]:
    """Those that the caller may enter, with what waits."""
    waiting = catalogue.rights.counts().get(PolicyStatus.NEEDS_REVIEW, 0)
    notices = len(catalogue.notices.page(limit=_COUNTED))
    rooms: list[Tab] = [
        ("/rights", phrase("rights.room.records"), waiting),
        ("/rights/calendar", phrase("rights.room.calendar"), None),
        ("/rights/notices", phrase("rights.room.notices"), notices),
    ]
    if caller().may(Permission.RIGHTS):
        rooms.append(("/rights/intake", phrase("rights.room.intake"), None))
    return (*rooms, ("/rights/decisions", phrase("rights.room.decisions"), None))
