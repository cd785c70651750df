"""The picker in a real browser, on pages of other origins: as an element, in a frame, in a frame without an origin, and by keyboard."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from time import time
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from tests.journeys.pages.browsing import chromium, served_at
from tests.journeys.portal.axe import violations
from tests.journeys.portal.demo import demo_brand, own_copy
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.model.access import Role
from thesaury.model.panel import PanelSession
from thesaury.pipeline.accounts import people
from thesaury.pipeline.panels import origins, pairing, sessions
from thesaury.ports.placements import WantedPlacements
from thesaury.web.app import create_app
from thesaury.web.panel.signing import Signer
from thesaury.web.panel.times import seconds_of

BUILT = Path(__file__).parents[3] / "src/thesaury/web/static/built/thesaury-picker.js"
STATE = "document.querySelector('thesaury-picker').shadowRoot"


class Site:
    """The demo brand behind its lock, a CMS that may hold the picker, and a page of somebody who may not."""

    def __init__(self, workspace: EmbeddedWorkspace, server: str, cms: str, evil: str, pages: dict[str, str]) -> None:
        self.workspace, self.server, self.cms, self.evil, self._pages = workspace, server, cms, evil, pages
        self.access, self.panels = workspace.access, workspace.catalogue.panels
        people.add(self.access, "ana@example.org", "Ana Roe", [Role.EDITOR])
        self.ana = people.member(self.access, "ana@example.org")
        origins.allow(workspace.catalogue, cms, "ana@example.org")

    def page(self, html: str) -> None:
        """What both other sites show from now on."""
        self._pages["/"] = (
            f'<!doctype html><html lang="en"><head><title>Article</title></head><body>{html}</body></html>'
        )

    def element(self, more: str = "") -> str:
        script = f'<script src="{self.server}/picker/thesaury-picker.js" defer></script>'
        return f'{script}<main><thesaury-picker server="{self.server}" channel="website" regions="DE" {more}></thesaury-picker></main>'

    def session(self) -> PanelSession:
        """As `POST /api/v1/picker/tokens` makes one for the CMS."""
        lasting = timedelta(minutes=15)
        return sessions.opened_for(self.access, self.panels, self.cms, self.ana, sessions.SCOPES, "", lasting)

    def token(self, session: PanelSession, ends: float = 0.0) -> str:
        return Signer(self.workspace, self.access.workspace).token(session, ends or seconds_of(session.ends_at))[0]

    def approve(self, code: str) -> None:
        pairing.decide(self.access, self.panels, code, True, self.ana)

    def placed(self) -> list[Any]:
        return self.workspace.catalogue.placements.page(WantedPlacements(), 50)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    if not BUILT.exists():
        pytest.skip("needs the script of clients/picker, which ./run test makes where there is npm")
    workspace = EmbeddedWorkspace(own_copy(demo_brand(tmp_path_factory), tmp_path_factory.mktemp("picker") / "work"))
    pages: dict[str, str] = {}

    def show(request: Request) -> HTMLResponse:
        return HTMLResponse(pages[request.url.path])

    other = [Route("/", show)]
    app = create_app(workspace, access=workspace.access)
    with (
        served_at(app) as server,
        served_at(Starlette(routes=other)) as cms,
        served_at(Starlette(routes=other)) as evil,
    ):
        yield Site(workspace, server, cms, evil, pages)
    workspace.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as launched:
        yield launched


@pytest.fixture
def opened(browser: Any, site: Site) -> Iterator[Callable[..., Any]]:
    """Opens a page at a width; what goes wrong on it, but for answers with a status, fails the test."""
    contexts, wrong = [], list[str]()

    def open_page(address: str, width: int = 300, **more: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 800}, locale="en-GB", **more)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


def focused(page: Any) -> str:
    return str(page.evaluate(f"{STATE}.activeElement?.id ?? ''"))


def tab_to(page: Any, id: str) -> None:
    """By the tab key alone, which always comes there, and always shows where it is."""
    for _ in range(80):
        page.keyboard.press("Tab")
        here = focused(page)
        if here.startswith(id):
            outline = page.evaluate(f"getComputedStyle({STATE}.activeElement).outlineStyle")
            assert outline != "none", here
            return
    raise AssertionError(f"no {id} can be reached by keyboard")


def test_by_keyboard_alone_on_a_plain_page_from_connecting_to_one_record(site: Site, opened: Callable[..., Any]):
    site.page(site.element())
    page = opened(site.cms)
    page.evaluate("window.told = []; addEventListener('thesaury-select', (e) => told.push(e.detail.asset.id))")
    tab_to(page, "query")
    page.keyboard.type("summer")
    page.keyboard.press("Shift+Tab")
    tab_to(page, "query")
    page.keyboard.press("Enter")
    page.get_by_text("Connect this panel with your account").first.wait_for()
    page.keyboard.press("Shift+Tab")
    page.evaluate(f"{STATE}.getElementById('connect').focus()")
    page.keyboard.press("Enter")
    code = page.locator(".code").inner_text()
    site.approve(code)
    page.locator(".hit").first.wait_for()
    assert page.get_by_role("searchbox").input_value() == "summer", "what was typed stays, and is asked at once"
    said = page.get_by_role("status").inner_text()
    assert "that may be used" in said
    assert "blocked" in said
    assert page.locator(".badge.deny").count() == 0
    # The answer to the first report is lost on its way: the panel keeps it, and sends it again with the next one.
    lost: list[str] = []

    def lose(route: Any) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.fetch().text())
        route.abort()

    page.route("**/panel/v1/placements*", lose)
    tab_to(page, "place-")
    page.keyboard.press("Enter")
    page.get_by_text("was selected").wait_for()
    page.wait_for_function("told.length === 1")
    assert len(site.placed()) == 1
    assert page.evaluate("JSON.parse(sessionStorage['thesaury.unreported']).length") == 1
    page.reload()
    page.get_by_text("Connected as Ana Roe").wait_for()
    page.wait_for_function("sessionStorage['thesaury.unreported'] === '[]'")
    [record] = site.placed()
    assert (record.host, record.channel, record.regions, record.by) == (
        "browser",
        "website",
        ("DE",),
        "ana@example.org",
    )
    tab_to(page, "tab-search")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert focused(page) == "tab-check"
    tab_to(page, "check-go")
    page.keyboard.press("Enter")
    page.get_by_text("1 asset checked").wait_for()
    with page.expect_download() as saved:
        tab_to(page, "csv")
        page.keyboard.press("Enter")
    assert record.asset in Path(saved.value.path()).read_text("utf-8-sig")
    page.evaluate(f"{STATE}.getElementById('logout').focus()")
    page.keyboard.press("Enter")
    page.get_by_text("Disconnected.").wait_for()
    assert [key for key in page.evaluate("Object.keys(sessionStorage)") if "refresh" in key] == []
    assert site.panels.sessions(site.ana.person.id) == []


def test_the_parts_break_no_rule_of_accessibility_and_the_use_is_asked_anew(site: Site, opened: Callable[..., Any]):
    site.page(site.element('tokens="page"'))
    token = site.token(site.session())
    page = opened(site.cms, color_scheme="dark")
    page.evaluate("(token) => { document.querySelector('thesaury-picker').token = token }", token)
    page.get_by_text("Connected as Ana Roe").wait_for()
    page.get_by_role("searchbox").fill("summer")
    page.get_by_role("button", name="Search", exact=True).click()
    page.locator(".hit").first.wait_for()
    for drawer in ("#filters", "#review", "#blocked"):
        page.locator(drawer).click()
    page.locator(".badge.needs_review").first.wait_for()
    assert violations(page) == []
    before = page.locator(".status").inner_text()
    page.locator("#add-market").select_option("JP")
    page.wait_for_function("(before) => " + STATE + ".querySelector('.status').textContent !== before", arg=before)
    assert page.url == f"{site.cms}/"
    page.locator("[id^=market-DE]").click()
    page.locator("#market-JP").wait_for(state="detached")
    page.locator(".hit .badge, .empty").first.wait_for()
    page.evaluate("document.querySelector('thesaury-picker').setAttribute('theme', 'light')")
    page.locator("#add-market").select_option("DE")
    page.locator(".hit .badge.permit").first.click()
    page.locator("dialog table").wait_for()
    assert page.locator("dialog tr").count() >= 5
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.locator("#tab-brief").click()
    page.locator("#brief").fill(
        "Back to school: students in the classroom, for social media in Germany, July to September 2027."
    )
    page.locator("#brief-go").click()
    page.locator(".chip.required, .chip.wished").first.wait_for()
    page.wait_for_function(f"{STATE}.querySelector('.body').getAttribute('aria-busy') === 'false'")
    assert page.locator("#firstDay").input_value() == "2027-07-01"
    assert violations(page) == []
    for width in (230, 480):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width


FRAME = """
<iframe id="picker" src="{server}/picker/frame" width="320" height="600" title="Assets"></iframe>
<script>
  window.told = [];
  const frame = document.querySelector("#picker");
  addEventListener("message", (event) => {{
    if (event.source !== frame.contentWindow || event.origin !== "{server}" || event.data.thesaury !== 1) return;
    told.push(event.data);
    const say = (message) => frame.contentWindow.postMessage({{ thesaury: 1, ...message }}, "{server}");
    if (event.data.type === "ready") say({{ type: "configure", query: "summer", use: {{ channel: "website", regions: ["DE"] }} }});
    if (event.data.type === "configured" || event.data.type === "expired") say({{ type: "token", token: window.fresh }});
  }});
