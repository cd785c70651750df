"""Webhooks to a receiver that loses replies, answers 500 and 410 and is slow, while the sender is killed: all arrive, under one id each."""

import json
import os
import subprocess
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from tests.fakes.hook_receiver import Does, Receiver, receiving
from tests.journeys.conftest import Command, prepared
from tests.journeys.publishing.feed_house import FeedHouse, furnish
from tests.patience import PATIENCE
from thesaury.bootstrap import open_workspace
from thesaury.engines.notifying.standard_webhook import StandardWebhooks
from thesaury.model.publishing import Channel, Entry, Item, Reason
from thesaury.model.webhook import EventKind
from thesaury.pipeline.announcing import endpoints
from thesaury.pipeline.announcing.rounds import announce
from thesaury.web.app import create_app

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

AT = "2026-03-01T10:00:00+00:00"
HERE = {"THESAURY_WEBHOOK_PRIVATE_HOSTS": '["127.0.0.1"]'}


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as made:
        yield made


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A workspace with a channel."""
    prepared("init", tmp_path / "work")
    with closing(open_workspace(tmp_path / "work")) as opened:
        opened.catalogue.channels.put(Channel("web", "Web"))
    return tmp_path / "work"


def settle(work: Path, *assets: str, reason: Reason | None = None) -> None:
    entries = [Entry("web", one, Item(one, one), published_at=AT, changed_at=AT, reason=reason) for one in assets]
    with closing(open_workspace(work)) as opened:
        opened.catalogue.feeds.settle("web", entries)


def until(true: Callable[[], bool]) -> None:
    ends = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.01)


def assets_of(receiver: Receiver, secret: str) -> Counter[str]:
    """How often each asset arrived, after the signature of every message was verified by the library of others."""
    ids: dict[str, set[str]] = {}
    for got in receiver.got:
        body = Webhook(secret).verify(got.body, got.headers)
        ids.setdefault(body["data"]["asset"], set()).add(got.id)
    assert all(len(same) == 1 for same in ids.values())
    assert len(set.union(*ids.values())) == len(ids)
    return Counter(Webhook(secret).verify(got.body, got.headers)["data"]["asset"] for got in receiver.got)


def test_every_event_arrives_whatever_the_receiver_does_and_whoever_is_killed(
    work: Path, receiver: Receiver, thesaury: Command
):
    added = json.loads(thesaury("webhook", "add", receiver.address, "--json", cwd=work, **HERE).stdout)
    id, secret = added["id"], added["secret"]
    every = [f"a{number:02}" for number in range(40)]
    settle(work, *every)

    def send() -> dict[str, Any]:
        return json.loads(thesaury("webhook", "send", "--json", cwd=work, **HERE).stdout)

    # It answers 500 to one, and loses the reply to another: the rest waits with that one.
    receiver.plan = [*[Does()] * 5, Does(500), *[Does()] * 3, Does(0)]
    told = send()
    assert (told["new"], told["taken"], told["left"]) == (40, 8, 32)
    assert {one["message"] for one in told["failed"]} >= {"It answered 500."}
    assert send()["left"] == 0
    # It is slow, and the worker is killed while it waits for the answer.
    thesaury("webhook", "resume", id, cwd=work)
    slow = Event()
    receiver.plan = [*[Does()] * 5, Does(when=slow)]
    before = len(receiver.got)
    worker = [sys.executable, "-m", "thesaury", "worker"]
    with subprocess.Popen(worker, cwd=work, env=os.environ | HERE, stderr=subprocess.DEVNULL) as killed:
        try:
            until(lambda: len(receiver.got) == before + 6)
        finally:
            killed.kill()
    slow.set()
    told = send()
    assert (told["new"], told["left"]) == (0, 0)
    counted = assets_of(receiver, secret)
    assert sorted(counted) == every
    assert sum(counted.values()) == 43  # the refused, the lost and the cut-off one came twice
    assert send()["taken"] == 0
    # What was changed on its way is not verified.
    got = receiver.got[0]
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(got.body.replace(b"a0", b"b0"), got.headers)
    # It wants no more, and says so.
    settle(work, "a00", "a01", reason=Reason.LICENCE_EXPIRED)
    receiver.plan = [Does(410)]
    assert send()["dead"] == 1
    [held] = json.loads(thesaury("webhook", "list", "--json", cwd=work).stdout)
    assert (held["state"], held["waiting"], held["dead"], held["delivered"]) == ("paused", 1, 1, 40)
    assert held["message"] == "It answered 410: it wants no more messages."
    thesaury("webhook", "resume", id, cwd=work)
    thesaury("webhook", "replay", id, cwd=work)
    assert send()["taken"] == 2
    last = [Webhook(secret).verify(got.body, got.headers) for got in receiver.got[-2:]]
    assert {(one["type"], one["data"]["reason"]) for one in last} == {("asset.withdrawn", "licence_expired")}


def test_a_licence_that_ends_is_told_and_the_feed_begins_with_that_change(tmp_path: Path, receiver: Receiver):
    house = FeedHouse(furnish(tmp_path))
    feed = house.feed()
    house.workspace.__dict__["webhook_sender"] = StandardWebhooks(["127.0.0.1"])
    kinds = [EventKind.ASSET_PUBLISHED, EventKind.ASSET_UPDATED, EventKind.ASSET_WITHDRAWN]
    _, secret = endpoints.add(house.workspace, receiver.address, kinds, [feed.channel.name])
    announce(house.workspace, clock=lambda: house.at)
    assert receiver.got == []
    house.at = datetime(2026, 7, 1, 10, tzinfo=UTC)
    announce(house.workspace, clock=lambda: house.at)
    [got] = receiver.got
    told = Webhook(secret).verify(got.body, got.headers)
    assert (told["type"], told["data"]["reason"]) == ("asset.withdrawn", "licence_expired")
    assert told["data"]["asset"] == house.ids["beach"]
    changes = f"/feed/{feed.channel.name}/changes"
    asked = {"since": told["data"]["cursor"]}
    read = house.http.get(changes, params=asked, headers={"Authorization": f"Bearer {feed.key}"})
    first = read.json()["events"][0]
    assert (first["type"], first["asset"]) == ("withdraw", told["data"]["asset"])
    house.close()


def test_commands_speak_to_people(work: Path, receiver: Receiver, thesaury: Command):
    assert "Nobody is told yet" in thesaury("webhook", "list", cwd=work).stderr
    for wrong, said in (
        (("http://cms.example/",), "http is for hosts named in webhook_private_hosts"),
        ((receiver.address,), "webhook_private_hosts"),
        (("https://127.0.0.1/",), "not on the public network"),
        (("https://8.8.8.8/", "--event", "asset.lost"), "asset.withdrawn"),
        (("https://8.8.8.8/", "--channel", "print"), "print"),
    ):
        told = thesaury("webhook", "add", *wrong, cwd=work, ok=False)
        assert said in told.stderr, told.stderr
        assert told.returncode == 2
    added = thesaury(
        "webhook", "add", receiver.address, "--event", "asset.withdrawn", "--note", "Shop", cwd=work, **HERE
    )
    secret, id = added.stdout.strip(), added.stderr.split("webhook ")[1].split(".")[0]
    assert secret.startswith("whsec_")
    assert "answered 204" in thesaury("webhook", "test", id, cwd=work, **HERE).stderr
    receiver.plan = [Does(500)]
    failed = thesaury("webhook", "test", id, cwd=work, ok=False, **HERE)
    assert (failed.returncode, "It answered 500." in failed.stderr) == (6, True)
    assert "asset.withdrawn" in thesaury("webhook", "show", id, cwd=work).stdout
    messages = json.loads(thesaury("webhook", "deliveries", id, "--json", cwd=work).stdout)
    found = sorted((one["kind"], one["state"], one["status"]) for one in messages)
    assert found == [("test", "dead", 500), ("test", "delivered", 204)]
    assert thesaury("webhook", "deliveries", "--state", "dead", cwd=work).stdout.count("\n") == 1
    assert "There is no such message" in thesaury("webhook", "deliveries", "--state", "waiting", cwd=work).stderr
    rotated = thesaury("webhook", "rotate", id, cwd=work).stdout.strip()
    assert rotated.startswith("whsec_")
    assert rotated != secret
    thesaury("webhook", "pause", id, cwd=work)
    assert "0 new messages" in thesaury("webhook", "send", cwd=work, **HERE).stderr
    thesaury("webhook", "drop", id, cwd=work)
    for name in ("show", "pause", "resume", "rotate", "test", "deliveries", "replay", "drop"):
        assert "There is no webhook" in thesaury("webhook", name, id, cwd=work, ok=False).stderr


def test_the_interface_adds_shows_tries_and_removes(work: Path, receiver: Receiver, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(*next(iter(HERE.items())))
    with (
        closing(open_workspace(work)) as opened,
        TestClient(create_app(opened), base_url="http://127.0.0.1/api/v1", raise_server_exceptions=False) as api,
    ):
        assert api.get("/webhooks").json() == {"webhooks": [], "next": None}
        body = {
            "address": receiver.address,
            "kinds": ["asset.published"],
            "channels": ["web"],
            "note": "<b>قناة</b> 🌍",
        }
        made = api.post("/webhooks", json=body, headers={"Idempotency-Key": "k"})
        assert (made.status_code, made.headers["location"]) == (201, f"/api/v1/webhooks/{made.json()['id']}")
        assert api.post("/webhooks", json=body, headers={"Idempotency-Key": "k"}).status_code == 409
        secret, id = made.json()["secret"], made.json()["id"]
        [listed] = api.get("/webhooks").json()["webhooks"]
        assert listed == {name: value for name, value in made.json().items() if name != "secret"}
        assert (listed["note"], listed["state"]) == (body["note"], "active")
        tried = api.post(f"/webhooks/{id}/test").json()
        assert (tried["kind"], tried["state"], tried["status"]) == ("test", "delivered", 204)
        Webhook(secret).verify(receiver.got[0].body, receiver.got[0].headers)
        settle(work, "a", "b", "c")
        announce(opened)
        pages = api.get(f"/webhooks/{id}/messages?limit=3").json()
        rest = api.get(f"/webhooks/{id}/messages?limit=3&cursor={pages['next']}").json()
        assert (len(pages["messages"]), len(rest["messages"]), rest["next"]) == (3, 1, None)
        assert api.get(f"/webhooks/{id}/messages?state=dead").json()["messages"] == []
        published = next(one for one in pages["messages"] if one["kind"] == "asset.published")
        assert api.post(f"/webhooks/{id}/messages/{published['id']}/replay").json() == {"messages": 1}
        assert api.post(f"/webhooks/{id}/replay").json() == {"messages": 0}
        fresh = api.post(f"/webhooks/{id}/secret").json()["secret"]
        announce(opened)
        assert receiver.got[-1].id == published["id"]
        for one in (secret, fresh):
            Webhook(one).verify(receiver.got[-1].body, receiver.got[-1].headers)
        assert api.post(f"/webhooks/{id}/pause").json()["state"] == "paused"
        assert api.post(f"/webhooks/{id}/resume").json()["state"] == "active"
        for wrong in (
            {"address": "http://10.0.0.1/"},
            {"address": "https://169.254.169.254/"},
            {"channels": ["print"]},
        ):
            refused = api.post("/webhooks", json=body | wrong)
            assert (refused.status_code, refused.json()["type"]) == (400, "/api/v1#problem-bad-request"), refused.text
        assert api.post("/webhooks", json=body | {"kinds": ["asset.lost"]}).status_code == 422
        assert api.delete(f"/webhooks/{id}").status_code == 204
        for method, path in (("GET", ""), ("DELETE", ""), ("POST", "/pause"), ("POST", "/test"), ("GET", "/messages")):
            assert api.request(method, f"/webhooks/{id}{path}").status_code == 404
