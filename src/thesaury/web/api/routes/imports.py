"""Vocabularies on their way in: a file is uploaded, read and reported on, and kept once somebody says so."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse

from thesaury.model.access import Permission
from thesaury.model.errors import Usage
from thesaury.web.api import importing
from thesaury.web.api.files_at import PATH
from thesaury.web.api.models import imports as models
from thesaury.web.api.paging import Cursor, Limit, linked, sliced
from thesaury.web.api.routing import Operation
from thesaury.web.api.uploads import BODY, Upload, file_name
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.parts.vocabulary.keepers import Keepers

_Kind = Annotated[models.ChangeKind | None, Query(description="Only changes of this kind.")]
_Word = Annotated[str, Query(max_length=400)]


def router(desk: Desk, keepers: Keepers) -> APIRouter:
    """Imports."""
    needed = [may(Permission.READ), may(Permission.VOCABULARY)]
    routes = APIRouter(tags=["vocabularies"], route_class=Operation, dependencies=needed)

    async def upload(request: Request, name: _Word = "", file: _Word = "") -> JSONResponse:
        """Upload a vocabulary (SKOS in any RDF form, or a table) of up to 256 MiB; nothing is kept before somebody says so.

        `file` is what the file is called: its ending says what it is, where `Content-Type` does not. `name` is that of the vocabulary. Read
        the import until its state is `ready` or `refused`.
        """
        called = file_name(request.headers.get("content-type", ""), file)
        if not called:
            raise Usage("Say by `file` what the file is called, such as terms.ttl: nothing else says what it is.")
        draft = await importing.received(desk, keepers, name.strip(), called, request.stream())
        shown = await run_in_threadpool(importing.told, keepers, draft)
        return JSONResponse(shown, 201, {"Location": f"/api/v1/imports/{draft.id}"})

    routes.add_api_route(
        PATH,
        upload,
        methods=["POST"],
        name="upload_vocabulary",
        response_model=models.Import,
        status_code=201,
        openapi_extra=BODY,
        route_class_override=Upload,
    )

    @routes.get("/imports", response_model=models.Imports)
    def list_imports() -> dict[str, Any]:
        """List the vocabularies that wait for a word, the newest first; after a week they are forgotten."""
        return {"imports": [importing.told(keepers, one) for one in keepers.drafts.waiting()]}

    @routes.get("/imports/{id}", response_model=models.Import)
    def get_import(id: str) -> dict[str, Any]:
        """Read how far an import is, what was found in it, and what it would change."""
        return importing.told(keepers, keepers.drafts.get(id))

    @routes.get("/imports/{id}/findings", response_model=models.Findings)
    def list_import_findings(
        request: Request, response: Response, id: str, rule: _Word = "", limit: Limit = 50, cursor: Cursor = ""
    ) -> dict[str, Any]:
        """List what the checks of an import found, mended and refused. While it is not `ready`, the answer is 409."""
        draft = keepers.drafts.get(id)
        found = [one for one in importing.ready(keepers, draft).report.findings if not rule or one.rule == rule]
        question = ["findings", id, rule, str(dict(draft.mapping))]
        page, following = sliced(found, question, limit, cursor)
        return {"findings": [one.as_dict() for one in page], "next": linked(request, response, following)}

    @routes.get("/imports/{id}/changes", response_model=models.Difference)
    def list_import_changes(
        request: Request, response: Response, id: str, kind: _Kind = None, limit: Limit = 50, cursor: Cursor = ""
    ) -> dict[str, Any]:
        """List what an import would change. While it is not `ready`, the answer is 409."""
        draft = keepers.drafts.get(id)
        held = importing.ready(keepers, draft)
        found = importing.changed(held.diff, kind or "", importing.named(held.concepts, desk.workspace.languages))
        page, following = sliced(found, ["import-changes", id, kind, held.current], limit, cursor)
        about = {"name": draft.name, "old": held.current, "new": 0, "counts": importing.counts(held.diff)}
        return about | {"changes": page, "next": linked(request, response, following)}

    @routes.put("/imports/{id}/columns", response_model=models.Import)
    def take_columns(id: str, body: models.Columns) -> dict[str, Any]:
        """Read a table again, with its columns taken for what you say."""
        return importing.told(keepers, importing.columns_taken(keepers, keepers.drafts.get(id), body.columns))

    @routes.post("/imports/{id}/keep", response_model=models.Import, status_code=202)
    def keep_import(id: str, body: models.KeepImport) -> dict[str, Any]:
        """Keep it as the next version, and annotate the assets that it touches; read the import to follow that.

        Where another version was kept since the report was read, the answer is 409.
        """
        return importing.told(keepers, importing.kept(desk, keepers, keepers.drafts.get(id), body.current))

    @routes.delete("/imports/{id}", status_code=204)
    def leave_import(id: str) -> None:
        """Forget an import, with its file."""
        importing.left(desk, keepers, keepers.drafts.get(id))

    return routes
