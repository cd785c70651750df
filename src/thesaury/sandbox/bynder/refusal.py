"""Refusals in Bynder's error bodies: mostly a message with the status as text, here and there as a number or in a body of its own."""

from typing import Any

from starlette.responses import JSONResponse, Response

_MESSAGES = {
    400: "Bad request",
    401: "Unauthorized",
    403: "Access denied",
    404: "Not Found",
    405: "Method not allowed",
    409: "Conflict",
    429: "Too many requests",
    500: "Internal server error",
    503: "Service unavailable",
}


class Refusal(Exception):
    """A request the portal refuses. `number` writes the status as a number, `body` replaces the usual body."""

    def __init__(self, status: int, message: str = "", number: bool = False, body: Any = None, **further: str) -> None:
        """A refusal with that status and message; further members join the usual body."""
        super().__init__(message or _MESSAGES.get(status, "Error"))
        self.status = status
        self._body = body if body is not None else {**plain(status, str(self), number), **further}

    def answer(self) -> Response:
        """The refusal as an answer."""
        return JSONResponse(self._body, status_code=self.status)


def plain(status: int, message: str = "", number: bool = False) -> dict[str, Any]:
    """The usual body: a message and the status."""
    return {"message": message or _MESSAGES.get(status, "Error"), "statuscode": status if number else str(status)}


def error_body(status: int) -> dict[str, Any]:
    """The error body of a bare status."""
    return plain(status)


def done(status: int, message: str, **further: Any) -> Response:
    """The body of a write that was taken: a message and the status as a number."""
    return JSONResponse({**plain(status, message, number=True), **further}, status_code=status)
