"""Onboarding: tables that are sent, layouts and mappings as files, the dry run, and the start of the first flow."""

from pathlib import Path
from threading import Semaphore
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from thesaury.dispatch.onboarding import let_propose
from thesaury.model.access import Permission
from thesaury.model.onboarding import ExchangeForm, OnboardingRound
from thesaury.pipeline.onboarding import begin_with_table, rehearse, start
from thesaury.pipeline.onboarding.beginning import FOLDER
from thesaury.pipeline.onboarding.exchanging import bring_in, written
from thesaury.pipeline.onboarding.layouts import apply_layout
from thesaury.pipeline.onboarding.rehearsing import MOST, ROWS
from thesaury.pipeline.onboarding.telling import rehearsal_dict, started_dict
from thesaury.sync.scheduling import parsed
from thesaury.web.api.describing import FILE, file_body
from thesaury.web.api.files_at import ROUND_FILES, ROUND_TABLES
from thesaury.web.api.models import onboarding as models
from thesaury.web.api.models import onboarding_flows as flows
from thesaury.web.api.rounds_told import known, round_told
from thesaury.web.api.routing import Operation
from thesaury.web.api.tables_sent import Received
from thesaury.web.api.uploads import Upload
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller, may
from thesaury.web.joining import joined
from thesaury.web.parts.checking.turns import held_within

MOST_ROWS = 5000
"""Rows that a dry run reads at most: a request is not held for a whole catalogue."""

_LISTED = 200
_PATIENCE = 10.0
_BUSY = "Another dry run is under way. Ask again in a moment."
_ROOT = "Only who administers the workspace names folders of the server. Ask without `root`."
_BODY = file_body("The file as it is, or as the field `file` of a form.", in_form=True)
_Word = Annotated[str, Query(max_length=400)]


TYPES = {ExchangeForm.SSSOM: "text/tab-separated-values", ExchangeForm.LAYOUT: "application/toml"}
_NAMES = {ExchangeForm.SSSOM: "sssom.tsv", ExchangeForm.LAYOUT: "layout.toml"}
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"description": "The file.", "content": dict.fromkeys(TYPES.values(), FILE)}
}
_Form = Annotated[
    ExchangeForm, Query(description="`sssom`: values and concepts; `layout`: the roles of fields, as TOML.")
]


def router(desk: Desk) -> APIRouter:
    """Files of rounds, and their flows."""
    routes = APIRouter(tags=["onboarding"], dependencies=[may(Permission.READ)])
    decides = [may(Permission.VOCABULARY)]

    async def begin_round_with_table(
        request: Request, file: _Word = "", name: _Word = "", vocabulary: _Word = ""
    ) -> JSONResponse:
        """Begin a round with a table of up to 64 MiB (CSV, TSV, XLSX, JSON Lines); a worker proposes what everything is.

        `file` is what the table is called: its ending says of which form it is, where `Content-Type` does not. `name` is that of the round,
        otherwise as the file. Sent again, the table takes the place of the one before, and what was decided stands. It is kept as long as
        the round is.
        """
        received = await run_in_threadpool(Received, desk.workspace.root / FOLDER)
        try:
            await received.take(request, file)
            told = await run_in_threadpool(_begun, desk, received, name, vocabulary)
        finally:
            await run_in_threadpool(received.remove)
        return JSONResponse(told, 202, {"Location": f"/api/v1/onboarding/rounds/{quote(told['name'], safe='')}"})

    async def import_decisions(
        request: Request,
        round: str,
        form: _Form = ExchangeForm.SSSOM,
        file: _Word = "",
        dry_run: Annotated[bool, Query(description="Tell what would be decided, and keep nothing.")] = False,
    ) -> JSONResponse:
        """Decide what a file says that `export` wrote, or another SSSOM/TSV file, as one batch that undo takes back."""
        there = await run_in_threadpool(known, desk, round)
        received = await run_in_threadpool(Received, desk.workspace.root / FOLDER)
        try:
            await received.take(request, file or _NAMES[form], tuple(TYPES.values()))
            return JSONResponse(await run_in_threadpool(_brought_in, desk, there, form, received.path, dry_run))
        finally:
            await run_in_threadpool(received.remove)

    given: dict[str, Any] = {
        "methods": ["POST"],
        "dependencies": decides,
        "openapi_extra": _BODY,
        "route_class_override": Upload,
    }
    routes.add_api_route(
        ROUND_TABLES,
        begin_round_with_table,
        name="begin_round_with_table",
        response_model=models.Round,
        status_code=202,
        **given,
    )
    routes.add_api_route(
        ROUND_FILES, import_decisions, name="import_decisions", response_model=models.BroughtIn, **given
    )

    return joined(routes, _flows(desk))


