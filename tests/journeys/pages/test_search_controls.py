"""The controls of the search page: what is related, position among pages, and filters on narrow pages."""

import re

from tests.journeys.pages.browsing import served_at
from tests.journeys.pages.collection import Workspace
from tests.journeys.pages.conftest import make_pictures
from tests.journeys.portal.axe import violations
from thesaury.model.asset import Asset, Record, Text
from thesaury.web.app import create_app
from thesaury.web.parts.asked import PAGE


def test_what_is_related_is_taken_in_by_one_click_and_stays(page):
    html = page("/search?q=refill+pouch&market=DE")
    link = re.search(r'<a class="choice" id="beside" href="([^"]+)"', html)
    assert link
    assert link[1] == "/search?q=refill+pouch&amp;market=DE&amp;related=1"
    assert re.search(
        r"also what is related</span></a>\s*<span class=\"quiet\"><span lang=\"en\" dir=\"auto\">kitchen<", html
    )
    taken = page("/search?q=refill+pouch&market=DE&related=1")
    assert 'class="choice chosen" id="beside" href="/search?q=refill+pouch&amp;market=DE" aria-current="true"' in taken
    kept = taken[taken.index('id="kept"') :]
    assert '<input type="hidden" name="related" value="1">' in kept[: kept.index("</span>")]
    form = taken[taken.index('class="may-i"') :]
    assert '<input type="hidden" name="related" value="1">' in form[: form.index("</form>")]
    assert 'class="chip" href="/search?q=refill+pouch&amp;related=1"' in taken


def test_without_anything_related_there_is_nothing_to_choose(page):
    assert 'id="beside"' not in page("/search?q=carbon-neutral+product")
    assert 'id="beside"' not in page("/search?q=zebra")
    assert 'id="beside"' in page("/search?q=zebra&related=1")  # it can be taken back


def test_it_speaks_german(client):
    html = client.get("/search?q=Nachf%C3%BCllbeutel", headers={"Accept-Language": "de"}).text
    assert "auch Verwandtes" in html
    assert '<span lang="de" dir="auto">Küche</span>' in html


def test_a_page_among_several_says_which(page, served):
    assert "page 1 of" not in page("/search")
    many = [Asset(f"m{n:02}", (Record("studio", f"{n}", "1", (Text("title", f"No {n}"),)),)) for n in range(PAGE + 2)]
    assert f"{PAGE + 2} assets · page 2 of 2</p>" in served(many).get("/search?page=2").text


def test_filters_stay_open_on_a_phone_until_they_are_closed(tmp_path, browser):
    make_pictures(tmp_path)
    with served_at(create_app(Workspace(tmp_path))) as address:
        context = browser.new_context(viewport={"width": 360, "height": 700}, locale="en")
        page = context.new_page()
        page.goto(f"{address}/search")
        filters = page.locator("#filters")
        assert not filters.is_visible()
        page.get_by_role("link", name="Filters").click()
        filters.wait_for()
        assert page.evaluate("document.activeElement.id") == "filters"
        page.locator("#filters a.choice", has_text="portal").click()
        page.locator("#filters a.chosen", has_text="portal").wait_for()
        assert filters.is_visible()
        assert violations(page) == []
        page.locator(".show-hits").click()
        assert not filters.is_visible()
        assert page.evaluate("document.activeElement.className") == "open-filters"
        assert page.evaluate("location.search") == "?source=portal"
        page.get_by_role("link", name="Filters").press("Enter")
        page.keyboard.press("Escape")
        assert not filters.is_visible()
        context.close()
