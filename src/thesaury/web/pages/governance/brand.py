"""`/governance/brand`: the words this client prefers, allows and forbids, one by one in a form and all of them as a table."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import UploadFile

from thesaury.model.access import Permission
from thesaury.model.audit import acting
from thesaury.model.brand_term import BrandStanding, BrandTerm
from thesaury.model.errors import AskPerson, NoSpace
from thesaury.model.time import now
from thesaury.pipeline.brand import change_term, drop_terms, keep_terms, read_table
from thesaury.pipeline.brand.naming import concept_called
from thesaury.pipeline.csv_line import csv_line
from thesaury.vocabulary.brand.checking import MOST, MOST_SAID, term_of
from thesaury.vocabulary.brand.problems import TermProblem
from thesaury.vocabulary.brand.table import COLUMNS, WrongRow, row_of
from thesaury.vocabulary.brand.words import keys
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller, may
from thesaury.web.door.forms import Fields, fields_of
from thesaury.web.failures import NotHere
from thesaury.web.parts.checking.brand_form import BrandForm, form_of, said, typed
from thesaury.web.parts.moments import at
from thesaury.web.parts.vocabulary.drafts import safe_name
from thesaury.web.texts import phrase

_SAID = ("saved", "removed", "imported", "same")
_PAGE = 100
_LIMIT = 4
"""MiB of a table: fifty thousand terms and more."""
_WRONG = 20
"""So many wrong rows are named on the page."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Which terms a page shows."""

    word: str = ""
    standing: str = ""
    start: int = 0


