"""All pages on which vocabularies are edited, for those who may."""

from fastapi import APIRouter

from thesaury.web.joining import joined
from thesaury.web.pages.vocabulary.editing import add_routes, choose_routes, concept_routes, draft_routes
from thesaury.web.pages.vocabulary.editing.banner import open_drafts
from thesaury.web.pages.vocabulary.room import Room


def router(room: Room) -> APIRouter:
    """The pages of editing; from here on all pages of the room say which drafts are open."""
    room.desk.templates.globals["open_drafts"] = lambda: open_drafts(room)
    return joined(*(part.router(room) for part in (concept_routes, choose_routes, add_routes, draft_routes)))
