"""What people do on pages, done over the interface: undo, connections, runs, licence texts, feeds and settings."""

from pathlib import Path
from typing import Any

from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.model.connection import RunState
from thesaury.model.time import now


def waiting(api: Any) -> list[dict[str, Any]]:
    return list(api.get("/review/suggestions").json()["suggestions"])


def test_a_deed_is_explained_and_withdrawn_as_one(api: Any):
    before = waiting(api)
    wanted = [
        {"asset": one["asset"], "concept": one["concept"], "decision": "rejected", "reason": "broad"} for one in before
    ]
    made = api.post("/review/decisions", json={"decisions": wanted}).json()
    assert (made["changed"], waiting(api)) == (len(before), [])
    log = api.get("/review/decisions").json()["decisions"]
    assert {(one["reason"], one["stands"]) for one in log[: len(before)]} == {("broad", True)}
    said = api.post("/review/decisions/explain", json={"at": made["at"], "reason": "not at all"})
    assert len(said.json()["explained"]) == len(before)
    taken = api.post("/review/decisions/withdraw", json={"at": made["at"]}).json()["withdrawn"]
    assert {one["reason"] for one in taken} == {"not at all"}
    assert {(one["asset"], one["concept"]) for one in waiting(api)} == {
        (one["asset"], one["concept"]) for one in before
    }
    assert api.post("/review/decisions/withdraw", json={"at": made["at"]}).status_code == 409


def test_the_log_of_decisions_goes_by_pages(api: Any):
    for one in waiting(api):
        api.post(
            "/review/decisions",
            json={"decisions": [{k: one[k] for k in ("asset", "concept")} | {"decision": "accepted"}]},
        )
    whole = api.get("/review/decisions").json()["decisions"]
    first = api.get("/review/decisions?limit=1").json()
    second = api.get(f"/review/decisions?limit=1&cursor={first['next']}").json()
    assert [*first["decisions"], *second["decisions"]] == whole[:2]


def test_who_writes_now_is_waited_for(api: Any, opened: EmbeddedWorkspace):
    """A decision is made while another process holds the workspace; search follows when that is done."""
    one = waiting(api)[0]
    decision = {"asset": one["asset"], "concept": one["concept"], "decision": "accepted"}
    with opened.writing():
        made = api.post("/review/decisions", json={"decisions": [decision]})
    assert (made.status_code, made.json()["changed"]) == (200, 1)


def test_a_connection_is_added_changed_and_taken_away(api: Any, tmp_path: Path):
    table = tmp_path / "shop.csv"
    table.write_text("id,title\n1,lake\n")
    body = {"connector": "table", "name": "shop", "settings": {"path": str(table)}}
    kinds = {one["name"]: one for one in api.get("/connectors").json()["connectors"]}
    place = next(one["name"] for one in kinds["table"]["settings"] if one["required"])
    body["settings"] = {place: str(table)}
    made = api.post("/connections", json=body)
    assert made.status_code == 201, made.text
    assert (made.json()["roles"], made.json()["needs_login"]) == (["source"], False)
    assert api.post("/connections", json=body).status_code == 400
    assert "shop" in {one["name"] for one in api.get("/flows").json()["flows"]}
    assert api.post("/connections/shop/check").json()["found"]
    read = api.get("/connections/shop")
    missing = {"settings": {place: str(tmp_path / "gone.csv")}}
    assert api.put("/connections/shop", json=missing).status_code == 428
    etag = {"if-match": read.headers["etag"]}
    assert api.put("/connections/shop", json=missing, headers=etag).status_code >= 400
    changed = api.put("/connections/shop", json={**missing, "unseen": True}, headers=etag)
    assert changed.json()["settings"][place].endswith("gone.csv")
    assert api.delete("/connections/shop", headers=etag).status_code == 412
    gone = api.delete("/connections/shop", headers={"if-match": changed.headers["etag"]})
    assert gone.json()["ended"] == ["shop"]
    assert api.get("/connections/shop").status_code == 404


def test_secrets_are_taken_and_never_told(api: Any, opened: EmbeddedWorkspace):
    strange = api.put("/connections/assets/secrets", json={"secrets": {"token": "hush-hush"}})
    assert strange.status_code == 400
    assert "hush" not in strange.text
    opened.catalogue.records.put_connection(
        next(iter(opened.catalogue.records.connections())).__class__("dam", "bynder")
    )
    kept = api.put("/connections/dam/secrets", json={"secrets": {"client_secret": "hush-hush"}})
    assert kept.json() == {"secrets": ["client_secret"]}
    told = [api.get("/connections").text, api.get("/audit?limit=200").text, api.get("/connections/dam").text]
    assert not [one for one in told if "hush" in one]
    assert api.put("/connections/dam/secrets", json={"secrets": {"client_secret": ""}}).json() == {"secrets": []}


def test_nothing_is_written_to_what_is_read_only(api: Any):
    assert api.get("/connections/assets/plan").status_code == 400
    assert api.post("/connections/assets/plan", json={"digest": "x"}).status_code == 400


