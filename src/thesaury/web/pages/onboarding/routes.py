"""`/onboarding/{name}`: the page of a round, proposing it again, stopping that, and forgetting it; and where all other pages are."""

from collections.abc import Callable, Mapping
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from thesaury.dispatch.onboarding import drop, let_propose, proposing, stop_proposing
from thesaury.model.access import Permission
from thesaury.model.errors import ThesauryError
from thesaury.model.onboarding import OnboardingRound
from thesaury.pipeline.onboarding import standing
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller, may
from thesaury.web.door.forms import form_of
from thesaury.web.door.origin import from_here
from thesaury.web.pages.onboarding import begin_routes, coverage_routes, desk_routes, exchange_routes, flow_routes
from thesaury.web.pages.onboarding.asked import round_url
from thesaury.web.pages.onboarding.desk_view import DeskView
from thesaury.web.pages.onboarding.examples import ExamplesKeeper
from thesaury.web.pages.onboarding.known import known
from thesaury.web.pages.onboarding.steps import card_of, roles_changed, steps_of
from thesaury.web.pages.runs.routes import standing as run_standing
from thesaury.web.texts import phrase

_Form = Annotated[Mapping[str, str], Depends(form_of)]


def router(desk: Desk) -> APIRouter:
    """All pages of onboarding."""
    routes = APIRouter(dependencies=[may(Permission.READ)], include_in_schema=False)
    decides = [may(Permission.VOCABULARY), Depends(from_here)]
    view = DeskView(desk, ExamplesKeeper(desk.workspace))

    @routes.get("/onboarding/{name}")
    def one(name: str) -> HTMLResponse:
        return _round_page(desk, known(desk, name))

    @routes.post("/onboarding/{name}/again", dependencies=decides)
    def again(name: str) -> Response:
        """Propose everything anew that no person decided."""
        round = known(desk, name)
        return _led(desk, round, lambda: let_propose(desk.workspace, round))

    @routes.post("/onboarding/{name}/stop", dependencies=decides)
    def stopped(name: str) -> Response:
        round = known(desk, name)
        return _led(desk, round, lambda: stop_proposing(desk.workspace, round, caller().called))

    @routes.post("/onboarding/{name}/remove", dependencies=decides)
    def removed(name: str, form: _Form) -> Response:
        """Forget a round, once its name was typed."""
        round = known(desk, name)
        if form.get("name", "").strip() != round.name:
            return _round_page(desk, round, phrase("onboard.remove.wrong", name=round.name), 422)
        try:
            drop(desk.workspace, round, caller().called)
        except ThesauryError as error:
            return _round_page(desk, round, error.message, 422)
        return RedirectResponse("/onboarding?said=removed", 303)

    begin_routes.add(routes, desk)
    desk_routes.add(routes, desk, view)
    coverage_routes.add(routes, desk)
    exchange_routes.add(routes, desk)
    flow_routes.add(routes, desk)

    return routes


def _round_page(desk: Desk, round: OnboardingRound, wrong: str = "", status: int = 200) -> HTMLResponse:
    catalogue = desk.workspace.catalogue
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


def _led(desk: Desk, round: OnboardingRound, deed: Callable[[], object]) -> Response:
    try:
        deed()
    except ThesauryError as error:
        return _round_page(desk, round, error.message, 409)
    return RedirectResponse(round_url(round.name), 303)
