"""Pictures that look alike: shown side by side, decided by a form, empty, and gone meanwhile."""

import getpass
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw
from starlette.testclient import TestClient

from tests.contract.catalogue_values import fill, held, keys, record
from tests.journeys.pages.browsing import served_at
from thesaury.bootstrap import EmbeddedWorkspace, init_workspace
from thesaury.model.asset import File, Licence, Record
from thesaury.model.likeness import Verdict, likeness
from thesaury.ports.source import Page
from thesaury.web.app import create_app


def pictured(place: Path, connection: str, external_id: str, title: str, **more: object) -> Record:
    """A record with a picture of its own on this disk."""
    path = place / f"{connection}-{external_id}.png"
    picture = Image.new("RGB", (480, 320), "tan")
    ImageDraw.Draw(picture).ellipse((120, 60, 360, 260), fill="teal" if connection == "dam" else "darkcyan")
    picture.save(path)
    file = File(str(path), "image/png", f"{connection}{external_id}", 10, 480, 320)
    return replace(record(external_id, connection=connection, title=title), file=file, **more)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[EmbeddedWorkspace]:
    """Three assets in two systems; two pairs of them look alike."""
    made = init_workspace(tmp_path / "work")
    tea = pictured(tmp_path, "dam", "1", "Tea tin", properties=(("creator", ("Ada Lind",)),))
    web = pictured(
        tmp_path, "shop", "9", "Teedose", properties=(("creator", ("Ben Stone",)),), licences=(Licence("Web only"),)
    )
    lake = pictured(tmp_path, "shop", "8", "A lake at dusk")
    one, other, third = fill(made.catalogue, tea, web, lake)
    made.catalogue.identities.compared([likeness(one, other, 2), likeness(one, third, 6)], [])
    yield made
    made.close()


@pytest.fixture
def pages(opened: EmbeddedWorkspace) -> Iterator[TestClient]:
    with TestClient(create_app(opened), base_url="http://127.0.0.1", follow_redirects=False) as client:
        yield client


def answers(html: str) -> list[str]:
    """The addresses of all buttons: one asset, two assets, pair by pair."""
    return [action.replace("&amp;", "&") for action in re.findall(r'<form method="post" action="(/alike[^"]+)"', html)]


def verdicts(opened: EmbeddedWorkspace, verdict: Verdict) -> list[tuple[int, str]]:
    return [(known.distance, known.by) for known in opened.catalogue.identities.likenesses(verdict)]


def test_pairs_show_how_close_they_are_and_what_they_say_differently(pages: TestClient):
    html = " ".join(pages.get("/alike").text.split())
    assert re.findall(r'<h2 id="p\d">([^<]+) <span class="quiet">([^<]+)</span>', html) == [
        ("Very close", "2 of 64 bits differ"),
        ("Close", "6 of 64 bits differ"),
    ]
    for words in ("Tea tin", "Teedose", "Ada Lind", "Ben Stone", "<code>shop/9</code>"):
        assert words in html
    assert "contradict each other in nothing" in html  # the second pair
    assert html.count('src="/pictures/') == 4


def test_one_asset_joins_them_and_leads_back(pages: TestClient, opened: EmbeddedWorkspace):
    answer = pages.post(answers(pages.get("/alike").text)[0])
    assert (answer.status_code, answer.headers["location"]) == (303, "/alike?said=same")
    assert keys(held(opened.catalogue, record("1"))) == ["dam/1", "shop/9"]
    assert verdicts(opened, Verdict.SAME) == [(2, getpass.getuser())]
    assert "They are one asset" in pages.get(answer.headers["location"]).text


def test_two_assets_stay_apart_and_are_not_shown_again(pages: TestClient, opened: EmbeddedWorkspace):
    assert pages.post(answers(pages.get("/alike").text)[1]).headers["location"] == "/alike?said=different"
    assert keys(held(opened.catalogue, record("1"))) == ["dam/1"]
    assert verdicts(opened, Verdict.DIFFERENT) == [(2, getpass.getuser())]
    assert len(answers(pages.get("/alike").text)) == 2


def waiting(html: str) -> str:
    """What the tab of the room says."""
    [tab] = re.findall(r'<a href="/alike"[^>]*>([^<]+)<span class="count">(\d+)</span>', html)
    return " ".join(part.strip() for part in tab)


def test_the_way_to_it_is_a_tab_of_the_review_room_with_the_number_that_waits(pages: TestClient):
    assert waiting(pages.get("/review").text) == "Look alike 2"
    while left := answers(pages.get("/alike").text):
        pages.post(left[1])
    html = pages.get("/alike").text
    assert "No pair waits for a decision" in html
    assert waiting(html) == "Look alike 0"


def test_an_asset_that_is_gone_meanwhile_is_a_readable_page(pages: TestClient, opened: EmbeddedWorkspace):
    stale = answers(pages.get("/alike").text)
    opened.catalogue.records.store_page("shop", Page((), "", True, gone=("9",)))
    for action in stale[:2]:
        answer = pages.post(action)
        assert answer.status_code == 404
        assert "One of the two is not here any more" in answer.text
    assert verdicts(opened, Verdict.SAME) == verdicts(opened, Verdict.DIFFERENT) == []
    assert len(answers(pages.get("/alike").text)) == 2


@pytest.mark.parametrize("asked", ["", "one=a", "one=a&other=b", "one=a&other=b&same=perhaps"])
def test_half_an_answer_is_refused(pages: TestClient, asked: str):
    assert pages.post(f"/alike?{asked}").status_code == 400


def test_a_page_of_another_site_decides_nothing(pages: TestClient, opened: EmbeddedWorkspace):
    action = answers(pages.get("/alike").text)[0]
    assert pages.post(action, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert len(opened.catalogue.identities.likenesses()) == 2


@pytest.mark.parametrize("script", [True, False])
def test_a_reader_decides_by_mouse_and_keyboard(opened: EmbeddedWorkspace, browser: Any, script: bool):
    with (
        served_at(create_app(opened)) as address,
        browser.new_page(base_url=address, java_script_enabled=script) as page,
    ):
        page.goto("/review")
        page.get_by_role("link", name="Look alike 2").click()
        page.wait_for_load_state()
        pictures = page.locator(".pair").first.get_by_role("img")
        assert [round(shown.bounding_box()["y"]) for shown in pictures.all()].count(
            round(pictures.first.bounding_box()["y"])
        ) == 2
        page.get_by_role("button", name="Two assets").nth(1).click()
        page.wait_for_url("**/alike?said=different")
        page.get_by_role("button", name="One asset").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/alike?said=same")
        assert page.get_by_role("heading", name="No pair waits for a decision").is_visible()
        assert page.get_by_role("link", name="Look alike 0").get_attribute("aria-current") == "page"
    assert keys(held(opened.catalogue, record("1"))) == ["dam/1", "shop/9"]
