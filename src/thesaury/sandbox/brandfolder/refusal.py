"""Refusals: a status and one unstructured sentence, which is all the vendor promises."""

from http import HTTPStatus


class Refusal(Exception):
    """A request the platform refuses."""

    def __init__(self, status: int, sentence: str = "") -> None:
        """A refusal with a status; the sentence is for people only."""
        super().__init__(sentence or error_body(status))
        self.status = status


def error_body(status: int) -> str:
    """The body of a bare status: a string."""
    known = {entry.value for entry in HTTPStatus}
    return f"{status} {HTTPStatus(status).phrase}" if status in known else f"{status} Error"


def bad(sentence: str) -> Refusal:
    """The request itself is wrong."""
    return Refusal(400, sentence)


def forbidden() -> Refusal:
    """A bad key, something of somebody else, or something that is gone: the platform does not say which."""
    return Refusal(403, "You are not authorized to access this resource.")
