"""`/onboarding`: every round and how far it is, and beginning one with a table, a connection or a vocabulary."""

from fastapi import APIRouter, Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData

from thesaury.dispatch.onboarding import let_propose
from thesaury.model.access import Permission
from thesaury.model.errors import ThesauryError
from thesaury.model.onboarding import OnboardingRound, SourceKind
from thesaury.pipeline.onboarding import begin, begin_with_table
from thesaury.pipeline.words import for_tagging
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller, may
from thesaury.web.door.origin import from_here
from thesaury.web.pages.onboarding.asked import round_url
from thesaury.web.pages.onboarding.files_sent import MIB, file_in, too_large
from thesaury.web.pages.onboarding.steps import card_of
from thesaury.web.texts import phrase


def add(routes: APIRouter, desk: Desk) -> None:
    """Add the list, and the form below it."""

    @routes.get("/onboarding")
    def listed(said: str = "") -> HTMLResponse:
        return _page(desk, said="removed" if said == "removed" else "")

    @routes.post("/onboarding", dependencies=[may(Permission.VOCABULARY), Depends(from_here)])
    async def added(request: Request) -> Response:
        if large := too_large(request):
            return await run_in_threadpool(_page, desk, large, 413)
        async with request.form(max_files=1, max_fields=8) as form:
            return await run_in_threadpool(_begun, desk, form)


def _page(desk: Desk, wrong: str = "", status: int = 200, said: str = "") -> HTMLResponse:
    catalogue = desk.workspace.catalogue
    cards = [card_of(desk, one) for one in catalogue.mappings.rounds()]
    versions = for_tagging(catalogue.vocabularies.current())
    return desk.bare_page(
        "onboarding.html",
        status,
        cards=cards,
        goes_on=any(one.proposing.open for one in cards),
        wrong=wrong,
        said=said,
        limit=MIB,
        connections_here=[one.name for one in catalogue.records.connections() if catalogue.records.count(one.name)],
        vocabularies=[one.name for one in versions],
        may_decide=caller().may(Permission.VOCABULARY),
    )


def _begun(desk: Desk, form: FormData) -> Response:
    """Begin a round of what was chosen, and let it be proposed."""
    try:
        round = _of_form(desk, form)
        let_propose(desk.workspace, round)
    except ThesauryError as error:
        return _page(desk, error.message, 422)
    return RedirectResponse(round_url(round.name), 303)


def _of_form(desk: Desk, form: FormData) -> OnboardingRound:
    name, vocabulary = (str(form.get(field) or "").strip() for field in ("name", "vocabulary"))
    kind = form.get("kind")
    if kind in (SourceKind.CONNECTION, SourceKind.VOCABULARY):
        return begin(desk.workspace, SourceKind(str(kind)), str(form.get("source") or ""), name, vocabulary)
    with file_in(desk, form, phrase("onboard.begin.none")) as file:
        return begin_with_table(desk.workspace, file, name, vocabulary)
