"""What an endpoint is told of: one event, and the message that tells it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from thesaury.model.webhook import Delivery, EventKind


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at a moment (UTC in ISO 8601). `key` names it among all events of the workspace: the same event found twice
    has the same key. `data` is what is told of it beside the workspace."""

    kind: EventKind
    key: tuple[str, ...]
    at: str
    data: Mapping[str, str | int]


def moment_of(clock: datetime) -> str:
    """A moment in the form that is stored."""
    return clock.astimezone(UTC).isoformat(timespec="seconds")


def message(event: Event, workspace: str, endpoint: str, moment: str) -> Delivery:
    """The message of an event for an endpoint, due at this moment. Its id is that of the event: the same for whoever finds it again, for
    every endpoint and every try."""
    named = json.dumps([workspace, event.kind.value, *event.key])
    id = f"msg_{sha256(named.encode()).hexdigest()[:32]}"
    body = {"type": event.kind.value, "timestamp": event.at, "data": dict(event.data) | {"tenant": workspace}}
    written = json.dumps(body, separators=(",", ":"))
    return Delivery(id, endpoint, event.kind, written, moment, next_at=moment)
