"""`/boards/{id}`: the page of a board, and what people do with its pictures and its brief."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from thesaury.model.access import Permission
from thesaury.model.board import Board
from thesaury.model.board_edit import (
    AddComment,
    AddItems,
    BoardEdit,
    ChangeBrief,
    MoveItem,
    RemoveComment,
    RemoveItems,
    Retitle,
    SetNote,
)
from thesaury.model.errors import AskPerson, Outdated, ThesauryError
from thesaury.pipeline.boards import change, delete, seen
from thesaury.rights.vocabulary.client import tables_of
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.door.forms import Fields, fields_of, form_of
from thesaury.web.pages.boards.brief_edits import with_concept
from thesaury.web.pages.boards.brief_form import typed_of, with_use
from thesaury.web.pages.boards.brief_sheet import Typed
from thesaury.web.pages.boards.view import Told, board_page, known, picks_part, picks_values, pictures_part
from thesaury.web.parts.board_comments import may_remove
from thesaury.web.texts import phrase

_Form = Annotated[Mapping[str, str], Depends(form_of)]
_Fields = Annotated[Fields, Depends(fields_of)]


def router(desk: Desk) -> APIRouter:
    """The page and the deeds on it."""
    routes = APIRouter(dependencies=[may(Permission.READ)], include_in_schema=False)
    editing = [may(Permission.EDIT)]

    @routes.get("/boards/{id}")
    def page(id: str, picks: str = "", said: str = "") -> HTMLResponse:
        """The page; its recommendations come afterwards, but where they are asked for at once, as without script."""
        held = known(desk, id)
        return board_page(desk, held, said=said, **(picks_values(desk, held) if picks else {}))

    @routes.get("/boards/{id}/picks/part")
    def picks(id: str) -> HTMLResponse:
        return picks_part(desk, known(desk, id))

    @routes.post("/boards/{id}/move", dependencies=editing)
    def move(request: Request, id: str, form: _Form) -> Response:
        asset = form.get("asset", "")
        return edited(
            request, id, form, MoveItem(asset, form.get("before", "")), lambda held: _moved(desk, held, asset)
        )

    @routes.post("/boards/{id}/note", dependencies=editing)
    def note(request: Request, id: str, form: _Form) -> Response:
        asset, section = form.get("asset", ""), form.get("section")
        edits: list[BoardEdit] = [SetNote(asset, form.get("note", ""))]
        if section is not None and section != _section(known(desk, id), asset):
            edits.append(MoveItem(asset, asset, section))
        return edited(request, id, form, edits, lambda held: Told(phrase("boards.noted")))

    @routes.post("/boards/{id}/take", dependencies=editing)
    def take(request: Request, id: str, form: _Form) -> Response:
        asset, before = form.get("asset", ""), known(desk, id)
        return edited(request, id, form, RemoveItems((asset,)), lambda held: _taken(desk, before, asset))

    @routes.post("/boards/{id}/back", dependencies=editing)
    def back(request: Request, id: str, form: _Form) -> Response:
        """Put a picture back that was just taken off, where it was."""
        asset, place = form.get("asset", ""), form.get("before", "")
        edits: list[BoardEdit] = [AddItems((asset,), form.get("section", ""), place)]
        if form.get("note"):
            edits.append(SetNote(asset, form["note"]))
        return edited(request, id, form, edits, lambda held: Told(phrase("boards.pinned", title=_title(desk, asset))))

    @routes.post("/boards/{id}/comment", dependencies=editing)
    def comment(request: Request, id: str, form: _Form) -> Response:
        """Say something of the board, or of a picture, whose form stands beside it."""
        text, asset = form.get("comment", ""), form.get("asset", "")
        fault = "" if text.strip() else phrase("boards.comment.empty")
        if not asset:
            return amiss(id, form, "comment", fault) if fault else talked(id, form, AddComment(text))
        if fault:
            return shown(
                request, known(desk, id), replace(typed_of(form.items()), faults={"comment": fault}), status=422
            )
        return edited(request, id, form, AddComment(text, asset), lambda held: Told(phrase("boards.commented")))

    @routes.post("/boards/{id}/comment/remove", dependencies=editing)
    def uncomment(id: str, form: _Form) -> Response:
        may_remove(known(desk, id), form.get("comment", ""))
        return talked(id, form, RemoveComment(form.get("comment", "")))

    @routes.post("/boards/{id}/seen", dependencies=editing)
    def looked_at(request: Request, id: str, form: _Form) -> Response:
        """What was shown is no news any more; what changed since stays news."""
        known(desk, id)
        return shown(request, seen(desk.workspace, id, form["shown"].split() if "shown" in form else None))

    @routes.post("/boards/{id}/title", dependencies=editing)
    def retitle(request: Request, id: str, form: _Form) -> Response:
        if not form.get("title", "").strip():
            return amiss(id, form, "title", phrase("boards.title.empty"))
        return rebriefed(id, form, Retitle(form["title"]), typed_of(form.items()), "")

    @routes.post("/boards/{id}/concept", dependencies=editing)
    def concept(id: str, form: _Form) -> Response:
        """Add a concept, want it otherwise, or take it out."""
        brief = with_concept(known(desk, id).brief, desk.lexicon(), form)
        if brief is None:
            return amiss(id, form, "words", phrase("brief.add.unknown", words=form.get("words", "")[:100]))
        return rebriefed(id, form, ChangeBrief(brief), typed_of(form.items()))

    @routes.post("/boards/{id}/use", dependencies=editing)
    def use(id: str, fields: _Fields) -> Response:
        typed = typed_of(fields)
        brief, faults = with_use(known(desk, id).brief, typed, tables_of(desk.workspace.root).regions)
        if faults:
            return board_page(desk, known(desk, id), replace(typed, faults=faults), status=422)
        return rebriefed(id, dict(fields), ChangeBrief(brief), typed)

    @routes.post("/boards/{id}/delete", dependencies=editing)
    def remove(id: str, form: _Form) -> Response:
        held = known(desk, id)
        try:
            delete(desk.workspace, id, _revision(form))
        except AskPerson as error:
            return board_page(desk, known(desk, held.id), wrong=_sentence(error), status=_status(error))
        return RedirectResponse("/boards?said=deleted", 303)

    def amiss(id: str, form: Mapping[str, str], field: str, fault: str) -> Response:
        """The whole page with what was typed, and a sentence beside one field."""
        typed = replace(typed_of(form.items()), faults={field: fault})
        return board_page(desk, known(desk, id), typed, status=422)

    def talked(id: str, form: Mapping[str, str], edit: BoardEdit) -> Response:
        """Say something, or take it away."""
        known(desk, id)
        try:
            change(desk.workspace, id, _revision(form), edit)
        except AskPerson as error:
            return amiss(id, form, "comment", error.message)
        return RedirectResponse(f"/boards/{id}#comments", 303)

    def rebriefed(
        id: str, form: Mapping[str, str], edit: BoardEdit, typed: Typed, said: str = "?said=brief"
    ) -> Response:
        """Change what stands around the pictures, and show the whole page."""
        known(desk, id)
        try:
            change(desk.workspace, id, _revision(form), edit)
        except AskPerson as error:
            return board_page(desk, known(desk, id), typed, _sentence(error), _status(error))
        return RedirectResponse(f"/boards/{id}{said}#brief", 303)

    def edited(
        request: Request,
        id: str,
        form: Mapping[str, str],
        edits: BoardEdit | list[BoardEdit],
        told: Callable[[Board], Told | None],
    ) -> Response:
        """Carry the edits out and show the pictures; what was typed stays where somebody else was quicker."""
        held, revision = known(desk, id), _revision(form)
        try:
            for edit in edits if isinstance(edits, list) else [edits]:
                held = change(desk.workspace, id, revision, edit)
                revision = held.revision if revision == held.revision - 1 else revision
        except AskPerson as error:
            typed = typed_of(form.items())
            return shown(request, known(desk, id), typed, _sentence(error), _status(error))
        typed = Typed({"comment": ()}) if "comment" in form else Typed()
        return shown(request, held, typed, told=told(held))

    def shown(
        request: Request,
        held: Board,
        typed: Typed = Typed(),
        wrong: str = "",
        status: int = 200,
        told: Told | None = None,
    ) -> Response:
        if "hx-request" in request.headers:
            return pictures_part(desk, held, typed, wrong, status, told)
        if wrong or typed.faults or (told and told.undo):
            return board_page(desk, held, typed, wrong, status, told=told)
        return RedirectResponse(f"/boards/{held.id}#board", 303)

    return routes


def _revision(form: Mapping[str, str]) -> int:
    given = form.get("revision", "")
    return int(given) if given.isdecimal() and len(given) < 10 else 0


def _status(error: ThesauryError) -> int:
    return 409 if isinstance(error, Outdated) else 422


def _sentence(error: ThesauryError) -> str:
    return phrase("boards.conflict") if isinstance(error, Outdated) else error.message


def _section(held: Board, asset: str) -> str:
    return next((item.section for item in held.items if item.asset == asset), "")


def _title(desk: Desk, asset: str) -> str:
    found = desk.asset(asset)
    return found.title(desk.lexicon().languages) if found else phrase("boards.gone")


def _moved(desk: Desk, held: Board, asset: str) -> Told:
    order = [item.asset for item in held.items]
    place = order.index(asset) + 1 if asset in order else 0
    return Told(phrase("boards.moved", title=_title(desk, asset), place=place, count=len(order)))


def _taken(desk: Desk, before: Board, asset: str) -> Told | None:
    """What was taken off, with all it takes to put it back."""
    order = [item.asset for item in before.items]
    if asset not in order:
        return None
    place = order.index(asset)
    item, after = before.items[place], next(iter(order[place + 1 :]), "")
    fields = (("asset", asset), ("before", after), ("section", item.section), ("note", item.note))
    return Told(phrase("boards.taken", title=_title(desk, asset)), f"/boards/{before.id}/back", fields)
