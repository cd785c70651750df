"""A slow way to the server: answers come late, or not in their order, and somebody goes on meanwhile."""

from asyncio import sleep
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from tests.journeys.pages.browsing import at_rest, served_at, until
from tests.journeys.portal.opening import opened as context
from tests.journeys.review.collection import T, asset
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.model.brief import Brief
from thesaury.pipeline import boards
from thesaury.web.app import create_app


@dataclass
class Slow:
    """Answers of the server that do not come before they are let go."""

    page: Any
    held: list[tuple[Any, Any]] = field(default_factory=list)

    def hold(self, address: str) -> None:
        """What is asked of this address from here on reaches the server, which answers at once."""
        self.page.route(address, lambda route: self.held.append((route, route.fetch(max_redirects=0))))

    def has(self, count: int) -> None:
        """Wait until so many answers are held."""
        while len(self.held) < count:
            self.page.wait_for_timeout(20)

    def let_go(self, place: int = 0) -> None:
        """Let one of them come, and wait until the page has it."""
        route, answer = self.held.pop(place)
        with self.page.expect_event("requestfinished", lambda asked: asked == route.request):
            route.fulfill(response=answer)


@pytest.fixture
def address(opened: EmbeddedWorkspace) -> Iterator[str]:
    with served_at(create_app(opened)) as served:
        yield served


@pytest.mark.parametrize("first", [0, 1])
def test_two_deeds_at_once_are_both_shown_whichever_is_answered_first(
    browser: Any, opened: EmbeddedWorkspace, address: str, first: int
) -> None:
    with context(browser, address, {}) as view:
        page = view.page(f"/assets/{asset(opened, 4)}")
        slow = Slow(page)
        slow.hold("**/decide")
        page.get_by_role("button", name="Accept jar").click()
        slow.has(1)
        page.get_by_role("button", name="Accept kitchen").click()
        slow.has(2)
        slow.let_go(first)
        slow.let_go()
        page.locator(".deed", has_text="kitchen is accepted.").wait_for()
        assert page.get_by_role("button", name="Accept").count() == 0
    assert view.complaints == []


def test_an_answer_that_was_overtaken_does_not_come_in_the_place_of_the_newer_one(
    browser: Any, opened: EmbeddedWorkspace, address: str
) -> None:
    with context(browser, address, {}) as view:
        page = view.page(f"/review?asset={asset(opened, 4)}")
        slow = Slow(page)
        slow.hold("**/review/decide")
        page.get_by_role("button", name="Accept jar").click()
        slow.has(1)
        before = page.locator(".asset-title").inner_text()
        page.locator("[data-key=n]").click()
        page.locator(".asset-title", has_not_text=before).wait_for()
        title = page.locator(".asset-title").inner_text()
        slow.let_go()
        at_rest(page)
        assert page.locator(".asset-title").inner_text() == title
    assert view.complaints == []


def test_what_just_came_works_at_once(browser: Any, opened: EmbeddedWorkspace, address: str) -> None:
    with context(browser, address, {}) as view:
        page = view.page(f"/assets/{asset(opened, 4)}")
        next_one = 'document.querySelector(\'[aria-label="Accept kitchen"], [title="Accept kitchen"]\')'
        page.evaluate(
            f"window.stays = true; addEventListener('htmx:afterRequest', () => {next_one}.click(), {{ once: true }})"
        )
        page.get_by_role("button", name="Accept jar").click()
        page.locator(".deed", has_text="kitchen is accepted.").wait_for()
        assert page.evaluate("window.stays === true"), "the page was left, and keys pressed meanwhile are lost"
    assert view.complaints == []


def test_a_form_is_sent_once_however_often_its_button_is_pressed(browser: Any, opened: EmbeddedWorkspace) -> None:
    app = create_app(opened)

    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if scope["method"] == "POST" and message["type"] == "http.response.start":
                await sleep(0.6)
            await send(message)

        await app(scope, receive, sent if scope["type"] == "http" else send)

    press = "setTimeout(() => document.querySelector('button[value=text]').click(), later)"
    with served_at(slow) as address, context(browser, address, {}) as view:
        page = view.page("/boards/new")
        page.locator("#text").fill("Jars in a kitchen, on the website in Germany")
        page.evaluate(f"for (const later of [0, 300]) {press}")
        page.locator("#board").wait_for()
    assert view.complaints == []
    assert len(opened.catalogue.boards.lines(9)) == 1