def _flows(desk: Desk) -> APIRouter:
    routes = APIRouter(tags=["onboarding"], route_class=Operation, dependencies=[may(Permission.READ)])
    trying = Semaphore(1)

    @routes.get(
        "/onboarding/rounds/{round}/dry-run",
        response_model=flows.RoundRehearsal,
        dependencies=[may(Permission.VOCABULARY)],
    )
    async def rehearse_round(
        round: str,
        most: Annotated[int, Query(ge=0, le=100, description="Assets that are shown one by one, at most.")] = MOST,
        rows: Annotated[
            int, Query(ge=1, le=MOST_ROWS, description="About so many rows are read, in whole pages of the source.")
        ] = ROWS,
        root: Annotated[
            str | None,
            Query(max_length=4000, description="Files are tried from this folder on the server: administrators only."),
        ] = None,
    ) -> Any:
        """Read what the first flow would do with the first rows; nothing is kept. The command reads all rows: `thesaury onboard dry-run`.

        Where something has to be decided first, the answer is 400 and says what.
        """
        if root is not None and not caller().may(Permission.ADMINISTER):
            raise HTTPException(403, _ROOT)
        there = await run_in_threadpool(known, desk, round)
        async with held_within(trying, _PATIENCE, _BUSY):
            found = await run_in_threadpool(lambda: rehearse(desk.workspace, there, most, limit=rows, root=root))
        return rehearsal_dict(found, desk.workspace.languages[0], _LISTED)

    @routes.get("/onboarding/rounds/{round}/export", response_class=Response, responses=_ANSWERS)
    def export_decisions(
        round: str,
        form: _Form = ExchangeForm.SSSOM,
        proposals: Annotated[bool, Query(description="What nobody decided on too (SSSOM).")] = False,
    ) -> Response:
        """Download what is decided, so that an import reads it back, here or for the next client."""
        there = known(desk, round)
        name = quote(f"{there.name}.{_NAMES[form]}", safe="")
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
        made = written(desk.workspace, there, form, proposals)
        return Response(made.text, media_type=TYPES[form], headers=headers)

    @routes.post(
        "/onboarding/rounds/{round}/start",
        response_model=flows.Started,
        status_code=202,
        dependencies=[may(Permission.ADMINISTER)],
    )
    def start_round(response: Response, round: str, body: flows.StartRound) -> dict[str, Any]:
        """Connect the source as its layout has it, keep a flow that reads and enriches, and let a run of it wait for a worker.

        Twice it makes nothing twice. Nothing is written back into the client's system. Where something has to be decided first, the
        answer is 400 and says what.
        """
        schedule = parsed(body.schedule) if body.schedule else None
        made = start(desk.workspace, known(desk, round), schedule, body.name, body.root)
        if made.run:
            response.headers["Location"] = f"/api/v1/runs/{made.run.id}"
        return started_dict(made) | {"run": made.run.id if made.run else 0}

    return routes


def _begun(desk: Desk, received: Received, name: str, vocabulary: str) -> dict[str, Any]:
    round = begin_with_table(desk.workspace, received.path, name, vocabulary)
    let_propose(desk.workspace, round)
    return round_told(desk, round)


def _brought_in(desk: Desk, round: OnboardingRound, form: ExchangeForm, path: Path, dry_run: bool) -> dict[str, Any]:
    if form is ExchangeForm.SSSOM:
        brought = bring_in(desk.workspace, round, path, dry_run)
        return {"changed": brought.changed, "undecided": brought.undecided, "unknown": brought.unknown} | {
            "fields": [],
            "dry_run": dry_run,
        }
    laid = apply_layout(desk.workspace, round, path, dry_run)
    return {"changed": laid.changed, "undecided": 0, "unknown": len(laid.unknown)} | {
        "fields": list(laid.unknown),
        "dry_run": dry_run,
    }
