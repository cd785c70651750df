"""Connections: what is connected, how, and what would be written back."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from thesaury.model.access import Permission
from thesaury.web.api import connecting
from thesaury.web.api.etags import agreed, etag_of
from thesaury.web.api.models import connections as models
from thesaury.web.api.models.flows import Accepted
from thesaury.web.api.routing import Operation
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may


def router(desk: Desk) -> APIRouter:
    """Connections; secrets are taken, and never told."""
    routes = APIRouter(tags=["connections"], route_class=Operation, dependencies=[may(Permission.READ)])
    administers, edits = [may(Permission.ADMINISTER)], [may(Permission.EDIT)]

    @routes.get("/connectors", response_model=models.Connectors)
    def list_connectors() -> dict[str, Any]:
        """List the kinds of systems that can be connected, with their settings."""
        return {"connectors": connecting.kinds()}

    @routes.get("/connections", response_model=models.Connections)
    def list_connections() -> dict[str, Any]:
        """List the systems that are connected, with what they can do; secrets are named, and never told."""
        return {"connections": [connecting.told(desk, one) for one in desk.workspace.catalogue.records.connections()]}

    @routes.post("/connections", response_model=models.Added, status_code=201, dependencies=administers)
    def add_connection(response: Response, body: models.AddConnection) -> dict[str, Any]:
        """Connect a system: it is looked at, kept once it answers, and read by a flow of its own."""
        made = connecting.added(desk, body)
        response.headers["Location"] = f"/api/v1/connections/{made['name']}"
        return made

    @routes.get("/connections/{name}", response_model=models.Connection)
    def get_connection(response: Response, name: str) -> dict[str, Any]:
        """Read one connection; its `ETag` is what a change of it has to name."""
        found = connecting.told(desk, connecting.known(desk, name))
        response.headers["ETag"] = etag_of(found)
        return found

    @routes.put("/connections/{name}", response_model=models.Connection, dependencies=administers)
    def change_connection(
        request: Request, response: Response, name: str, body: models.ChangeConnection
    ) -> dict[str, Any]:
        """Change the settings of a connection, once its system answers by them. Send its `ETag` as `If-Match`."""
        before = connecting.known(desk, name)
        agreed(request, etag_of(connecting.told(desk, before)))
        found = connecting.changed(desk, before, body.settings, body.unseen)
        response.headers["ETag"] = etag_of(found)
        return found

    @routes.delete("/connections/{name}", response_model=models.Parted, dependencies=administers)
    def remove_connection(
        request: Request,
        name: str,
        leave: Annotated[
            bool, Query(description="Leave what it published where it is; nobody withdraws it then.")
        ] = False,
    ) -> dict[str, Any]:
        """Take a connection away, with its secrets: its records count as gone, what people decided stays. Send its `ETag` as `If-Match`.

        What it published in a CMS is withdrawn first; where that fails nothing is taken away.
        """
        agreed(request, etag_of(connecting.told(desk, connecting.known(desk, name))))
        return connecting.parted(desk, name, leave)

    @routes.put("/connections/{name}/secrets", response_model=models.SecretNames, dependencies=administers)
    def put_secrets(name: str, body: models.Secrets) -> dict[str, Any]:
        """Keep secrets of a connection, and forget those that are empty; those that are not named stay. Nobody can read them."""
        return {"secrets": connecting.secrets_kept(desk, name, body.secrets)}

    @routes.post("/connections/{name}/check", response_model=models.Checked, dependencies=edits)
    def check_connection(name: str) -> dict[str, Any]:
        """Ask the system whether it answers and what can be done with it; nothing is changed there."""
        return {"found": connecting.checked(desk, connecting.known(desk, name))}

    @routes.get("/connections/{name}/graphs", response_model=models.KeptGraphs)
    def get_graph_store(name: str) -> dict[str, Any]:
        """Read how far the graph store of a connection is, as it was put there; the store is not asked. 404 without one."""
        return connecting.graphs(desk, connecting.known(desk, name))

    @routes.get("/connections/{name}/plan", response_model=models.WritePlan, dependencies=edits)
    def plan_write_back(
        name: str,
        flow: Annotated[str, Query(max_length=200, description="The flow whose filters and fields hold.")] = "",
    ) -> dict[str, Any]:
        """Read what would be written back to a system now; it is asked, nothing is kept and nothing sent."""
        return connecting.plan(desk, connecting.known(desk, name), flow)

    @routes.post("/connections/{name}/plan", response_model=Accepted, status_code=202, dependencies=edits)
    def carry_out_plan(response: Response, name: str, body: models.CarryOut) -> dict[str, Any]:
        """Write exactly the plan with this digest, as a run. Where another plan holds by now, nothing is written: 409."""
        made = connecting.carried_out(desk, connecting.known(desk, name), body.digest, body.flow)
        response.headers["Location"] = f"/api/v1/runs/{made['run']}"
        return made

    return routes
