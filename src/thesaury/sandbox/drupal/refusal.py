"""Refusals in the error body of JSON:API."""

from typing import Any

from starlette.responses import JSONResponse, Response

TYPE = "application/vnd.api+json"
_TITLES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    409: "Conflict",
    415: "Unsupported Media Type",
    422: "Unprocessable Content",
}


class Refusal(Exception):
    """A request Drupal refuses, with what it says of it."""

    def __init__(self, status: int, detail: str = "") -> None:
        """A refusal with that status."""
        super().__init__(detail)
        self.status, self._body = status, error_body(status, detail)

    def answer(self) -> Response:
        """The refusal as an answer."""
        return JSONResponse(self._body, status_code=self.status, media_type=TYPE)


def error_body(status: int, detail: str = "") -> dict[str, Any]:
    """The body of an error."""
    title = _TITLES.get(status, "Internal Server Error")
    return {
        "jsonapi": {"version": "1.0"},
        "errors": [{"title": title, "status": str(status), "detail": detail or title}],
    }
