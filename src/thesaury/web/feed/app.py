"""The feeds and their files as applications of their own, below `/feed` and `/delivery`."""

from fastapi import FastAPI, Request, Response

from thesaury import __version__
from thesaury.model.errors import ThesauryError
from thesaury.pipeline.accounts import Access
from thesaury.pipeline.accounts.access import utc_now
from thesaury.pipeline.publishing.reading import FeedReader, ReadTooLongAgo
from thesaury.publishing.cursors import BadCursor
from thesaury.web.api.limits import Budget, Limited
from thesaury.web.api.problems import KINDS, answer_problems, kind_of, problem
from thesaury.web.desk import Desk
from thesaury.web.feed import delivery, routes
from thesaury.web.feed.door import FeedDoor
from thesaury.web.feed.signing import DeliverySigner
from thesaury.web.feed.window import Window

_ALONE = "here"
"""The id of the workspace where there are no accounts."""
_FILES_PER_MINUTE = 3_000
"""Files that one address may fetch within a minute: people of one house share one, and a page has dozens."""


def feed_app(window: Window, per_minute: int) -> FastAPI:
    """The feeds; whoever reads one has so many requests a minute, and files beside them."""
    feeds = _app("feed")
    feeds.routes.extend(routes.router(window).routes)
    feeds.add_exception_handler(BadCursor, _no_cursor)
    feeds.add_exception_handler(ReadTooLongAgo, _too_long_ago)
    # The last one added stands outermost: who asks, then how often.
    feeds.add_middleware(Limited, budget=Budget(per_minute))
    feeds.add_middleware(FeedDoor, desk=window.desk, per_minute=per_minute)
    return feeds


def delivery_app(window: Window) -> FastAPI:
    """The files of feeds."""
    files = _app("delivery")
    files.routes.extend(delivery.router(window).routes)
    files.add_exception_handler(ThesauryError, _unlogged)
    files.add_middleware(Limited, budget=Budget(_FILES_PER_MINUTE))
    return files


def feed_window(desk: Desk, access: Access | None) -> Window:
    """Feeds over this desk, by the clock of its accounts."""
    workspace, clock = (access.workspace, access.clock) if access else (_ALONE, utc_now)
    return Window(desk, FeedReader(desk.workspace), DeliverySigner(desk.workspace, workspace, clock), clock)


def _app(name: str) -> FastAPI:
    made = FastAPI(
        title=f"Thesaury {name}",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    answer_problems(made)
    return made


def _unlogged(request: Request, error: Exception) -> Response:
    """The address of a file is a secret, which no log may hold."""
    assert isinstance(error, ThesauryError)
    return problem(kind_of(error), error.message)


def _no_cursor(request: Request, error: Exception) -> Response:
    return problem(KINDS["bad-cursor"], str(error))


def _too_long_ago(request: Request, error: Exception) -> Response:
    return problem(KINDS["read-again"], str(error))
