"""`/assets/{id}`: one asset with everything known of it, and what is like it."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from thesaury.enrichment.explaining import neighbours
from thesaury.model.access import Permission
from thesaury.model.asset import Asset
from thesaury.pipeline.observing import PORTAL
from thesaury.pipeline.rights.answering import keep_answer_once
from thesaury.pipeline.rights.asking import ask, records_of
from thesaury.ports.enrichments import Findings
from thesaury.rights.vocabulary.client import tables_of
from thesaury.web.desk import Desk, asset_url
from thesaury.web.door.caller import caller
from thesaury.web.failures import NotHere
from thesaury.web.joining import joined
from thesaury.web.pages.asset import approving, decisions
from thesaury.web.pages.asset.history import history, reviews_of
from thesaury.web.pages.asset.lineage import lineage, usage
from thesaury.web.pages.asset.published import published
from thesaury.web.pages.asset.sheet import sheet
from thesaury.web.pages.asset.similar import similar_row
from thesaury.web.pages.asset.told import told as deed_told
from thesaury.web.pages.asset.writes import written
from thesaury.web.parts.observed import asker
from thesaury.web.parts.rights.answer import Answer, answer
from thesaury.web.parts.rights.asking import asking
from thesaury.web.parts.rights.question import Question, question


def router(desk: Desk) -> APIRouter:
    """The asset page."""
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
        keep_answer_once(desk.workspace, told, asked.use, "page")
        return answer(told.decision, asked.use, told.records, told.evaluated_at, asset_url(asset.id))

    @routes.get("/assets/{asset_id}")
    def page(request: Request, asset_id: str) -> HTMLResponse:
        asset, findings = known(asset_id)
        named = neighbours((*findings.annotations, *findings.suggestions))
        near = desk.workspace.catalogue.records.assets(named) if named else ()
        lexicon = desk.lexicon()
        catalogue, rights = desk.workspace.catalogue, records_of(desk.workspace, asset)
        reviews = reviews_of(catalogue, asset)
        shown = sheet(asset, findings, lexicon, near, rights, reviews)
        row = similar_row(asset, desk.workspace, lexicon)
        known_regions = tables_of(desk.workspace.root).regions
        asked = question(request.query_params.multi_items(), known_regions)
        told = answered(asset, asked)
        desk.observer.viewed(asker(PORTAL), asset)
        return desk.page(
            "asset.html",
            sheet=shown,
            asking=asking(asked, known_regions),
            answer=told,
            similar=row,
            deed=deed_told(request.query_params, reviews, lexicon),
            deciding=caller().may(Permission.REVIEW),
            writes=written(catalogue.outbox, asset.records),
            lineage=lineage(desk.workspace, asset),
            usage=usage(desk.workspace, asset),
            published=published(desk, asset, request.query_params),
            history=history(catalogue, asset, reviews, rights, lexicon),
        )

    return joined(routes, decisions.router(desk), approving.router(desk))
