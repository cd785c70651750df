"""The pull surface as an application of its own, below `/pull`."""

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from thesaury import __version__
from thesaury.pipeline.accounts import Access
from thesaury.pipeline.offering.listing import Listing
from thesaury.web.api.limits import Budget, Limited
from thesaury.web.api.problems import answer_problems
from thesaury.web.feed.window import Window
from thesaury.web.joining import joined
from thesaury.web.pull import granting, knak, routes
from thesaury.web.pull.counter import Counter
from thesaury.web.pull.door import PullDoor
from thesaury.web.pull.tokens import PullSigner

_FILES_PER_MINUTE = 3_000
"""Files that one address may be led to within a minute: people of one house share one, and all open the same mail."""


def pull_app(window: Window, access: Access | None, per_minute: int) -> FastAPI:
    """The surface over this window; one key has so many requests a minute, and so has each address that shows none."""
    workspace, opened = access.workspace if access else "", window.desk.workspace
    counter = Counter(window, Listing(opened), PullSigner(opened, workspace, window.clock))
    made = FastAPI(
        title="Thesaury pull",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    made.routes.extend(joined(*(room.router(counter) for room in (routes, knak, granting))).routes)
    answer_problems(made, secret_paths=True)
    # The last one added stands outermost: who asks, then how often.
    made.add_middleware(_Counted, per_minute=per_minute)
    made.add_middleware(PullDoor, desk=window.desk, signer=counter.signer, per_minute=per_minute)
    return made


class _Counted:
    """Within the limits of the interface; files at addresses that last have wider ones."""

    def __init__(self, app: ASGIApp, per_minute: int) -> None:
        self._limited, self._files = Limited(app, Budget(per_minute)), Limited(app, Budget(_FILES_PER_MINUTE))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        files = scope["type"] == "http" and scope["path"].removeprefix(scope.get("root_path", "")).startswith("/files/")
        await (self._files if files else self._limited)(scope, receive, send)
