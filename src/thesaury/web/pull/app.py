"""The pull surface as an application of its own, below `/pull`."""

from fastapi import FastAPI

from thesaury import __version__
from thesaury.pipeline.accounts import Access
from thesaury.pipeline.offering.listing import Listing
from thesaury.web.api.limits import Budget, Limited
from thesaury.web.api.problems import answer_problems
from thesaury.web.feed.window import Window
from thesaury.web.pull import granting, knak, routes
from thesaury.web.pull.counter import Counter
from thesaury.web.pull.door import PullDoor
from thesaury.web.pull.tokens import PullSigner


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
        generate_unique_id_function=lambda route: route.name,
    )
    for room in (routes, knak, granting):
        made.include_router(room.router(counter))
    answer_problems(made)
    # The last one added stands outermost: who asks, then how often.
    made.add_middleware(Limited, budget=Budget(per_minute))
    made.add_middleware(PullDoor, desk=window.desk, signer=counter.signer)
    return made
