"""`/settings/thresholds`: concept schemes whose suggestions are accepted without a person, where the decisions so far support it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from thesaury.model.acceptance import AcceptRule
from thesaury.model.access import Permission
from thesaury.model.concept import Label
from thesaury.model.errors import Unproven
from thesaury.pipeline import accepting
from thesaury.pipeline.keeping import drop_rule, keep_rule
from thesaury.pipeline.projecting import project
from thesaury.ports.workspace import A_MOMENT
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller, may
from thesaury.web.door.origin import from_here
from thesaury.web.pages.settings.tabs import settings_tabs

_USUAL = 0.95
_Precision = Annotated[float, Query(ge=0.5, le=0.999)]


@dataclass(frozen=True, slots=True)
class SchemeRule:
    """A scheme with how many suggestions of it wait, and the rule over it, None where people decide on all of them."""

    iri: str
    title: Label
    waiting: int
    rule: AcceptRule | None


@dataclass(frozen=True, slots=True)
class Tried:
    """What a rule would do now: nothing is kept."""

    rule: AcceptRule
    accepts: int


def router(desk: Desk) -> APIRouter:
    """The rules, one tried out, switched on and off."""
    routes = APIRouter(dependencies=[may(Permission.ADMINISTER)])

    @routes.get("/settings/thresholds")
    def page(scheme: str = "", precision: _Precision = _USUAL, said: str = "") -> HTMLResponse:
        rules = scheme_rules(desk)
        if scheme and scheme not in {one.iri for one in rules}:
            raise HTTPException(404)
        tried = try_out(desk, scheme, precision) if scheme and not said else None
        values = {"rules": rules, "scheme": scheme, "precision": precision, "tried": tried, "usual": _USUAL}
        return desk.page("settings_thresholds.html", rooms=settings_tabs(), said=said, **values)

    @routes.post("/settings/thresholds")
    def switch_on(
        request: Request, scheme: Annotated[str, Form()], precision: Annotated[float, Form(ge=0.5, le=0.999)]
    ) -> Response:
        from_here(request)
        current = accepting.in_force(desk.workspace)
        [rule] = accepting.worked_out(desk.workspace, [(scheme, precision, caller().name)], current)
        if rule.threshold is None:
            raise Unproven(rule.reason)
        with desk.workspace.writing(A_MOMENT):
            keep_rule(desk.workspace.catalogue, rule, accepting.waiting_for(desk.workspace, rule, current))
            project(desk.workspace)
        return RedirectResponse("/settings/thresholds?said=on#rules", 303)

    @routes.post("/settings/thresholds/off")
    def switch_off(request: Request, scheme: Annotated[str, Form()]) -> Response:
        from_here(request)
        drop_rule(desk.workspace.catalogue, scheme)
        return RedirectResponse("/settings/thresholds?said=off#rules", 303)

    return routes


def scheme_rules(desk: Desk) -> tuple[SchemeRule, ...]:
    """Every scheme, by title."""
    lexicon = desk.lexicon()
    rules = {rule.scheme: rule for rule in desk.workspace.catalogue.accept_rules.all()}
    waiting = _waiting(desk)
    titles = {iri: lexicon.scheme_title(scheme) for iri, scheme in lexicon.schemes().items()}
    found = [SchemeRule(iri, title, waiting.get(iri, 0), rules.get(iri)) for iri, title in titles.items()]
    return tuple(sorted(found, key=lambda one: one.title.text.casefold()))


def try_out(desk: Desk, scheme: str, precision: float) -> Tried:
    """What a rule over this scheme at this precision would accept now."""
    current = accepting.in_force(desk.workspace)
    [rule] = accepting.worked_out(desk.workspace, [(scheme, precision, caller().name)], current)
    return Tried(rule, len(accepting.waiting_for(desk.workspace, rule, current)))


def _waiting(desk: Desk) -> Mapping[str, int]:
    homes, found = desk.lexicon().homes, dict[str, int]()
    for _, concept in desk.workspace.catalogue.enrichments.lineup():
        home = homes.get(concept, "")
        found[home] = found.get(home, 0) + 1
    return found
