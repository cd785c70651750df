"""`/vocabulary/{name}/draft`: what all editors changed, what it would touch, and the ways out of it: undo, publish, discard."""

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from thesaury.model.access import Permission
from thesaury.model.draft import DraftState, Entry, Seen
from thesaury.model.errors import BadInput, Outdated, Usage, WorkspaceBusy
from thesaury.pipeline.editing import DraftView, Published, RestsOnIt, concept_of, confirm, discard, undo
from thesaury.web.door.caller import caller, may
from thesaury.web.pages.vocabulary.editing.drafted import Drafted, base_url, drafted, edit_url
from thesaury.web.pages.vocabulary.room import Room
from thesaury.web.pages.vocabulary.version_routes import here
from thesaury.web.parts.vocabulary.changes import changes
from thesaury.web.parts.working import At

_NOTE = 500
_SHOWN = 8


def router(room: Room) -> APIRouter:
    """The page of a draft."""
    routes = APIRouter(dependencies=[may(Permission.READ), may(Permission.VOCABULARY)])

    @routes.get("/vocabulary/{name}/draft")
    def page(name: str, done: str = "", page: int = 1) -> HTMLResponse:
        return _page(room, name, page=page)

    @routes.get("/vocabulary/{name}/draft/part")
    def weighed(name: str, was: str = "") -> HTMLResponse:
        """The piece that is asked for again while the draft is weighed or published; once it is published all of the page is another."""
        shown = _shown(room, drafted(room, name))
        answer = room.desk.page("vocabulary_weighed.html", **shown)
        if was and not shown["busy"]:
            answer.headers["HX-Refresh"] = "true"
        return answer

    @routes.post("/vocabulary/{name}/draft/undo")
    def back(name: str, number: int = Form(), others: str = Form(""), iri: str = Form("")) -> Response:
        try:
            undo(room.desk.workspace, name, number, caller().name, bool(others))
        except RestsOnIt as error:
            return _page(room, name, 409, resting=(number, error.entries))
        except (BadInput, Outdated) as error:
            return _page(room, name, 409, wrong=error.message)
        lives = iri and concept_of(room.desk.workspace, name, iri)[1] is not None
        return RedirectResponse(edit_url(name, iri) if lives else f"{base_url(name)}/draft", 303)

    @routes.post("/vocabulary/{name}/draft/confirm")
    def again(name: str, number: int = Form()) -> Response:
        try:
            confirm(room.desk.workspace, name, number, caller().name)
        except (BadInput, Outdated) as error:
            return _page(room, name, 409, wrong=error.message)
        return RedirectResponse(f"{base_url(name)}/draft", 303)

    @routes.post("/vocabulary/{name}/draft/discard")
    def leave(name: str, saw: str = Form()) -> Response:
        try:
            discard(room.desk.workspace, name, caller().name, Seen.of(saw))
        except (BadInput, Outdated) as error:
            return _page(room, name, 409, wrong=error.message)
        return RedirectResponse(f"{base_url(name)}/draft", 303)

    @routes.post("/vocabulary/{name}/draft/publish")
    def publish(name: str, saw: str = Form(), note: str = Form("", max_length=_NOTE)) -> Response:
        held = drafted(room, name)
        if Seen.of(saw) != held.view.seen:
            return _page(room, name, 409, outdated=True, note=note)
        if held.view.counting and room.weighing.weighed(name, held.view.seen) is None:
            return _page(room, name, 409, early=True, note=note)
        try:
            room.publishing.begin(name, caller().name, note, Seen.of(saw))
        except (BadInput, Outdated, Usage, WorkspaceBusy) as error:
            return _page(room, name, 409, wrong=error.message, note=note)
        return RedirectResponse(f"{base_url(name)}/draft", 303)

    return routes


def _page(
    room: Room,
    name: str,
    status: int = 200,
    page: int = 1,
    wrong: str = "",
    outdated: bool = False,
    early: bool = False,
    note: str = "",
    resting: tuple[int, Sequence[Entry]] | None = None,
) -> HTMLResponse:
    held = drafted(room, name)
    told = {"wrong": wrong, "outdated": outdated, "early": early, "note": note, "note_most": _NOTE}
    told |= {"resting": (resting[0], held.told(resting[1])) if resting else None}
    return room.desk.bare_page("vocabulary_edits.html", status, **_shown(room, held, page), **told)


def _ended(last: At[Published], view: DraftView) -> At[Published] | None:
    """How the last publishing ended, as long as nothing was edited after it."""
    told = last.message or (last.came and last.came.version == view.version)
    return last if told and (last.message or view.draft is None) else None


def _shown(room: Room, held: Drafted, page: int = 1) -> dict[str, Any]:
    """All that the page of a draft shows."""
    view, name = held.view, held.name
    counting = bool(view.counting)
    publishing = room.publishing.at(name)
    busy = bool(publishing.stage) or (view.draft is not None and view.draft.state is DraftState.PUBLISHING)
    weighed = room.weighing.weighed(name, view.seen) if counting and not busy else None
    worse = (
        [(held.called(scheme), notice.rule, held.link(notice.concept)) for scheme, notice in weighed.worse]
        if weighed
        else []
    )
    names = list(dict.fromkeys(entry.who for entry in view.counting))
    return {
        **{"name": name, "base": base_url(name), "view": view, "saw": view.seen, "names": names},
        "entries": held.told(reversed([entry for entry in view.entries if not entry.held and not entry.undone_by])),
        "undone": held.told(reversed([entry for entry in view.entries if entry.undone_by])),
        "held": held.told(view.held),
        "changes": changes(held.diff, held.called, here(held.outline), "", page),
        **{
            "weighed": weighed,
            "weighing": room.weighing.progress(name),
            "worse": worse[:_SHOWN],
            "worse_count": len(worse),
        },
        "pages": lambda kind="", page=1: f"{base_url(name)}/draft?page={page}",
        **{"publishing": publishing, "busy": busy, "ended": _ended(publishing, view) if not busy else None},
    }
