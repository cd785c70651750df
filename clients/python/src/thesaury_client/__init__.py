"""A client of the Thesaury interface: pages iterated over, problems as errors, writes that are done once."""

from thesaury_client.client import Client
from thesaury_client.events import Event
from thesaury_client.problems import (
    BadRequest,
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    NotSignedIn,
    Problem,
    TooManyRequests,
    Unavailable,
)
from thesaury_client.wire import Answer

__all__ = [
    "Answer",
    "BadRequest",
    "Client",
    "Conflict",
    "Event",
    "Forbidden",
    "Invalid",
    "NotFound",
    "NotSignedIn",
    "Problem",
    "TooManyRequests",
    "Unavailable",
]
