"""Outgoing webhooks: who is told, and what became of every message."""

from typing import Annotated

from pydantic import Field

from thesaury.model.webhook import DeliveryState, EndpointState, EventKind
from thesaury.web.api.models.shapes import Flag, Moment, Next, Sent, Told, Whole, example, sent_example

_ID, _AT = "9c1f04a7d2e8", "2026-11-28T10:00:00+00:00"
_ADDRESS = "https://cms.example/hooks/thesaury"

Url = Annotated[str, Field(min_length=1, max_length=2000, examples=[_ADDRESS])]
_KINDS = "Of what it is told; of everything where it is empty."
_CHANNELS = "Channels of whose assets it is told; of all where it is empty."

_HOOK = {
    "id": _ID,
    "address": _ADDRESS,
    "kinds": ["asset.published", "asset.withdrawn"],
    "channels": ["website"],
    "state": "active",
    "message": "",
    "note": "The shop",
    "made_at": _AT,
    "by": "ada@example.org",
    "waiting": 0,
    "delivered": 12,
    "dead": 0,
}
_MESSAGE = {
    "id": "msg_4b7c9d0e5f6a1b2c3d4e5f6a7b8c9d0e",
    "webhook": _ID,
    "kind": "asset.withdrawn",
    "body": '{"type":"asset.withdrawn"}',
    "state": "delivered",
    "made_at": _AT,
    "attempts": 1,
    "next_at": "",
    "done_at": _AT,
    "status": 204,
    "message": "",
}


class Webhook(Told):
    """An address that is told. It is `failing` once it took nothing for a day, and `paused` where a person stopped it, or where it answered
    410; `message` says why."""

    model_config = example(**_HOOK)

    id: str
    address: str
    kinds: list[EventKind]
    channels: list[str]
    state: EndpointState
    message: str
    note: str
    made_at: Moment
    by: str
    waiting: int = Field(description="Messages that wait.")
    delivered: int = Field(description="Messages that were taken within the last 30 days.")
    dead: int = Field(description="Messages that were given up after ten tries.")


class Webhooks(Told):
    """A page of webhooks, in the order they were made."""

    model_config = example(webhooks=[_HOOK], next=None)

    webhooks: list[Webhook]
    next: Next


class AddWebhook(Sent):
    """Where to tell, and of what."""

    model_config = sent_example(
        address=_ADDRESS, kinds=["asset.published", "asset.withdrawn"], channels=[], note="The shop"
    )

    address: Url
    kinds: list[EventKind] = Field([], max_length=20, description=_KINDS)
    channels: list[str] = Field([], max_length=100, description=_CHANNELS)
    note: str = Field("", max_length=500)


class NewWebhook(Webhook):
    """A webhook that was added, with the secret its messages are signed with: it is told once."""

    model_config = example(**_HOOK, secret="whsec_...")

    secret: str


class RotateSecret(Sent):
    """How to change the secret."""

    model_config = sent_example(at_once=False)

    at_once: Flag = Field(
        False, description="The former secret holds no more; else messages are signed with both for a day."
    )


class NewSecret(Told):
    """The new secret: it is told once."""

    model_config = example(id=_ID, secret="whsec_...")

    id: str
    secret: str


class Message(Told):
    """A message to a webhook. `status` is that of the last answer, 0 where there was none; `message` says what was wrong."""

    model_config = example(**_MESSAGE)

    id: str = Field(description="`webhook-id`: the same over every try.")
    webhook: str
    kind: EventKind
    body: str = Field(description="What is sent, as JSON.")
    state: DeliveryState
    made_at: Moment
    attempts: int
    next_at: Moment
    done_at: Moment
    status: int
    message: str


class Messages(Told):
    """A page of messages, the newest first."""

    model_config = example(messages=[_MESSAGE], next=None)

    messages: list[Message]
    next: Next


class Replayed(Told):
    """How many messages are sent anew."""

    model_config = example(messages=3)

    messages: Whole
