"""A vocabulary begun from nothing: by command, by interface and on the page, then edited and published."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from thesaury.bootstrap import EmbeddedWorkspace, init_workspace
from thesaury.cli.app import run
from thesaury.web.app import create_app


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[EmbeddedWorkspace]:
    made = init_workspace(tmp_path / "work")
    yield made
    made.close()


@pytest.fixture
def client(workspace: EmbeddedWorkspace) -> Iterator[TestClient]:
    with TestClient(create_app(workspace), base_url="http://127.0.0.1", follow_redirects=False) as asking:
        yield asking


def test_begun_by_command_it_is_edited_and_published(workspace: EmbeddedWorkspace, capsys):
    where = ["--workspace", str(workspace.root)]
    assert run(["vocabulary", "begin", "terms", "--title", "Our terms", "--json", *where]) == 0
    assert json.loads(capsys.readouterr().out) == {"name": "terms", "version": 1}
    assert run(["vocabulary", "edit", "terms", "add", "packaging@en", *where]) == 0
    assert run(["vocabulary", "draft", "publish", "terms", *where]) == 0
    [concept] = workspace.catalogue.vocabularies.get("terms").concepts
    assert [label.text for label in concept.preferred] == ["packaging"]
    assert len(concept.schemes) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["a/b"], "without a slash"),
        (["rights.x"], "without a slash"),
        (["terms", "--language", "no such"], "no language tag"),
    ],
)
def test_what_cannot_be_begun_is_said(workspace: EmbeddedWorkspace, capsys, arguments: list[str], said: str):
    assert run(["vocabulary", "begin", *arguments, "--workspace", str(workspace.root)]) == 2
    assert said in capsys.readouterr().err
    assert workspace.catalogue.vocabularies.current() == []


def test_the_interface_begins_one_once(client: TestClient):
    made = client.post("/api/v1/vocabularies", json={"name": "terms", "title": "Begriffe", "language": "de"})
    assert (made.status_code, made.json()["concepts"]) == (201, 0)
    assert made.headers["location"] == "/api/v1/vocabularies/terms/draft"
    [scheme] = client.get("/api/v1/vocabularies/terms/schemes").json()["schemes"]
    assert "Begriffe" in json.dumps(scheme, ensure_ascii=False)
    again = client.post("/api/v1/vocabularies", json={"name": "terms", "title": "x"})
    assert again.status_code == 400
    assert "already" in again.json()["detail"]


def test_the_page_leads_to_the_draft_and_keeps_what_was_typed(client: TestClient):
    assert 'action="/vocabulary/begin"' in client.get("/vocabulary/import").text
    wrong = client.post("/vocabulary/begin", data={"name": "a/b", "title": "Our terms", "language": "en"})
    assert wrong.status_code == 422
    assert 'value="Our terms"' in wrong.text
    made = client.post("/vocabulary/begin", data={"name": "terms", "title": "", "language": "en"})
    assert (made.status_code, made.headers["location"]) == (303, "/vocabulary/terms/draft")
    assert client.get(made.headers["location"]).status_code == 200
