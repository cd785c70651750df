"""Concepts are named in the language of the reader, with their `lang`; programs are told them in the order of the workspace."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.journeys.pages.connected import pages_of, workspace
from tests.journeys.review.collection import TOPICS, T, asset
from thesaury.bootstrap import EmbeddedWorkspace

GERMAN = {"Accept-Language": "de"}


def squeezed(page: str) -> str:
    return " ".join(page.split())


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        (
            "/search?q=glass+packaging",
            r'Verstanden als <a class="concept"[^>]* lang="de" dir="auto">Glasverpackung</a>',
        ),
        (
            "/search?q=glass+packaging",
            r'Gefunden, weil</span> <span class="reason"> ?<span lang="de" dir="auto">Einmachglas',
        ),
        (f"/search?concept={T}packaging", r'<span lang="de" dir="auto">Verpackung</span> <span class="cross"'),
        (f"/search?concept={T}packaging", r'<span class="value" lang="de" dir="auto">Verpackung</span>'),
        ("/review", r'lang="de"[^>]*>Einmachglas'),
    ],
)
def test_pages_name_concepts_in_the_readers_language(owner: TestClient, path: str, shown: str) -> None:
    assert re.search(shown, squeezed(owner.get(path, headers=GERMAN).text))
    english = squeezed(owner.get(path, headers={"Accept-Language": "en"}).text)
    assert not re.search(r">(Glasverpackung|Einmachglas|Verpackung)<", english.partition("<main")[2])


def test_a_reader_whose_language_the_workspace_does_not_show_has_it_where_there_is_such_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THESAURY_LANGUAGES", '["fr", "en"]')
    with workspace(tmp_path / "french") as opened, pages_of(opened) as pages:
        assert opened.languages == ("fr", "en")
        german = squeezed(
            pages.get("/search?concept=https://vocabulary.fennmoor.example/concept/packaging", headers=GERMAN).text
        )
    assert '<span lang="de" dir="auto">Verpackung</span> <span class="cross"' in german


def test_the_page_of_an_asset_too(owner: TestClient, opened: EmbeddedWorkspace) -> None:
    page = squeezed(owner.get(f"/assets/{asset(opened, 1)}", headers=GERMAN).text)
    assert re.search(r'lang="de"[^>]*>Verpackung<', page)
    assert re.search(r'lang="de"[^>]*>Einmachglas<', page)


def test_programs_are_told_the_same_whatever_they_speak(owner: TestClient) -> None:
    told = [owner.get("/api/v1/search?q=jar", headers={"Accept-Language": code}).json() for code in ("en", "de")]
    assert [one["concepts"][0]["label"] for one in told] == ["jar", "jar"]


def test_suggestions_prefer_the_language_that_is_asked_for(owner: TestClient) -> None:
    found = owner.get("/api/v1/complete?q=ver&lang=de").json()["completions"]
    assert ("Verpackung", "de") in [(one["text"], one["label"].get("language")) for one in found]


def test_schemes_of_the_settings_too(owner: TestClient) -> None:
    page = owner.get("/settings/schemes", headers=GERMAN).text
    assert "Verschlagworten" in page
    assert TOPICS in page
