"""The web application over one workspace."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import APIRouter, FastAPI
from fastapi.middleware.gzip import GZipMiddleware

from thesaury import __version__
from thesaury.pipeline.accounts import Access
from thesaury.pipeline.validating import keeper_of
from thesaury.ports.workspace import Workspace
from thesaury.web import preferences, styles
from thesaury.web.api import hooks, reference_page
from thesaury.web.api.app import api_app
from thesaury.web.api.limits import PER_MINUTE
from thesaury.web.branding import routes as branding
from thesaury.web.demo import Demo
from thesaury.web.desk import Desk, desk_for
from thesaury.web.door.entering import OwnDoor
from thesaury.web.door.headers import SafeHeaders
from thesaury.web.door.lock import LockedDoor
from thesaury.web.failures import answer_failures
from thesaury.web.feed.app import delivery_app, feed_app, feed_window
from thesaury.web.first_asked import FirstAsked
from thesaury.web.joining import joined
from thesaury.web.outside import sparql
from thesaury.web.outside.crossing import ADDRESSES, FEEDS, Counted, Crossing
from thesaury.web.outside.linked import routes as linked
from thesaury.web.outside.shelves import Shelves
from thesaury.web.outside.skosmos import routes as skosmos
from thesaury.web.pages import analytics, publishing
from thesaury.web.pages.alike import routes as alike
from thesaury.web.pages.asset import pictures
from thesaury.web.pages.asset import routes as assets
from thesaury.web.pages.audit import routes as audit
from thesaury.web.pages.boards import room as boards
from thesaury.web.pages.calendar import notices
from thesaury.web.pages.calendar import routes as calendar
from thesaury.web.pages.connections import routes as connections
from thesaury.web.pages.door import account, signing
from thesaury.web.pages.flows import routes as flow_pages
from thesaury.web.pages.governance import brand, compliance, profiles
from thesaury.web.pages.governance import checking as checks
from thesaury.web.pages.governance.cleanups import routes as cleanups
from thesaury.web.pages.governance.proposals import routes as proposals
from thesaury.web.pages.home import routes as home
from thesaury.web.pages.onboarding import routes as onboarding
from thesaury.web.pages.people import routes as people
from thesaury.web.pages.picker import connecting, frame, origins
from thesaury.web.pages.review import routes as review
from thesaury.web.pages.rights import routes as rights_pages
from thesaury.web.pages.runs import routes as runs
from thesaury.web.pages.search import routes as search
from thesaury.web.pages.search import saved_routes as searches
from thesaury.web.pages.settings import routes as settings
from thesaury.web.pages.vocabulary import routes as vocabulary
from thesaury.web.panel.app import panel_app
from thesaury.web.parts.vocabulary.keepers import Keepers, keepers_for
from thesaury.web.preferences import Preferences
from thesaury.web.pull.app import pull_app
from thesaury.web.reconciliation.app import reconcile_app
from thesaury.web.statics import STATIC, StaticRoom

if TYPE_CHECKING:
    from thesaury.web.door.oidc import Provider


_ROOMS = (
    home,
    search,
    searches,
    boards,
    assets,
    pictures,
    alike,
    connections,
    flow_pages,
    onboarding,
    runs,
    review,
    hooks,
    calendar,
    notices,
    rights_pages,
    proposals,
    compliance,
    checks,
    profiles,
    brand,
    cleanups,
    publishing,
    analytics,
)
"""What asks for nothing but the desk."""


def create_app(
    workspace: Workspace,
    demo: Demo | None = None,
    per_minute: int = PER_MINUTE,
    access: Access | None = None,
    provider: "Provider | None" = None,
) -> FastAPI:
    """The pages and the JSON interface over this workspace; with `access` behind a lock, else for the owner of the process alone.

    The vocabularies are read in the background once the server starts, so that it is ready at once; a page that needs
    them before they are there waits. The workspace stays the caller's to close. Of the interface one caller has so many requests a minute.
    """
    desk = desk_for(workspace, demo)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        desk.keeper.warm()
        desk.clearing.warm()
        keeper_of(workspace).warm()
        yield
        desk.observer.flush()

    app = FastAPI(
        title="Thesaury", version=__version__, lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None
    )
    app.state.desk = desk
    keepers = keepers_for(desk)
    app.routes.extend(_pages(desk, keepers).routes)
    window = feed_window(desk, access)
    app.mount("/api/v1", FirstAsked(lambda: api_app(desk, per_minute, access, keepers)))
    app.mount("/reconcile", FirstAsked(lambda: reconcile_app(desk)))
    app.mount("/feed", FirstAsked(lambda: feed_app(window, per_minute)))
    app.mount("/delivery", FirstAsked(lambda: delivery_app(window)))
    app.mount("/pull", FirstAsked(lambda: pull_app(window, access, per_minute)))
    if access:
        app.mount("/panel/v1", FirstAsked(lambda: panel_app(desk, access, per_minute)))
    app.mount("/static", StaticRoom(directory=STATIC), name="static")
    answer_failures(app, desk)
    app.add_middleware(Counted, per_minute=per_minute)
    if access:
        app.routes.extend(_door(desk, access, provider).routes)
        app.add_middleware(LockedDoor, desk=desk, access=access)
        app.add_middleware(Crossing, opened=lambda path: path.startswith((*ADDRESSES, *FEEDS)))
    else:
        app.add_middleware(OwnDoor, desk=desk)
    app.add_middleware(Preferences)
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=5)
    app.add_middleware(SafeHeaders)
    return app


def _pages(desk: Desk, keepers: Keepers) -> APIRouter:
    shelves = Shelves(desk)
    return joined(
        *(room.router(desk) for room in _ROOMS),
        vocabulary.router(desk, keepers),
        audit.router(desk),
        styles.router(),
        branding.router(desk),
        settings.router(desk),
        preferences.router(),
        reference_page.router(desk),
        sparql.router(desk),
        skosmos.router(shelves),
        linked.router(desk, shelves),
    )


def _door(desk: Desk, access: Access, provider: "Provider | None") -> APIRouter:
    """How people come in, and who may."""
    own = joined(
        signing.router(desk, access, provider.settings.name if provider else ""),
        account.router(desk, access),
        people.router(desk, access),
        connecting.router(desk, access),
        origins.router(desk, access),
        frame.router(desk),
    )
    if not provider:
        return own
    from thesaury.web.pages.door import provider as at_provider

    return joined(own, at_provider.router(access, provider))
