"""Assets: the list, one with everything known of it, what is like it, and pairs that may be one."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from thesaury.model.access import Permission
from thesaury.model.asset import Asset
from thesaury.model.likeness import Likeness, Verdict
from thesaury.pipeline.keeping import tell_apart
from thesaury.ports.workspace import A_MOMENT
from thesaury.search.alike.similar import similar
from thesaury.search.alike.similar_told import told as told_similar
from thesaury.sync.exporting import description
from thesaury.web.api.asked import SimilarQuery
from thesaury.web.api.models import assets as models
from thesaury.web.api.models.search import SimilarAssets
from thesaury.web.api.paging import Cursor, Limit, cursor_of, linked, place_of
from thesaury.web.api.routing import Operation
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller, may
from thesaury.web.failures import NotHere
from thesaury.web.parts.asked import Asked

_PAIRS = 10_000
"""Pairs that are looked through for a page."""


def router(desk: Desk) -> APIRouter:
    """Assets and pairs."""
    routes = APIRouter(route_class=Operation, dependencies=[may(Permission.READ)])

    def known(asset: str) -> Asset:
        if (found := desk.asset(asset)) is None:
            raise NotHere("asset")
        return found

    @routes.get("/assets", tags=["assets"], response_model=models.AssetsPage)
    def list_assets(request: Request, response: Response, limit: Limit = 50, cursor: Cursor = "") -> dict[str, Any]:
        """List all assets, by id: every one comes once, whatever changes meanwhile."""
        place = place_of(cursor, ["assets"], str)
        found = desk.workspace.catalogue.records.asset_page(str(place[0]) if place else "", limit + 1)
        following = cursor_of(["assets"], (found[limit - 1].id,)) if len(found) > limit else None
        lines = [
            {
                "id": one.id,
                "title": one.title(desk.workspace.languages),
                "records": [record.key for record in one.records],
            }
            for one in found[:limit]
        ]
        return {"assets": lines, "next": linked(request, response, following)}

    @routes.get("/assets/{asset}", tags=["assets"], response_model=models.Asset)
    def get_asset(asset: str) -> dict[str, Any]:
        """Read everything known of an asset: records, texts, tags, concepts with evidence, suggestions, rights and conflicts."""
        found, lexicon = known(asset), desk.lexicon()
        findings = desk.workspace.catalogue.enrichments.findings([found.id])[found.id]
        return description(found, findings, lexicon.thesaurus, lexicon.languages)

    @routes.get("/assets/{asset}/similar", tags=["assets"], response_model=SimilarAssets)
    def list_similar_assets(request: Request, asset: str, asked: Annotated[SimilarQuery, Query()]) -> dict[str, Any]:
        """Find assets like this one, by concepts, words and meaning, each with what they share."""
        found, lexicon = known(asset), desk.lexicon()
        filters = Asked.from_query(request.query_params.multi_items()).question().filters
        near = similar(found, lexicon.sources(desk.workspace), asked.limit, filters)
        return {"asset": found.id, **told_similar(near, lexicon.thesaurus, lexicon.languages)}

    @routes.get("/identity/pairs", tags=["identity"], response_model=models.Pairs)
    def list_pairs(
        request: Request, response: Response, verdict: Verdict = Verdict.OPEN, limit: Limit = 50, cursor: Cursor = ""
    ) -> dict[str, Any]:
        """List pairs of assets whose pictures look alike, the closest first."""
        place = place_of(cursor, ["pairs", verdict.value], int, str, str)
        all_of_them = desk.workspace.catalogue.identities.likenesses(verdict, _PAIRS)
        found = [one for one in all_of_them if not place or _key(one) > place]
        following = cursor_of(["pairs", verdict.value], _key(found[limit - 1])) if len(found) > limit else None
        return {"pairs": [_told(one) for one in found[:limit]], "next": linked(request, response, following)}

    @routes.post(
        "/identity/decisions", tags=["identity"], response_model=models.Joined, dependencies=[may(Permission.EDIT)]
    )
    def decide_pair(body: models.JoinOrPart) -> dict[str, Any]:
        """Say whether two assets are one. `same` joins them: records and decisions of the one go to the other."""
        if desk.asset(body.one) is None or desk.asset(body.other) is None:
            raise NotHere("pair")
        verdict = Verdict.SAME if body.same else Verdict.DIFFERENT
        with desk.workspace.writing(A_MOMENT):
            left = tell_apart(desk.workspace.catalogue, body.one, body.other, verdict, caller().name)
        return {"asset": left}

    return routes


def _key(pair: Likeness) -> tuple[int, str, str]:
    return pair.distance, pair.left, pair.right


def _told(pair: Likeness) -> dict[str, Any]:
    return {name: getattr(pair, name) for name in ("left", "right", "distance", "by", "at")} | {
        "verdict": pair.verdict.value
    }
