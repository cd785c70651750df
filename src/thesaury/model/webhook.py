"""Webhooks out: who is told of changes, and every message on its way (Standard Webhooks)."""

from dataclasses import dataclass
from enum import StrEnum


class EventKind(StrEnum):
    """What somebody is told of (contract: cms, webhooks out)."""

    ASSET_PUBLISHED = "asset.published"
    ASSET_UPDATED = "asset.updated"
    ASSET_WITHDRAWN = "asset.withdrawn"
    RIGHTS_EXPIRING = "rights.expiring"
    RIGHTS_CHANGED = "rights.changed"
    CONCEPT_CHANGED = "concept.changed"
    CONCEPT_MERGED = "concept.merged"
    REVIEW_NEEDED = "review.needed"
    REPORT_READY = "report.ready"
    TEST = "test"


class EndpointState(StrEnum):
    """Whether an endpoint is told: a failing one took nothing for a day, a paused one was stopped by a person; both keep what waits."""

    ACTIVE = "active"
    FAILING = "failing"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address that is told. `kinds` and `channels` narrow what of, where they are not empty. Its secrets lie in the vault."""

    id: str
    address: str
    kinds: tuple[EventKind, ...] = ()
    channels: tuple[str, ...] = ()
    state: EndpointState = EndpointState.ACTIVE
    made_at: str = ""
    by: str = ""
    note: str = ""
    message: str = ""


class DeliveryState(StrEnum):
    """How a message stands; a dead one was tried ten times, or refused for good."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message to one endpoint: `id` stays the same over every try (`webhook-id`), `body` is JSON. Moments are UTC in ISO 8601."""

    id: str
    endpoint: str
    kind: EventKind
    body: str
    made_at: str
    state: DeliveryState = DeliveryState.WAITING
    attempts: int = 0
    next_at: str = ""
    done_at: str = ""
    status: int = 0
    message: str = ""
