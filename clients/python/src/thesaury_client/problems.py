"""Problems as errors, one class for each way to go on."""

from collections.abc import Mapping
from typing import Any

import httpx


class Problem(Exception):
    """What the interface could not do: `type` stays the same for the same kind, `detail` says what to do, `errors` what is wrong."""

    def __init__(self, told: Mapping[str, Any], status: int) -> None:
        self.status = status
        self.type = str(told.get("type", "about:blank"))
        self.title = str(told.get("title", ""))
        self.detail = str(told.get("detail", ""))
        self.errors: list[dict[str, str]] = list(told.get("errors") or ())
        super().__init__(f"{status} {self.title}: {self.detail}")

    @property
    def kind(self) -> str:
        """The end of the type: `not-found`, `bad-cursor` ..."""
        return self.type.rpartition("#problem-")[2]


class BadRequest(Problem):
    """It names something that is not there (400)."""


class NotSignedIn(Problem):
    """The token is missing, or holds no more (401)."""


class Forbidden(Problem):
    """The token has no such permission (403)."""


class NotFound(Problem):
    """Nothing is at this address (404)."""


class Conflict(Problem):
    """Somebody was quicker: read again, and decide again (409, 412, 428)."""


class Invalid(Problem):
    """A value cannot be understood (413, 415, 422)."""


class TooManyRequests(Problem):
    """There were too many requests, and waiting did not help (429)."""


class Unavailable(Problem):
    """It could not be done now, and waiting did not help (503)."""


_CLASSES: Mapping[int, type[Problem]] = {
    400: BadRequest, 401: NotSignedIn, 403: Forbidden, 404: NotFound, 409: Conflict, 412: Conflict, 413: Invalid, 415: Invalid,
    422: Invalid, 428: Conflict, 429: TooManyRequests, 503: Unavailable,
}  # fmt: skip


def problem_of(answer: httpx.Response) -> Problem:
    """The error of an answer that tells of one, whatever its body is."""
    try:
        told = answer.json()
    except ValueError:
        told = {}
    if not isinstance(told, dict):
        told = {}
    told.setdefault("title", answer.reason_phrase)
    return _CLASSES.get(answer.status_code, Problem)(told, answer.status_code)
