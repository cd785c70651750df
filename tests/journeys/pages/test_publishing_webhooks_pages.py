"""Webhooks on pages: one is added and its secret shown once, tried out, paused, replayed, given another secret and removed."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from standardwebhooks import Webhook
from starlette.testclient import TestClient

from tests.fakes.hook_receiver import Does, Receiver, receiving
from tests.journeys.pages.connected import pages_for, pages_of, text, workspace
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.engines.notifying.standard_webhook import StandardWebhooks
from thesaury.model.access import Role
from thesaury.model.publishing import Channel, Entry, Item
from thesaury.pipeline.announcing.rounds import announce

LIST = "/publishing/webhooks"
HOSTILE = "<img src=x onerror=alert(1)> ניוזלטר"
AT = "2026-03-01T10:00:00+00:00"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as made:
        yield made


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[EmbeddedWorkspace]:
    with workspace(tmp_path / "work") as made:
        made.catalogue.channels.put(Channel("web", "The website"))
        made.__dict__["webhook_sender"] = StandardWebhooks(["127.0.0.1"])
        yield made


@pytest.fixture
def pages(opened: EmbeddedWorkspace) -> Iterator[TestClient]:
    with pages_of(opened) as client:
        yield client


def secret_in(page: str) -> str:
    found = re.search(r'id="webhook-secret">([^<]+)<', page)
    assert found
    return found[1]


def test_a_webhook_from_adding_to_removing(opened: EmbeddedWorkspace, pages: TestClient, receiver: Receiver):
    assert "Nobody is told yet" in text(pages.get(LIST).text)
    form = {"address": receiver.address, "kind": ["asset.published"], "channel": ["web"], "note": HOSTILE}
    added = pages.post(LIST, data=form)
    assert (added.status_code, added.headers["cache-control"]) == (201, "no-store")
    secret = secret_in(added.text)
    assert HOSTILE not in added.text
    [made] = opened.catalogue.webhooks.endpoints()
    page = f"{LIST}/{made.id}"
    assert secret not in pages.get(page).text
    assert "Asset published" in text(pages.get(page).text)
    assert receiver.address in pages.get(LIST).text

    tried = pages.post(f"{page}/test")
    assert tried.status_code == 303
    assert "The test was taken: it answered 204." in text(pages.get(tried.headers["location"]).text)
    Webhook(secret).verify(receiver.got[-1].body, receiver.got[-1].headers)
    receiver.plan = [Does(500)]
    tried = text(pages.get(pages.post(f"{page}/test").headers["location"]).text)
    assert "The test was not taken. It answered 500." in tried

    opened.catalogue.feeds.settle("web", [Entry("web", "a1", Item("a1", "a1"), published_at=AT, changed_at=AT)])
    receiver.plan = [Does(410)]
    announce(opened, clock=lambda: datetime.now(UTC))
    shown = text(pages.get(page).text)
    assert "paused" in shown
    assert "It answered 410" in shown
    dead = text(pages.get(f"{page}?state=dead").text)
    assert "Send all 2 that were given up again" in dead
    assert pages.post(f"{page}/switch", data={"on": "yes"}).headers["location"].endswith("said=resumed")
    sent = next(one for one in opened.catalogue.webhooks.deliveries(made.id) if one.kind == "asset.published")
    assert pages.post(f"{page}/replay", data={"message": sent.id}).status_code == 303
    announce(opened, clock=lambda: datetime.now(UTC))
    assert json.loads(receiver.got[-1].body)["type"] == "asset.published"
    assert receiver.got[-1].id == sent.id
    assert pages.post(f"{page}/replay").headers["location"] == f"{page}?said=replayed"
    assert pages.post(f"{page}/replay", data={"message": "nobody"}).status_code == 422

    rotated = pages.post(f"{page}/secret", data={"at_once": "yes"})
    assert rotated.headers["cache-control"] == "no-store"
    assert secret_in(rotated.text) != secret
    assert "for a day" in text(pages.post(f"{page}/secret").text)
    assert pages.post(f"{page}/switch", data={"on": "no"}).headers["location"].endswith("said=paused")
    assert pages.post(f"{page}/drop").headers["location"] == f"{LIST}?said=dropped"
    assert "The webhook is removed." in text(pages.get(f"{LIST}?said=dropped").text)
    assert opened.catalogue.webhooks.endpoints() == []
    actions = {kept.deed.action for kept in opened.catalogue.audit.every()}
    deeds = {"add", "test", "pause", "resume", "rotate", "replay", "drop"}
    assert {f"webhook.{deed}" for deed in deeds} <= actions


@pytest.mark.parametrize("address", ["", "no address", "http://example.org/", "https://10.0.0.1/", "ftp://a.example"])
def test_an_address_that_must_not_be_reached_is_refused_and_what_was_typed_stays(
    opened: EmbeddedWorkspace, pages: TestClient, address: str
):
    form = {"address": address, "kind": ["asset.withdrawn", "asset.lost"], "channel": ["web"], "note": "Shop"}
    answer = pages.post(LIST, data=form)
    assert answer.status_code == 422
    assert 'value="Shop"' in answer.text
    assert 'value="asset.withdrawn" checked' in answer.text
    assert opened.catalogue.webhooks.endpoints() == []


def test_a_channel_that_is_gone_and_a_note_that_is_too_long_are_refused(pages: TestClient, receiver: Receiver):
    assert "There is no channel" in pages.post(LIST, data={"address": receiver.address, "channel": "gone"}).text
    assert "500 signs at most" in pages.post(LIST, data={"address": receiver.address, "note": "x" * 501}).text


def test_a_webhook_that_is_not_there_is_said_so(pages: TestClient):
    assert "There is no such webhook." in pages.get(f"{LIST}/nobody").text
    for deed in ("test", "switch", "secret", "replay", "drop"):
        assert pages.post(f"{LIST}/nobody/{deed}").status_code == 404, deed


def test_only_who_administers_sees_them(opened: EmbeddedWorkspace):
    with pages_for(opened, Role.EDITOR) as editor:
        assert editor.get(LIST).status_code == 403
        assert editor.post(LIST, data={"address": "https://a.example/"}).status_code == 403
        assert LIST not in editor.get("/publishing/targets").text
