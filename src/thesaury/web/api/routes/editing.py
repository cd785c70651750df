"""Drafts of vocabularies: edited by several at once, looked at, published."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi import Path as PathParameter

from thesaury.model.access import Permission
from thesaury.pipeline import editing
from thesaury.web.api import editing_told, importing
from thesaury.web.api.etags import agreed
from thesaury.web.api.models import editing as models
from thesaury.web.api.models import imports
from thesaury.web.api.models.shapes import Iri
from thesaury.web.api.paging import Cursor, Limit, linked, sliced
from thesaury.web.api.routing import Operation
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller, may
from thesaury.web.failures import NotHere
from thesaury.web.parts.vocabulary.keepers import Keepers

_Number = Annotated[int, PathParameter(ge=1, lt=2**31, description="The number of the edit.")]
_Name = Annotated[str, PathParameter(description="The vocabulary.", examples=["terms"])]
_DRAFT = "/vocabularies/{name}/draft"


def router(desk: Desk, keepers: Keepers) -> APIRouter:
    """The draft of each vocabulary."""
    needed = [may(Permission.READ), may(Permission.VOCABULARY)]
    routes = APIRouter(tags=["vocabularies"], route_class=Operation, dependencies=needed)
    workspace = desk.workspace

    def here(name: str) -> str:
        if not workspace.catalogue.vocabularies.versions(name):
            raise NotHere("vocabulary")
        return name

    @routes.get(_DRAFT, response_model=models.Draft)
    def get_draft(response: Response, name: _Name) -> dict[str, Any]:
        """Read how the draft of a vocabulary stands; all editors share it. Where a newer version came in, it stands on that.

        A vocabulary that comes from a server is edited there: 400.
        """
        view, found = editing.difference(workspace, here(name))
        response.headers["ETag"] = editing_told.tag_of(view)
        return editing_told.draft(view, found)

    @routes.get(f"{_DRAFT}/changes", response_model=imports.Difference)
    def list_draft_changes(
        request: Request,
        response: Response,
        name: _Name,
        kind: Annotated[imports.ChangeKind | None, Query(description="Only changes of this kind.")] = None,
        limit: Limit = 50,
        cursor: Cursor = "",
    ) -> dict[str, Any]:
        """List what the draft changes of the version it stands on; `new` is 0."""
        view, found = editing.difference(workspace, here(name))
        both = (*found.added, *found.removed, *(change.after for change in found.changed))
        names = importing.named({one.iri: one for one in both}, workspace.languages)
        question = ["draft changes", name, str(view.seen), kind]
        page, following = sliced(importing.changed(found, kind or "", names), question, limit, cursor)
        about = {"name": name, "old": view.version, "new": 0, "counts": importing.counts(found)}
        return about | {"changes": page, "next": linked(request, response, following)}

    @routes.get(f"{_DRAFT}/edits", response_model=models.Entries)
    def list_draft_edits(
        request: Request, response: Response, name: _Name, limit: Limit = 50, cursor: Cursor = ""
    ) -> dict[str, Any]:
        """List the edits of the draft, the newest first, those that were undone or are held among them."""
        view = editing.draft_of(workspace, here(name))
        question = ["draft edits", name, str(view.seen)]
        page, following = sliced(view.entries[::-1], question, limit, cursor)
        return {
            "entries": [editing_told.entry(one) for one in page],
            "next": linked(request, response, following),
        }

    @routes.get(f"{_DRAFT}/concept", response_model=models.DraftConcept)
    def get_draft_concept(name: _Name, iri: Annotated[Iri, Query(description="The concept.")]) -> dict[str, Any]:
        """Read a concept as the draft has it, with the mark that edits of it may name."""
        return editing_told.concept(*editing.concept_of(workspace, here(name), iri))

    @routes.get(f"{_DRAFT}/impact", response_model=models.Impact)
    def get_draft_impact(name: _Name) -> dict[str, Any]:
        """Read what publishing would touch: assets, flows, searches, feeds, rules. Takes the time of reading all assets once."""
        return editing_told.impact(editing.impact(workspace, here(name)))

    @routes.post(f"{_DRAFT}/edits", response_model=models.Edited, status_code=201)
    def add_draft_edits(name: _Name, body: models.Edits) -> dict[str, Any]:
        """Edit: add, move, rename, merge, deprecate, map and more, together, all or none; the draft is begun where there is none.

        Where somebody changed one of these concepts since `saw`, the answer is 409 and tells who and what. An edit that does not fit (a
        circle, a label that another concept has) is told by 422.
        """
        edits, saw = editing_told.wanted(body)
        return editing_told.edited(editing.edit(workspace, here(name), edits, saw, caller().name, body.dry_run))

    @routes.post(f"{_DRAFT}/edits/{{number}}/undo", response_model=models.Edited)
    def undo_draft_edit(name: _Name, number: _Number, body: models.Undo) -> dict[str, Any]:
        """Undo one edit of the draft; 409 names those that rest on it, which `with_others` undoes too."""
        return editing_told.edited(editing.undo(workspace, here(name), number, caller().name, body.with_others))

    @routes.post(f"{_DRAFT}/edits/{{number}}/confirm", response_model=models.Edited)
    def confirm_draft_edit(name: _Name, number: _Number) -> dict[str, Any]:
        """Make an edit hold that waits because the vocabulary changed underneath: on what stands now, as an edit of whoever confirms it."""
        return editing_told.edited(editing.confirm(workspace, here(name), number, caller().name))

    @routes.delete(_DRAFT, status_code=204)
    def discard_draft(request: Request, name: _Name) -> None:
        """Give the whole draft up: `If-Match` names the one that was read."""
        view = editing.draft_of(workspace, here(name))
        agreed(request, editing_told.tag_of(view))
        editing.discard(workspace, name, caller().name, view.seen)

    @routes.post(f"{_DRAFT}/publish", response_model=models.Publishing, status_code=202)
    def publish_draft(request: Request, name: _Name, body: models.Publish) -> dict[str, Any]:
        """Publish the draft as the next version, and annotate the assets that it touches: `If-Match` names the draft that was read. Read
        `publishing` to follow it."""
        view = editing.draft_of(workspace, here(name))
        agreed(request, editing_told.tag_of(view))
        return editing_told.publishing(keepers.publishing.begin(name, caller().name, body.note, view.seen))

    @routes.get(f"{_DRAFT}/publishing", response_model=models.Publishing)
    def get_draft_publishing(name: _Name) -> dict[str, Any]:
        """Read how far publishing is, or what came of the last one that this server did."""
        return editing_told.publishing(keepers.publishing.at(here(name)))

    return routes
