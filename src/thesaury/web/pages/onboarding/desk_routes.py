"""`/onboarding/{name}/desk`: one decision after the other. Every deed is a form, so that it works without a script."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from thesaury.model.access import Permission
from thesaury.model.onboarding import OnboardingRound
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.door.forms import Fields, fields_of
from thesaury.web.door.origin import from_here
from thesaury.web.pages.onboarding.asked import Asked, number_in, round_url
from thesaury.web.pages.onboarding.deeds import Outcome, concepts_of, decide_list, decide_one, take_back
from thesaury.web.pages.onboarding.desk_view import DeskView
from thesaury.web.pages.onboarding.known import known
from thesaury.web.pages.onboarding.subjects import Shown, read_shown
from thesaury.web.pages.review.desk_view import by_script
from thesaury.web.pages.review.other_routes import options


@dataclass(frozen=True, slots=True)
class Sent:
    """The fields of a form: by name, and those that come several times."""

    fields: Fields

    @property
    def form(self) -> Mapping[str, str]:
        """By name, the last one where one comes twice."""
        return dict(self.fields)

    def shown(self, name: str = "shown") -> list[Shown]:
        """The subjects that it names so."""
        return read_shown([value for field, value in self.fields if field == name])


async def sent(request: Request) -> Sent:
    """A dependency of routes that decide."""
    return Sent(await fields_of(request))


_Sent = Annotated[Sent, Depends(sent)]


def add(routes: APIRouter, desk: Desk, view: DeskView) -> None:
    """Add the pages of the desk."""
    decides = [may(Permission.VOCABULARY), Depends(from_here)]

    @routes.get("/onboarding/{name}/desk")
    def show(request: Request, name: str) -> Response:
        round = known(desk, name)
        return view.show(request, round, Asked.of(request.query_params, round))

    @routes.post("/onboarding/{name}/decide", dependencies=decides)
    def decide(request: Request, name: str, sent: _Sent) -> Response:
        """Decide on what stands alone."""
        round, form = known(desk, name), sent.form
        asked = Asked.of(form, round)
        outcome = decide_one(desk.workspace, round, desk.lexicon(), sent.shown(), form)
        return _done(view, request, round, asked, replace(asked, at=asked.place, place=0), outcome)

    @routes.post("/onboarding/{name}/list", dependencies=decides)
    def accept(request: Request, name: str, sent: _Sent) -> Response:
        """Accept what is marked of a list; what is not comes alone."""
        round = known(desk, name)
        asked = Asked.of(sent.form, round)
        chosen = {one.subject for one in sent.shown("chosen")}
        outcome = decide_list(desk.workspace, round, sent.shown(), chosen)
        return _done(view, request, round, asked, asked, outcome)

    @routes.post("/onboarding/{name}/undo", dependencies=decides)
    def undo(request: Request, name: str, sent: _Sent) -> Response:
        """Take a batch back, and show it again."""
        round, form = known(desk, name), sent.form
        outcome = take_back(desk.workspace, round, number_in(form, "batch"))
        if form.get("back") == "history" and not outcome.wrong:
            return RedirectResponse(f"{round_url(name)}/history?undone={len(outcome.steps)}", 303)
        asked = Asked.of(form, round)
        return _done(view, request, round, _again(desk, round, asked, outcome), asked, outcome)

    @routes.get("/onboarding/{name}/other")
    def other(request: Request, name: str, q: str = "", shown: str = "", relation: str = "") -> Response:
        """Concepts of the shared model of which a label begins so: for a script that asks, else a page to choose on."""
        return _other_page(desk, request, known(desk, name), q, shown, relation)


def _other_page(desk: Desk, request: Request, round: OnboardingRound, q: str, shown: str, relation: str) -> Response:
    found = options(desk, q, frozenset(concepts_of(desk.lexicon(), round.vocabulary)))
    if by_script(request):
        return desk.bare_page("review_options.html", options=found, typed=q.strip())
    asked = Asked.of(request.query_params, round)
    subject = next(iter(read_shown([shown])), None)
    values = {"shown": shown, "subject": subject.subject if subject else None, "relation": relation}
    return desk.page(
        "onboarding_other.html",
        round=round,
        round_url=round_url(round.name),
        asked=asked,
        options=found,
        typed=q.strip(),
        **values,
    )


def _again(desk: Desk, round: OnboardingRound, asked: Asked, outcome: Outcome) -> Asked:
    """Where what was taken back waits."""
    subjects = [step.subject for step in outcome.steps]
    kept = desk.workspace.catalogue.mappings.of(round.name, subjects)
    place = min((one.place for one in kept.values()), default=0)
    kind = subjects[0].kind if subjects else asked.kind
    return Asked(kind, at=place) if len(subjects) == 1 else Asked(kind, after=max(place - 1, 0))


def _done(
    view: DeskView, request: Request, round: OnboardingRound, following: Asked, here: Asked, outcome: Outcome
) -> Response:
    """Go on with what comes next; where nothing was decided, say why and stay."""
    if outcome.wrong or outcome.conflicts:
        return view.show(request, round, here, outcome, 422 if outcome.wrong else 409)
    if following.back == "coverage":
        url = f"{round_url(round.name)}/coverage"
        return Response(headers={"HX-Redirect": url}) if by_script(request) else RedirectResponse(url, 303)
    if by_script(request):
        return view.show(request, round, following, outcome)
    return RedirectResponse(following.url(round.name), 303)
