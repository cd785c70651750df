"""`/governance/brand` as people without script use it, and the same over the interface: what works, what is empty, what fails."""

import re
import warnings
from collections.abc import Iterator
from contextlib import closing
from html import unescape
from typing import Any

import pytest

from tests.journeys.conftest import TERMS, prepared
from thesaury.bootstrap import EmbeddedWorkspace, open_workspace
from thesaury.web.app import create_app

with warnings.catch_warnings():
    # Starlette would rather have httpx2 beneath its test client; httpx does all that is asked of it here.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

REFILL = "https://terms.example/refill"
CHEAP = {
    "term": "cheap",
    "language": "en",
    "standing": "forbidden",
    "instead": "affordable",
    "reason": "Sounds poor.",
    "from": "",
    "note": "",
    "concept": "",
}


@pytest.fixture
def opened(tmp_path: Any) -> Iterator[EmbeddedWorkspace]:
    (tmp_path / "terms.ttl").write_text(TERMS)
    prepared("init", tmp_path / "work")
    prepared("vocabulary", "import", tmp_path / "terms.ttl", "-w", tmp_path / "work")
    with closing(open_workspace(tmp_path / "work")) as workspace:
        yield workspace


@pytest.fixture
def pages(opened: EmbeddedWorkspace) -> Iterator[TestClient]:
    with TestClient(create_app(opened), base_url="http://127.0.0.1", raise_server_exceptions=False) as asking:
        asking.headers["origin"] = "http://127.0.0.1"
        yield asking


def words(answer: Any) -> str:
    text = re.sub(r"<(style|script).*?</\1>", " ", answer.text, flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def test_terms_begin_empty_and_are_added_changed_renamed_and_removed(pages: TestClient, opened: EmbeddedWorkspace):
    assert "There is no brand term yet" in words(pages.get("/governance/brand"))
    added = words(pages.post("/governance/brand/term", data=CHEAP))
    assert "cheap is saved." in added
    assert "Instead affordable Reason Sounds poor." in added
    same = pages.post("/governance/brand/term", data=CHEAP | {"was": "cheap", "was-language": "en"})
    assert "cheap is as it was." in words(same)
    renamed = {"term": "Low  cost", "case": "exact", "was": "cheap", "was-language": "en"}
    pages.post("/governance/brand/term", data=CHEAP | renamed)
    (kept,) = opened.catalogue.brand_terms.all()
    assert (kept.text, kept.exact, kept.instead) == ("Low cost", True, "affordable")
    hero = CHEAP | {"term": "Hero pouch", "standing": "preferred", "concept": "Refill pouch", "instead": ""}
    assert "Means Hero pouch" in words(pages.post("/governance/brand/term", data=hero))
    assert "1 term " in words(pages.get("/governance/brand?standing=preferred"))
    assert "0 terms" in words(pages.get("/governance/brand?word=zeppelin"))
    pages.post("/governance/brand/remove", data={"term": "Low cost", "language": "en"})
    assert [term.concept for term in opened.catalogue.brand_terms.all()] == [REFILL]
    assert pages.post("/governance/brand/remove", data={"term": "Low cost", "language": "en"}).status_code == 404
    assert pages.get("/governance/brand/term?term=nobody").status_code == 404


def test_what_cannot_be_kept_is_said_in_the_readers_language(pages: TestClient, opened: EmbeddedWorkspace):
    nameless = CHEAP | {"standing": "approved", "instead": ""}
    wrong = pages.post("/governance/brand/term", data=nameless, headers={"accept-language": "de"})
    assert wrong.status_code == 422
    assert "„cheap“ braucht den Begriff, den es bedeutet (Freigegeben)." in words(wrong)
    late = pages.post("/governance/brand/term", data=CHEAP | {"was": "gone", "was-language": ""})
    assert (late.status_code, "There is no brand term 'gone'" in words(late)) == (422, True)
    assert opened.catalogue.brand_terms.all() == []


def test_a_table_goes_out_and_comes_in(pages: TestClient, opened: EmbeddedWorkspace):
    pages.post("/governance/brand/term", data=CHEAP)
    table = pages.get("/governance/brand/terms.csv")
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    opened.catalogue.brand_terms.change([], [("cheap", "en")], "2026-01-01")
    brought = pages.post("/governance/brand/table", files={"file": ("terms.csv", table.content)})
    assert "New or changed terms: 1." in words(brought)
    assert [term.reason for term in opened.catalogue.brand_terms.all()] == ["Sounds poor."]
    wrong = pages.post(
        "/governance/brand/table", files={"file": ("t.csv", b"term,standing\nx,forbidden\ny,bad\n!,forbidden\n")}
    )
    assert wrong.status_code == 422
    assert (
        "2 rows are wrong. Nothing was kept. Line 3: A term is preferred, approved or forbidden, not “bad”. Line 4:"
        in words(wrong)
    )
    assert "Choose a file first." in words(pages.post("/governance/brand/table", data={}, files={"file": ("", b"")}))
    assert "no column 'term'" in words(pages.post("/governance/brand/table", files={"file": ("t.csv", b"a,b\n1,2\n")}))
    assert len(opened.catalogue.brand_terms.all()) == 1


def test_the_interface_keeps_lists_and_forgets_them(pages: TestClient):
    at = "/api/v1/brand/terms"
    assert pages.get(at).json() == {"terms": []}
    sent = {"terms": [CHEAP, {"term": "Hero pouch", "standing": "preferred", "concept": REFILL}]}
    assert pages.put(at, json=sent).json() == {"changed": 2}
    assert pages.put(at, json=sent).json() == {"changed": 0}
    told = pages.get(at, params={"standing": "forbidden"}).json()["terms"]
    assert [(one["term"], one["instead"], one["case"], one["in_force"]) for one in told] == [
        ("cheap", "affordable", "any", True)
    ]
    refused = pages.put(at, json={"terms": [{"term": "x", "standing": "approved", "concept": "urn:none"}]})
    assert refused.headers["content-type"] == "application/problem+json"
    assert (refused.status_code, "urn:none" in refused.json()["detail"]) == (422, True)
    checked = pages.post("/api/v1/validate", json={"tags": ["cheap"]}).json()["tags"][0]
    assert (checked["standing"], checked["instead"], checked["reason"]) == ("forbidden", "affordable", "Sounds poor.")
    assert pages.delete(at, params={"term": "cheap", "language": "en"}).status_code == 204
    assert pages.delete(at, params={"term": "cheap", "language": "en"}).status_code == 404


def test_a_page_says_so_at_once_in_all_that_it_shows(pages: TestClient):
    assert "green packaging" in words(pages.get("/search?q=green packaging"))
    pages.put(
        "/api/v1/brand/terms",
        json={"terms": [CHEAP | {"term": "green packaging", "instead": "eco-friendly packaging"}]},
    )
    said = words(pages.get("/search?q=green packaging"))
    assert "this brand does not use the word “green packaging”" in said
    offered = pages.get("/api/v1/complete", params={"q": "green"}).json()
    assert "green packaging" not in str(offered["completions"])
