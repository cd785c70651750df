"""How a write ended, told from what sending it raised."""

from collections.abc import Callable

from thesaury.model.errors import LostReply, Refused
from thesaury.model.outbox import Change
from thesaury.ports.sink import Answer, Outcome


def outcome(change: Change, send: Callable[[], object], location: str) -> Answer:
    """DONE when `send` returns, UNKNOWN when its reply was lost, REFUSED when the system said no; a change of nothing is done.

    Raises Unreachable or NeedsLogin, which mean that nothing was sent.
    """
    if not change.add and not change.remove:
        return Answer(change.key, Outcome.DONE, location=location)
    try:
        send()
    except LostReply as error:
        return Answer(change.key, Outcome.UNKNOWN, error.message)
    except Refused as error:
        return Answer(change.key, Outcome.REFUSED, error.message)
    return Answer(change.key, Outcome.DONE, location=location)
