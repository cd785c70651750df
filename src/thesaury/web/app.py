"""The web application over one workspace."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from thesaury import __version__
from thesaury.ports.workspace import Workspace
from thesaury.web.desk import STATIC, desk_for
from thesaury.web.failures import answer_failures
from thesaury.web.headers import SafeHeaders
from thesaury.web.routes import (
    alike,
    assets,
    calendar,
    complete,
    expand,
    flows,
    notices,
    pictures,
    rights,
    rights_pages,
    search,
    searches,
    vocabulary,
)


def create_app(workspace: Workspace) -> FastAPI:
    """The pages and the JSON interface over this workspace.

    The vocabularies are read in the background once the server starts, so that it is ready at once; a page that needs
    them before they are there waits. The workspace stays the caller's to close.
    """
    desk = desk_for(workspace)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        desk.keeper.warm()
        yield

    app = FastAPI(
        title="Thesaury", version=__version__, lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None
    )
    for room in (
        search,
        searches,
        complete,
        expand,
        assets,
        vocabulary,
        pictures,
        alike,
        flows,
        calendar,
        notices,
        rights,
        rights_pages,
    ):
        app.include_router(room.router(desk))
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    answer_failures(app, desk)
    app.add_middleware(SafeHeaders)
    return app
