"""Problems (RFC 9457): every error of the interface as `application/problem+json`, with a `type` that stays the same."""

import logging
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from thesaury.model.errors import AskPerson, Denied, Outdated, Retry, ThesauryError, Usage
from thesaury.web.failures import NotHere
from thesaury.web.texts import phrase

_LOG = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
PLACE = "/api/v1#problem-"
"""Where a type leads: the reference that the server itself gives."""

_WAIT = "5"
"""Seconds after which to ask again where nobody knows better."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem: what ends its `type`, its status, its title, and when it is told."""

    name: str
    status: int
    title: str
    when: str


KINDS = {
    kind.name: kind
    for kind in (
        Kind("bad-request", 400, "Not possible", "What is asked for names something that is not there."),
        Kind(
            "bad-cursor", 400, "Not a cursor", "`cursor` is not one that this operation gave, or not for this question."
        ),
        Kind(
            "not-signed-in", 401, "Not signed in", "The request bears no token or session, or one that holds no more."
        ),
        Kind(
            "token-expired", 401, "The token has expired", "The token of a panel is over: prolong it, or connect again."
        ),
        Kind("forbidden", 403, "Not allowed", "Whoever asks does not hold the permission, or comes from another site."),
        Kind(
            "origin-not-allowed",
            403,
            "Not from there",
            "Pages of this origin may not ask, or the token is of another one.",
        ),
        Kind("not-permitted", 403, "May not be used so", "The rights of the asset do not permit this use now."),
        Kind("not-found", 404, "Not found", "Nothing is at this address."),
        Kind("withdrawn", 410, "Withdrawn", "It was in this feed, and is to be shown no more; `reason` says why."),
        Kind(
            "read-again",
            410,
            "Read it again",
            "What happened since is not told any more: read the feed from its start.",
        ),
        Kind("address-expired", 410, "Over", "The address was good for a while: take the new one from the feed."),
        Kind("method-not-allowed", 405, "Not with this method", "`Allow` has the methods of this address."),
        Kind("not-acceptable", 406, "Not in this form", "None of the types in `Accept` can be given here."),
        Kind(
            "conflict",
            409,
            "Changed meanwhile",
            "What was decided on is not what it was: read it again, and decide again.",
        ),
        Kind("still-running", 409, "Still running", "A request with the same `Idempotency-Key` is under way."),
        Kind(
            "given-once", 409, "Given once", "The first request with this `Idempotency-Key` was answered with a secret."
        ),
        Kind("precondition-failed", 412, "Changed meanwhile", "`If-Match` names a state that is no more."),
        Kind("too-large", 413, "Too much", "The body has more bytes than this operation takes."),
        Kind(
            "unsupported-media-type",
            415,
            "Not of this type",
            "The body has to be `application/json`, for an upload a file of a known type.",
        ),
        Kind("invalid", 422, "Cannot be read", "A value cannot be understood; `errors` names each that is wrong."),
        Kind(
            "no-answer", 422, "The system does not answer", "A system cannot be reached or used by what is known of it."
        ),
        Kind("key-reused", 422, "Key used before", "The `Idempotency-Key` was used with another request."),
        Kind(
            "precondition-required",
            428,
            "Say what you read",
            "This write needs `If-Match` with the `ETag` of what was read.",
        ),
        Kind("too-many-requests", 429, "Too many requests", "`Retry-After` says in how many seconds to ask again."),
        Kind("internal", 500, "A fault of ours", "Nobody foresaw this."),
        Kind("not-supported", 501, "Not here", "This source does not have that."),
        Kind("unavailable", 503, "Not now", "The same request may succeed after `Retry-After` seconds."),
    )
}

_MISSING = {
    "asset": "There is no asset of this id. GET /api/v1/assets lists all of them.",
    "board": "There is no such board, or nothing of this id on it (any more). GET /api/v1/boards lists them.",
    "channel": "There is no channel of this name.",
    "item": "No item of this id is or was in this feed. What left it more than 90 days ago is not known any more.",
    "concept": "No vocabulary holds this concept. GET /api/v1/vocabularies/NAME/concepts lists those of one.",
    "connection": "There is no connection of this name. GET /api/v1/connections lists them.",
    "graph_store": "This connection has no graph store. GET /api/v1/connections tells the roles of each.",
    "flow": "There is no flow of this name. GET /api/v1/flows lists them.",
    "feed": "There is no calendar of this name. GET /api/v1/rights/calendar/feeds lists them.",
    "question": "There is no question of this name. GET /api/v1/analytics/questions lists them.",
    "proposal": "There is no proposal of this id. GET /api/v1/proposals lists them.",
    "import": "There is no import of this id (any more). GET /api/v1/imports lists those that wait.",
    "intake": "There is no such licence text here. GET /api/v1/rights/intakes lists yours.",
    "pair": "One of the two assets is not here (any more). Read the list of pairs again.",
    "rights": "Nobody states anything of the rights of this asset.",
    "round": "There is no round of this name. GET /api/v1/onboarding/rounds lists them.",
    "run": "There is no run of this number. GET /api/v1/runs lists the newest.",
    "search": "There is no saved search of this name. GET /api/v1/searches lists them.",
    "suggestion": "This concept was never suggested for this asset, nor is it one of its concepts.",
    "version": "There is no version of this number. GET /api/v1/vocabularies/NAME/versions lists them.",
    "vocabulary": "There is no vocabulary of this name. GET /api/v1/vocabularies lists them.",
}
_NOTHING = "There is nothing here. The reference is at /api/v1."

