"""Refusals in the documented error body, and what a handler is wrapped in so that it may raise them."""

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

_CODES = {
    400: "argument_invalid",
    401: "token_invalid_or_expired",
    403: "permission_denied",
    404: "not_found",
    405: "not_found",
    409: "optimistic_lock_violated",
    424: "external_dependency_failed",
    429: "too_many_requests",
    500: "internal_error",
    501: "not_implemented",
    503: "backend_service_not_available",
}

Handler = Callable[[Request], Awaitable[Response]]


class Refusal(Exception):
    """A request the platform refuses: status, code, message, and the object it is about."""

    def __init__(self, status: int, code: str, message: str = "", uuid: str | None = None) -> None:
        """A refusal with the vendor's error code."""
        super().__init__(message or code.replace("_", " "))
        self.status, self.code, self.uuid = status, code, uuid

    def body(self) -> dict[str, Any]:
        """The documented error body."""
        details = {"uuid": self.uuid, "name": None}
        return {"error_code": self.code, "error_message": str(self), "error_details": details}

    def inside(self) -> dict[str, Any]:
        """The same triple as it stands inside results of the portal interface."""
        return {"errorCode": self.code, "errorMessage": str(self), "errorDetails": {"uuid": self.uuid, "name": None}}


def error_body(status: int) -> dict[str, Any]:
    """The error body of a bare status."""
    return Refusal(status, _CODES.get(status, "internal_error")).body()


def guarded(handler: Handler) -> Handler:
    """The handler, with its refusals turned into answers."""

    async def answer(request: Request) -> Response:
        try:
            return await handler(request)
        except Refusal as refusal:
            return JSONResponse(refusal.body(), status_code=refusal.status)

    return answer
