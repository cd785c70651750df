"""What PoolParty says when it refuses: three JSON shapes, HTML, nothing at all, and 200 with `success: false`."""

import logging
from collections.abc import Mapping
from typing import Any

from thesaury.connectors.http import Reply, Said
from thesaury.connectors.texts import cleaned, plain
from thesaury.model.errors import Refused

NOT_LICENSED = "not licensed"
NO_MODEL = "no model"
_LONGEST = 300
_UNBUILT = "concept index is empty"
_log = logging.getLogger(__name__)


def said(reply: Reply) -> Said:
    """The message of an error body, in the order of the contract; a 503 means that the licence lacks the feature, so it is final.

    A 503 that names a time to come back (Retry-After) is an overloaded server and not meant by that.
    """
    message = message_of(reply)
    if reply.status == 503 and "retry-after" not in reply.headers:
        words = f"{NOT_LICENSED}: the server's licence lacks this feature"
        return Said(NOT_LICENSED, f"{words} ({message})" if message else words, final=True)
    if _UNBUILT in message.lower():
        return Said(NO_MODEL, f"{message}; refresh the project's extraction model first", final=True)
    return Said("", message)


def said_of_a_text(reply: Reply) -> Said:
    """As `said`, for the extractor: a 500 that says anything speaks of this one text, so it is not sent again and others go on."""
    read = said(reply)
    return Said(read.code, read.message, read.final or (reply.status == 500 and bool(read.message)))


def message_of(reply: Reply) -> str:
    """The words of an error body, or an empty string."""
    try:
        body = reply.json()
    except (ValueError, RecursionError):
        _log.debug("%s answered %d: %s", reply.where, reply.status, reply.text[:2000])
        return plain(reply.text)[:_LONGEST]
    return stated(body)


def stated(body: Any) -> str:
    """The message a JSON body states, or an empty string."""
    if isinstance(body, str):
        return plain(body)[:_LONGEST]
    if not isinstance(body, Mapping):
        return ""
    inner = body.get("responseBase")
    named = [
        body.get("errorMessage"),
        body.get("message"),
        inner.get("message") if isinstance(inner, Mapping) else None,
    ]
    named += [body.get("plainMessage"), body.get("error_description"), body.get("error")]
    return next((plain(text)[:_LONGEST] for text in named if isinstance(text, str) and cleaned(text)), "")


def granted(connection: str, what: str, body: Any) -> Any:
    """The body of a 200, unless it says that it was no success after all. Raises Refused with its message."""
    if not isinstance(body, Mapping):
        return body
    message = stated(body)
    if _UNBUILT in message.lower():
        raise Refused(f"{connection}: {message}. Refresh the project's extraction model first.", 200, NO_MODEL)
    if body.get("success") is False:
        words = message or "it gives no reason"
        raise Refused(f"{connection}: {what} was not done, says the server: {words}.", 200)
    return body
