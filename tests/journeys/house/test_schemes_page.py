"""Concept schemes in the settings: facets go and come at once and in their order; a run suggests nothing from what is not tagged with."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from tests.journeys.house.conftest import OURS, People
from tests.journeys.pages.browsing import served_at
from tests.journeys.portal.axe import violations
from tests.journeys.review.collection import PLACES, TOPICS, T
from tests.long_form import usually
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.config import read_settings
from thesaury.model.access import Role
from thesaury.model.connection import Connection
from thesaury.pipeline import enrich
from thesaury.web.app import create_app


def text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def done(client: TestClient, scheme: str, deed: str) -> str:
    answer = client.post("/settings/schemes", data={"scheme": scheme, "do": deed}, headers=OURS)
    assert answer.status_code == 303, text(answer.text)
    return client.get(answer.headers["location"]).text


def suggested(opened: EmbeddedWorkspace) -> set[str]:
    return {concept.removeprefix(T) for _, concept in opened.catalogue.enrichments.lineup()}


def test_the_page_says_what_each_scheme_holds(owner: TestClient) -> None:
    page = text(owner.get("/settings/schemes").text)
    assert "Places 1 concept · 0 assets · vocabulary terms" in page
    assert "Topics 4 concepts · 8 assets · vocabulary terms" in page
    assert page.index("Places 1") < page.index("Topics 4")


def test_a_facet_goes_at_once_and_comes_back(owner: TestClient, opened: EmbeddedWorkspace) -> None:
    chosen = f"/search?concept={quote(T + 'packaging', safe='')}"
    assert "Topics" in owner.get(chosen).text
    page = done(owner, TOPICS, "facet-off")
    assert "Topics is no longer a facet of the search." in text(page)
    assert read_settings(opened.root).schemes_without_facet == (TOPICS,)
    assert "Remove the filter Concept: packaging" in owner.get(chosen).text  # what is asked stays asked
    assert 'class="facet"> <h2 lang="en" dir="auto">Topics' not in " ".join(owner.get(chosen).text.split())
    assert owner.get("/api/v1/search").json()["facets"].get("concept") is None
    done(owner, TOPICS, "facet-on")
    assert owner.get("/api/v1/search").json()["facets"]["concept"] == {T + "packaging": 8}
    assert "schemes_without_facet" not in (opened.root / "thesaury.toml").read_text()
    assert [kept.deed.subject for kept in opened.catalogue.audit.deeds()] == ["setting:schemes_without_facet"] * 2


def test_schemes_move_up_and_down(owner: TestClient, opened: EmbeddedWorkspace) -> None:
    page = done(owner, TOPICS, "up")
    assert "Topics moved up." in text(page)
    assert text(page).index("Topics 4") < text(page).index("Places 1")
    assert read_settings(opened.root).schemes_first == (TOPICS, PLACES)
    done(owner, TOPICS, "up")  # it is the first already
    assert read_settings(opened.root).schemes_first == (TOPICS, PLACES)
    done(owner, TOPICS, "down")
    assert "schemes_first" not in (opened.root / "thesaury.toml").read_text()


def test_a_run_suggests_nothing_from_what_is_not_tagged_with(owner: TestClient, opened: EmbeddedWorkspace) -> None:
    opened.catalogue.records.put_connection(Connection("dam", "table", (("path", "dam.csv"),)))
    with opened.writing():
        enrich(opened)
    assert suggested(opened) == {"jar", "kitchen"}
    page = done(owner, PLACES, "tagging-off")
    assert "From now on nothing is suggested from Places." in text(page)
    assert suggested(opened) == {"jar", "kitchen"}  # until the next run
    with opened.writing():
        read, _ = enrich(opened)
    assert (read, suggested(opened)) == (8, {"jar"})
    with opened.writing():
        assert enrich(opened)[0] == 0
    assert "kitchen" in owner.get("/api/v1/search?q=kitchen").json()["concepts"][0]["label"]
    done(owner, PLACES, "tagging-on")
    with opened.writing():
        enrich(opened)
    assert suggested(opened) == {"jar", "kitchen"}


def test_unknown_schemes_and_deeds_are_not_there(owner: TestClient) -> None:
    for fields in ({"scheme": "urn:none", "do": "up"}, {"scheme": TOPICS, "do": "burn"}):
        assert owner.post("/settings/schemes", data=fields, headers=OURS).status_code == 404


def test_schemes_are_for_administrators(people: People) -> None:
    client = people("kai", Role.TAXONOMIST)
    assert client.get("/settings/schemes").status_code == 403
    assert client.post("/settings/schemes", data={"scheme": TOPICS, "do": "up"}).status_code == 403


def test_what_the_environment_orders_is_changed_there(owner: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THESAURY_SCHEMES_FIRST", "[]")
    page = owner.get("/settings/schemes").text
    assert "Comes from the environment variable THESAURY_SCHEMES_FIRST" in page
    assert re.search(r'value="up"[^>]* disabled', page)
    answer = owner.post("/settings/schemes", data={"scheme": TOPICS, "do": "up"}, headers=OURS)
    assert answer.status_code in (400, 422)


@pytest.mark.parametrize("scheme", usually(["dark"], ["light"]))
def test_schemes_by_keyboard(opened: EmbeddedWorkspace, browser: Any, scheme: str) -> None:
    with served_at(create_app(opened)) as address:
        context = browser.new_context(locale="en", color_scheme=scheme, viewport={"width": 360, "height": 700})
        page = context.new_page()
        page.goto(f"{address}/settings/schemes")
        page.get_by_role("button", name="Move Topics up").focus()
        page.keyboard.press("Enter")
        page.get_by_text("Topics moved up.").first.wait_for()
        assert page.locator(".scheme-about h2").all_text_contents() == ["Topics", "Places"]
        assert page.evaluate("document.activeElement.textContent").strip() == "Move Topics up"
        switch = page.get_by_role("switch", name="Tagging Topics")
        switch.focus()
        page.keyboard.press("Space")
        page.get_by_text("From now on nothing is suggested from Topics.").first.wait_for()
        assert switch.get_attribute("aria-checked") == "false"
        assert page.evaluate("document.activeElement.getAttribute('role')") == "switch"
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        assert violations(page) == []
        context.close()
    assert read_settings(opened.root).schemes_without_tagging == (TOPICS,)
