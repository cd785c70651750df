"""Refusals in Contentful's error body."""

from typing import Any

from starlette.responses import JSONResponse, Response

_IDS = {
    400: "BadRequest",
    401: "AccessTokenInvalid",
    403: "AccessDenied",
    404: "NotFound",
    409: "VersionMismatch",
    422: "ValidationFailed",
    429: "RateLimitExceeded",
}


class Refusal(Exception):
    """A request Contentful refuses."""

    def __init__(self, status: int, message: str = "", id: str = "", **details: Any) -> None:
        """A refusal with that status; `id` names the error where it is not the usual one."""
        super().__init__(message)
        self.status, self._body = status, error_body(status, message, id, **details)

    def answer(self) -> Response:
        """The refusal as an answer."""
        headers = {"X-Contentful-RateLimit-Reset": "1"} if self.status == 429 else None
        return JSONResponse(self._body, status_code=self.status, headers=headers)


def error_body(status: int, message: str = "", id: str = "", **details: Any) -> dict[str, Any]:
    """The body of an error."""
    known = id or _IDS.get(status, "ServerError")
    told = {"sys": {"type": "Error", "id": known}, "message": message or known, "requestId": "sandbox"}
    return {**told, "details": details} if details else told
