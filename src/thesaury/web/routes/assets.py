"""`/assets/{id}` and `/api/assets/{id}`: one asset with everything known of it."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, JSONResponse

from thesaury.enrichment.explaining import neighbours
from thesaury.model.asset import Asset
from thesaury.ports.catalogue import Findings
from thesaury.sync.exporting import description
from thesaury.web.desk import Desk
from thesaury.web.failures import NotHere
from thesaury.web.views.sheet import sheet


def router(desk: Desk) -> APIRouter:
    """The asset page and its data."""
    routes = APIRouter()

    def known(asset_id: str) -> tuple[Asset, Findings]:
        asset = desk.asset(asset_id)
        if asset is None:
            raise NotHere("asset")
        return asset, desk.workspace.catalogue.enrichments.findings([asset.id])[asset.id]

    @routes.get("/assets/{asset_id}")
    def page(asset_id: str) -> HTMLResponse:
        asset, findings = known(asset_id)
        named = neighbours((*findings.annotations, *findings.suggestions))
        near = desk.workspace.catalogue.records.assets(named) if named else ()
        return desk.page("asset.html", sheet=sheet(asset, findings, desk.lexicon(), near))

    @routes.get("/api/assets/{asset_id}")
    def api(asset_id: str) -> JSONResponse:
        lexicon = desk.lexicon()
        return JSONResponse(description(*known(asset_id), lexicon.thesaurus, lexicon.languages))

    return routes
