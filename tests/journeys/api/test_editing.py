"""A draft over the interface: edited by two, looked at, published, discarded."""

import time
from typing import Any

from tests.patience import PATIENCE

DRAFT = "/vocabularies/terms/draft"
REFILL, ECO, WINTER = (f"https://terms.example/{name}" for name in ("refill", "eco", "winter"))


def rename(iri: str, text: str) -> dict[str, Any]:
    return {"edit": "rename", "concept": iri, "label": {"text": text, "language": "en"}, "keep": True}


def published(api: Any) -> dict[str, Any]:
    end = time.monotonic() + PATIENCE
    while (told := api.get(f"{DRAFT}/publishing").json())["stage"]:
        assert time.monotonic() < end, told
        time.sleep(0.05)
    return dict(told)


def test_two_edit_one_draft_and_publish_it(api: Any):
    read = api.get(DRAFT)
    assert (read.json()["state"], read.json()["saw"], read.headers["etag"]) == ("none", "1.0.0", '"1.0.0"')
    saw = read.json()["saw"]
    new = {"edit": "add-concept", "preferred": [{"text": "deposit jar", "language": "en"}], "broader": [ECO]}
    made = api.post(f"{DRAFT}/edits", json={"saw": saw, "edits": [rename(REFILL, "refill bag"), new]})
    assert made.status_code == 201, made.text
    jar = made.json()["subjects"][1]
    late = api.post(f"{DRAFT}/edits", json={"saw": saw, "edits": [rename(REFILL, "pouch")]})
    assert late.status_code == 409
    assert "(rename, " in late.json()["detail"]
    held = api.get(f"{DRAFT}/concept", params={"iri": REFILL}).json()
    assert [one["text"] for one in held["preferred"]] == ["Nachfüllbeutel", "refill bag"]
    marked = {"marks": {REFILL: held["mark"]}, "edits": [{"edit": "move", "concept": REFILL, "broader": [jar]}]}
    assert api.post(f"{DRAFT}/edits", json=marked | {"dry_run": True}).json()["entries"][0]["touched"] == [REFILL]
    assert api.post(f"{DRAFT}/edits", json=marked).status_code == 201
    assert api.post(f"{DRAFT}/edits/2/undo", json={}).status_code == 409
    now = api.get(DRAFT)
    assert (now.json()["counting"], now.json()["changes"]) == (3, {"added": 1, "moved": 1, "relabelled": 1})
    assert [one["iri"] for one in api.get(f"{DRAFT}/changes?kind=added").json()["changes"]] == [jar]
    assert [one["number"] for one in api.get(f"{DRAFT}/edits?limit=2").json()["entries"]] == [3, 2]
    told = api.get(f"{DRAFT}/impact").json()
    assert (told["added"], told["changed"], told["flows"]) == (1, 1, [])
    assert told["carrying"] == 1
    assert api.post(f"{DRAFT}/publish", json={}).status_code == 428
    assert api.post(f"{DRAFT}/publish", json={}, headers={"If-Match": '"1.0.0"'}).status_code == 412
    begun = api.post(f"{DRAFT}/publish", json={"note": "autumn"}, headers={"If-Match": now.headers["etag"]})
    assert (begun.status_code, begun.json()["stage"]) == (202, "keep")
    ended = published(api)
    assert (ended["version"], ended["edits"], ended["message"]) == (2, 3, "")
    assert api.get("/vocabularies/terms/versions").json()["versions"][0]["source"].endswith(": autumn")
    deeds = [one["action"] for one in api.get("/audit?limit=20").json()["deeds"]]
    assert {"vocabulary.edit", "vocabulary.publish"} <= set(deeds)


def test_what_does_not_fit_is_told_and_a_draft_is_undone_and_discarded(api: Any):
    for edit, status in (
        ({"edit": "move", "concept": "https://terms.example/packaging", "broader": [ECO]}, 422),
        ({"edit": "nonsense", "concept": ECO}, 422),
        ({"edit": "restore", "concept": ECO, "more": 1}, 422),
        (rename("https://terms.example/nope", "x"), 422),
    ):
        assert api.post(f"{DRAFT}/edits", json={"saw": "1.0.0", "edits": [edit]}).status_code == status
    asked = {"edits": [rename(WINTER, "x")]}
    assert api.post(f"{DRAFT}/edits", json=asked).status_code == 428
    assert api.post(f"{DRAFT}/edits", json=asked | {"saw": "x"}).status_code == 422
    assert api.post("/vocabularies/nope/draft/edits", json=asked | {"saw": "*"}).status_code == 404
    assert api.post(f"{DRAFT}/edits", json=asked | {"saw": "*"}).status_code == 201
    assert api.post(f"{DRAFT}/edits/1/confirm").status_code == 400
    assert api.post(f"{DRAFT}/edits/1/undo", json={}).json()["entries"][0]["undone_by"]
    assert api.post(f"{DRAFT}/publish", json={}, headers={"If-Match": "*"}).status_code == 400
    assert api.delete(DRAFT).status_code == 428
    assert api.delete(DRAFT, headers={"If-Match": api.get(DRAFT).headers["etag"]}).status_code == 204
    assert api.get(DRAFT).json()["state"] == "none"
    assert api.get(f"{DRAFT}/concept?iri=https://terms.example/nope").status_code == 404