_BY_STATUS = {401: "not-signed-in", 403: "forbidden", 404: "not-found", 405: "method-not-allowed", 409: "conflict"} | {
    412: "precondition-failed", 413: "too-large", 415: "unsupported-media-type", 422: "invalid", 428: "precondition-required",
    429: "too-many-requests", 503: "unavailable",
}  # fmt: skip


class ApiProblem(Exception):
    """A problem of a named kind, with a sentence that says what to do, and headers that go with it."""

    def __init__(self, kind: str, detail: str, **headers: str) -> None:
        super().__init__(detail)
        self.kind, self.detail = KINDS[kind], detail
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def problem(
    kind: Kind,
    detail: str,
    headers: dict[str, str] | None = None,
    errors: Any = None,
    more: dict[str, Any] | None = None,
) -> JSONResponse:
    """The answer that tells of a problem, with `more` members of its own; it is never kept by anybody."""
    told: dict[str, Any] = {"type": PLACE + kind.name, "title": kind.title, "status": kind.status, "detail": detail}
    told |= more or {}
    if errors:
        told["errors"] = errors
    given = {"Cache-Control": "no-store", **({"Retry-After": _WAIT} if kind.status == 503 else {}), **(headers or {})}
    return JSONResponse(told, kind.status, given, media_type=MEDIA_TYPE)


def answer_problems(api: FastAPI, secret_paths: bool = False) -> None:
    """Let the interface tell every failure as a problem; no path of it gets into the log where paths are secrets."""

    def known(request: Request, error: Exception) -> Response:
        assert isinstance(error, ThesauryError)
        kind = kind_of(error)
        _LOG.log(
            logging.WARNING if kind.status >= 500 else logging.INFO,
            "%s %s: %s",
            request.method,
            f"{request.scope.get('root_path', '')}/..." if secret_paths else request.url.path,
            error.message,
        )
        return problem(kind, error.message)

    def own(request: Request, error: Exception) -> Response:
        assert isinstance(error, ApiProblem)
        return problem(error.kind, error.detail, error.headers)

    api.add_exception_handler(ApiProblem, own)
    api.add_exception_handler(NotHere, _not_here)
    api.add_exception_handler(HTTPException, _refused)
    api.add_exception_handler(RequestValidationError, _malformed)
    api.add_exception_handler(ThesauryError, known)
    api.add_exception_handler(Exception, _unknown)


def kind_of(error: ThesauryError) -> Kind:
    """503 where the same call may succeed later, 4xx where a person has to change what is asked, else 500."""
    for failing, name in (
        (Retry, "unavailable"),
        (Denied, "forbidden"),
        (Outdated, "conflict"),
        (Usage, "bad-request"),
        (AskPerson, "invalid"),
    ):
        if isinstance(error, failing):
            return KINDS[name]
    return KINDS["internal"]


def _not_here(request: Request, error: Exception) -> Response:
    what = error.what if isinstance(error, NotHere) else ""
    return problem(KINDS["not-found"], _MISSING.get(what, _NOTHING))


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    kind = KINDS[_BY_STATUS.get(error.status_code, "internal" if error.status_code >= 500 else "bad-request")]
    detail = _NOTHING if kind.status == 404 else str(error.detail)
    return problem(kind, detail, dict(error.headers or {}))


def _malformed(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = [_fault(one) for one in error.errors()]
    told = "; ".join(f"{one['field']}: {one['detail']}" for one in faults[:3])
    return problem(KINDS["invalid"], told, errors=faults[:100])


def _fault(one: Any) -> dict[str, str]:
    """Where a value stands and what is wrong with it, never the value."""
    where = [str(part) for part in one["loc"]]
    path = "".join(f"[{part}]" if part.isdecimal() else f".{part}" for part in where[1:]).lstrip(".")
    said = {
        "extra_forbidden": "There is no such field here.",
        "missing": "This is needed." if path else "A body is needed.",
    }
    return {"in": where[0], "field": (path or where[0])[:200], "detail": said.get(one["type"], f"{one['msg']}.")}


def _unknown(request: Request, error: Exception) -> Response:
    return problem(KINDS["internal"], phrase("error.500"))
