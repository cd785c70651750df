"""Publications: what stands in CMS, what would be sent there, what had to go, and the pages that use it."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from thesaury.dispatch import publishing_now
from thesaury.model.access import Permission
from thesaury.model.publication import PublicationState
from thesaury.pipeline.placing.moments import utc
from thesaury.pipeline.publishing import channel_of
from thesaury.pipeline.publishing.described import plan_shape, publication_shape, use_shape, withdrawn_shape
from thesaury.pipeline.publishing.replacing import Replacing
from thesaury.pipeline.publishing.targets import publishing
from thesaury.pipeline.publishing.withdrawing import late, withdrawals
from thesaury.ports.publications import WantedPublications
from thesaury.web.api.models import publications as models
from thesaury.web.api.models.flows import Accepted
from thesaury.web.api.paging import Cursor, Limit, cursor_of, linked, place_of, sliced
from thesaury.web.api.routing import Operation
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may

_Connection = Annotated[str, Query(max_length=200, description="Only in this CMS: the name of its connection.")]
_Asset = Annotated[str, Query(max_length=400, description="Id, or connection/external id.")]


def router(desk: Desk) -> APIRouter:
    """The operations of publishing."""
    routes = APIRouter(tags=["publishing"], route_class=Operation, dependencies=[may(Permission.READ)])
    workspace = desk.workspace

    def id_of(asset: str) -> str:
        found = workspace.catalogue.records.find(asset) if asset else None
        return found.id if found else asset

    @routes.get("/publications", response_model=models.Publications)
    def list_publications(
        request: Request,
        response: Response,
        connection: _Connection = "",
        asset: _Asset = "",
        state: Annotated[
            list[PublicationState] | None, Query(max_length=5, description="Only in these states.")
        ] = None,
        withdrawing: Annotated[bool, Query(description="Only what is to be gone, and is not yet.")] = False,
        limit: Limit = 50,
        cursor: Cursor = "",
    ) -> dict[str, Any]:
        """List what stands in the CMS, or is to, by connection and asset."""
        states = tuple(state or ())
        question = ["publications", connection, asset, *(one.value for one in states), withdrawing]
        place = place_of(cursor, question, str)
        wanted = WantedPublications(connection, id_of(asset), states, withdrawing)
        found = workspace.catalogue.publications.page(wanted, str(place[0]) if place else "", limit + 1)
        last = found[limit - 1] if len(found) > limit else None
        following = cursor_of(question, (f"{last.connection}/{last.asset}",)) if last else None
        return {
            "publications": [publication_shape(one) for one in found[:limit]],
            "next": linked(request, response, following),
        }

    @routes.get("/publications/plan", response_model=models.PublishingPlan, dependencies=[may(Permission.EDIT)])
    def plan_publishing(
        connection: Annotated[str, Query(min_length=1, max_length=200, description="The CMS.")],
        all: Annotated[bool, Query(description="Look at the whole feed, and at all that stands there.")] = False,
    ) -> dict[str, Any]:
        """Read what publishing would do in a CMS now. Its feed is brought up to date, the CMS is read, and nothing is sent to it."""
        [made] = publishing_now.plans(workspace, [connection], all)
        return plan_shape(made)

    @routes.post("/publications/run", response_model=Accepted, status_code=202, dependencies=[may(Permission.EDIT)])
    def run_publishing(response: Response, body: models.Publish) -> dict[str, Any]:
        """Publish now: withdrawals before everything else. The run can be watched like any other."""
        publishing(workspace, body.connections)
        run = publishing_now.begin(workspace, body.connections, body.all)
        response.headers["Location"] = f"/api/v1/runs/{run.id}"
        return {"run": run.id, "state": run.state.value}

    @routes.get("/withdrawals", response_model=models.Withdrawals)
    def list_withdrawals(
        channel: Annotated[str, Query(max_length=200, description="Only of this channel.")] = "",
        since: Annotated[str, Query(max_length=40, description="From this moment on, in ISO 8601.")] = "",
        only_late: Annotated[
            bool, Query(alias="overdue", description="Only what some CMS has not let go yet.")
        ] = False,
        limit: Limit = 50,
    ) -> dict[str, Any]:
        """List what had to leave the channels, the last one first: why, how soon each CMS let it go, and on which pages it stood.

        What some CMS has not let go yet is among it beyond the limit, however long ago it left.
        For those that stood on pages up to three assets are named that may take their place there.
        """
        if channel:
            channel_of(workspace, channel)
        replacing = Replacing(workspace, desk.lexicon().sources(workspace))
        found = withdrawals(workspace, utc(since, "since") if since else "", replacing, channel, limit)
        return {
            "withdrawals": [withdrawn_shape(one) for one in found if one.overdue or not only_late],
            "overdue": len(late(workspace)),
        }

    @routes.get("/page-uses", response_model=models.PageUses)
    def list_page_uses(
        request: Request,
        response: Response,
        connection: _Connection = "",
        asset: Annotated[str, Query(max_length=400, description="Of this asset, those that ended, too.")] = "",
        limit: Limit = 50,
        cursor: Cursor = "",
    ) -> dict[str, Any]:
        """List the places in pages of the CMS where our assets stand."""
        question = ["page-uses", connection, asset]
        if asset:
            whole = [
                one
                for one in workspace.catalogue.publications.uses([id_of(asset)], ended=True)
                if connection in ("", one.connection)
            ]
            page, following = sliced(whole, question, limit, cursor)
            return {"uses": [use_shape(one) for one in page], "next": linked(request, response, following)}
        place = place_of(cursor, question, int)
        found = workspace.catalogue.publications.uses_page(connection, int(place[0]) if place else 0, limit + 1)
        last = found[limit - 1][0] if len(found) > limit else None
        return {
            "uses": [use_shape(one) for _, one in found[:limit]],
            "next": linked(request, response, cursor_of(question, (last,)) if last else None),
        }

    return routes
