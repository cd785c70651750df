"""Onboarding by programs: a table is sent and proposed by a worker, decided on, taken back, handed on, tried, started, and removed."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from httpx import Response
from openpyxl import Workbook
from starlette.testclient import TestClient

from thesaury import dispatch
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.pipeline.onboarding.beginning import FOLDER
from thesaury.web.parts import tables_sent

TERMS = "https://terms.example/"
TABLE = """Titre;Légende;Mots;Fichier
Une scène;Une boîte devant la fenêtre;winter, halyard nine;a1.jpg
Des sachets;Trois sachets en rang;refill pouch, winter;a2.jpg
Un lac;Rien que de l'eau;packaging, brume;a3.jpg
"""
CSV = {"Content-Type": "text/csv"}


def sent(api: TestClient, text: str = TABLE, **asked: str) -> Response:
    return api.post("/onboarding/tables", params={"file": "client.csv", **asked}, content=text.encode(), headers=CSV)


def worked(opened: EmbeddedWorkspace, told: dict[str, Any]) -> None:
    """A worker does this run; that one does it durably is tried where one is killed."""
    work, position = dispatch.FlowWork(opened, patience=0), ""
    while (batch := work.next(told["run"], position)).chunks:
        for chunk in batch.chunks:
            work.do(told["run"], chunk)
        position = batch.position


@pytest.fixture
def round(api: TestClient, opened: EmbeddedWorkspace) -> str:
    """A round of a table that was sent, proposed; nobody decided anything."""
    begun = sent(api)
    assert begun.status_code == 202, begun.text
    assert begun.headers["location"] == "/api/v1/onboarding/rounds/client"
    worked(opened, begun.json())
    return "/onboarding/rounds/client"


def mappings(api: TestClient, round: str, **asked: Any) -> dict[tuple[str, str], dict[str, Any]]:
    """All of them, two a page."""
    found: list[dict[str, Any]] = []
    cursor: str | None = ""
    while cursor is not None:
        page = api.get(f"{round}/mappings", params={"limit": 2, "cursor": cursor, **asked}).json()
        found, cursor = [*found, *page["mappings"]], page["next"]
    return {(one["field"], one["value"]): one for one in found}


def decide(api: TestClient, round: str, *decisions: dict[str, Any], **more: Any) -> Response:
    return api.post(f"{round}/decisions", json={"decisions": list(decisions), **more})


def test_a_table_waits_for_a_worker_and_is_then_proposed(api: TestClient, opened: EmbeddedWorkspace):
    begun = sent(api).json()
    assert (begun["state"], begun["source"], begun["counts"]) == ("waiting", "client.csv", {})
    assert sent(api).json()["run"] == begun["run"]
    worked(opened, begun)
    done = api.get("/onboarding/rounds/client").json()
    assert (done["state"], done["kind"], done["vocabulary"]) == ("done", "table", "terms")
    assert sum(done["counts"]["field"].values()) == 4
    assert api.get("/onboarding/rounds").json()["rounds"] == [done]
    run = api.get(f"/runs/{done['run']}").json()
    assert (run["state"], run["flow"], run["counts"]["rows"]) == ("finished", "onboarding: client", 3)
    page = api.get(f"http://127.0.0.1/runs/{done['run']}").text
    assert all(told in page for told in ('href="/onboarding/client"', "rows read", "Proposing"))
    deeds = api.get("/audit?limit=50").json()["deeds"]
    assert {"onboarding.begin", "onboarding.propose"} <= {deed["action"] for deed in deeds}


def test_mappings_are_read_page_by_page_and_narrowed(api: TestClient, round: str):
    every = mappings(api, round)
    assert {field for field, value in every if not value} == {"Titre", "Légende", "Mots", "Fichier"}
    winter = every["Mots", "winter"]
    assert (winter["meaning"], winter["target"], winter["assets"]) == ("concept", f"{TERMS}winter", 2)
    assert winter["choices"][0]["target_label"] == "winter"
    assert set(mappings(api, round, kind="value")) == {key for key in every if key[1]}
    assert set(mappings(api, round, words="refill")) == {("Mots", "refill pouch")}
    status = winter["status"]
    assert ("Mots", "winter") in mappings(api, round, status=status, field="Mots")
    assert api.get(f"{round}/mappings?status=perhaps").status_code == 422
    assert api.get(f"{round}/mappings?cursor=x").json()["type"].endswith("bad-cursor")


def test_decisions_are_one_batch_that_is_taken_back_and_stays_in_the_history(api: TestClient, round: str):
    before = mappings(api, round)
    own = {"field": "Mots", "value": "halyard nine", "decision": "own"}
    pack = {"field": "Mots", "value": "brume", "decision": "concept", "to": f"{TERMS}season", "relation": "broadMatch"}
    role = {"field": "Légende", "decision": "role", "role": "description", "language": "fr", "dates": "dmy"}
    kept = decide(api, round, own, pack, role).json()
    assert kept == {"batch": 1, "asked": 3, "decided": 3}
    now = mappings(api, round)
    assert now["Mots", "halyard nine"]["meaning"] == "own"
    assert (now["Mots", "brume"]["target"], now["Mots", "brume"]["relation"]) == (f"{TERMS}season", "broadMatch")
    assert (now["Légende", ""]["target"], now["Légende", ""]["language"]) == ("description", "fr")
    assert now["Légende", ""]["reading"]["dates"] == "dmy"
    assert decide(api, round, own).json() == {"batch": 0, "asked": 1, "decided": 0}
    sure = decide(api, round, {"field": "Mots", "value": "winter", "decision": "reject"}, sure=0.0, kind="value").json()
    assert (sure["batch"], sure["decided"]) == (2, sure["asked"])
    steps, cursor = [], ""
    while cursor is not None:
        page = api.get(f"{round}/history", params={"limit": 1, "cursor": cursor}).json()
        steps, cursor = [*steps, *page["steps"]], page["next"]
    assert [step["batch"] for step in steps] == [2] * sure["decided"] + [1] * 3
    assert api.post(f"{round}/undo", json={"field": "Mots", "value": "winter"}).json() == {"undone": 1}
    assert api.post(f"{round}/undo", json={"batch": 1}).json() == {"undone": 3}
    if sure["decided"] > 1:
        assert api.post(f"{round}/undo", json={}).json() == {"undone": sure["decided"] - 1}
    assert api.post(f"{round}/undo", json={}).status_code == 400
    assert mappings(api, round) == before


def test_of_a_batch_with_a_wrong_decision_nothing_is_kept(api: TestClient, round: str):
    right, winter = {"field": "Mots", "value": "brume", "decision": "own"}, {"field": "Mots", "value": "winter"}
    for wrong, said in (
        ({"field": "Mots", "value": "never", "decision": "own"}, "never"),
        ({"decision": "own"}, "Name a `field`"),
        (winter | {"decision": "concept"}, "`to` with `concept`"),
        (winter | {"decision": "accept", "to": f"{TERMS}winter"}, "`to` with `concept`"),
        (winter | {"decision": "concept", "to": f"{TERMS}none"}, "has no concept"),
        (winter | {"decision": "role", "role": "title"}, "a field has a role"),
    ):
        answer = decide(api, round, right, wrong)
        assert (answer.status_code, said in answer.json()["detail"]) == (400, True), answer.text
    assert api.get(f"{round}/history").json()["steps"] == []


def test_coverage_tells_what_is_left_and_what_contradicts_itself(api: TestClient, round: str):
    for field in ("Titre", "Légende"):
        decide(api, round, {"field": field, "decision": "role", "role": "title", "language": "fr"})
    decide(api, round, {"field": "Mots", "value": "brume", "decision": "nothing"})
    told = api.get(f"{round}/coverage").json()
    assert told["decided"]["field"]["by_person"] == 2
    assert told["coverage"][0]["values"]["own"] == 1
    assert "brume" not in {one["value"] for one in told["left"]}
    assert any("Titre" in sentence and "Légende" in sentence for sentence in told["conflicts"])


def test_what_is_decided_goes_out_and_into_the_next_round(api: TestClient, opened: EmbeddedWorkspace, round: str):
    decide(api, round, {"field": "Légende", "decision": "role", "role": "description", "language": "fr"})
    decide(api, round, {"field": "Mots", "value": "brume", "decision": "own"}, sure=0.0, kind="value")
    sssom, layout = (api.get(f"{round}/export", params={"form": form}) for form in ("sssom", "layout"))
    assert sssom.headers["content-type"].startswith("text/tab-separated-values")
    assert sssom.headers["content-disposition"] == "attachment; filename*=UTF-8''client.sssom.tsv"
    assert "description@fr" in layout.text
    worked(opened, sent(api, name="next").json())
    other = f"{round.removesuffix('client')}next"
    kinds = {"layout": "application/toml", "sssom": "text/tab-separated-values"}
    for form, file in (("layout", layout), ("sssom", sssom)):
        asked, headers = {"form": form, "dry_run": "true"}, {"Content-Type": kinds[form]}
        tried = api.post(f"{other}/import", params=asked, content=file.content, headers=headers).json()
        assert tried["changed"] > 0
        assert api.get(f"{other}/history").json()["steps"] == [] or form == "sssom"
        whole = api.post(f"{other}/import", params={"form": form}, files={"file": ("kept", file.content)})
        assert (whole.status_code, whole.json()["unknown"], whole.json()["dry_run"]) == (200, 0, False)
    values = {key: one["meaning"] for key, one in mappings(api, other, kind="value").items()}
    assert values == {key: one["meaning"] for key, one in mappings(api, round, kind="value").items()}
    for form in kinds:
        assert api.post(f"{other}/import", params={"form": form}, content=b"[[[\n").status_code == 422


def test_records_and_a_vocabulary_of_the_clients_are_brought_in_too(
    api: TestClient, opened: EmbeddedWorkspace, key: Callable[[str], dict[str, str]]
):
    begun = api.post("/onboarding/rounds", json={"connection": "assets"}, headers=key("a"))
    assert api.post("/onboarding/rounds", json={"connection": "assets"}, headers=key("a")).json() == begun.json()
    worked(opened, begun.json())
    told = api.get(begun.headers["location"].removeprefix("/api/v1")).json()
    assert (told["state"], told["kind"], told["source"]) == ("done", "connection", "assets")
    for body, said in (
        ({}, "Name one source"),
        ({"connection": "assets", "concepts": "terms"}, "Name one source"),
        ({"connection": "none"}, "There is no connection"),
        ({"concepts": "terms"}, "mapped to itself"),
        ({"connection": "assets", "vocabulary": "none"}, "There is no vocabulary"),
    ):
        answer = api.post("/onboarding/rounds", json=body)
        assert (answer.status_code, said in answer.json()["detail"]) == (400, True), answer.text
    assert api.post("/onboarding/rounds", json={"connection": "assets", "name": "a/b"}).status_code == 422


def workbook() -> bytes:
    file = io.BytesIO()
    Workbook().save(file)
    return file.getvalue()


def test_what_is_no_table_begins_nothing_and_leaves_nothing(api: TestClient, opened: EmbeddedWorkspace):
    for name, content, status, said in (
        ("empty.csv", b"", 422, "Nothing was sent"),
        ("blank.csv", b"\n\n\n", 422, "blank.csv"),
        ("head.xlsx", b"no workbook", 422, "head.xlsx has no rows"),
        ("void.xlsx", workbook(), 422, "void.xlsx"),
        ("damaged.xlsx", b"PK\x03\x04 and no more", 422, "damaged.xlsx is damaged from the start"),
        ("lines.jsonl", b"{not json}\n", 422, "lines.jsonl"),
        ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00", 422, "picture.png"),
        ("", b"a;b\n1;2\n", 400, "Say by `file`"),
    ):
        answer = api.post("/onboarding/tables", params={"file": name}, content=content)
        assert (answer.status_code, said in answer.json()["detail"]) == (status, True), answer.text
        assert str(opened.root) not in answer.text
        print(name, answer.json()["detail"])
    assert api.get("/onboarding/rounds").json()["rounds"] == []
    assert [*(opened.root / FOLDER).iterdir()] == []


def test_a_table_that_is_too_large_is_not_taken(
    api: TestClient, opened: EmbeddedWorkspace, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(tables_sent, "LIMIT", 100)
    answer = sent(api)
    assert (answer.status_code, answer.json()["type"]) == (413, "/api/v1#problem-too-large")
    assert [*(opened.root / FOLDER).iterdir()] == []


def test_a_round_is_stopped_fails_with_a_sentence_and_goes_on(api: TestClient, opened: EmbeddedWorkspace):
    begun = sent(api).json()
    stopped = api.post("/onboarding/rounds/client/stop").json()
    assert (stopped["state"], "Stopped by" in stopped["message"]) == ("stopped", True)
    assert api.post("/onboarding/rounds/client/stop").status_code == 409
    again = api.post("/onboarding/rounds/client/propose").json()
    assert (again["state"], again["run"] > begun["run"]) == ("waiting", True)
    [file] = (opened.root / FOLDER).glob("*/client.csv")
    file.rename(file.with_name("away"))
    worked(opened, again)
    failed = api.get("/onboarding/rounds/client").json()
    assert (failed["state"], "client.csv" in failed["message"]) == ("failed", True)
    file.with_name("away").rename(file)
    worked(opened, api.post("/onboarding/rounds/client/propose").json())
    assert api.get("/onboarding/rounds/client").json()["state"] == "done"


def test_a_round_is_tried_started_and_removed_once_nothing_reads_its_table(
    api: TestClient, opened: EmbeddedWorkspace, round: str
):
    for field, role in (("Titre", "title"), ("Légende", "description"), ("Mots", "tags"), ("Fichier", "file")):
        decide(api, round, {"field": field, "decision": "role", "role": role})
    decide(api, round, sure=0.0, kind="value")
    tried = api.get(f"{round}/dry-run", params={"most": 2, "rows": 2})
    assert tried.status_code == 200, tried.text
    assert (tried.json()["rows"], tried.json()["whole"], len(tried.json()["shown"])) == (3, True, 2)
    told = {one["name"]: (one["called"], one["columns"]) for one in tried.json()["fields"]}
    assert told["tags"] == ("Tags", ["Mots"])
    assert (tried.json()["unread_cells"], tried.json()["mapped_by"]) == ([], "")
    assert "no folder" in api.get(f"{round}/dry-run", params={"root": "nowhere"}).json()["detail"]
    assert api.post(f"{round}/start", json={"root": "nowhere"}).status_code == 400
    started = api.post(f"{round}/start", json={})
    assert started.status_code == 202, started.text
    made = started.json()
    assert (made["connection"], made["made_connection"], made["made_flow"]) == ("client", True, True)
    assert api.post(f"{round}/start", json={}).json()["made_connection"] is False
    assert api.get("/flows/client").json()["steps"] == ["pull", "enrich"]
    worked(opened, made)
    assert api.get(f"/runs/{made['run']}").json()["counts"]["new"] == 3
    etag = {"If-Match": api.get(round).headers["etag"]}
    assert "disconnect" in api.delete(round, headers=etag).json()["detail"]
    flow = {"If-Match": api.get("/flows/client").headers["etag"]}
    assert api.delete("/flows/client", headers=flow).status_code == 204
    connection = {"If-Match": api.get("/connections/client").headers["etag"]}
    assert api.delete("/connections/client", headers=connection).status_code in (200, 204)
    assert api.delete(round).status_code == 428
    assert api.delete(round, headers={"If-Match": '"other"'}).status_code == 412
    etag = {"If-Match": api.get(round).headers["etag"]}
    assert api.delete(round, headers=etag).status_code == 204
    assert api.get(round).status_code == 404
    assert [*(opened.root / FOLDER).iterdir()] == []
    assert api.get("/audit?limit=5").json()["deeds"][0]["action"] == "onboarding.remove"
