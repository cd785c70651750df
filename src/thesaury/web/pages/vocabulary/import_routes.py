"""`/vocabulary/import`: a file is uploaded, read and reported on, and kept once somebody says so."""

import shutil
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Form, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import UploadFile

from thesaury.model.access import Permission
from thesaury.model.errors import NoSpace, Usage
from thesaury.pipeline import editing
from thesaury.pipeline.edited_elsewhere import require_not_shared
from thesaury.vocabulary.report import Finding, ImportReport
from thesaury.web.door.caller import caller, may
from thesaury.web.door.forms import too_long
from thesaury.web.door.noting import noted
from thesaury.web.pages.vocabulary.room import Room
from thesaury.web.pages.vocabulary.version_routes import here, namer
from thesaury.web.parts.vocabulary.changes import changes, touched
from thesaury.web.parts.vocabulary.drafts import Draft, State, vocabulary_name
from thesaury.web.parts.vocabulary.preparing import Prepared
from thesaury.web.texts import phrase

LIMIT = 256 * 1024 * 1024
"""Bytes an upload may have: the largest public thesauri are a third of it, and each may be gzipped besides."""

FIELDS = (
    "preferred",
    "alternative",
    "hidden",
    "definition",
    "note",
    "id",
    "notation",
    "iri",
    "broader",
    "related",
    "scheme",
    "top",
    "type",
    "deprecated",
    "replaced_by",
    "exactMatch",
    "closeMatch",
    "broadMatch",
    "narrowMatch",
    "relatedMatch",
)
"""What a column of a table may be."""

NOTHING: Mapping[str, str] = MappingProxyType({})
_EXAMPLES = 20
_NAME = 100


