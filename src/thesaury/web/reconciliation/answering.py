"""Failures as these services tell them, with the sentence that says what to do, and never with the key of an address in a log."""

import json
import logging
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from thesaury.model.errors import AskPerson, Retry, ThesauryError
from thesaury.web.failures import NotHere
from thesaury.web.texts import phrase

_LOG = logging.getLogger(__name__)
_NOTHING = "There is no such service (any more). Copy its address anew from the page of the vocabulary."


def answer_failures(app: FastAPI) -> None:
    """Let the app tell every failure as a problem (RFC 9457)."""
    app.add_exception_handler(NotHere, lambda _, __: told(404, _NOTHING))
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(ThesauryError, _known)
    app.add_exception_handler(Exception, lambda _, __: told(500, phrase("error.500")))


class Answer(JSONResponse):
    """An answer as JSON; half a character, as programs cut them and JSON can spell them, becomes a question mark."""

    def render(self, content: Any) -> bytes:
        """What is sent, always UTF-8."""
        return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode(
            "utf-8", "replace"
        )


def told(status: int, detail: str, headers: dict[str, str] | None = None) -> Answer:
    """One failure; nobody keeps it."""
    problem: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    given = {"Cache-Control": "no-store", **(headers or {})}
    return Answer(problem, status, given, media_type="application/problem+json")


def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    detail = _NOTHING if error.status_code == 404 else str(error.detail)
    return told(error.status_code, detail, dict(error.headers or {}))


def _malformed(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    return told(400, f"{first['loc'][-1]}: {first['msg']}.")


def _known(_: Request, error: Exception) -> Response:
    assert isinstance(error, ThesauryError)
    _LOG.warning("a question of another tool failed: %s", error.message)
    if isinstance(error, Retry):
        return told(503, error.message, {"Retry-After": "5"})
    return told(422 if isinstance(error, AskPerson) else 500, error.message)
