"""`/onboarding/{name}/exchange`: what was decided goes to the next client as layout and SSSOM, and comes from another one."""

from pathlib import Path

from fastapi import APIRouter, Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from thesaury.model.access import Permission
from thesaury.model.errors import ThesauryError, Usage
from thesaury.model.onboarding import ExchangeForm, OnboardingRound, SourceKind
from thesaury.pipeline.onboarding.exchanging import bring_in, written
from thesaury.pipeline.onboarding.layouts import apply_layout
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller, may
from thesaury.web.door.origin import from_here
from thesaury.web.pages.onboarding.asked import round_url
from thesaury.web.pages.onboarding.files_sent import MIB, file_in, too_large
from thesaury.web.pages.onboarding.known import known
from thesaury.web.texts import phrase


def add(routes: APIRouter, desk: Desk) -> None:
    """Add the page and its files."""
    decides = [may(Permission.VOCABULARY), Depends(from_here)]

    @routes.get("/onboarding/{name}/exchange")
    def exchange(name: str) -> HTMLResponse:
        return _page(desk, known(desk, name))

    @routes.post("/onboarding/{name}/exchange", dependencies=decides)
    async def take(request: Request, name: str) -> HTMLResponse:
        """Decide what a file says, as one batch."""
        round = await run_in_threadpool(known, desk, name)
        if large := too_large(request):
            return await run_in_threadpool(_page, desk, round, "", large, 413)
        async with request.form(max_files=1, max_fields=2) as form:
            return await run_in_threadpool(_taken, desk, round, form)

    @routes.get("/onboarding/{name}/layout.toml")
    def layout(name: str) -> Response:
        made = written(desk.workspace, known(desk, name), ExchangeForm.LAYOUT)
        return _file(made.text, "application/toml", "layout.toml")

    @routes.get("/onboarding/{name}/mappings.sssom.tsv")
    def mappings(name: str, proposals: str = "") -> Response:
        made = written(desk.workspace, known(desk, name), ExchangeForm.SSSOM, proposals == "1")
        return _file(made.text, "text/tab-separated-values; charset=utf-8", "mappings.sssom.tsv")


def _page(desk: Desk, round: OnboardingRound, said: str = "", wrong: str = "", status: int = 200) -> HTMLResponse:
    return desk.bare_page(
        "onboarding_exchange.html",
        status,
        round=round,
        round_url=round_url(round.name),
        said=said,
        wrong=wrong,
        limit=MIB,
        fielded=round.kind is not SourceKind.VOCABULARY,
        may_decide=caller().may(Permission.VOCABULARY),
    )


def _taken(desk: Desk, round: OnboardingRound, form: FormData) -> HTMLResponse:
    try:
        with file_in(desk, form, phrase("onboard.exchange.none")) as file:
            return _page(desk, round, said=_decided(desk, round, file))
    except ThesauryError as error:
        return _page(desk, round, wrong=error.message, status=422)


def _decided(desk: Desk, round: OnboardingRound, path: Path) -> str:
    """Decide what a file says, and tell what came of it."""
    if path.suffix == ".toml":
        laid = apply_layout(desk.workspace, round, path)
        told = phrase("onboard.exchange.laid", count=laid.changed)
        rest = phrase("onboard.exchange.unknown", names=", ".join(laid.unknown)) if laid.unknown else ""
        return f"{told} {rest}".rstrip()
    if path.suffix != ".tsv":
        raise Usage(phrase("onboard.exchange.ending", name=path.name))
    found = bring_in(desk.workspace, round, path)
    told = phrase("onboard.exchange.brought", count=found.changed, all=found.mappings)
    return f"{told} {phrase('onboard.exchange.rest', undecided=found.undecided, unknown=found.unknown)}"


def _file(text: str, kind: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(text, media_type=kind, headers=headers)
