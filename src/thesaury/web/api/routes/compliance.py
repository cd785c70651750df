"""The compliance report: shares by group, free tags, and assets that need a hand."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from thesaury.model.access import Permission
from thesaury.model.compliance import Effort, FreeTag, Kind, Share
from thesaury.pipeline.complying import lacking
from thesaury.web.api.models import compliance as models
from thesaury.web.api.paging import Cursor, Limit, linked, sliced
from thesaury.web.api.routing import Operation
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may


def router(desk: Desk) -> APIRouter:
    """The operations of the report."""
    routes = APIRouter(
        prefix="/compliance", tags=["governance"], route_class=Operation, dependencies=[may(Permission.READ)]
    )

    @routes.get("", response_model=models.ComplianceReport)
    def get_compliance() -> dict[str, Any]:
        """Read how many assets are complete and in approved terms: all of them, and by source, team, market, agency, campaign, month.

        The report is made in the background and made anew when something changed; what is told is the newest there is.
        """
        report, measuring = desk.compliance.report(), desk.compliance.progress is not None
        trend = [{"day": day, "share": share.part} for day, share in desk.workspace.catalogue.compliance.trend()]
        if report is None:
            return {"ready": False, "at": "", "measuring": measuring, "shares": [], "tags": {}, "trend": trend}
        shares = [_share("all", "", report.whole)]
        shares += [_share(kind, value, share) for kind, held in report.shares.items() for value, share in held]
        tags = {standing.value: count for standing, count in report.tags.items()}
        return {
            "ready": True,
            "at": report.at,
            "measuring": measuring,
            "shares": shares,
            "tags": tags,
            "trend": trend,
        }

    @routes.get("/tags", response_model=models.FreeTags)
    def list_free_tags(
        request: Request,
        response: Response,
        effort: Annotated[Effort | None, Query(description="Only those that ask this of people.")] = None,
        limit: Limit = 50,
        cursor: Cursor = "",
    ) -> dict[str, Any]:
        """List the tags in use that are no approved terms, those on most assets first. Empty while no report is ready."""
        report = desk.compliance.report()
        found = [one for one in (report.free if report else ()) if effort in (None, one.effort)]
        page, following = sliced(found, ["compliance tags", effort], limit, cursor)
        return {"tags": [_tag(one) for one in page], "next": linked(request, response, following)}

    @routes.get("/assets", response_model=models.LackingAssets)
    def list_lacking_assets(
        request: Request,
        response: Response,
        kind: Annotated[Kind | None, Query(description="Only those of a group of this kind ...")] = None,
        value: Annotated[str, Query(max_length=400, description="... with this name.")] = "",
        limit: Limit = 50,
        cursor: Cursor = "",
    ) -> dict[str, Any]:
        """List the assets that are not complete or not in approved terms, those that lack most first. Empty while no report is ready."""
        report = desk.compliance.report()
        found = lacking(report, kind, value) if report else []
        page, following = sliced(found, ["compliance assets", kind, value], limit, cursor)
        told = [
            {
                "asset": one.asset,
                "complete": one.complete,
                "clean": one.clean,
                "bare": "" in one.missing,
                "missing": [scheme for scheme in one.missing if scheme],
            }
            for one in page
        ]
        return {"assets": told, "next": linked(request, response, following)}

    return routes


def _share(kind: str, value: str, share: Share) -> dict[str, Any]:
    return {"kind": kind, "value": value, **asdict(share), "share": round(share.part, 4)}


def _tag(one: FreeTag) -> dict[str, Any]:
    return {
        "tag": one.tag,
        "assets": one.assets,
        "records": dict(one.records),
        "standing": one.answer.standing.value,
        "effort": one.effort.value,
        "use": [{"iri": use.concept, "label": use.label.text} for use in one.answer.use],
    }
