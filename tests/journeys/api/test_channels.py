"""Channels over the interface: made, filled, read, approved for, and not lost between two who change them."""

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from tests.journeys.api.test_conventions import told
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.model.asset import File
from thesaury.model.licensing import WORLD, Selection, Statement, Term
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import RightsRecord, RightsSource
from thesaury.pipeline import project
from thesaury.pipeline.publishing.channels import digest_of
from thesaury.ports.source import Page

FREE = Statement(terms=(Term(Selection(("*",)), Selection((WORLD,)), perpetual=True),))
AT = "2026-01-01T00:00:00Z"


@pytest.fixture
def licensed(opened: EmbeddedWorkspace) -> EmbeddedWorkspace:
    """Everything has a picture and may be used everywhere, but for what is unclear already."""
    pages = opened.catalogue.records.records("assets", "", 100)
    made = [replace(one, etag="with a picture", file=File(f"{one.external_id}.jpg", "image/jpeg")) for _, one in pages]
    opened.catalogue.records.store_read("assets", Page(tuple(made), "", True))
    assets = opened.catalogue.records.asset_page("", 100)
    keys = [asset.records[0].key for asset in assets]
    sources = [RightsSource(key, "0", "free") for key in keys if key != "assets/1"]
    opened.catalogue.rights.put([RightsRecord(one, 1, FREE, PolicyStatus.COMPLETE, "p", AT) for one in sources])
    opened.catalogue.enrichments.touch([asset.id for asset in assets])
    project(opened)
    return opened


def put(api: TestClient, name: str = "website", **changed: object) -> TestClient:
    body = {"markets": ["DE"], "media": [], "concepts": 0} | changed
    answer = api.put(f"/channels/{name}", json=body)
    assert answer.status_code == 200, answer.text
    return answer


def test_a_channel_from_its_making_to_its_end(licensed: EmbeddedWorkspace, api: TestClient):
    assert api.get("/channels").json() == {"channels": []}
    made = put(api, title="Web <b>‮")
    assert made.headers["location"] == "/api/v1/channels/website"
    assert (made.json()["title"], made.json()["published"], made.json()["use"]) == ("Web <b>‮", 0, "website")
    surveyed = api.get("/channels/website/survey").json()
    total = surveyed["total"]
    assert (surveyed["looked"], surveyed["qualifying"]) == (
        total,
        api.post("/channels/website/refresh").json()["published"],
    )
    assert sum(one["assets"] for one in surveyed["reasons"]) + surveyed["qualifying"] == total
    counts = api.get("/channels").json()["channels"][0]
    assert counts["published"] == surveyed["qualifying"] == counts["changes"]
    read = api.get("/channels/website")
    assert api.get("/channels/website", headers={"if-none-match": read.headers["etag"]}).status_code == 304
    told(api.put("/channels/website", json={}), 428, "precondition-required")
    told(api.put("/channels/website", json={}, headers={"if-match": '"x"'}), 412, "precondition-failed")
    told(api.put("/channels/website", json={}, headers={"if-none-match": "*"}), 412, "precondition-failed")
    changed = api.put("/channels/website", json={"paused": True}, headers={"if-match": read.headers["etag"]})
    assert changed.json()["paused"]
    told(api.delete("/channels/website", headers={"if-match": read.headers["etag"]}), 412, "precondition-failed")
    assert api.delete("/channels/website", headers={"if-match": changed.headers["etag"]}).status_code == 204
    for path in ("", "/entries", "/survey", "/keys", "/approvals", "/entries/x"):
        told(api.get(f"/channels/website{path}"), 404, "not-found")
    told(api.post("/channels/website/refresh"), 404, "not-found")