def test_who_chooses_on_before_the_answer_sees_what_he_chose_last(browser: Any, address: str) -> None:
    with context(browser, address, {}) as view:
        page = view.page(f"/vocabulary/tree?concept={T}jar")
        slow = Slow(page)
        slow.hold("**/vocabulary/chosen/part?*packaging*")
        page.locator(f"[data-iri='{T}packaging'] .node-name").click()
        slow.has(1)
        page.locator(f"[data-iri='{T}glass'] .node-name").click()
        page.locator("#concept-name", has_text="glass packaging").wait_for()
        page.wait_for_url("**glass*")
        slow.let_go()
        assert page.locator("#concept-name").inner_text() == "glass packaging"
        assert page.title().startswith("glass packaging – ")
        assert page.locator("[aria-busy]").count() == 0
    assert view.complaints == []


def test_a_list_that_was_closed_stays_closed(browser: Any, opened: EmbeddedWorkspace, address: str) -> None:
    with context(browser, address, {}) as view:
        page = view.page(f"/assets/{asset(opened, 4)}")
        box, options = page.get_by_role("combobox", name="Add a concept"), page.locator("#add-list [role=option]")
        box.fill("glas")
        options.first.wait_for()
        slow = Slow(page)
        slow.hold("**/complete?q=glass*")
        box.press("s")
        slow.has(1)
        box.press("Escape")
        slow.let_go()
        assert not options.first.is_visible()
        assert box.get_attribute("aria-expanded") == "false"
    assert view.complaints == []


def test_pictures_of_a_board_are_ordered_on_while_their_places_are_kept(
    browser: Any, opened: EmbeddedWorkspace, address: str
) -> None:
    one, two, three, four = (asset(opened, number) for number in range(1, 5))
    board = boards.create(opened, "Spring", Brief(""), [one, two, three, four])
    with context(browser, address, {}) as view:
        page = view.page(f"/boards/{board.id}")
        slow = Slow(page)
        slow.hold("**/move")

        def last(asset: str) -> None:
            page.locator(f"[data-asset='{asset}'] [data-grip]").press("End")

        last(one)
        last(two)  # before the first is sent
        slow.has(1)
        last(three)
        page.wait_for_timeout(600)  # the pause after which it would be sent
        for _ in range(3):
            slow.has(1)
            slow.let_go()
        shown = "[...document.querySelectorAll('#board [data-asset]')].map(one => one.dataset.asset).join()"
        until(page, f"{shown} === '{four},{one},{two},{three}'")
    assert view.complaints == []
    assert [item.asset for item in boards.board(opened, board.id).items] == [four, one, two, three]


def test_a_picture_that_is_carried_while_an_answer_comes_is_put_where_it_is_let_go(
    browser: Any, opened: EmbeddedWorkspace, address: str
) -> None:
    one, two, three, four = (asset(opened, number) for number in range(1, 5))
    board = boards.create(opened, "Spring", Brief(""), [one, two, three, four])
    with context(browser, address, {}) as view:
        page = view.page(f"/boards/{board.id}")
        slow = Slow(page)
        slow.hold("**/move")
        page.locator(f"[data-asset='{four}'] [data-grip]").press("Home")
        slow.has(1)
        places = {name: page.locator(f"[data-asset='{name}'] [data-grip]").bounding_box() for name in (four, three)}
        page.mouse.move(places[three]["x"] + 8, places[three]["y"] + 8)
        page.mouse.down()
        slow.let_go()
        page.mouse.move(places[four]["x"] + 8, places[four]["y"] + 8, steps=5)
        assert page.locator("#board [data-asset]").count() == 4
        page.mouse.up()
        slow.has(1)
        slow.let_go()
        assert page.locator(".carried").count() == 0
    assert view.complaints == []
    assert [item.asset for item in boards.board(opened, board.id).items] == [three, four, one, two]