def router(room: Room) -> APIRouter:
    """The pages of an import."""
    routes = APIRouter(dependencies=[may(Permission.READ), may(Permission.VOCABULARY)])
    desk = room.desk

    def page_of(status: int = 200, wrong: str = "", name: str = "", begun: Mapping[str, str] = NOTHING) -> HTMLResponse:
        names = [version.name for version in desk.workspace.catalogue.vocabularies.current()]
        held = {"drafts": room.drafts.waiting(), "names": names, "wrong": wrong, "name": name, "begun": begun}
        return desk.bare_page("vocabulary_import.html", status, limit=LIMIT // 1024 // 1024, **held)

    @routes.get("/vocabulary/import")
    def page(name: str = "") -> HTMLResponse:
        return page_of(name=name)

    @routes.post("/vocabulary/import")
    async def upload(request: Request) -> Response:
        if too_long(request, LIMIT):
            return page_of(413, phrase("import.too_large", limit=LIMIT // 1024 // 1024))
        async with request.form(max_files=1, max_fields=4) as form:
            file, name = form.get("file"), str(form.get("name") or "").strip()
            if not isinstance(file, UploadFile) or not file.filename:
                return page_of(422, phrase("import.no_file"), name)
            if len(name) > _NAME or not name.isprintable() or "/" in name:
                return page_of(422, phrase("import.bad_name"), name)
            try:
                draft = await run_in_threadpool(_received, room, file, name)
            except Usage as error:
                return page_of(422, error.message, name)
        return RedirectResponse(f"/vocabulary/import/{draft.id}", 303)

    @routes.post("/vocabulary/begin")
    def begin(
        name: str = Form("", max_length=400), title: str = Form("", max_length=1000), language: str = Form("en")
    ) -> Response:
        """An empty vocabulary, for people who have no file."""
        try:
            version = editing.begin(desk.workspace, name, title or name, language, caller().name)
        except Usage as error:
            return page_of(422, begun={"wrong": error.message, "name": name, "title": title, "language": language})
        return RedirectResponse(f"/vocabulary/{quote(version.name, safe='')}/draft", 303)

    @routes.get("/vocabulary/import/{id}")
    def draft_page(id: str) -> HTMLResponse:
        return desk.page("vocabulary_draft.html", **_shown(room, room.drafts.get(id)))

    @routes.get("/vocabulary/import/{id}/part")
    def progress(id: str) -> HTMLResponse:
        """The piece of the page that is asked for again and again while something is done."""
        return desk.page("vocabulary_progress.html", **_shown(room, room.drafts.get(id)))

    @routes.get("/vocabulary/import/{id}/changes")
    def changed(id: str, kind: str = "", page: int = 1) -> Response:
        draft = room.drafts.get(id)
        held = room.preparing.prepared(draft)
        if held is None:
            return RedirectResponse(f"/vocabulary/import/{id}", 303)
        return desk.page(
            "vocabulary_changes.html", draft=draft, url=_changes_url(id), changes=_changes(room, held, kind, page)
        )

    @routes.post("/vocabulary/import/{id}/columns")
    async def columns(id: str, request: Request) -> RedirectResponse:
        """Read a table again, with its columns taken for what a person says."""
        draft = room.drafts.get(id)
        form = await request.form(max_fields=2000)
        mapping = {
            str(k).removeprefix("column:"): str(v) for k, v in form.items() if str(k).startswith("column:") and v
        }
        if draft.state in (State.READY, State.REFUSED):
            room.preparing.forget(draft)
            room.drafts.changed(draft, mapping=mapping, state=State.READING, message="")
        return RedirectResponse(f"/vocabulary/import/{id}", 303)

    @routes.post("/vocabulary/import/{id}/keep")
    def keep(id: str, current: int = Form(-1)) -> Response:
        draft = room.drafts.get(id)
        if draft.state not in (State.READY, State.KEEPING):
            return RedirectResponse(f"/vocabulary/import/{id}", 303)
        newest = {v.name: v.number for v in desk.workspace.catalogue.vocabularies.current()}.get(draft.name, 0)
        if (
            draft.state is State.READY and current != newest
        ):  # somebody imported meanwhile: what was shown is no longer so
            shown = _shown(room, draft) | {"outdated": True}
            return desk.bare_page("vocabulary_draft.html", 409, **shown)
        room.preparing.keep(room.drafts.changed(draft, state=State.KEEPING, message=""))
        return RedirectResponse(f"/vocabulary/import/{id}", 303)

    @routes.post("/vocabulary/import/{id}/leave")
    def leave(id: str) -> RedirectResponse:
        draft = room.drafts.get(id)
        room.preparing.forget(draft)
        room.drafts.remove(draft)
        noted(desk, "vocabulary.leave", f"vocabulary:{draft.name}", {"file": draft.file}, None)
        return RedirectResponse("/vocabulary/import", 303)

    return routes


def _received(room: Room, file: UploadFile, name: str) -> Draft:
    """Write the upload into the workspace and let it be read. Raises Usage for a vocabulary of the agency."""
    name = name or vocabulary_name(file.filename or "")
    require_not_shared(room.desk.workspace, name)
    draft = room.drafts.begin(name, file.filename or "", caller().name)
    try:
        with room.drafts.file(draft).open("wb") as kept:
            shutil.copyfileobj(file.file, kept)
    except OSError as error:
        room.drafts.remove(draft)
        raise NoSpace(phrase("import.no_space")) from error
    noted(room.desk, "vocabulary.upload", f"vocabulary:{draft.name}", None, {"file": draft.file, "bytes": file.size})
    room.preparing.prepared(draft)
    return draft


def _shown(room: Room, draft: Draft) -> dict[str, Any]:
    """All that the page of a draft shows."""
    held = room.preparing.prepared(draft) if draft.state in (State.READING, State.READY) else None
    progress = room.preparing.progress(draft)
    if progress is None:
        draft = room.drafts.get(draft.id)  # it may have ended meanwhile
        held = room.preparing.prepared(draft) if draft.state is State.READY else None
        progress = room.preparing.progress(draft)
    shown: dict[str, Any] = {"draft": draft, "held": held, "progress": progress, "outdated": False, "fields": FIELDS}
    if held:
        removed = [concept.iri for concept in held.diff.removed]
        shown |= {
            "rules": _by_rule(held.report),
            "changes": _changes(room, held, "", 1),
            "url": _changes_url(draft.id),
            "carried": room.usages.carrying(touched(held.diff)),
            "lost": room.usages.carrying(removed),
        }
    return shown


def _changes(room: Room, held: Prepared, kind: str, page: int) -> Any:
    outline = room.outlines.outline()
    return changes(held.diff, namer(outline, held.concepts), here(outline), kind, page)


def _changes_url(id: str) -> Any:
    def url(kind: str = "", page: int = 1) -> str:
        asked = ({"kind": kind} if kind else {}) | ({"page": str(page)} if page > 1 else {})
        return f"/vocabulary/import/{id}/changes?{urlencode(asked)}"

    return url


def _by_rule(report: ImportReport) -> list[tuple[str, str, int, list[Finding]]]:
    """The findings by severity (what was refused first) and rule: how many, and the first of them."""
    found: dict[tuple[str, str], list[Finding]] = {}
    for finding in report.findings:
        found.setdefault((finding.severity.value, finding.rule), []).append(finding)
    order = ("refused", "mended", "info")
    keys = sorted(found, key=lambda key: (order.index(key[0]), -len(found[key]), key[1]))
    return [(severity, rule, len(found[severity, rule]), found[severity, rule][:_EXAMPLES]) for severity, rule in keys]
