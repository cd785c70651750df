"""Reads the error bodies of every interface: their own triple in both spellings, and those of the login."""

from collections.abc import Iterator, Mapping
from typing import Any

from thesaury.connectors.http import Reply, Said, said_nothing
from thesaury.connectors.smintio.localised import scalar

_START_ANEW = frozenset({"continuationuuidinvalid", "continuationuuidtooold"})


def said(reply: Reply) -> Said:
    """What `{"error_code", "error_message", "error_details"}` (or camelCase, or the login's `error`) says; else the page's words."""
    try:
        return spelled(reply.json()) or said_nothing(reply)
    except (ValueError, RecursionError):
        return said_nothing(reply)


def spelled(body: Any) -> Said | None:
    """The error a parsed body is, or None when it is none."""
    if not isinstance(body, Mapping):
        return None
    code = _first(body, "error_code", "errorCode", "error")
    message = _first(body, "error_message", "errorMessage", "error_description", "errorDescription")
    if not code and not message:
        return None
    details = body.get("error_details", body.get("errorDetails"))
    about = _first(details, "name", "uuid") if isinstance(details, Mapping) else ""
    words = (message or code).rstrip(". ")  # sentences end where they are used
    return Said(code, f"{words} ({about})" if about else words)


def partial(details: Any) -> Iterator[Said]:
    """The errors inside a result that is there in part: a search over several sources may fail for one of them."""
    errors = details.get("errors") if isinstance(details, Mapping) else None
    for entry in errors if isinstance(errors, list) else []:
        yield spelled(entry) or Said(message=scalar(entry) or "an error without words")


def starts_anew(code: str) -> bool:
    """Whether this code says that a cursor no longer fits."""
    return code.replace("_", "").lower() in _START_ANEW


def missing(status: int, code: str) -> bool:
    """Whether an answer says that the thing asked for is not there."""
    return status == 404 or code.replace("_", "").lower() in ("notfound", "assetnotfound", "assetsnotfound")


def _first(body: Mapping[str, Any], *names: str) -> str:
    return next((text for name in names if (text := scalar(body.get(name)))), "")
