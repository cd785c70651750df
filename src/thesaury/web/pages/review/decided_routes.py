"""`/review/decided`: the newest decisions, by whom and when, and the way to take each back."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from thesaury.model.access import Permission
from thesaury.model.annotation import BY_RULE, Decision, Review
from thesaury.model.concept import Label
from thesaury.ports.enrichments import Decisions
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller, may
from thesaury.web.pages.review.telling import reason_told
from thesaury.web.pages.review.when import ago, moment
from thesaury.web.parts.cards import title
from thesaury.web.parts.review_tabs import review_tabs
from thesaury.web.texts import phrase

_PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One decision: `title` is empty where the asset is gone; `stands` is false where somebody decided otherwise since."""

    made: Review
    when: str
    moment: str
    who: str
    name: Label
    title: Label | None
    accepted: bool
    reason: str
    stands: bool


def rows(desk: Desk, made: Sequence[Review]) -> tuple[Row, ...]:
    """These decisions as they are shown."""
    lexicon = desk.lexicon()
    latest = desk.workspace.catalogue.enrichments.latest
    ids = list(dict.fromkeys(one.asset for one in made))
    titles = {a.id: title(a, lexicon.languages) for a in desk.workspace.catalogue.records.assets(ids)}
    return tuple(
        Row(
            one,
            ago(one.at),
            moment(one.at),
            _who(one.reviewer),
            lexicon.name(one.concept),
            titles.get(one.asset),
            one.decision is Decision.ACCEPTED,
            reason_told(one.reason),
            latest(Decisions(asset=one.asset, concept=one.concept), 1)[0][1] == one,
        )
        for one in made
    )


def router(desk: Desk) -> APIRouter:
    """The page."""
    routes = APIRouter(dependencies=[may(Permission.READ)])

    @routes.get("/review/decided")
    def decided(request: Request, mine: bool = False, before: int = 0, said: str = "") -> Response:
        sought = Decisions(reviewer=caller().name if mine else "")
        found = desk.workspace.catalogue.enrichments.latest(sought, _PAGE + 1, max(before, 0))
        page = found[:_PAGE]
        return desk.page(
            "review_decided.html",
            tabs=review_tabs(desk.workspace.catalogue),
            rows=rows(desk, [made for _, made in page]),
            mine=mine,
            older=page[-1][0] if len(found) > _PAGE else 0,
            first=not before,
            undone=said == "undone",
            may_decide=caller().may(Permission.REVIEW),
        )

    return routes


def _who(reviewer: str) -> str:
    if reviewer.startswith(BY_RULE):
        return phrase("review.rule")
    return phrase("review.you") if reviewer == caller().name else reviewer
