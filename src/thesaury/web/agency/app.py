"""The agency's own application, and the one of all its clients together."""

from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING

from fastapi import APIRouter, FastAPI
from fastapi.middleware.gzip import GZipMiddleware

from thesaury import __version__
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.bootstrap.agency import Agency
from thesaury.model.agency import OWN
from thesaury.pipeline.accounts import Access
from thesaury.web import preferences, styles
from thesaury.web.agency import entering, pages
from thesaury.web.agency.directory import Directory
from thesaury.web.agency.door import AgencyDoor
from thesaury.web.agency.figures import Figures, figures
from thesaury.web.agency.hosts import Hosts
from thesaury.web.agency.model import SharedModel
from thesaury.web.agency.overview import Overview
from thesaury.web.agency.rooms import MOST_OPEN, Opened, Rooms
from thesaury.web.agency.server import AgencyServer
from thesaury.web.agency.sharing import share_types
from thesaury.web.branding import routes as branding
from thesaury.web.desk import Desk, desk_for
from thesaury.web.door.headers import SafeHeaders
from thesaury.web.failures import answer_failures
from thesaury.web.joining import joined
from thesaury.web.pages.door import account, signing
from thesaury.web.preferences import Preferences
from thesaury.web.statics import STATIC, StaticRoom

if TYPE_CHECKING:
    from thesaury.web.door.oidc import Provider

Make = Callable[[EmbeddedWorkspace], FastAPI]


def agency_server(
    agency: Agency,
    own: EmbeddedWorkspace,
    make: Make,
    provider: "Provider | None" = None,
    most: int = MOST_OPEN,
) -> AgencyServer:
    """The agency at its host, and each client at a name in front of it, of which at most so many are open while nobody asks them.

    `own` is the workspace of the agency itself, which is at the name OWN, and stays the caller's to close; `make` gives the application of
    a workspace. People may sign in at the agency by `provider`, too.
    """
    share_types()
    hosts, directory = Hosts(own.settings.host_names), Directory(agency, own.access)
    desk = desk_for(own)
    # No rail of rooms and no box to search in: there are none here.
    desk.templates.globals |= {"alone": True, "of_agency": True}

    def opened(name: str) -> Opened:
        workspace = agency.open_own() if name == OWN else agency.open(name)
        app = make(workspace)
        app.routes.extend(entering.router(desk, workspace.access).routes)
        app.state.desk.templates.globals["way_back"] = entering.WAY_BACK
        return Opened(app, workspace.close)

    def count(name: str) -> Figures:
        with closing(agency.open(name)) as workspace:
            return figures(workspace)

    room = pages.router(desk, own.access, directory, Overview(count), hosts, SharedModel(agency, own))
    pages_app = _own_app(desk, own.access, room, provider)
    return AgencyServer(pages_app, desk, Rooms(opened, most), hosts, lambda: directory.active() | {OWN})


def _own_app(desk: Desk, access: Access, room: APIRouter, provider: "Provider | None") -> FastAPI:
    app = FastAPI(title="Thesaury", version=__version__, docs_url=None, redoc_url=None, openapi_url=None)
    answered = joined(
        room,
        signing.router(desk, access, provider.settings.name if provider else "", "/"),
        account.router(desk, access),
        styles.router(),
        branding.router(desk),
        preferences.router(),
    )
    app.routes.extend(answered.routes)
    if provider:
        from thesaury.web.pages.door import provider as at_provider

        app.routes.extend(at_provider.router(access, provider, anywhere=True).routes)
    app.mount("/static", StaticRoom(directory=STATIC), name="static")
    answer_failures(app, desk)
    app.add_middleware(AgencyDoor, desk=desk, access=access)
    app.add_middleware(Preferences)
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=5)
    app.add_middleware(SafeHeaders)
    return app
