"""The panel interface as an application of its own, below `/panel/v1`."""

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from thesaury import __version__
from thesaury.pipeline.accounts import Access
from thesaury.web.api.limits import Budget, Limited
from thesaury.web.api.problems import answer_problems
from thesaury.web.desk import Desk
from thesaury.web.joining import joined
from thesaury.web.panel.crossing import PanelCrossing
from thesaury.web.panel.door import PanelDoor
from thesaury.web.panel.routes import assets, capabilities, connecting, placing, recommending, searching
from thesaury.web.panel.signing import Signer
from thesaury.web.panel.told import Teller


def panel_app(desk: Desk, access: Access, per_minute: int) -> FastAPI:
    """The interface over this desk; one person has so many requests a minute, without the pictures."""
    signer = Signer(desk.workspace, access.workspace, access.clock)
    teller = Teller(desk, signer)
    panel = FastAPI(
        title="Thesaury panel",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    operations = joined(
        capabilities.router(desk),
        connecting.router(desk, access, signer),
        searching.router(desk, teller),
        recommending.router(desk, teller),
        assets.router(desk, teller),
        assets.media(desk, access, teller),
        placing.router(desk, teller),
    )
    panel.routes.extend(operations.routes)
    answer_problems(panel)
    # The last one added stands outermost: where the page stands, then who asks, then how often.
    panel.add_middleware(_Counted, per_minute=per_minute)
    panel.add_middleware(PanelDoor, desk=desk, access=access, signer=signer)
    panel.add_middleware(PanelCrossing, desk=desk)
    return panel


class _Counted:
    """Within the limits of the interface, but for pictures: a list has dozens, and their route counts them by the ticket's session."""

    def __init__(self, app: ASGIApp, per_minute: int) -> None:
        self._app, self._limited = app, Limited(app, Budget(per_minute))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        pictures = scope["type"] == "http" and "/media/" in scope["path"]
        await (self._app if pictures else self._limited)(scope, receive, send)
