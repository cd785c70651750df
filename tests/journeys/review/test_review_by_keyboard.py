"""The review room in a real browser: by keys alone, with and without script, a failing server, small and dark."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.journeys.pages.browsing import at_rest, served_at
from tests.journeys.portal.axe import violations
from tests.journeys.portal.opening import Opened
from tests.journeys.portal.opening import opened as opened_in
from tests.journeys.review.collection import T, asset
from tests.long_form import LONG, usually
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.model.annotation import Decision, Review
from thesaury.model.errors import Unreachable
from thesaury.pipeline.keeping import decide
from thesaury.web.app import create_app

JAR, KITCHEN, POUCH = f"{T}jar", f"{T}kitchen", f"{T}pouch"


@contextmanager
def desk(browser: Any, opened: EmbeddedWorkspace, **how: Any) -> Iterator[Opened]:
    """The portal over the workspace in a context of its own."""
    with served_at(create_app(opened)) as address, opened_in(browser, address, {}, **how) as seen:
        yield seen


def pressed(page: Any, key: str) -> None:
    """A key after which the desk is exchanged."""
    with page.expect_response(lambda answer: "/review" in answer.url and "/other?" not in answer.url):
        page.keyboard.press(key)
    at_rest(page)


def focused(page: Any) -> str:
    return str(
        page.evaluate("document.activeElement.querySelector('.term')?.textContent ?? document.activeElement.tagName")
    )


def said(page: Any) -> str:
    return str(page.locator("#said").inner_text())


def left(page: Any) -> int:
    return int(page.locator("#left").inner_text().split()[0])


def decisions(opened: EmbeddedWorkspace) -> list[str]:
    return [made.decision.value for made in opened.catalogue.enrichments.reviews()]


def test_ten_suggestions_by_keys_alone_and_all_taken_back(browser: Any, opened: EmbeddedWorkspace):
    with desk(browser, opened) as seen:
        page = seen.page("/review?order=surest")
        page.keyboard.press("j")
        page.keyboard.press("k")
        assert focused(page) == "jar"
        for done, key in enumerate("arararaarr", 1):
            pressed(page, key)
            assert left(page) == 12 - done
            assert f"{12 - done} " in said(page)
            assert page.evaluate("document.activeElement.dataset.offer") == page.locator(".offer.now").get_attribute(
                "data-offer"
            )
        assert decisions(opened) == ["accepted" if key == "a" else "rejected" for key in "arararaarr"]
        page.reload()
        for done in range(9, -1, -1):
            pressed(page, "u")
            assert left(page) == 12 - done
        assert page.locator("[data-key=u]").count() == 0
        assert seen.complaints == []
    assert decisions(opened) == []


def test_reasons_selection_and_passing_by_are_keys_too(browser: Any, opened: EmbeddedWorkspace):
    with desk(browser, opened) as seen:
        page = seen.page(f"/review?asset={asset(opened, 4)}")
        pressed(page, "r")
        assert focused(page) == "kitchen"
        pressed(page, "2")
        assert "The reason is kept" in said(page)
        assert focused(page) == "kitchen"
        assert opened.catalogue.enrichments.reviews()[0].reason == "broad"
        title = page.locator(".asset-title").inner_text()
        pressed(page, "j")  # past the last one
        assert page.locator(".asset-title").inner_text() != title
        pressed(page, "p")
        assert page.locator(".asset-title").inner_text() == title
        pressed(page, "u")
        page.keyboard.press("x")
        page.keyboard.press("j")
        page.keyboard.press("x")
        assert page.locator("[name=chosen]:checked").count() == 2
        pressed(page, "a")
        assert decisions(opened) == ["accepted", "accepted"]
        pressed(page, "u")
        assert decisions(opened) == []
        assert seen.complaints == []


def test_keys_rest_while_somebody_types_and_in_dialogs(browser: Any, opened: EmbeddedWorkspace):
    with desk(browser, opened) as seen:
        page = seen.page(f"/review?asset={asset(opened, 4)}")
        page.locator("#q").fill("")
        page.locator("#q").type("a r")
        page.keyboard.press("Escape")
        page.locator(".offer").first.focus()
        page.keyboard.press("?")
        assert page.locator("#keys").is_visible()
        page.keyboard.press("a")
        page.keyboard.press("Escape")
        assert not page.locator("#keys").is_visible()
        assert focused(page) == "jar"
        page.get_by_role("button", name="Keys").click()
        page.get_by_role("button", name="Close").click()
        assert page.evaluate("document.activeElement.dataset.opens") == "keys"
    assert decisions(opened) == []


def test_another_concept_is_chosen_by_keys(browser: Any, opened: EmbeddedWorkspace):
    with desk(browser, opened) as seen:
        page = seen.page(f"/review?asset={asset(opened, 4)}")
        page.keyboard.press("e")
        assert page.evaluate("document.activeElement.id") == "other-q"
        assert "“jar” is rejected" in page.locator("#other").inner_text()
        with page.expect_response(lambda answer: answer.url.endswith("q=nachf")):
            page.keyboard.type("nachf")
        at_rest(page)
        page.locator("#other-q[aria-expanded=true]").wait_for()
        page.keyboard.press("ArrowDown")
        assert page.locator("#other-q").get_attribute("aria-activedescendant") == "other-option-1"
        assert violations(page) == []
        pressed(page, "Enter")
        assert focused(page) == "kitchen"
        assert "Took “refill pouch”" in said(page)
        page.keyboard.press("e")
        page.keyboard.press("Escape")
        assert focused(page) == "kitchen"
        assert seen.complaints == []
    assert [(m.concept, m.decision.value) for m in opened.catalogue.enrichments.reviews()] == [
        (JAR, "rejected"),
        (POUCH, "accepted"),
    ]


def test_many_pictures_are_decided_by_keys(browser: Any, opened: EmbeddedWorkspace):
    with desk(browser, opened) as seen:
        page = seen.page(f"/review?asset={asset(opened, 4)}")
        page.keyboard.press("s")
        page.wait_for_url("**/review/concept?*")
        page.wait_for_load_state()
        assert page.locator("[name=chosen]:checked").count() == 8
        page.keyboard.press("j")
        page.keyboard.press("x")
        assert page.locator("[name=chosen]:checked").count() == 7
        pressed(page, "a")
        assert page.locator(".tile").count() == 1
        assert "Accepted 7 suggestions: jar." in said(page)
        with page.expect_navigation():
            page.keyboard.press("u")
        assert page.locator(".tile").count() == 8
        assert seen.complaints == []


def test_who_comes_second_sees_it_and_hears_it(browser: Any, opened: EmbeddedWorkspace):
    with desk(browser, opened) as seen:
        page = seen.page(f"/review?asset={asset(opened, 4)}")
        made = Review(asset(opened, 4), JAR, Decision.REJECTED, "ben", "2026-11-28T10:00:00+00:00")
        decide(opened.catalogue, [made])
        pressed(page, "a")
        assert "ben rejected “jar”" in page.locator("#notice").inner_text()
        assert "ben rejected “jar”" in said(page)
        assert focused(page) == "kitchen"
        assert violations(page) == []
        assert len(seen.complaints) == 2  # the browser itself tells its console of a 409
    assert decisions(opened) == ["rejected"]


def test_a_decision_that_fails_waits_in_the_page(
    browser: Any, opened: EmbeddedWorkspace, monkeypatch: pytest.MonkeyPatch
):
    def broken(*_: object, **__: object) -> int:
        raise Unreachable("The database cannot be used. See that its disk is there.")

    with desk(browser, opened) as seen:
        page = seen.page(f"/review?asset={asset(opened, 4)}")
        with monkeypatch.context() as patch:
            patch.setattr(type(opened.catalogue.enrichments), "review", broken)
            pressed(page, "a")
            assert "Accept: jar. It waits here." in page.locator("#unkept").inner_text()
            assert left(page) == 12
            assert violations(page) == []
            pressed(page, "n")  # one may go on meanwhile
            with page.expect_response("**/review/decide"):
                page.get_by_role("button", name="Try again").click()
            at_rest(page)
            assert page.locator("#unkept").is_visible()
        page.get_by_role("button", name="Try again").click()
        page.locator("#unkept").wait_for(state="hidden")
        assert left(page) == 11
        page.context.set_offline(True)
        page.keyboard.press("r")
        page.locator("#unkept").wait_for()
        page.get_by_role("button", name="Let go").click()
        assert not page.locator("#unkept").is_visible()
    assert decisions(opened) == ["accepted"]


def test_without_script_every_deed_is_a_form(browser: Any, opened: EmbeddedWorkspace):
    with desk(browser, opened, java_script_enabled=False) as seen:
        page = seen.page(f"/review?asset={asset(opened, 4)}")

        def follow(role: str, name: str) -> None:
            page.get_by_role(role, name=name).last.click()
            page.wait_for_load_state()

        follow("button", "Accept jar")
        assert page.locator("#left").inner_text() == "11 are left."
        follow("link", "Choose another kitchen")
        page.get_by_label("Concept", exact=True).fill("refill")
        follow("button", "Search")
        follow("button", "Take this one refill pouch")
        assert "Took “refill pouch” in the place of “kitchen”" in page.locator(".lately").inner_text()
        follow("button", "Undo")
        assert page.locator(".term").first.inner_text() == "kitchen"
        follow("button", "Reject kitchen")
        follow("button", "Not to be seen")
        assert "Not to be seen" in page.locator(".lately").inner_text()
        page.get_by_label("Campaign").select_option("Green Spring")
        follow("button", "Show")
        assert "decided in this batch" in page.locator(".progress").inner_text()
        follow("link", "Decided")
        follow("button", "Undo kitchen")
        assert "It is taken back" in page.locator(".told").inner_text()
        assert not page.locator(".by-script").first.is_visible()
        assert seen.complaints == []
    assert decisions(opened) == ["accepted"]


@pytest.mark.parametrize("shape", usually([(360, "light")], [(768, "dark"), (1440, "light")]))
def test_nothing_scrolls_sideways_and_axe_finds_nothing(
    browser: Any, opened: EmbeddedWorkspace, shape: tuple[int, str]
):
    """After a rejection, and where nothing waits; the long form looks at what the walk over all pages sees, too."""
    width, scheme = shape
    with desk(browser, opened, width=width, scheme=scheme) as seen:
        page = seen.page(f"/review?asset={asset(opened, 4)}")
        page.locator(".offer").first.focus()
        pressed(page, "r")
        further = [f"/review/concept?iri={JAR}", "/review/decided", "/alike"] if LONG else []
        for address in ["", "/review?campaign=nowhere", *further]:
            if address:
                page.goto(address)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert violations(page) == [], address
            dialogs = page.evaluate("() => [...document.querySelectorAll('dialog[id]')].map(d => d.id)")
            for name in dialogs if LONG else []:
                page.evaluate("id => document.getElementById(id).showModal()", name)
                assert violations(page) == [], name
                page.evaluate("id => document.getElementById(id).close()", name)
        assert seen.complaints == []
