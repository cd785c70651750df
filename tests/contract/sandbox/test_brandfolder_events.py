"""The Brandfolder sandbox over real HTTP, by plain requests: webhooks are subscribed to and really delivered on this machine."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.contract.sandbox.brandfolder_caller import Callback, Caller, callback, refused, until

EVENTS = ("asset.create", "asset.update", "asset.delete")


@pytest.fixture(scope="module")
def receiver() -> Iterator[Callback]:
    with callback() as made:
        yield made


@pytest.fixture
def hook(bf: Caller, receiver: Callback) -> Callback:
    receiver.status = 200
    receiver.heard.clear()
    bf.edit(switches={"https_only": False})
    return receiver


def subscription(caller: Caller, url: str, event: str, **further: str) -> dict[str, str]:
    told = {
        "event_type": event,
        "resource_key": caller.brandfolder,
        "resource_type": "brandfolder",
        "callback_url": url,
    }
    return {**told, **further}


def subscribed(caller: Caller, url: str, *events: str) -> list[str]:
    return [
        caller.post("/webhooks", {"attributes": subscription(caller, url, event)})["data"]["id"] for event in events
    ]


def ids(caller: Caller) -> list[str]:
    return [one["id"] for one in caller.get("/webhooks")["data"]]


def created(caller: Caller, name: str = "New") -> str:
    body = {"data": {"attributes": [{"name": name}]}, "section_key": caller.where["sections"]["Packshots"]}
    return str(caller("POST", f"/brandfolders/{caller.brandfolder}/assets", json=body).json()["data"][0]["id"])


def test_the_same_subscription_again_is_a_conflict(bf: Caller, hook: Callback) -> None:
    (made,) = subscribed(bf, hook.url, "asset.update")
    again = {"data": {"attributes": subscription(bf, hook.url, "asset.update")}}
    assert refused(bf("POST", "/webhooks", json=again)) == 409
    assert ids(bf) == [made]
    assert bf.get(f"/webhooks/{made}")["data"]["attributes"] == subscription(bf, hook.url, "asset.update")
    assert bf.delete(f"/webhooks/{made}") == {}
    assert ids(bf) == []
    assert refused(bf("GET", f"/webhooks/{made}")) in (403, 404)
    assert bf("POST", "/webhooks", json=again).status_code == 200


def test_only_https_addresses_and_known_events_are_taken(bf: Caller) -> None:
    def asked(url: str = "https://callback.example/x", event: str = "asset.update", **further: str) -> int:
        return refused(bf("POST", "/webhooks", json={"data": {"attributes": subscription(bf, url, event, **further)}}))

    assert asked(url="http://127.0.0.1:1/x") == 400
    assert asked(event="asset.view") == 400
    assert asked(resource_type="collection") == 400
    assert asked(resource_key=Caller(bf.http, "pellward").brandfolder) in (403, 404)
    assert refused(bf("POST", "/webhooks", json={"data": {"attributes": {}}})) == 400
    subscribed(bf, "https://callback.example/x", "asset.update")
    bf.post(f"/assets/{bf.asset()}/tags", {"attributes": [{"name": "x"}]})
    assert bf.violations() == ["callback-elsewhere"]


def test_a_new_asset_fires_create_and_update(bf: Caller, hook: Callback) -> None:
    made = subscribed(bf, hook.url, *EVENTS)
    asset = created(bf)
    bf.post(f"/assets/{asset}/tags", {"attributes": [{"name": "x"}]})
    bf.delete(f"/assets/{asset}")
    until(lambda: len(hook.heard) == 4)
    assert hook.kinds() == ["asset.create", "asset.update", "asset.update", "asset.delete"]
    first = hook.heard[0]
    assert first["webhook_id"] == made[0]
    assert set(first["attributes"]) == {"key", "event_time", "event_type", "brandfolder_key", "organization_key"}
    assert (first["attributes"]["key"], first["attributes"]["brandfolder_key"]) == (asset, bf.brandfolder)
    assert len(first["attributes"]["event_time"]) == len("2026-01-01 00:00:00.000000")


def test_events_come_out_of_order_and_twice(bf: Caller, hook: Callback) -> None:
    subscribed(bf, hook.url, *EVENTS)
    bf.edit(switches={"reorder": True})
    created(bf)
    until(lambda: len(hook.heard) == 2)
    assert hook.kinds() == ["asset.update", "asset.create"]
    bf.edit(switches={"reorder": False, "duplicates": True})
    bf.delete(f"/assets/{bf.asset()}")
    until(lambda: len(hook.heard) == 4)
    assert hook.heard[2] == hook.heard[3]


def test_fifteen_retries_with_growing_waits_then_the_subscription_is_inactive(bf: Caller, hook: Callback) -> None:
    subscribed(bf, hook.url, "asset.delete")
    bf.clock(freeze=True)
    hook.status = 500
    bf.delete(f"/assets/{bf.asset()}")
    wait = 5.0
    for attempt in range(1, 17):
        until(lambda: bf.state()["failed"] == attempt)  # noqa: B023
        assert len(hook.heard) == attempt
        bf.clock(advance=wait)
        wait *= 2
    until(lambda: bf.state()["abandoned"] == 1)
    assert (len(hook.heard), bf.state()["waiting"]) == (16, 0)
    assert ids(bf) == []
    assert subscribed(bf, hook.url, "asset.delete")


def test_a_delivery_that_is_acknowledged_at_last_keeps_its_subscription(bf: Caller, hook: Callback) -> None:
    (made,) = subscribed(bf, hook.url, "asset.update")
    hook.status = 503
    bf.edit(tags={"asset": bf.asset(), "add": ["x"]})
    until(lambda: bf.state()["failed"] == 1)
    hook.status = 204
    bf.clock(advance=5)
    until(lambda: bf.state()["delivered"] == 1)
    assert hook.heard[0] == hook.heard[1]
    assert ids(bf) == [made]


def test_a_key_that_lost_access_loses_its_subscriptions(bf: Caller, hook: Callback) -> None:
    (made,) = subscribed(bf, hook.url, "asset.update")
    bf.edit(revoke=True)
    assert refused(bf("GET", "/webhooks")) == 403
    assert bf.get("/brandfolders")["data"] == []
    bf.clock(advance=60)
    bf.edit(revoke=False)
    assert ids(bf) == [made]
    bf.edit(revoke=True)
    bf.clock(advance=31 * 60)
    bf("GET", "/brandfolders")
    bf.edit(revoke=False)
    assert ids(bf) == []


def test_a_fake_event_and_events_of_somebody_else(bf: Caller, hook: Callback) -> None:
    told: dict[str, Any] = {"data": {"attributes": subscription(bf, hook.url, "asset.update", asset_key="some-asset")}}
    answer = bf("POST", "/webhooks/send", json=told)
    assert (answer.status_code, answer.json()["status"]) == (202, "ok")
    until(lambda: len(hook.heard) == 1)
    assert hook.heard[0]["attributes"]["key"] == "some-asset"
    other = Caller(bf.http, "pellward")
    foreign = {"brandfolder": other.brandfolder, "organization": other.where["organization_key"]}
    bf.edit(event={"type": "asset.update", "asset": other.asset(), "url": hook.url, **foreign})
    until(lambda: len(hook.heard) == 2)
    assert hook.heard[1]["attributes"]["organization_key"] == other.where["organization_key"]


def test_a_tag_that_is_gone_at_last_is_told(bf: Caller, hook: Callback) -> None:
    bf.edit(switches={"delay": 60})
    asset = bf.asset()
    subscribed(bf, hook.url, "asset.update")
    bf.delete(f"/async/tags/assets/{asset}", json={"tags": bf.names(asset)[:1], "locale": "en"})
    assert hook.kinds() == []
    bf.clock(advance=61)
    bf.names(asset)
    until(lambda: hook.kinds() == ["asset.update"])
