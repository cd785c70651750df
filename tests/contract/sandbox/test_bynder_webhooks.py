"""The Bynder sandbox over real HTTP: webhooks that are confirmed first, signed like SNS, and really delivered."""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Condition
from typing import Any

import httpx
import pytest
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.contract.sandbox.bynder_caller import Caller
from tests.patience import PATIENCE
from thesaury.sandbox.serving.server import running

SUBSCRIPTIONS = "/v7/webhooks/public/api/subscriptions"
META = "asset_bank.media.meta_updated"
FIELDS = {
    "Notification": ("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"),
    "SubscriptionConfirmation": ("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"),
}


@dataclass
class Receiver:
    """An endpoint that keeps what it is sent."""

    url: str = ""
    heard: list[tuple[dict[str, str], dict[str, Any]]] = field(default_factory=list)
    news: Condition = field(default_factory=Condition)

    async def take(self, request: Request) -> Response:
        message = json.loads(await request.body())
        with self.news:
            self.heard.append((dict(request.headers), message))
            self.news.notify_all()
        return Response(status_code=204)

    def message(self, number: int) -> dict[str, Any]:
        with self.news:
            assert self.news.wait_for(lambda: len(self.heard) > number, timeout=PATIENCE), "nothing was delivered"
            return self.heard[number][1]


@contextmanager
def listening() -> Iterator[Receiver]:
    receiver = Receiver()
    with running(Starlette(routes=[Route("/hook", receiver.take, methods=["POST"])])) as server:
        receiver.url = f"{server.url}/hook"
        yield receiver


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with listening() as made:
        yield made


def subscribed(bynder: Caller, receiver: Receiver, *events: str) -> str:
    body = {"name": "test", "endpoint": receiver.url, "protocol": "http", "events": list(events) or [META]}
    answer = bynder.ask("POST", SUBSCRIPTIONS, json=body)
    assert answer.status_code == 201
    return str(answer.json()["id"])


def confirmed(bynder: Caller, receiver: Receiver, *events: str) -> str:
    made = subscribed(bynder, receiver, *events)
    confirmation = receiver.message(len(receiver.heard) - 1 if receiver.heard else 0)
    assert bynder.http.get(local(confirmation["SubscribeURL"])).status_code == 200
    return made


def local(address: str) -> str:
    """The address without its host, which is a name that only the sandbox knows."""
    return "/" + address.split("/", 3)[3]


def verify(bynder: Caller, message: dict[str, Any]) -> None:
    """Raises InvalidSignature unless the certificate that the message names has signed it."""
    text = "".join(f"{name}\n{message[name]}\n" for name in FIELDS[message["Type"]] if name in message)
    certificate = x509.load_pem_x509_certificate(bynder.http.get(local(message["SigningCertURL"])).content)
    digest = {"1": hashes.SHA1, "2": hashes.SHA256}[message["SignatureVersion"]]()
    certificate.public_key().verify(  # type: ignore[union-attr, call-arg]
        base64.b64decode(message["Signature"]), text.encode(), padding.PKCS1v15(), digest
    )


def test_a_subscription_hears_nothing_until_it_is_confirmed(bynder: Caller, receiver: Receiver) -> None:
    made, asset = subscribed(bynder, receiver), bynder.first()
    confirmation = receiver.message(0)
    assert confirmation["Type"] == "SubscriptionConfirmation"
    assert receiver.heard[0][0]["x-amz-sns-message-type"] == "SubscriptionConfirmation"
    verify(bynder, confirmation)
    bynder.edit(asset={"id": asset, "add_tags": ["unheard"]})
    assert bynder.get(f"{SUBSCRIPTIONS}/{made}").json()["confirmed"] is False
    assert bynder.http.get(local(confirmation["SubscribeURL"]).replace("Token=", "Token=0")).status_code == 400
    assert bynder.http.get(local(confirmation["SubscribeURL"])).status_code == 200
    assert [entry["confirmed"] for entry in bynder.get(SUBSCRIPTIONS).json()] == [True]
    bynder.edit(asset={"id": asset, "add_tags": ["heard"]})
    heard = receiver.message(1)
    assert (heard["Type"], heard["Subject"]) == ("Notification", META)
    assert json.loads(heard["Message"])["media_id"] == asset
    verify(bynder, heard)


