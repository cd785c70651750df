"""The stories of the demo brand from end to end, by somebody who has never been here: the link of the first start, a search by meaning, ten
decisions by keys, a licence pasted and seen in the search, and a run watched to its end."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.pages.browsing import at_rest
from tests.journeys.portal.demo import own_copy
from tests.journeys.portal.opening import Opened, opened
from tests.journeys.signing import Serving, serving

LICENCE = "Website and newsletter, DACH, until 31 December 2027, no paid social."
ASKED = "channel=website&region=DE&date=2026-12-01"


@pytest.fixture(scope="module")
def house(brand: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A copy of the demo, served by the command with its worker beside it."""
    with serving(own_copy(brand, tmp_path_factory.mktemp("stories") / "workspace")) as served:
        yield served


@pytest.fixture(scope="module")
def reader(browser: Any, house: Serving) -> Iterator[Opened]:
    """Whoever made himself the administrator by the link that the first start printed."""
    with opened(browser, house.address, {}) as seen:
        page = seen.page(house.link)
        for label, words in (("Name", "Mara Lindqvist"), ("E-mail address", "mara@fennmoor.example")):
            page.get_by_label(label, exact=True).fill(words)
        for field in page.locator("input[type=password]").all():
            field.fill("four words in a row")
        page.locator("main form button").first.click()
        page.wait_for_load_state()
        assert "/sign-in" not in page.url
        yield seen


def test_a_theme_finds_what_does_not_say_it(reader: Opened) -> None:
    page = reader.page("/")
    page.locator("#q").fill("sustainable packaging")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=sustainable+packaging")
    cards = page.locator(".wall .card")
    without = cards.filter(has_not=page.get_by_text("“sustainable”")).filter(has=page.locator(".because .way"))
    assert without.count() >= 10
    assert "→ sustainable packaging" in " ".join(without.first.locator(".because").inner_text().split())
    without.first.locator("a.card-link").click()
    page.wait_for_url("**/assets/*")
    texts = page.locator(".passages, .texts, main").first.inner_text()
    assert "sustainable packaging" not in texts.split("Concepts")[0].lower()
    assert reader.complaints == []


def test_ten_suggestions_are_decided_by_keys(reader: Opened) -> None:
    page = reader.page("/review?order=surest")
    before = int(page.locator("#left").inner_text().split()[0].replace(",", ""))
    for key in "aaraaraaar":
        with page.expect_response(lambda answer: "/review" in answer.url and "/other?" not in answer.url):
            page.keyboard.press(key)
        at_rest(page)
    after = int(page.locator("#left").inner_text().split()[0].replace(",", ""))
    assert before - after == 10
    decided = reader.page("/review/decided").locator("main").inner_text()
    assert decided.count("You") >= 10
    assert reader.complaints == []


def test_a_pasted_licence_is_seen_in_the_search(reader: Opened) -> None:
    page = reader.page(f"/search?rights=none&{ASKED}")
    card = page.locator(".wall .card").first
    assert card.locator(".rights-line.is-needs_review").count() == 1
    title, asset = card.locator(".card-title").inner_text(), card.locator("a.card-link").get_attribute("href")
    words = "+".join(title.split())
    page = reader.page("/rights/intake")
    page.get_by_label("Text of the licence").fill(LICENCE)
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/rights/intake/*")
    page.locator("#asset-words").fill(str(asset).split("?")[0].split("#")[0].removeprefix("/assets/"))
    page.get_by_role("button", name="Find").click()
    page.wait_for_url("**#for")
    page.wait_for_load_state()
    page.get_by_role("checkbox", name=title).first.check()
    page.get_by_role("button", name="Add the ticked ones").click()
    page.get_by_text("1 asset is chosen").wait_for()
    confirmed(reader, page)
    page = reader.page(f"/search?q={words}&{ASKED}&verdict=permit")
    found = page.locator(".wall .card").filter(has=page.locator(f'a[href^="{str(asset).split("?")[0]}"]'))
    assert found.locator(".rights-line.is-permit").count() == 1
    assert reader.complaints == []


def confirmed(reader: Opened, page: Any) -> None:
    """Confirm, and once more where the worker, who still reckons with what was decided before, does not let go in time."""
    for _ in range(3):
        with page.expect_response(lambda answer: answer.request.method == "POST" and "/intake/" in answer.url) as sent:
            page.get_by_role("button", name="Confirm for these assets").click()
        page.wait_for_load_state()
        if sent.value.status != 422:
            break
        assert "Wait until" in page.locator("main").inner_text()
        reader.complaints.clear()
    page.wait_for_url("**said=confirmed#content")


def test_a_run_is_watched_to_its_end(reader: Opened) -> None:
    page = reader.page("/connections/studio")
    page.get_by_role("button", name="Read now").first.click()
    page.wait_for_url("**/runs/*")
    page.locator(".standing .badge", has_text="Finished").wait_for()
    assert reader.complaints == []
