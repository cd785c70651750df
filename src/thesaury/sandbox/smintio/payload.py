"""The payload below a portal's own address: which portal it is, its pages, and where the portal interface lies."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from thesaury.sandbox.serving.kernel import Sandbox
from thesaury.sandbox.smintio.estate import Estate, root
from thesaury.sandbox.smintio.refusal import Handler, guarded
from thesaury.sandbox.smintio.tenants import Portal

SEARCH_PAGE = "page-type-assets-search"
_SCOPE = "smintio.portals.frontend"


def payload_routes(estate: Estate) -> list[Route]:
    """One route for each portal of the tenant."""
    base, path = f"/{estate.tenant.name}/portals", estate.paths.payload
    return [
        Route(f"{base}/{portal.slug}/portal/v1{path}", guarded(_told(estate, portal)))
        for portal in estate.tenant.portals
    ]


def _told(estate: Estate, portal: Portal) -> Handler:
    async def payload(request: Request) -> Response:
        estate.authorised(request, _SCOPE)
        _accept(estate.sandbox, request)
        pages = [
            {"uuid": estate.tenant.identifier(f"home {portal.slug}"), "page_type": "page-type-home"},
            {"uuid": portal.page, "page_type": SEARCH_PAGE},
        ]
        return JSONResponse(
            {
                "current_tenant": {
                    "uuid": estate.tenant.uuid,
                    "backend_api_url": estate.where(root(request), portal).frontend,
                },
                "current_portal_info": {"uuid": portal.uuid, "name": portal.slug, "page_router_infos": pages},
            }
        )

    return payload


def _accept(sandbox: Sandbox, request: Request) -> None:
    sandbox.accept(request, "culture", "previewUuid")
