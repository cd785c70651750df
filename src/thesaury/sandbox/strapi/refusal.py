"""Refusals in Strapi's error body."""

from typing import Any

from starlette.responses import JSONResponse, Response

_NAMES = {
    400: "ValidationError",
    401: "UnauthorizedError",
    403: "ForbiddenError",
    404: "NotFoundError",
    429: "RateLimitError",
}
_MESSAGES = {401: "Missing or invalid credentials", 403: "Forbidden", 404: "Not Found", 429: "Too many requests"}


class Refusal(Exception):
    """A request Strapi refuses, with what the error says in detail."""

    def __init__(self, status: int, message: str = "", **details: Any) -> None:
        """A refusal with that status."""
        super().__init__(message)
        self.status = status
        self._body = error_body(status, message, **details)

    def answer(self) -> Response:
        """The refusal as an answer."""
        return JSONResponse(self._body, status_code=self.status)


def error_body(status: int, message: str = "", **details: Any) -> dict[str, Any]:
    """The body of an error."""
    said = message or _MESSAGES.get(status, "Internal Server Error")
    told = {"status": status, "name": _NAMES.get(status, "ApplicationError"), "message": said, "details": details}
    return {"data": None, "error": told}


def not_unique(field: str, value: str) -> Refusal:
    """The refusal of a value that another entry has."""
    said = "This attribute must be unique"
    return Refusal(400, said, errors=[{"path": [field], "message": said, "name": "ValidationError", "value": value}])
