"""Where the buttons beside the concepts of an asset lead: decide, add, remove, and take it back."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse

from thesaury.model.access import Permission
from thesaury.model.annotation import Decision, Review
from thesaury.model.asset import Asset
from thesaury.model.time import instant
from thesaury.pipeline.keeping import decide, take_back
from thesaury.pipeline.reviewing import Shown, decide_shown, show_in_search
from thesaury.ports.enrichments import Decisions, Findings
from thesaury.web.desk import Desk, asset_url
from thesaury.web.door.caller import caller, may
from thesaury.web.door.origin import from_here
from thesaury.web.failures import NotHere
from thesaury.web.parts.typed_concepts import typed_concept

_Word = Annotated[str, Form(max_length=2000)]


def router(desk: Desk) -> APIRouter:
    """What changes the concepts of one asset; every answer leads back to its page, which says what came of it."""
    routes = APIRouter(dependencies=[may(Permission.REVIEW)])

    @routes.post("/assets/{asset_id}/decide")
    def decided(
        request: Request, asset_id: str, concept: _Word, decision: Annotated[Decision, Form()], mark: _Word = ""
    ) -> RedirectResponse:
        from_here(request)
        asset, _ = _known(desk, asset_id)
        deed = decide_shown(desk.workspace.catalogue, [Shown(asset.id, concept, mark)], decision, caller().name)
        if not deed.made:
            return _back(asset, "conflict", concept)
        show_in_search(desk.workspace)
        return _back(asset, decision.value, concept, deed.made[0].at)

    @routes.post("/assets/{asset_id}/remove")
    def removed(request: Request, asset_id: str, concept: _Word) -> RedirectResponse:
        from_here(request)
        asset, findings = _known(desk, asset_id)
        if concept not in _held(findings):
            return _back(asset, "conflict", concept)
        return _back(asset, "removed", concept, _decided(desk, asset, concept, Decision.REJECTED))

    @routes.post("/assets/{asset_id}/add")
    def added(request: Request, asset_id: str, concept: _Word = "", words: _Word = "") -> RedirectResponse:
        from_here(request)
        asset, findings = _known(desk, asset_id)
        chosen = typed_concept(desk.lexicon(), concept, words)
        if not chosen:
            return _back(asset, "unknown", words)
        if chosen in _held(findings):
            return _back(asset, "there", chosen)
        return _back(asset, "added", chosen, _decided(desk, asset, chosen, Decision.ACCEPTED))

    @routes.post("/assets/{asset_id}/undo")
    def undone(request: Request, asset_id: str, concept: _Word, at: _Word, said: _Word = "") -> RedirectResponse:
        from_here(request)
        asset, _ = _known(desk, asset_id)
        newest = [
            made for _, made in desk.workspace.catalogue.enrichments.latest(Decisions("", "", asset.id, concept), 2)
        ]
        mine = [made for made in newest[:1] if (made.reviewer, made.at) == (caller().name, at)]
        if said == "removed" and mine and len(newest) == 1:
            # Without the decision the sources would have to be read again before the concept is back; a person's word brings it at once.
            _decided(desk, asset, concept, Decision.ACCEPTED)
            return _back(asset, "undone", concept)
        if not mine or not take_back(desk.workspace.catalogue, mine):
            return _back(asset, "conflict", concept)
        show_in_search(desk.workspace)
        return _back(asset, "undone", concept)

    return routes


def _known(desk: Desk, asset_id: str) -> tuple[Asset, Findings]:
    asset = desk.asset(asset_id)
    if asset is None:
        raise NotHere("asset")
    return asset, desk.workspace.catalogue.enrichments.findings([asset.id])[asset.id]


def _held(findings: Findings) -> set[str]:
    return {annotation.concept for annotation in findings.annotations}


def _decided(desk: Desk, asset: Asset, concept: str, decision: Decision) -> str:
    """Decide on what need not wait; returns the moment, by which it can be taken back."""
    at = instant()
    decide(desk.workspace.catalogue, [Review(asset.id, concept, decision, caller().name, at)])
    show_in_search(desk.workspace)
    return at


def _back(asset: Asset, said: str, concept: str, at: str = "") -> RedirectResponse:
    query = {"said": said, "concept": concept} | ({"at": at} if at else {})
    return RedirectResponse(f"{asset_url(asset.id)}?{urlencode(query)}#held", 303)