def router(desk: Desk) -> APIRouter:
    """The list, the form, and the table in and out."""
    routes = APIRouter(dependencies=[may(Permission.READ)], include_in_schema=False)
    changing = [may(Permission.VOCABULARY)]
    terms = desk.workspace.catalogue.brand_terms

    def list_page(
        shown: Shown, status: int = 200, wrong: str = "", rows: list[WrongRow] | None = None, told: str = ""
    ) -> HTMLResponse:
        kept, held = terms.all(), set(terms.in_force())
        chosen = [term for term in kept if _fits(term, shown)]
        page = [(term, term in held, _meant(term, desk)) for term in chosen[shown.start : shown.start + _PAGE]]
        after = shown.start + _PAGE if shown.start + _PAGE < len(chosen) else 0
        problems = [(one.line, said(one.problem)) for one in (rows or [])[:_WRONG]]
        values = {"terms": page, "total": len(kept), "found": len(chosen), "shown": shown, "after": after}
        values |= {
            "wrong": wrong,
            "problems": problems,
            "limit": _LIMIT,
            "told": told,
            "standings": list(BrandStanding),
        }
        return desk.bare_page("governance_brand.html", status, may_change=_may_change(), moment=at, **values)

    def form_page(form: BrandForm, status: int = 200, wrong: str = "") -> HTMLResponse:
        values = {"form": form, "wrong": wrong, "standings": list(BrandStanding), "most": MOST, "most_said": MOST_SAID}
        return desk.bare_page("governance_brand_term.html", status, **values)

    @routes.get("/governance/brand")
    def page(word: str = "", standing: str = "", start: int = 0, said: str = "", name: str = "") -> HTMLResponse:
        told = phrase(f"brand.said.{said}", name=name) if said in _SAID else ""
        return list_page(Shown(word.strip(), standing, max(0, start)), told=told)

    @routes.get("/governance/brand/term", dependencies=changing)
    def form(term: str = "", language: str = "") -> HTMLResponse:
        found = next((one for one in terms.all() if one.key == (term, language)), None)
        if term and found is None:
            raise NotHere("brand_term")
        return form_page(form_of(found))

    @routes.post("/governance/brand/term", dependencies=changing)
    async def save(request: Request) -> Response:
        return await run_in_threadpool(_saved, await fields_of(request))

    @routes.post("/governance/brand/remove", dependencies=changing)
    async def remove(request: Request) -> Response:
        return await run_in_threadpool(_removed, dict(await fields_of(request)))

    @routes.get("/governance/brand/terms.csv")
    def table() -> Response:
        rows = (row_of(term) for term in terms.all())
        lines = [csv_line(COLUMNS), *(csv_line(row[name] for name in COLUMNS) for row in rows)]
        headers = {
            "Content-Disposition": 'attachment; filename="brand-terms.csv"',
            "Cache-Control": "private, no-store",
        }
        return Response("\ufeff" + "".join(lines), headers=headers, media_type="text/csv; charset=utf-8")

    @routes.post("/governance/brand/table", dependencies=changing)
    async def upload(request: Request) -> Response:
        length = request.headers.get("content-length", "")
        if not length.isdecimal() or int(length) > _LIMIT * 1024 * 1024:
            return await run_in_threadpool(list_page, Shown(), 413, phrase("brand.table.large", limit=_LIMIT))
        async with request.form(max_files=1, max_fields=1) as sent:
            file = sent.get("file")
            if not isinstance(file, UploadFile) or not file.filename:
                return await run_in_threadpool(list_page, Shown(), 422, phrase("brand.table.no-file"))
            return await run_in_threadpool(_imported, file)

    def _saved(fields: Fields) -> Response:
        form = typed(fields)
        try:
            meant = concept_called(desk.workspace, form.values["concept"])
            made = term_of(form.values | {"concept": meant}, acting.get(), now())
            changed = change_term(desk.workspace, form.was, made)
        except TermProblem as problem:
            return form_page(form, 422, said(problem))
        except AskPerson as error:
            return form_page(form, 422, error.message)
        return _back("saved" if changed else "same", made.text)

    def _removed(sent: dict[str, str]) -> Response:
        key = sent.get("term", ""), sent.get("language", "")
        if all(one.key != key for one in terms.all()):
            raise NotHere("brand_term")
        drop_terms(desk.workspace, [key])
        return _back("removed", key[0])

    def _imported(file: UploadFile) -> Response:
        with _written(file, desk.workspace.root) as path:
            try:
                read, wrong = read_table(desk.workspace, desk.workspace.tables, path, file.filename or "")
            except AskPerson as error:
                return list_page(Shown(), 422, error.message)
        if wrong:
            return list_page(Shown(), 422, phrase("brand.table.wrong", count=len(wrong)), wrong)
        try:
            changed = keep_terms(desk.workspace, read)
        except AskPerson as error:
            return list_page(Shown(), 422, error.message)
        return _back("imported", str(len(changed)))

    return routes


@contextmanager
def _written(file: UploadFile, root: Path) -> Iterator[Path]:
    """The upload as a file, for as long as it is read."""
    with TemporaryDirectory(prefix="brand-", dir=root) as folder:
        path = Path(folder) / safe_name(file.filename or "table.csv")
        try:
            with path.open("wb") as kept:
                shutil.copyfileobj(file.file, kept)
        except OSError as error:
            raise NoSpace(phrase("check.table.no-space")) from error
        yield path


def _fits(term: BrandTerm, shown: Shown) -> bool:
    if shown.standing and term.standing.value != shown.standing:
        return False
    sought = keys(shown.word) if shown.word else ()
    texts = [key for text in (term.text, term.instead) for key in keys(text)]
    return not shown.word or any(one in text for one in sought for text in texts)


def _meant(term: BrandTerm, desk: Desk) -> str:
    """What to call the concept that a term means; empty where it means none."""
    return desk.lexicon().name(term.concept).text if term.concept else ""


def _may_change() -> bool:
    return caller().may(Permission.VOCABULARY)


def _back(said: str, name: str) -> RedirectResponse:
    return RedirectResponse(f"/governance/brand?{urlencode({'said': said, 'name': name}, quote_via=quote)}", 303)
