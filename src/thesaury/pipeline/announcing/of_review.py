"""That suggestions wait for a person where none waited before."""

from thesaury.model.webhook import Endpoint, EventKind
from thesaury.pipeline.announcing.events import Event
from thesaury.ports.enrichments import Enrichments

STREAM = "review"

_EMPTY, _WAITING = "empty", "waiting"


def wants(endpoint: Endpoint) -> bool:
    """Whether it is told of it."""
    return not endpoint.kinds or EventKind.REVIEW_NEEDED in endpoint.kinds


def head(enrichments: Enrichments) -> str:
    """The cursor of the queue as it is now; it was never told of."""
    return f"{_WAITING if enrichments.queue(1) else _EMPTY} "


def turned(enrichments: Enrichments, cursor: str, moment: str) -> tuple[str, list[Event]]:
    """The cursor as it is now, and the event where the queue was empty the last time: one a day at most, later ones the next day."""
    before, _, told = cursor.partition(" ")
    if not enrichments.queue(1):
        return f"{_EMPTY} {told}", []
    if before == _WAITING or told == moment[:10]:
        return cursor, []
    return f"{_WAITING} {moment[:10]}", [Event(EventKind.REVIEW_NEEDED, (moment[:10],), moment, {})]
