"""Failures as answers: a readable page for people, problem+json (RFC 9457) for programs, never a stack trace."""

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from thesaury.model.errors import AskPerson, Denied, Outdated, Retry, ThesauryError, Usage
from thesaury.web.desk import Desk
from thesaury.web.door.headers import HEADERS
from thesaury.web.texts import ENGLISH, phrase

_LOG = logging.getLogger(__name__)

_FOR_PROGRAMS = ("/api/", "/hooks/", "/health", "/sparql", "/rest/", "/panel/", "/feed/", "/delivery/", "/pull/")

_SECRET = (
    "/hooks/",
    "/calendars/",
    "/searches/",
    "/sign-in/link/",
    "/sign-in/agency/",
    "/reconcile/",
    "/panel/v1/media/",
    "/shared/",
    "/delivery/",
    "/pull/files/",
)
"""What follows is a secret, which no log may hold."""


class NotHere(Exception):
    """What the address names is not in the workspace; `what` is the kind of thing: asset or concept."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def answer_failures(app: FastAPI, desk: Desk) -> None:
    """Let the app answer every failure by the path asked: `/api/...` and `/health` get problem+json, all else a page."""

    def not_here(request: Request, error: Exception) -> Response:
        what = error.what if isinstance(error, NotHere) else ""
        return failure(request, desk, 404, phrase(f"error.404.{what}"))

    def refused(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 404
        detail = phrase("error.404") if status == 404 else str(getattr(error, "detail", ""))
        return failure(request, desk, status, detail)

    def malformed(request: Request, error: Exception) -> Response:
        return failure(request, desk, 400, _first_fault(error))

    def known(request: Request, error: Exception) -> Response:
        path = next((f"{start}..." for start in _SECRET if request.url.path.startswith(start)), request.url.path)
        _LOG.warning("%s: %s", path, error)
        return failure(request, desk, _status(error), str(error))

    def unknown(request: Request, error: Exception) -> Response:
        answer = failure(request, desk, 500, phrase("error.500"))
        answer.headers.update(HEADERS)  # it is answered outside of all that wraps the application
        return answer

    app.add_exception_handler(NotHere, not_here)
    app.add_exception_handler(HTTPException, refused)
    app.add_exception_handler(RequestValidationError, malformed)
    app.add_exception_handler(ThesauryError, known)
    app.add_exception_handler(Exception, unknown)


def failure(request: Request, desk: Desk, status: int, detail: str) -> Response:
    """A failure as an answer: problem+json for programs, else a page."""
    known = status if f"error.{status}.title" in ENGLISH else 500 if status >= 500 else 400
    title = phrase(f"error.{known}.title")
    if for_programs(request.url.path):
        problem = {"type": "about:blank", "title": title, "status": status, "detail": detail}
        return JSONResponse(problem, status, media_type="application/problem+json")
    again = str(request.url.path) if status >= 500 else ""
    return desk.bare_page("failure.html", status, title=title, detail=detail, again=again)


def for_programs(path: str) -> bool:
    """Whether programs ask at this path."""
    return path.startswith(_FOR_PROGRAMS)


def _status(error: Exception) -> int:
    """503 where the same call may succeed later, 4xx where a person has to change what is asked, else 500."""
    if isinstance(error, Retry):
        return 503
    if isinstance(error, Denied):
        return 403
    if isinstance(error, Outdated):
        return 409
    if isinstance(error, Usage):
        return 400
    return 422 if isinstance(error, AskPerson) else 500


def _first_fault(error: Exception) -> str:
    if not isinstance(error, RequestValidationError):
        return phrase("error.404")
    first = error.errors()[0]
    return phrase("error.422", where=first["loc"][-1], why=first["msg"])
