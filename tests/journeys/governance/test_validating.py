"""Tags and records checked on a real workspace: by command, through the interface, and while PoolParty is away."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.journeys.api.conftest import TestClient
from tests.journeys.conftest import TERMS, Command, prepared
from tests.journeys.systems import CONCEPT, QUICK_WORDS, System
from thesaury.bootstrap import EmbeddedWorkspace, init_workspace, open_workspace
from thesaury.cli.app import run
from thesaury.connectors.pacing import forget_circuits
from thesaury.model.connection import Connection
from thesaury.model.errors import ThesauryError
from thesaury.pipeline import pull_vocabulary
from thesaury.sandbox.poolparty.server import create
from thesaury.sandbox.serving.server import running
from thesaury.web.app import create_app

SCHEME = "https://terms.example/scheme"
REFILL = "https://terms.example/refill"
PROFILE = """
languages = ["en"]

[applies]
source = ["assets"]

[[schemes]]
scheme = "Topics"
least = 2
"""


def test_commands_answer_tags_and_records_with_exit_codes(synced: Path, capsys: pytest.CaptureFixture[str]):
    def said(*args: object, code: int = 0) -> str:
        capsys.readouterr()
        assert run([*map(str, args), "-w", str(synced)]) == code
        return capsys.readouterr().out

    profile = synced / "full.toml"
    profile.write_text(PROFILE)
    said("profile", "set", profile, "--dry-run")
    assert json.loads(said("profile", "list", "--json")) == []
    said("profile", "set", profile)
    lines = said("validate", "Refill_Pack", "zebra", code=1).splitlines()
    assert [line.split("\t")[:3] for line in lines] == [
        ["Refill_Pack", "synonym", "refill pouch"],
        ["zebra", "unknown, proposed", ""],
    ]
    said("validate", "winter", "Season")
    (record,) = json.loads(said("validate", "--asset", "assets/2", "--json", code=1))["records"]
    assert (record["profile"], record["complete"]) == ("full", False)
    assert [(one["scheme"]["label"], one["found"]) for one in record["missing"]] == [("Topics", 1)]
    changed = synced / "record.json"
    changed.write_text(json.dumps({"asset": "assets/2", "tags": ["refill packs", "winter"]}))
    assert "complete under full" in said("validate", "--file", changed)
    shown = said("profile", "show", "full")
    profile.write_text(shown)
    assert json.loads(said("profile", "set", profile, "--json"))["new"] is False
    assert "sh:NodeShape" in said("profile", "shapes", "full")
    said("profile", "remove", "full")


def test_tags_come_from_standard_input_too_and_what_cannot_be_checked_is_said(
    synced: Path, capsys: pytest.CaptureFixture[str], thesaury: Command
):
    typed = thesaury("validate", "-w", synced, stdin="winter\n\nseason\n")
    assert typed.stdout.startswith("winter\tapproved")
    wrong = synced / "wrong"
    for content, args, code, sentence in (
        ("{", ("validate", "--file", wrong), 5, "is no JSON"),
        ('{"tags": "red"}', ("validate", "--file", wrong), 5, "a list of texts is expected"),
        ('[{}, {"tag": []}]', ("validate", "--file", wrong), 5, "record 2, has a member 'tag'"),
        ("colour = 1", ("profile", "set", wrong), 5, "no member 'colour'"),
        ("= 1", ("profile", "set", wrong), 5, "is no TOML"),
        ("", ("validate", "--file", synced / "nowhere"), 6, "could not be read"),
        ("", ("validate", "red", "--asset", "assets/1"), 2, "only one of these"),
        ("", ("validate", "--asset", "assets/99"), 2, "no asset"),
        ("", ("validate", "red", "--profile", "shop"), 2, "Profiles here: none"),
        ("", ("profile", "remove", "shop"), 2, "no profile"),
    ):
        wrong.write_text(content)
        assert run([*map(str, args), "-w", str(synced)]) == code
        assert sentence in capsys.readouterr().err


@pytest.fixture
def api(tmp_path: Path) -> Iterator[TestClient]:
    (tmp_path / "terms.ttl").write_text(TERMS)
    prepared("init", tmp_path / "work")
    prepared("vocabulary", "import", tmp_path / "terms.ttl", "-w", tmp_path / "work")
    with (
        closing(open_workspace(tmp_path / "work")) as workspace,
        TestClient(create_app(workspace), base_url="http://127.0.0.1/api/v1") as client,
    ):
        yield client


def test_an_upload_pipeline_is_answered_tag_by_tag_and_record_by_record(api: TestClient):
    made = api.put(
        "/profiles/shop", json={"applies": {"market": ["DE"]}, "schemes": [{"scheme": "topics", "least": 1, "most": 1}]}
    )
    assert made.status_code == 200
    records = [
        {"tags": ["Nachfüllbeutel"], "properties": {"market": ["de"]}, "key": "one"},
        {"tags": ["winter; season"], "concepts": [REFILL], "properties": {"market": ["DE"]}},
        {"tags": ["zebra"]},
    ]
    answered = api.post("/validate", json={"tags": ["refil pouch"], "records": records, "languages": ["de"]}).json()
    (near,) = answered["tags"]
    assert (near["standing"], near["use"][0]["concept"], near["fate"]) == ("near-miss", REFILL, "proposed")
    assert [(one["key"], one["profile"], one["complete"]) for one in answered["records"]] == [
        ("one", "shop", True),
        ("", "shop", False),
        ("", "", True),
    ]
    several = answered["records"][1]
    assert [part["standing"] for part in several["tags"][0]["parts"]] == ["approved", "approved"]
    assert several["missing"] == [{"scheme": {"iri": SCHEME, "label": "Topics"}, "found": 3, "least": 1, "most": 1}]
    assert [(age["vocabulary"], age["stale"]) for age in answered["words"]] == [("terms", False)]


def test_what_cannot_be_checked_is_refused(api: TestClient):
    assert api.post("/validate", json={"tags": ["x"], "profile": "nobody's"}).status_code == 400
    assert api.post("/validate", json={"records": [{"asset": "no/such"}]}).status_code == 400
    assert api.post("/validate", json={"tags": ["x"] * 501}).status_code == 422
    assert api.post("/validate", json={"records": [{"tags": ["x"] * 500}] * 11}).status_code == 422
    assert api.put("/profiles/p", json={"schemes": [{"scheme": "Colours"}]}).status_code == 400
    assert api.put("/profiles/p", json={"schemes": [{"scheme": "Topics", "least": 2, "most": 1}]}).status_code == 422
    assert api.get("/profiles/p").status_code == 404


def test_nobody_s_change_of_a_profile_is_lost(api: TestClient):
    assert api.put("/profiles/shop", json={}, headers={"If-None-Match": "*"}).status_code == 200
    read = api.get("/profiles/shop")
    assert api.put("/profiles/shop", json={}).status_code == 428
    assert api.put("/profiles/shop", json={}, headers={"If-None-Match": "*"}).status_code == 412
    first = {"If-Match": read.headers["ETag"]}
    assert api.put("/profiles/shop", json=read.json() | {"closed": True}, headers=first).json()["closed"] is True
    assert api.put("/profiles/shop", json={}, headers=first).status_code == 412
    assert api.delete("/profiles/shop", headers=first).status_code == 412
    turtle = api.get("/profiles/shop/shapes")
    assert (turtle.headers["Content-Type"], "sh:targetClass dcat:Resource" in turtle.text) == (
        "text/turtle; charset=utf-8",
        True,
    )
    assert api.get("/profiles/shop/shapes", headers={"Accept": "application/ld+json"}).json()
    newest = {"If-Match": api.get("/profiles/shop").headers["ETag"]}
    assert api.delete("/profiles/shop", headers=newest).status_code == 204
    assert api.get("/profiles").json() == {"profiles": []}


@pytest.fixture
def pulled(tmp_path: Path) -> Iterator[EmbeddedWorkspace]:
    """A workspace whose words were pulled from PoolParty, which is away now."""
    forget_circuits()
    workspace = init_workspace(tmp_path / "work")
    with running(create()) as server:
        there = System(server.url).where
        settings = {"url": there["url"], "project": there["project"], "user": there["username"], **QUICK_WORDS}
        words = Connection("words", "poolparty", tuple(sorted(settings.items())))
        workspace.catalogue.records.put_connection(words)
        workspace.catalogue.secrets.put("words", {"password": there["password"]})
        pull_vocabulary(workspace, words)
    with pytest.raises(ThesauryError):
        pull_vocabulary(workspace, words)
    forget_circuits()
    with closing(workspace):
        yield workspace


def test_with_poolparty_down_the_local_words_answer_and_say_how_old_they_are(pulled: EmbeddedWorkspace):
    with TestClient(create_app(pulled), base_url="http://127.0.0.1/api/v1") as api:
        answered = api.post("/validate", json={"tags": ["Camp-Site", "hikeing"], "languages": ["en"]}).json()
    assert [(one["standing"], one["use"][0]["concept"]) for one in answered["tags"]] == [
        ("approved", f"{CONCEPT}campsite"),
        ("near-miss", f"{CONCEPT}hiking"),
    ]
    (age,) = answered["words"]
    assert (age["connection"], age["stale"]) == ("words", True)
    assert age["at"] <= age["failed_at"]
    assert age["message"]
    assert "words has not answered since" in age["said"]
