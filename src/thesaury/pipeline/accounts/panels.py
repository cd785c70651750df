"""Panels in other programs that are connected as a person: they end with what let them in."""

from typing import Any

from thesaury.model.account import Person
from thesaury.model.panel import PanelSession
from thesaury.pipeline.accounts.access import Access
from thesaury.ports.audit import note


def end_panels(access: Access, person: Person) -> None:
    """End every panel of this workspace that is connected as the person, and those that he approved and that did not ask again yet.

    What an API token of his opened for a page stays: it ends with that token, and after some minutes by itself.
    """
    if access.panels is None:
        return
    for session in access.panels.end_all(person.id, access.moment()):
        note_end(access, session)


def note_end(access: Access, session: PanelSession) -> None:
    """Note that a session was ended."""
    person = access.accounts.people.get(session.person)
    note(access.audit, "panel.end", f"person:{person.address if person else session.person}", told_of(session))


def told_of(session: PanelSession) -> dict[str, Any]:
    """What the audit log keeps of a session."""
    return {"host": session.host, "origin": session.origin, "scopes": sorted(session.scopes)}