def test_what_a_channel_cannot_be_is_said_and_nothing_is_kept(api: TestClient):
    for body, status, kind in (
        ({"use": "fax"}, 400, "bad-request"),
        ({"markets": ["XX"]}, 400, "bad-request"),
        ({"markets": []}, 422, "invalid"),
        ({"topics": ["none"]}, 400, "bad-request"),
        ({"colour": "red"}, 422, "invalid"),
        ({"concepts": -1}, 422, "invalid"),
        ({"paused": "yes"}, 422, "invalid"),
    ):
        told(api.put("/channels/website", json=body), status, kind)
    told(api.put("/channels/Not%20a%20name", json={}), 422, "invalid")
    assert api.get("/channels").json() == {"channels": []}


def test_entries_go_by_pages_and_say_why_others_are_not_there(licensed: EmbeddedWorkspace, api: TestClient):
    put(api)
    api.post("/channels/website/refresh")
    entries, cursor = [], ""
    while cursor is not None:
        page = api.get(f"/channels/website/entries?limit=1&cursor={cursor}").json()
        entries += page["entries"]
        cursor = page["next"]
    assert [one["asset"] for one in entries] == sorted(one["asset"] for one in entries)
    assert len(entries) == api.get("/channels/website").json()["published"] > 1
    assert all(one["title"] and one["reason"] is None for one in entries)
    unclear = api.get("/channels/website/entries/assets/1").json()
    assert (unclear["qualifies"], unclear["reason"], unclear["entry"]) == (False, "rights_unknown", None)
    assert unclear["sentence"]
    first = api.get(f"/channels/website/entries/{entries[0]['asset']}").json()
    assert (first["qualifies"], first["entry"]) == (True, entries[0])
    told(api.get("/channels/website/entries/nobody"), 404, "not-found")
    told(api.get("/channels/website/entries?cursor=x"), 400, "bad-cursor")


def test_what_is_taken_back_has_left_the_feed_when_the_call_is_answered(licensed: EmbeddedWorkspace, api: TestClient):
    put(api)
    api.post("/channels/website/refresh")
    two = [one["asset"] for one in api.get("/channels/website/entries").json()["entries"]][:2]
    back = {"assets": two[:1], "approved": False, "note": "The model withdrew her release."}
    [said] = api.post("/channels/website/approvals", json=back).json()["approvals"]
    [gone] = api.get("/channels/website/entries?state=withdrawn").json()["entries"]
    assert (gone["asset"], gone["reason"], gone["since"]) == (two[0], "approval_withdrawn", said["at"])
    assert "The model withdrew her release." in gone["sentence"]
    api.post("/approvals", json={"assets": two, "approved": False})
    assert len(api.get("/channels/website/entries?state=withdrawn").json()["entries"]) == 2
    assert [one["asset"] for one in api.get("/approvals?limit=1").json()["approvals"]] == [min(two)]
    api.post("/approvals", json={"assets": two, "approved": True})
    assert [one["asset"] for one in api.get("/channels/website/entries?state=withdrawn").json()["entries"]] == two[:1]
    assert api.get("/channels/website/approvals").json()["approvals"] == [said]
    bad = api.post("/channels/website/approvals", json={"assets": ["nobody"], "approved": False})
    told(bad, 400, "bad-request")
    actions = [one["action"] for one in api.get("/audit?limit=200").json()["deeds"]]
    assert actions.count("channel.revoke") == 3


def test_keys_are_told_once(opened: EmbeddedWorkspace, api: TestClient):
    put(api)
    made = api.post("/channels/website/keys", json={"name": "shop"}, headers={"Idempotency-Key": "k"})
    key = made.json()["key"]
    assert made.status_code == 201
    assert opened.catalogue.channels.by_key(digest_of(key)) == "website"
    told(api.post("/channels/website/keys", json={"name": "shop"}, headers={"Idempotency-Key": "k"}), 409, "given-once")
    assert [one["name"] for one in api.get("/channels/website/keys").json()["keys"]] == ["shop"]
    assert key not in api.get("/channels/website/keys").text
    assert api.delete("/channels/website/keys/shop").status_code == 204
    told(api.delete("/channels/website/keys/shop"), 404, "not-found")
    assert opened.catalogue.channels.by_key(digest_of(key)) == ""
