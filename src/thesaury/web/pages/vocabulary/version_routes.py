"""`/vocabulary/{name}/versions`: every version, what changed between two of them, and the way back to an earlier one."""

from typing import Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse

from thesaury.model.access import Permission
from thesaury.model.concept import Label
from thesaury.pipeline.edited_elsewhere import require_not_shared, shared
from thesaury.web.door.caller import caller, may
from thesaury.web.door.noting import noted
from thesaury.web.pages.vocabulary.outline import Outline
from thesaury.web.pages.vocabulary.room import Room
from thesaury.web.parts.vocabulary.changes import Namer, changes, own_name, touched
from thesaury.web.parts.vocabulary.versions import version, versions


def router(room: Room) -> APIRouter:
    """The pages of versions."""
    routes = APIRouter(dependencies=[may(Permission.READ)])
    desk = room.desk

    @routes.get("/vocabulary/{name}/versions")
    def every(name: str) -> HTMLResponse:
        kept = versions(desk.workspace.catalogue, name)
        return desk.page(
            "vocabulary_versions.html", name=name, versions=kept, diff_url=diff_url, taken=shared(desk.workspace, name)
        )

    @routes.get("/vocabulary/{name}/diff")
    def between(name: str, old: int = 0, new: int = 0, kind: str = "", page: int = 1) -> HTMLResponse:
        kept = versions(desk.workspace.catalogue, name)
        new = new or kept[0].version.number
        old = old or max(1, new - 1)
        found = room.differences.difference(name, old, new)
        outline = room.outlines.outline()
        shown = changes(found.diff, namer(outline, found.concepts), here(outline), kind, page)
        return desk.page(
            "vocabulary_diff.html",
            **{"name": name, "old": found.old, "new": found.new, "changes": shown, "versions": kept},
            touched=room.usages.carrying(touched(found.diff)),
            url=lambda **asked: diff_url(name, old, new, **asked),
        )

    @routes.post("/vocabulary/{name}/versions/{number}/back", dependencies=[may(Permission.VOCABULARY)])
    def back(name: str, number: int) -> RedirectResponse:
        """Nothing is kept yet: the page this leads to shows what would change, and asks."""
        version(desk.workspace.catalogue, name, number)
        require_not_shared(desk.workspace, name)
        draft = room.drafts.begin(name, "", caller().name, back_to=number)
        noted(desk, "vocabulary.propose-back", f"vocabulary:{name}", None, {"version": number})
        return RedirectResponse(f"/vocabulary/import/{draft.id}", 303)

    return routes


def diff_url(name: str, old: int, new: int, kind: str = "", page: int = 1) -> str:
    """Where the difference of two versions is, of one kind of change or of all."""
    asked: dict[str, Any] = {"old": old, "new": new}
    asked |= {"kind": kind} if kind else {}
    asked |= {"page": page} if page > 1 else {}
    return f"/vocabulary/{quote(name, safe='')}/diff?{urlencode(asked)}"


def namer(outline: Outline, concepts: dict[str, Any]) -> Namer:
    """Names as the current vocabularies have them, else as the versions that are compared have them."""

    def name(iri: str) -> Label:
        if iri in concepts:
            return own_name(concepts[iri], outline.lexicon.languages)
        return outline.called(iri)

    return name


def here(outline: Outline) -> Any:
    """Whether a concept has a page now."""
    return lambda iri: outline.thesaurus.concept(iri) is not None