def test_a_run_is_stopped_and_its_failures_tried_again(api: Any, opened: EmbeddedWorkspace):
    run = api.post("/flows/nightly/runs").json()["run"]
    assert api.post(f"/runs/{run}/stop").json()["state"] == "interrupted"
    assert api.post(f"/runs/{run}/stop").status_code == 409
    assert api.post(f"/runs/{run}/retry", json={}).json() == {"mended": [], "failing": []}
    assert api.post(f"/runs/{run}/retry", json={"items": ["no such"]}).status_code == 400
    other = opened.catalogue.runs.begin(["assets"], now())
    opened.catalogue.runs.finish(other.id, RunState.FINISHED, now())
    assert api.post("/runs/99999/stop").status_code == 404


def test_a_licence_text_is_taken_in_confirmed_and_taken_back(api: Any):
    text = "Website use in Germany until 31 December 2030."
    draft = api.post("/rights/intakes", json={"text": text, "name": "Offer 12", "locale": "en-GB"})
    assert draft.status_code == 201, draft.text
    told = draft.json()
    assert (told["state"], bool(told["reads"]["terms"])) == ("draft", True)
    asset = api.get("/assets?limit=200").json()["assets"][-1]["id"]
    standing = api.get(f"/rights/records/{asset}").json()["standing"]
    at = f"/rights/intakes/{told['id']}"
    old = api.post(f"{at}/confirm", json={"assets": [{"asset": asset, "standing": "old"}], "read_all": True})
    assert old.status_code == 409, old.text
    done = api.post(f"{at}/confirm", json={"assets": [{"asset": asset, "standing": standing}], "read_all": True})
    assert done.status_code == 200, done.text
    assert (done.json()["state"], done.json()["assets"]) == ("confirmed", [asset])
    use = {"asset": asset, "channel": "website", "region": "DE", "date": "2029-01-01"}
    assert api.post("/rights/check", json=use).json()["decision"] == "permit"
    assert api.delete(at).status_code == 409
    assert api.post(f"{at}/take-back").json()["state"] == "taken_back"
    assert api.post("/rights/check", json=use).json()["decision"] != "permit"
    assert api.post(f"{at}/take-back").status_code == 409
    answers = api.get("/rights/answers", params={"asset": asset}).json()["answers"]
    assert [one["verdict"] for one in answers][-1] == "permit"
    assert api.get("/rights/answers?verdict=permit&from=2020-01-01&where=api").json()["answers"]


def test_a_draft_is_forgotten(api: Any):
    id = api.post("/rights/intakes", json={"text": "tbd"}).json()["id"]
    assert id in {one["id"] for one in api.get("/rights/intakes").json()["intakes"]}
    assert api.delete(f"/rights/intakes/{id}").status_code == 204
    assert api.get(f"/rights/intakes/{id}").status_code == 404


def test_a_calendar_gets_an_address_once(api: Any, key: Any):
    made = api.post("/rights/calendar/feeds", json={"name": "brand team"}, headers=key("feed"))
    path = made.json()["path"]
    assert api.get(f"http://127.0.0.1{path}").text.startswith("BEGIN:VCALENDAR")
    assert api.post("/rights/calendar/feeds", json={"name": "brand team"}, headers=key("feed")).status_code == 409
    assert [one["name"] for one in api.get("/rights/calendar/feeds").json()["feeds"]] == ["brand team"]
    assert path.split("/")[-1].split(".")[0] not in api.get("/rights/calendar/feeds").text
    assert api.delete("/rights/calendar/feeds/brand%20team").status_code == 204
    assert api.get(f"http://127.0.0.1{path}").status_code == 404
    assert api.delete("/rights/calendar/feeds/brand%20team").status_code == 404


def test_settings_are_changed_by_the_rules_of_the_page(api: Any):
    read = api.get("/settings")
    held = {one["name"]: one for one in read.json()["settings"]}
    assert held["accounts"]["fixed"]
    etag = {"if-match": read.headers["etag"]}
    assert api.put("/settings", json={"settings": {"answer_days": 30}}).status_code == 428
    for wrong in (
        {"answer_days": "many"},
        {"answer_days": -1},
        {"accounts": "x"},
        {"nobody": 1},
        {"brand_accent": "#ffffff"},
    ):
        assert api.put("/settings", json={"settings": wrong}, headers=etag).status_code == 400, wrong
    done = api.put("/settings", json={"settings": {"answer_days": 30, "languages": ["de", "en"]}}, headers=etag).json()
    assert sorted(done["changed"]) == ["answer_days", "languages"]
    values = {one["name"]: one["value"] for one in api.get("/settings").json()["settings"]}
    assert (values["answer_days"], values["languages"]) == ("30", "de\nen")
    assert api.put("/settings", json={"settings": {"answer_days": 31}}, headers=etag).status_code == 412
    now_there = {"if-match": api.get("/settings").headers["etag"]}
    assert api.put("/settings", json={"settings": {"answer_days": None}}, headers=now_there).json()["changed"] == [
        "answer_days"
    ]
    assert "settings.change" in {one["action"] for one in api.get("/audit?limit=200").json()["deeds"]}
