"""Tables of tags checked: the table comes back with approved terms in place of its tags."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse, JSONResponse
from starlette.background import BackgroundTask

from thesaury.governance.correcting import said_property
from thesaury.model.access import Permission
from thesaury.pipeline.correcting import Answering, Wanted, correct_table
from thesaury.pipeline.correcting_shape import sums_shape
from thesaury.pipeline.validating import ages, keeper_of
from thesaury.web.api.describing import FILE, file_body
from thesaury.web.api.files_at import TABLES
from thesaury.web.api.models import tables as models
from thesaury.web.api.tables_sent import TYPES, Received
from thesaury.web.api.uploads import Upload
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.parts.checking.desk import answering
from thesaury.web.parts.checking.turns import turn_within

_PATIENCE = 10.0
"""Seconds a table waits until others are done."""

_BODY = file_body("The table as it is, or as the field `file` of a form.", in_form=True)
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The corrected table, or with `form=sums` what was found in it.",
        "content": dict.fromkeys(TYPES.values(), FILE),
        "model": models.Sums,
    }
}
_Word = Annotated[str, Query(max_length=400)]


class Form(StrEnum):
    """What is answered: a table, or the sums alone."""

    CSV = "csv"
    TSV = "tsv"
    XLSX = "xlsx"
    JSONL = "jsonl"
    SUMS = "sums"


def router(desk: Desk) -> APIRouter:
    """The check of tables."""
    routes = APIRouter(tags=["governance"], dependencies=[may(Permission.READ)])

    async def check_table(
        request: Request,
        file: _Word = "",
        form: Annotated[Form | None, Query(description="What to answer; otherwise the form that was sent.")] = None,
        profile: Annotated[str, Query(max_length=100, description="Empty: whichever fits each row.")] = "",
        tags: Annotated[list[str] | None, Query(description="Columns of tags; otherwise found by their names.")] = None,
        id: Annotated[str, Query(max_length=400, description="The column that tells rows apart.")] = "",
        property: Annotated[
            list[str] | None, Query(description="A column that profiles call otherwise: `market=Country`.")
        ] = None,
        language: Annotated[
            list[str] | None, Query(description="For terms without a name in the language of the tag.")
        ] = None,
    ) -> Response:
        """Check a table of up to 64 MiB (CSV, TSV, XLSX, JSON Lines) and get it back with approved terms in place of its tags.

        Rows and columns keep their order; the columns `check: ...` follow, with what is said of each row. A workbook has two more sheets:
        the sums, and each different tag with what became of it. Nothing is kept.
        """
        wanted = Wanted(tuple(tags or ()), id, dict(map(said_property, property or ())))
        received = await run_in_threadpool(Received, desk.workspace.root / "checks")
        try:
            await received.take(request, file)
            who = await run_in_threadpool(answering, desk, profile, tuple(language or ()))
            async with turn_within(_PATIENCE):
                return await run_in_threadpool(_checked, desk, who, received, form or _form_of(received.path), wanted)
        except BaseException:
            await run_in_threadpool(received.remove)
            raise

    routes.add_api_route(
        TABLES,
        check_table,
        methods=["POST"],
        name="check_table",
        response_class=FileResponse,
        responses=_ANSWERS,
        openapi_extra=_BODY,
        route_class_override=Upload,
    )
    return routes


def _checked(desk: Desk, who: Answering, received: Received, form: Form, wanted: Wanted) -> Response:
    sent = received.path
    if form is Form.SUMS:
        handed = correct_table(desk.workspace, who, sent, None, wanted)
        received.remove()
        words = ages(desk.workspace, keeper_of(desk.workspace).words().versions)
        return JSONResponse(sums_shape(handed, who.called, words))
    target = received.folder / f"{sent.name.partition('.')[0]}-corrected.{form.value}"
    correct_table(desk.workspace, who, sent, target, wanted)
    removed = BackgroundTask(received.remove)
    return FileResponse(target, media_type=TYPES[target.suffix], filename=target.name, background=removed)


def _form_of(sent: Path) -> Form:
    """The form that was sent, CSV where it is none that is written."""
    named = sent.name.removesuffix(".gz").rpartition(".")[2].lower()
    return {"tsv": Form.TSV, "xlsx": Form.XLSX, "jsonl": Form.JSONL, "ndjson": Form.JSONL, "json": Form.JSONL}.get(
        named, Form.CSV
    )
