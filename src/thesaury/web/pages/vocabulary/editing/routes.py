"""All pages on which vocabularies are edited, for those who may."""

from fastapi import APIRouter

from thesaury.model.access import Permission
from thesaury.web.door.caller import may
from thesaury.web.pages.vocabulary.editing import add_routes, choose_routes, concept_routes, draft_routes
from thesaury.web.pages.vocabulary.editing.banner import open_drafts
from thesaury.web.pages.vocabulary.room import Room


def router(room: Room) -> APIRouter:
    """The pages of editing; from here on all pages of the room say which drafts are open."""
    routes = APIRouter(dependencies=[may(Permission.VOCABULARY)])
    for part in (concept_routes, choose_routes, add_routes, draft_routes):
        routes.include_router(part.router(room))
    room.desk.templates.globals["open_drafts"] = lambda: open_drafts(room)
    return routes
