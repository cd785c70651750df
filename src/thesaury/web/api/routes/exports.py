"""Vocabularies as files."""

from pathlib import Path as FilePath
from shutil import rmtree
from tempfile import mkdtemp
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import FileResponse, Response
from starlette.background import BackgroundTask

from thesaury.bootstrap.exporting import export_vocabulary
from thesaury.model.access import Permission
from thesaury.vocabulary.forms import WordForm
from thesaury.web.api.etags import etag_of, named_by
from thesaury.web.api.routing import Operation
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.failures import NotHere

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
_FILES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The vocabulary in the form asked for.",
        "content": {media_type: {"schema": {"type": "string", "format": "binary"}} for media_type in TYPES.values()},
    }
}


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
        folder = FilePath(mkdtemp(prefix="thesaury-"))
        try:
            path = folder / f"words.{form}"
            export_vocabulary(desk.workspace, name, form, path, found.number)
        except BaseException:
            rmtree(folder, ignore_errors=True)
            raise
        called = quote(f"{name}-{found.number}.{form}", safe="")
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{called}"
        cleared = BackgroundTask(rmtree, folder, ignore_errors=True)
        return FileResponse(path, media_type=TYPES[form], headers=headers, background=cleared)

    return routes