def test_both_versions_of_the_signature(bynder: Caller, receiver: Receiver) -> None:
    bynder.edit(switches={"signature": "2"})
    confirmed(bynder, receiver)
    bynder.edit(event={"event": META, "id": bynder.first()})
    message = receiver.message(1)
    assert message["SignatureVersion"] == "2"
    verify(bynder, message)
    with pytest.raises(InvalidSignature):
        verify(bynder, {**message, "Subject": "asset_bank.media.deleted"})


def test_every_change_has_its_event(bynder: Caller, receiver: Receiver) -> None:
    names = [f"asset_bank.media.{name}" for name in ("create", "updated", "meta_updated", "deleted", "archived")]
    confirmed(bynder, receiver, *names)
    asset = bynder.edit(add_asset={"name": "new"})["add_asset"]
    bynder.post(f"/api/v4/media/{asset}/", description="seen")
    bynder.options("POST", asset, "subject", "meadow")
    bynder.edit(asset={"id": asset, "archive": True})
    bynder.ask("DELETE", f"/api/v4/media/{asset}/")
    messages = [receiver.message(number) for number in range(1, 7)]
    assert {json.loads(message["Message"])["media_id"] for message in messages} == {asset}
    heard = sorted(message["Subject"] for message in messages)
    assert heard == sorted([*names, "asset_bank.media.updated"])  # archiving is an update as well


def test_a_delayed_write_is_told_when_it_is_applied(bynder: Caller, receiver: Receiver) -> None:
    bynder.clock(freeze=True)
    confirmed(bynder, receiver, "asset_bank.media.updated")
    bynder.edit(switches={"delay": 60})
    asset = bynder.first()
    bynder.post(f"/api/v4/media/{asset}/", description="later")
    bynder.clock(advance=61)
    bynder.get("/api/v4/account")
    assert receiver.message(1)["Subject"] == "asset_bank.media.updated"
    assert bynder.asset(asset)["description"] == "later"


def test_messages_on_demand_repeated_forged_or_unknown(bynder: Caller, receiver: Receiver) -> None:
    confirmed(bynder, receiver)
    assert bynder.edit(event={"event": META, "id": "nobody", "times": 2})["event"] == 1
    assert receiver.message(1)["MessageId"] == receiver.message(2)["MessageId"]
    bynder.edit(event={"event": META, "id": bynder.first(), "forged": True})
    with pytest.raises(InvalidSignature):
        verify(bynder, receiver.message(3))


def test_a_subscription_is_changed_and_ended(bynder: Caller, receiver: Receiver) -> None:
    made = confirmed(bynder, receiver)
    assert (
        bynder.ask("PUT", f"{SUBSCRIPTIONS}/{made}", json={"events": ["asset_bank.media.deleted"]}).status_code == 200
    )
    assert bynder.edit(event={"event": META, "id": "x"})["event"] == 0
    assert bynder.ask("PATCH", f"{SUBSCRIPTIONS}/{made}", json={"name": "other", "status": 0}).status_code == 200
    assert bynder.edit(event={"event": "asset_bank.media.deleted", "id": "x"})["event"] == 0
    assert bynder.get(f"{SUBSCRIPTIONS}/{made}").json()["name"] == "other"
    assert bynder.ask("DELETE", f"{SUBSCRIPTIONS}/{made}").status_code == 204
    assert bynder.get(SUBSCRIPTIONS).json() == []


def test_portals_hear_their_own_events_only_and_endpoints_are_on_this_machine(
    bynder: Caller, receiver: Receiver
) -> None:
    other = Caller(bynder.http, "tidewell")
    with listening() as second:
        confirmed(bynder, receiver)
        confirmed(other, second)
        asset = other.first()
        other.edit(asset={"id": asset, "add_tags": ["theirs"]})
        assert json.loads(second.message(1)["Message"])["media_id"] == asset
        assert second.message(1)["TopicArn"] != receiver.message(0)["TopicArn"]
        assert len(receiver.heard) == 1
    away = {"endpoint": "https://hooks.example.org/", "events": [META]}
    assert bynder.ask("POST", SUBSCRIPTIONS, json=away).status_code == 400
    assert bynder.ask("POST", SUBSCRIPTIONS, json={**away, "events": ["media.exploded"]}).status_code == 400


def test_an_administrator_may_subscribe_by_hand(bynder: Caller, receiver: Receiver) -> None:
    base = str(bynder.http.base_url).rstrip("/")
    made = bynder.edit(subscribe={"endpoint": receiver.url, "base": base, "events": [META]})["subscribe"]
    assert httpx.get(receiver.message(0)["SubscribeURL"]).status_code == 200
    assert [entry["configId"] for entry in bynder.get(SUBSCRIPTIONS).json()] == [made]
