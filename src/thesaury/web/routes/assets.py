"""`/assets/{id}` and `/api/assets/{id}`: one asset with everything known of it, and what is like it."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse

from thesaury.enrichment.explaining import neighbours
from thesaury.model.asset import Asset
from thesaury.pipeline.rights.asking import ask, records_of
from thesaury.ports.catalogue import Findings
from thesaury.rights.vocabulary.client import tables_of
from thesaury.search.similar import similar
from thesaury.search.similar_told import told as told_similar
from thesaury.sync.exporting import description
from thesaury.web.desk import Desk, asset_url
from thesaury.web.failures import NotHere
from thesaury.web.views.asked import Asked
from thesaury.web.views.rights_answer import Answer, answer
from thesaury.web.views.rights_asking import asking
from thesaury.web.views.rights_question import Question, question
from thesaury.web.views.sheet import sheet
from thesaury.web.views.similar import similar_row

_MOST = 200


def router(desk: Desk) -> APIRouter:
    """The asset page and its data."""
    routes = APIRouter()

    def known(asset_id: str) -> tuple[Asset, Findings]:
        asset = desk.asset(asset_id)
        if asset is None:
            raise NotHere("asset")
        return asset, desk.workspace.catalogue.enrichments.findings([asset.id])[asset.id]

    def answered(asset: Asset, asked: Question) -> Answer | None:
        if asked.use is None:
            return None
        told = ask(desk.workspace, [asset], asked.use)[0]
        return answer(told.decision, asked.use, told.records, told.evaluated_at, asset_url(asset.id))

    @routes.get("/assets/{asset_id}")
    def page(request: Request, asset_id: str) -> HTMLResponse:
        asset, findings = known(asset_id)
        named = neighbours((*findings.annotations, *findings.suggestions))
        near = desk.workspace.catalogue.records.assets(named) if named else ()
        lexicon = desk.lexicon()
        shown = sheet(asset, findings, lexicon, near, records_of(desk.workspace, asset))
        row = similar_row(asset, desk.workspace, lexicon)
        known_regions = tables_of(desk.workspace.root).regions
        asked = question(request.query_params.multi_items(), known_regions)
        told = answered(asset, asked)
        return desk.page("asset.html", sheet=shown, asking=asking(asked, known_regions), answer=told, similar=row)

    @routes.get("/api/assets/{asset_id}")
    def api(asset_id: str) -> JSONResponse:
        lexicon = desk.lexicon()
        return JSONResponse(description(*known(asset_id), lexicon.thesaurus, lexicon.languages))

    @routes.get("/api/assets/{asset_id}/similar")
    def like(request: Request, asset_id: str, limit: Annotated[int, Query(ge=1, le=_MOST)] = 12) -> JSONResponse:
        asset, _ = known(asset_id)
        lexicon = desk.lexicon()
        filters = Asked.from_query(request.query_params.multi_items()).question().filters
        found = similar(asset, lexicon.sources(desk.workspace), limit, filters)
        return JSONResponse({"asset": asset.id, **told_similar(found, lexicon.thesaurus, lexicon.languages)})

    return routes
