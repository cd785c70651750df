"""What the pages of the vocabulary room say of drafts: that one is open, and where a concept can be edited."""

from dataclasses import dataclass
from urllib.parse import urlencode

from thesaury.model.access import Permission
from thesaury.model.draft import Draft
from thesaury.pipeline.edited_elsewhere import editable, edited_at, shared
from thesaury.web.door.caller import caller
from thesaury.web.pages.vocabulary.editing.drafted import base_url, edit_url
from thesaury.web.pages.vocabulary.room import Room


@dataclass(frozen=True, slots=True)
class Open:
    """A draft that is open: whose, and where it is to be seen."""

    draft: Draft
    url: str


@dataclass(frozen=True, slots=True)
class Deeds:
    """What can be done to a concept: where it is edited, or the connection of the server where that is done, or
    that it is the agency's (`shared`). `changed_by` are those who
    changed it in the open draft."""

    name: str
    base: str
    url: str
    server: str
    shared: bool
    changed_by: tuple[str, ...]


def open_drafts(room: Room) -> list[Open]:
    """The drafts that are open, for those who may edit."""
    if not caller().may(Permission.VOCABULARY):
        return []
    catalogue = room.desk.workspace.catalogue
    drafts = [catalogue.drafts.current(version.name) for version in catalogue.vocabularies.current()]
    return [Open(draft, f"{base_url(draft.vocabulary)}/draft") for draft in drafts if draft]


def add_url(room: Room, scheme: str) -> str:
    """Where a concept is added at the top of this scheme; empty for readers, and where it is edited elsewhere."""
    if not caller().may(Permission.VOCABULARY):
        return ""
    held = room.desk.lexicon().vocabularies
    name = next((v.name for v, kept in held if any(one.iri == scheme for one in kept.schemes)), "")
    if not name or editable(room.desk.workspace, name):
        return ""
    return f"{base_url(name)}/add?{urlencode({'scheme': scheme})}"


def deeds_of(room: Room, name: str, iri: str) -> Deeds | None:
    """What the caller can do to this concept of a vocabulary; None for readers. Lays nothing on a bench."""
    if not caller().may(Permission.VOCABULARY):
        return None
    catalogue = room.desk.workspace.catalogue
    draft = catalogue.drafts.current(name)
    entries = catalogue.drafts.entries(draft.id) if draft else []
    who = dict.fromkeys(entry.who for entry in entries if entry.counts and iri in entry.touched)
    server, taken = edited_at(room.desk.workspace, name), shared(room.desk.workspace, name)
    return Deeds(name, base_url(name), edit_url(name, iri), server, taken is not None, tuple(who))
