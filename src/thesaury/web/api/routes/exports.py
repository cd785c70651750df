"""Vocabularies, and the whole graph, as files."""

from collections.abc import Callable
from pathlib import Path as FilePath
from shutil import rmtree
from tempfile import mkdtemp
from threading import Lock
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import FileResponse, Response
from starlette.background import BackgroundTask

from thesaury.bootstrap.exporting import export_graph, export_vocabulary
from thesaury.model.access import Permission
from thesaury.model.errors import WorkspaceBusy
from thesaury.vocabulary.forms import TABLES, WordForm
from thesaury.web.api.etags import etag_of, named_by
from thesaury.web.api.exporting import check_room, place_for_exports
from thesaury.web.api.routing import Operation
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.failures import NotHere
from thesaury.web.joining import joined

TYPES = {
    WordForm.TURTLE: "text/turtle",
    WordForm.RDF_XML: "application/rdf+xml",
    WordForm.JSON_LD: "application/ld+json",
    WordForm.N_TRIPLES: "application/n-triples",
    WordForm.TRIG: "application/trig",
    WordForm.N_QUADS: "application/n-quads",
    WordForm.N3: "text/n3",
    WordForm.CSV: "text/csv",
    WordForm.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
GraphForm = Literal["nq", "trig", "ttl", "nt", "rdf", "jsonld", "n3"]
"""The forms of the graph: those of a vocabulary that are no tables."""


def _files(description: str, *forms: WordForm) -> dict[int | str, dict[str, Any]]:
    told: dict[str, Any] = {"type": "string", "format": "binary"}
    # JSON-LD is JSON, and is judged as such.
    content = {TYPES[form]: {"schema": {} if form is WordForm.JSON_LD else told} for form in forms}
    return {200: {"description": description, "content": content}}


_FILES = _files("The vocabulary in the form asked for.", *TYPES)
_GRAPH_FILES = _files("The graph in the form asked for.", *(one for one in TYPES if one not in TABLES))


def router(desk: Desk) -> APIRouter:
    """Files of vocabularies."""
    routes = APIRouter(tags=["vocabularies"], route_class=Operation, dependencies=[may(Permission.READ)])

    @routes.get("/vocabularies/{name}/export", response_class=FileResponse, responses=_FILES)
    def export_words(
        request: Request,
        name: Annotated[str, Path(description="The vocabulary.")],
        form: Annotated[
            WordForm, Query(description="How it is written: a form of RDF, or `csv` or `xlsx` for a table.")
        ] = WordForm.TURTLE,
        version: Annotated[int, Query(ge=0, lt=2**31, description="The number of a version; 0 for the newest.")] = 0,
    ) -> Response:
        """Download a vocabulary: in every form of RDF, or as a table; an import reads either back as the same content."""
        versions = desk.workspace.catalogue.vocabularies.versions(name)
        found = next((one for one in reversed(versions) if version in (0, one.number)), None)
        if found is None:
            raise NotHere("version" if versions else "vocabulary")
        tag = etag_of([found.name, found.digest, form.value])
        headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Authorization, Cookie"}
        if named_by(request.headers.get("if-none-match", ""), tag):
            return Response(status_code=304, headers=headers)
        return _written(
            f"{name}-{found.number}",
            form,
            headers,
            lambda path: export_vocabulary(desk.workspace, name, form, path, found.number),
        )

    return joined(routes, _graph(desk))


def _graph(desk: Desk) -> APIRouter:
    routes = APIRouter(tags=["vocabularies", "analytics"], route_class=Operation, dependencies=[may(Permission.READ)])
    writing = Lock()

    @routes.get("/analytics/export", response_class=FileResponse, responses=_GRAPH_FILES)
    def export_everything(
        form: Annotated[
            GraphForm, Query(description="`nq` and `trig` say in which graph a statement is, the others do not.")
        ] = "nq",
    ) -> Response:
        """Download everything that the graph says, as RDF: assets, concepts, uses, purchases, searches, tallies.

        The file is whole, as the graph stood at one moment. One is written at a time; whoever asks meanwhile is told to ask again (503).
        """
        if not writing.acquire(blocking=False):
            raise WorkspaceBusy("All of the graph is being written for somebody else: ask again in a minute.")
        try:
            check_room(desk.workspace.root)
            headers = {"Cache-Control": "private, no-store"}
            place = place_for_exports(desk.workspace.root)
            return _written("graph", WordForm(form), headers, lambda path: export_graph(desk.workspace, path), place)
        finally:
            writing.release()

    return routes


def _written(
    name: str,
    form: WordForm,
    headers: dict[str, str],
    write: Callable[[FilePath], object],
    place: FilePath | None = None,
) -> Response:
    """A file that is written first and deleted once it was sent; `place` is where, the system's own for short-lived files without."""
    folder = FilePath(mkdtemp(prefix="thesaury-", dir=place))
    try:
        path = folder / f"written.{form}"
        write(path)
    except BaseException:
        rmtree(folder, ignore_errors=True)
        raise
    headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'{name}.{form}', safe='')}"
    cleared = BackgroundTask(rmtree, folder, ignore_errors=True)
    return FileResponse(path, media_type=TYPES[form], headers=headers, background=cleared)
