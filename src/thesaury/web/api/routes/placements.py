"""Placements: assets put into documents, what people thought of recommendations, and documents checked."""

from dataclasses import asdict
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import PlainTextResponse

from thesaury.model.access import Permission
from thesaury.model.audit import acting
from thesaury.model.placement import Feedback, Liking, Placement
from thesaury.model.use import Decision, Use
from thesaury.pipeline import checking_documents, placing
from thesaury.pipeline.placing.recording import use_named
from thesaury.pipeline.rights.lines import sentence
from thesaury.ports.placements import WantedPlacements
from thesaury.rights.deciding.telling import NOTICE
from thesaury.rights.vocabulary import Tables
from thesaury.rights.vocabulary.client import tables_of
from thesaury.search.cleared import RightsLine
from thesaury.search.usable import line_shape
from thesaury.web.api.models import placements as models
from thesaury.web.api.paging import Cursor, Limit, cursor_of, linked, place_of
from thesaury.web.api.routing import Operation
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may

_Word = Annotated[str, Query(max_length=2000)]
_TABLE: dict[int | str, dict[str, Any]] = {
    200: {
        "model": models.CheckedDocument,
        "content": {"text/csv": {"schema": {"type": "string"}}},
        "description": "As asked for.",
    }
}


class TableForm(StrEnum):
    """What a checked document is told as."""

    JSON = "json"
    CSV = "csv"


def router(desk: Desk) -> APIRouter:
    """The operations of placements."""
    routes = APIRouter(tags=["placements"], route_class=Operation, dependencies=[may(Permission.READ)])
    workspace = desk.workspace

    @routes.post("/placements", response_model=models.RecordedPlacement, dependencies=[may(Permission.EDIT)])
    def record_placement(body: models.NewPlacement) -> dict[str, Any]:
        """Record that an asset was put into a document.

        It is kept once, however often it is sent under the same `id`; another placement under that id is refused. The rights of its use are
        decided again: one that is not permitted is recorded too, and the answer says so.
        """
        told = body.model_dump(exclude={"from_", "to", "regions"})
        days = {"first_day": body.from_, "last_day": body.to}
        made = Placement(**told, **days, regions=tuple(body.regions), by=acting.get())
        placed = placing.place_told(workspace, made)
        return {
            "placement": _told(placed.placement),
            "new": placed.new,
            "decision": _line(placed.decision) if placed.decision else None,
            "notice": NOTICE,
        }

    @routes.get("/placements", response_model=models.Placements)
    def list_placements(
        request: Request,
        response: Response,
        asset: Annotated[str, Query(max_length=400, description="Id, or connection/external id.")] = "",
        document: Annotated[str, Query(max_length=2000, description="As its host names it.")] = "",
        host: _Word = "",
        campaign: _Word = "",
        since: Annotated[str, Query(max_length=40, description="From this moment on, in ISO 8601.")] = "",
        limit: Limit = 50,
        cursor: Cursor = "",
    ) -> dict[str, Any]:
        """List where assets were placed, the newest first."""
        question = ["placements", asset, document, host, campaign, since]
        place = place_of(cursor, question, str, str)
        after = (str(place[0]), str(place[1])) if place else None
        wanted = placing.wanted(workspace, WantedPlacements(asset, document, host, campaign, since))
        found = workspace.catalogue.placements.page(wanted, limit + 1, after)
        last = found[limit - 1] if len(found) > limit else None
        return {
            "placements": [_told(one) for one in found[:limit]],
            "total": workspace.catalogue.placements.count(wanted),
            "next": linked(request, response, cursor_of(question, (last.at, last.id)) if last else None),
        }

    @routes.post("/feedback", response_model=models.Kept, dependencies=[may(Permission.EDIT)])
    def give_feedback(body: models.Feedback) -> dict[str, Any]:
        """Say what was done with assets that were recommended; all of it is kept, or nothing.

        Later feedback on the same asset and brief takes the place of earlier. It takes lists with what was shown and left, too, to learn
        from what was chosen.
        """
        placing.like(workspace, *(_feedback(one) for one in body.feedback))
        return {"kept": len(body.feedback)}

    @routes.get("/feedback/measure", response_model=models.Measure)
    def measure_feedback() -> dict[str, Any]:
        """Read what is learned from feedback, and how much better it is on later lists than the weights of the house.

        The learned weights are used only where they are better beyond chance.
        """
        made = placing.measure(workspace)
        return {**asdict(made), "used": made.used, "sentence": made.sentence}

    @routes.post("/documents/check", response_model=models.CheckedDocument, responses=_TABLE)
    def check_document(
        body: models.CheckDocument,
        format: Annotated[TableForm, Query(description="What to tell it as.")] = TableForm.JSON,
    ) -> Any:
        """Check the pictures of a document against the rights and versions of today. It changes nothing.

        Each is fine, ends soon, has ended, is denied, needs review, was replaced, is gone, or is unknown, with what to do and up to three
        permitted assets to put in its place.
        """
        lexicon = desk.lexicon()
        asked = _use(body.use, tables_of(workspace.root)) if body.use else None
        found = [_found(one) for one in body.found]
        sources = lexicon.sources(workspace)
        checked = checking_documents.check(
            workspace, found, asked, sources, desk.clearing, document=body.document, soon=body.soon
        )
        if format is TableForm.CSV:
            lines = "".join(checking_documents.as_csv(checked, lexicon.languages))
            return PlainTextResponse(lines, media_type="text/csv; charset=utf-8")
        return checking_documents.described(checked, lexicon.languages)

    return routes


def _told(placement: Placement) -> dict[str, Any]:
    told = asdict(placement)
    return {**told, "from": told.pop("first_day"), "to": told.pop("last_day"), "regions": list(placement.regions)}


def _line(decision: Decision) -> dict[str, Any]:
    return line_shape(RightsLine(decision.verdict, sentence(decision), decision.next_change))


def _use(use: models.Use, tables: Tables) -> Use | None:
    return use_named(use.channel, use.regions, use.from_, use.to, tables)


def _feedback(one: models.Said) -> Feedback:
    parts = tuple((name, float(value)) for name, value in one.parts.items())
    liking = Liking(one.liking)
    return Feedback(one.asset, one.brief, liking, one.at, acting.get(), one.campaign, one.place, parts)


def _found(one: models.FoundPicture) -> checking_documents.Found:
    regions = tuple(one.regions)
    return checking_documents.Found(
        one.named, one.rendition, one.placed_at, one.rights, one.channel, regions, one.from_, one.to
    )
