"""`/review/concept`: one concept and all the assets of a batch for which it waits, so that many are decided on at one glance."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response
from starlette.background import BackgroundTask

from thesaury.model.access import Permission
from thesaury.model.annotation import Decision
from thesaury.model.concept import Label
from thesaury.pipeline.reviewing import SearchFollows, Shown, decide_shown, mark_of
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller, may
from thesaury.web.door.origin import from_here
from thesaury.web.pages.review.asked import Asked, asked_by_address, asked_by_form
from thesaury.web.pages.review.batch import batch
from thesaury.web.pages.review.desk_view import answered, by_script
from thesaury.web.pages.review.sheet import likely, path_of, quotes
from thesaury.web.pages.review.telling import Notice, conflict_told, decided_said
from thesaury.web.parts.cards import Picture, picture, title
from thesaury.web.texts import hundredths, phrase

_MOST = 60
"""Pictures on one page: as many as one looks at in one go; the others follow."""

_LIKELY = 0.4
"""Suggestions with at least this score are chosen to begin with."""


@dataclass(frozen=True, slots=True)
class Tile:
    """An asset for which the concept waits; `mark` names the state of the suggestion."""

    id: str
    title: Label
    picture: Picture
    has_picture: bool
    score: str
    likely: str
    evidence: tuple[str, ...]
    mark: str
    chosen: bool


def tiles(desk: Desk, concept: str, ids: tuple[str, ...], every: bool) -> tuple[Tile, ...]:
    """The first of these assets, in their order; those that are likely are chosen already, or `every` one."""
    shown = ids[:_MOST]
    known = desk.workspace.catalogue.enrichments.findings(shown)
    found = []
    for asset in desk.workspace.catalogue.records.assets(shown):
        one = next((s for s in known[asset.id].suggestions if s.concept == concept), None)
        if one:
            languages = desk.workspace.languages
            look = (title(asset, languages), picture(asset, languages), asset.picture() is not None)
            chosen = every or one.score >= _LIKELY
            found.append(
                Tile(asset.id, *look, hundredths(one.score), likely(one.score), quotes(one), mark_of(one), chosen)
            )
    return tuple(found)


def router(desk: Desk, search: SearchFollows) -> APIRouter:
    """The page and what its buttons do; search follows."""
    routes = APIRouter(dependencies=[may(Permission.READ)])

    def show(
        request: Request,
        asked: Asked,
        iri: str,
        notice: Notice | None = None,
        said: str = "",
        status: int = 200,
        every: bool = False,
    ) -> Response:
        found = batch(desk, asked)
        ids, lexicon = found.of_concept(iri), desk.lexicon()
        values = {"iri": iri, "name": lexicon.name(iri), "path": path_of(lexicon, iri), "total": len(ids)}
        concept = lexicon.thesaurus.concept(iri)
        definitions = concept.definitions if concept else ()
        return answered(
            desk,
            request,
            "review_concept",
            status,
            asked.url("/review/concept", iri=iri),
            asked=asked,
            batch=found,
            tiles=tiles(desk, iri, ids, every),
            definition=definitions[0] if definitions else None,
            notice=notice,
            said=said,
            **values,
        )

    @routes.get("/review/concept")
    def concept(
        request: Request, asked: Annotated[Asked, Depends(asked_by_address)], iri: str = "", every: bool = False
    ) -> Response:
        return show(request, asked, iri, every=every)

    @routes.post("/review/concept", dependencies=[may(Permission.REVIEW), Depends(from_here)])
    def decide(
        request: Request,
        asked: Annotated[Asked, Depends(asked_by_form)],
        iri: Annotated[str, Form()],
        selected: Annotated[Decision, Form()],
        chosen: Annotated[list[str] | None, Form()] = None,
    ) -> Response:
        pairs = [(asset, mark) for mark, _, asset in (one.partition(" ") for one in chosen or ())]
        here = {asset.id for asset in desk.workspace.catalogue.records.assets([asset for asset, _ in pairs])}
        shown = [Shown(asset, iri, mark) for asset, mark in pairs if asset in here]
        if not shown:
            return show(request, asked, iri, Notice(phrase("review.none_selected")), status=422)
        deed = decide_shown(desk.workspace.catalogue, shown, selected, caller().name)
        notice = conflict_told(desk, deed.conflicts)
        answer: Response = RedirectResponse(asked.url("/review/concept", iri=iri), 303)
        if by_script(request) or notice:
            said = decided_said(desk, deed, batch(desk, asked).left, "")
            answer = show(request, asked, iri, notice, said, 409 if deed.conflicts else 200)
        answer.background = BackgroundTask(search.follow)
        return answer

    return routes
