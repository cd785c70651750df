"""What a search says beside its hits, by command and on the page: notes on the query, related concepts, a model that breaks on a query."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.contract.engines.tiny_model import tiny_model
from tests.journeys.conftest import TABLE, TERMS, prepared
from tests.journeys.pages.conftest import TestClient
from tests.patience import patiently
from thesaury.bootstrap import open_workspace
from thesaury.cli.app import run
from thesaury.engines.embedding.model import OnnxEmbedder
from thesaury.search import embedding
from thesaury.web.app import create_app

RELATED = "t:refill skos:related t:kitchen .\nt:kitchen a skos:Concept ; skos:inScheme t:scheme ; skos:prefLabel 'kitchen'@en .\n"


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """The four assets of the journeys; kitchens are related to refill pouches."""
    (tmp_path / "terms.ttl").write_text(TERMS + RELATED)
    (tmp_path / "assets.csv").write_text(TABLE)
    made = tmp_path / "work"
    prepared("init", made)
    prepared("vocabulary", "import", tmp_path / "terms.ttl", "-w", made)
    prepared("connect", "table", tmp_path / "assets.csv", "-w", made)
    prepared("sync", "-w", made)
    return made


@contextmanager
def served(work: Path) -> Iterator[TestClient]:
    opened = open_workspace(work)
    try:
        yield TestClient(create_app(opened), base_url="http://127.0.0.1")
    finally:
        opened.close()


def said(capsys: pytest.CaptureFixture[str], work: Path, *asked: str) -> tuple[str, str]:
    capsys.readouterr()
    assert run(["search", *asked, "-w", str(work)]) == 0
    shown = capsys.readouterr()
    return shown.out, shown.err


def test_the_command_says_what_the_page_says_of_a_query(work: Path, capsys: pytest.CaptureFixture[str]):
    _, notes = said(capsys, work, 'colour:red "refill pouch OR kitchn market : DE')
    for part in ('"colour" is no field', "A quote is not closed", "OR changes nothing", "Read as market:DE"):
        assert part in notes
    out, notes = said(capsys, work, "kitchn", "--json")
    assert "Searched for 'kitchen': no asset and no label has 'kitchn'." in notes
    assert json.loads(out)["corrected"] == [{"typed": "kitchn", "meant": "kitchen"}]


def test_related_concepts_are_taken_in_by_command_page_and_interface(work: Path, capsys: pytest.CaptureFixture[str]):
    def titles(*asked: str) -> list[str]:
        return [hit["title"] for hit in json.loads(said(capsys, work, *asked, "--json")[0])["hits"]]

    assert "Kitchen scene" not in titles("refill pouch")
    found = titles("refill pouch", "--related")
    assert found[0] == "Refill pouches on a shelf"
    assert "Kitchen scene" in found
    with served(work) as client:
        told = client.get("/api/v1/search", params={"q": "refill pouch", "related": "1"}).json()
        assert [hit["title"] for hit in told["hits"]] == found
        reasons = next(hit["reasons"] for hit in told["hits"] if hit["title"] == "Kitchen scene")
        assert reasons[0]["text"] == "kitchen ~ related ~ refill pouch"
        assert reasons[0]["related_to"]["label"] == "refill pouch"
        page = client.get("/search", params={"q": "refill pouch", "related": "1"}).text
        assert "Kitchen scene" in page
        assert "~ related ~" in page
        assert "q=refill+pouch&amp;related=1" in page or "related=1" in page
        assert "Kitchen scene" not in client.get("/search", params={"q": "refill pouch"}).text


def test_a_model_that_breaks_on_a_query_leaves_words_and_concepts(
    work: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
):
    def breaks(self: OnnxEmbedder, text: str) -> Any:
        raise RuntimeError("no memory left")

    model = tiny_model(tmp_path / "tiny")
    with (work / "thesaury.toml").open("a") as file:
        file.write(f"embedding_model = {json.dumps(str(model))}\n")
    prepared("sync", "-w", work)
    monkeypatch.setattr(OnnxEmbedder, "embed_query", breaks)
    monkeypatch.setattr(embedding, "_told", set())
    out, notes = said(capsys, work, "refill pouch", "--json")
    assert json.loads(out)["hits"][0]["title"] == "Refill pouches on a shelf"
    assert [note["code"] for note in json.loads(out)["notes"]] == ["no-model"]
    assert "Searched by words and concepts alone. The embedding model tiny broke on this query (RuntimeError)." in notes

    monkeypatch.setattr(embedding, "_told", set())
    caplog.clear()
    with caplog.at_level(logging.WARNING), served(work) as client:
        for _ in patiently():  # the labels are read beside the first pages
            if client.get("/health").json()["meaning"]["state"] == "ready":
                break
        for _ in range(2):
            page = client.get("/search", params={"q": "refill pouch"})
            assert (page.status_code, "Refill pouches on a shelf" in page.text) == (200, True)
            assert "Found by words and concepts alone. The embedding model tiny broke on this query" in page.text
        told = client.get("/api/v1/search", params={"q": "refill pouch"}).json()
        assert [note["code"] for note in told["notes"]] == ["no-model"]
        expanded = client.get("/api/v1/expand", params={"q": "refill pouch"})
        assert expanded.status_code == 200
    assert len([one for one in caplog.records if "words and concepts alone" in one.message]) == 1
    assert run(["searches", "save", "pouches", "refill pouch", "-w", str(work)]) == 5