</script>
"""


def test_in_a_frame_of_another_origin_by_messages(site: Site, opened: Callable[..., Any]):
    session = site.session()
    site.page(
        f"<script>window.fresh = {site.token(session, time() - 30)!r}</script>" + FRAME.format(server=site.server)
    )
    page = opened(site.cms, 480)
    page.wait_for_function("told.some((one) => one.type === 'expired')")
    inside = page.frame_locator("#picker")
    inside.get_by_text("Your connection has ended").first.wait_for()
    assert inside.get_by_role("searchbox").input_value() == "summer", "an expired token loses nothing"
    good = site.token(session)
    assert page.evaluate("told.filter((one) => one.type === 'expired').length") == 1, "nobody asks in circles"
    page.evaluate(
        "([token, server]) => document.querySelector('#picker').contentWindow.postMessage({ thesaury: 1, type: 'token', token }, server)",
        [good, site.server],
    )
    inside.locator(".hit").first.wait_for()
    inside.get_by_role("button", name="Select").first.click()
    page.wait_for_function("told.some((one) => one.type === 'select')")
    chosen = page.evaluate("told.find((one) => one.type === 'select')")
    assert chosen["rendition"]["url"].startswith(f"{site.server}/panel/v1/media/")
    assert chosen["use"]["regions"] == ["DE"]
    assert (
        page.evaluate("fetch(told.find((one) => one.type === 'select').rendition.url).then((one) => one.status)") == 200
    )
    assert {one["type"] for one in page.evaluate("told")} >= {"ready", "configured", "resize"}


def test_a_forged_origin_gets_nothing(site: Site, opened: Callable[..., Any]):
    token = site.token(site.session())
    site.page(f"<script>window.fresh = {token!r}</script>" + FRAME.format(server=site.server))
    page = opened(site.evil, 480)
    page.wait_for_function("document.readyState === 'complete'")
    ask = """async ([server, token]) => {
      const got = [];
      for (const path of ["/panel/v1/capabilities", "/panel/v1/search?channel=website&region=DE", "/api/v1/assets"])
        got.push(await fetch(server + path, { headers: { Authorization: `Bearer ${token}` } }).then((one) => one.status, () => "nothing"));
      got.push(await fetch(server + "/panel/v1/device/code", { method: "POST", body: "{}" }).then((one) => one.status, () => "nothing"));
      return got;
    }"""
    assert page.evaluate(ask, [site.server, token]) == ["nothing"] * 4, "even with a stolen token"
    assert page.evaluate("told") == []
    blocked = page.frames[-1]
    assert site.server not in blocked.url or blocked.locator("thesaury-picker").count() == 0
    # In an allowed page another window than the page itself is not heard, nor is the page from another origin.
    site.page(
        FRAME.format(server=site.server).replace("configure", "x-configure")
        + f'<iframe id="other" src="{site.evil}/"></iframe>'
    )
    page = opened(site.cms, 480)
    page.wait_for_function("told.some((one) => one.type === 'ready')")
    other = next(frame for frame in page.frames if frame.url.startswith(site.evil))
    other.evaluate(
        """([server, token]) => { for (const type of ["configure", "token", "logout"])
        window.parent.frames[0].postMessage({ thesaury: 1, type, token, query: "evil" }, server) }""",
        [site.server, token],
    )
    inside = next(frame for frame in page.frames if frame.url.startswith(f"{site.server}/picker"))
    inside.evaluate("new Promise((done) => setTimeout(done))")
    assert inside.locator("thesaury-picker").count() == 0
    assert {one["type"] for one in page.evaluate("told")} == {"ready"}


def test_in_a_frame_without_an_origin_by_a_token_alone(site: Site, opened: Callable[..., Any]):
    inner = site.element('query=""').replace('"', "&quot;")
    site.page(f'<iframe sandbox="allow-scripts" srcdoc="{inner}" width="300" height="700" title="Panel"></iframe>')
    page = opened(site.evil)
    inside = page.frame_locator("iframe")
    inside.get_by_role("button", name="Connect").click()
    code = inside.locator(".code").inner_text()
    waiting = pairing.waiting(site.access, site.panels, code)
    assert waiting is not None
    assert waiting.origin == "null"
    site.approve(code)
    inside.get_by_text("Connected as Ana Roe").wait_for()
    inside.get_by_role("searchbox").fill("summer")
    inside.get_by_role("searchbox").press("Enter")
    inside.locator(".hit").first.wait_for()
    image = inside.locator(".hit img").first
    image.scroll_into_view_if_needed()
    assert image.evaluate("(one) => one.decode().then(() => one.naturalWidth)") > 0
