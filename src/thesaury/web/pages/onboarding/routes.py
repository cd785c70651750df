"""`/onboarding`: every round and how far it is, beginning one, and the page of each."""

from collections.abc import Callable, Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData, UploadFile

from thesaury.dispatch.onboarding import drop, let_propose, proposing, stop_proposing
from thesaury.model.access import Permission
from thesaury.model.audit import acting
from thesaury.model.errors import ThesauryError, Usage
from thesaury.model.onboarding import OnboardingRound
from thesaury.pipeline.onboarding import SourceKind, begin, begin_with_table, standing
from thesaury.pipeline.words import for_tagging
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller, may
from thesaury.web.door.forms import form_of, too_long
from thesaury.web.door.origin import from_here
from thesaury.web.pages.onboarding import coverage_routes, desk_routes, exchange_routes, flow_routes
from thesaury.web.pages.onboarding.asked import round_url
from thesaury.web.pages.onboarding.desk_view import DeskView
from thesaury.web.pages.onboarding.examples import ExamplesKeeper
from thesaury.web.pages.onboarding.known import known
from thesaury.web.pages.onboarding.steps import card_of, roles_changed, steps_of
from thesaury.web.pages.runs.routes import standing as run_standing
from thesaury.web.parts.tables_sent import LIMIT
from thesaury.web.parts.tables_sent import Sent as SentTable
from thesaury.web.texts import phrase

_MIB = 1024 * 1024
_FRAME = 64 * 1024
"""Bytes of a form beside its file."""
_Form = Annotated[Mapping[str, str], Depends(form_of)]


def router(desk: Desk) -> APIRouter:
    """All pages of onboarding."""
    routes = APIRouter(dependencies=[may(Permission.READ)], include_in_schema=False)
    decides = [may(Permission.VOCABULARY), Depends(from_here)]
    catalogue = desk.workspace.catalogue
    view = DeskView(desk, ExamplesKeeper(desk.workspace))

    @routes.get("/onboarding")
    def listed(said: str = "") -> HTMLResponse:
        return rounds_page(said="removed" if said == "removed" else "")

    @routes.post("/onboarding", dependencies=decides)
    async def added(request: Request) -> Response:
        if too_long(request, LIMIT + _FRAME):
            return rounds_page(phrase("onboard.begin.large", limit=LIMIT // _MIB), 413)
        async with request.form(max_files=1, max_fields=8) as form:
            return await run_in_threadpool(_begun, form)

    @routes.get("/onboarding/{name}")
    def one(name: str) -> HTMLResponse:
        return round_page(known(desk, name))

    @routes.post("/onboarding/{name}/again", dependencies=decides)
    def again(name: str) -> Response:
        """Propose everything anew that no person decided."""
        round = known(desk, name)
        return _led(round, lambda: let_propose(desk.workspace, round))

    @routes.post("/onboarding/{name}/stop", dependencies=decides)
    def stopped(name: str) -> Response:
        round = known(desk, name)
        return _led(round, lambda: stop_proposing(desk.workspace, round, acting.get()))

    @routes.post("/onboarding/{name}/remove", dependencies=decides)
    def removed(name: str, form: _Form) -> Response:
        """Forget a round, once its name was typed."""
        round = known(desk, name)
        if form.get("name", "").strip() != round.name:
            return round_page(round, phrase("onboard.remove.wrong", name=round.name), 422)
        try:
            drop(desk.workspace, round, acting.get())
        except ThesauryError as error:
            return round_page(round, error.message, 422)
        return RedirectResponse("/onboarding?said=removed", 303)

    desk_routes.add(routes, desk, view)
    coverage_routes.add(routes, desk)
    exchange_routes.add(routes, desk)
    flow_routes.add(routes, desk)

    def rounds_page(wrong: str = "", status: int = 200, said: str = "") -> HTMLResponse:
        cards = [card_of(desk, one) for one in catalogue.mappings.rounds()]
        versions = for_tagging(catalogue.vocabularies.current())
        return desk.bare_page(
            "onboarding.html",
            status,
            cards=cards,
            goes_on=any(one.proposing.open for one in cards),
            wrong=wrong,
            said=said,
            limit=LIMIT // _MIB,
            connections_here=[one.name for one in catalogue.records.connections() if catalogue.records.count(one.name)],
            vocabularies=[one.name for one in versions],
            may_decide=caller().may(Permission.VOCABULARY),
        )

    def round_page(round: OnboardingRound, wrong: str = "", status: int = 200) -> HTMLResponse:
        at = proposing(catalogue, round)
        run = catalogue.runs.get(at.run) if at.run and at.open else None
        there = sum(catalogue.mappings.counts(round.name).values())
        return desk.bare_page(
            "onboarding_round.html",
            status,
            round=round,
            round_url=round_url(round.name),
            card=card_of(desk, round),
            proposing=at,
            run=run,
            standing=run_standing(desk, run) if run else None,
            steps=steps_of(desk, round, standing(desk.workspace, round)) if there else [],
            changed=roles_changed(desk, round),
            wrong=wrong,
            may_decide=caller().may(Permission.VOCABULARY),
        )

    def _led(round: OnboardingRound, deed: Callable[[], object]) -> Response:
        try:
            deed()
        except ThesauryError as error:
            return round_page(round, error.message, 409)
        return RedirectResponse(round_url(round.name), 303)

    def _begun(form: FormData) -> Response:
        """Begin a round of what was chosen, and let it be proposed."""
        try:
            round = _of_form(form)
            let_propose(desk.workspace, round)
        except ThesauryError as error:
            return rounds_page(error.message, 422)
        return RedirectResponse(round_url(round.name), 303)

    def _of_form(form: FormData) -> OnboardingRound:
        name, vocabulary = (str(form.get(field) or "").strip() for field in ("name", "vocabulary"))
        file, kind = form.get("file"), form.get("kind")
        if kind in (SourceKind.CONNECTION, SourceKind.VOCABULARY):
            return begin(desk.workspace, SourceKind(str(kind)), str(form.get("source") or ""), name, vocabulary)
        if not isinstance(file, UploadFile) or not file.filename:
            raise Usage(phrase("onboard.begin.none"))
        sent = SentTable(desk.workspace.root)
        try:
            sent.copy(file.filename, file.file)
            return begin_with_table(desk.workspace, sent.path, name, vocabulary)
        finally:
            sent.remove()

    return routes
