"""Endpoints and messages of webhooks as rows."""

import json
from dataclasses import dataclass

from thesaury.model.webhook import Delivery, DeliveryState, Endpoint, EndpointState
from thesaury.ports.catalogue import Catalogue
from thesaury.web.pages.publishing.faces import When, when
from thesaury.web.texts import phrase

_ENDPOINTS = {
    EndpointState.ACTIVE: ("good", "check"),
    EndpointState.FAILING: ("bad", "cross"),
    EndpointState.PAUSED: ("warn", "stop"),
}
_MESSAGES = {
    DeliveryState.WAITING: ("busy", "clock"),
    DeliveryState.DELIVERED: ("good", "check"),
    DeliveryState.DEAD: ("bad", "cross"),
}


@dataclass(frozen=True, slots=True)
class EndpointRow:
    """Who is told, how that stands, and how many messages wait, were taken, and are dead."""

    endpoint: Endpoint
    url: str
    state: str
    manner: str
    sign: str
    made: When
    waiting: int
    delivered: int
    dead: int
    last: When


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message: `next` is when it is tried next, `done` when it was taken or given up; `body` is laid out to be read."""

    message: Delivery
    state: str
    manner: str
    sign: str
    made: When
    next: When
    done: When
    body: str
    again: bool


def webhook_url(id: str) -> str:
    """The page of an endpoint."""
    return f"/publishing/webhooks/{id}"


def endpoint_rows(catalogue: Catalogue) -> list[EndpointRow]:
    """All endpoints, in the order they were made."""
    counts = catalogue.webhooks.counts()
    return [endpoint_row(catalogue, one, counts) for one in catalogue.webhooks.endpoints()]


def endpoint_row(catalogue: Catalogue, one: Endpoint, counts: dict[tuple[str, DeliveryState], int]) -> EndpointRow:
    """One endpoint, with these counts of messages."""
    manner, sign = _ENDPOINTS[one.state]
    taken = catalogue.webhooks.deliveries(one.id, [DeliveryState.DELIVERED], limit=1)
    return EndpointRow(
        one,
        webhook_url(one.id),
        phrase(f"webhooks.state.{one.state.value}"),
        manner,
        sign,
        when(one.made_at),
        counts.get((one.id, DeliveryState.WAITING), 0),
        counts.get((one.id, DeliveryState.DELIVERED), 0),
        counts.get((one.id, DeliveryState.DEAD), 0),
        when(taken[0].done_at) if taken else When(),
    )


def message_row(one: Delivery) -> MessageRow:
    """One message."""
    manner, sign = _MESSAGES[one.state]
    waits = one.state is DeliveryState.WAITING
    return MessageRow(
        one,
        phrase(f"webhooks.message.{one.state.value}"),
        manner,
        sign,
        when(one.made_at),
        when(one.next_at) if waits else When(),
        when(one.done_at),
        _laid_out(one.body),
        not waits,
    )


def _laid_out(body: str) -> str:
    try:
        return json.dumps(json.loads(body), ensure_ascii=False, indent=2)
    except ValueError:
        return body
