"""Connections in a real browser with a real worker: connect, dry run, run and watch, mend; by keyboard, with long names, small."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.journeys.pages.browsing import chromium, served_at, until
from tests.journeys.pages.connected import pictures, workspace
from tests.long_form import LONG, usually
from tests.patience import PATIENCE
from thesaury import dispatch
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.cli.beside import worker_beside
from thesaury.model.connection import RunProgress, RunState
from thesaury.model.flow import Flow
from thesaury.web.app import create_app

AXE = Path(__file__).parents[3] / "clients/portal/node_modules/axe-core/axe.min.js"
BUILT = Path(__file__).parents[3] / "src/thesaury/web/static/built/portal.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
AT = "2026-11-29T03:00:00+00:00"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if not BUILT.exists():
        pytest.skip("needs the bundle of the pages: cd clients/portal && npm run build")
    with chromium() as launched:
        yield launched


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[EmbeddedWorkspace]:
    with workspace(tmp_path / "work") as made:
        yield made


@pytest.fixture
def address(opened: EmbeddedWorkspace) -> Iterator[str]:
    with served_at(create_app(opened)) as served:
        yield served


def watched(context: Any) -> tuple[Any, list[str]]:
    """A page, and what goes wrong on it: console errors, exceptions, failed and foreign requests."""
    page, wrong = context.new_page(), list[str]()
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("response", lambda answer: wrong.append(f"{answer.status} {answer.url}") if answer.status >= 500 else None)
    page.on("request", lambda asked: wrong.append(asked.url) if "127.0.0.1" not in asked.url else None)
    return page, wrong


def faults(page: Any) -> list[str]:
    """What axe finds below the frame, which has tests of its own."""
    page.evaluate(AXE.read_text())
    found = page.evaluate(
        "async tags => (await axe.run({include: [['main'], ...(document.querySelector('dialog[open]') ? [['dialog[open]']] : [])]},"
        " {runOnly: tags})).violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', '))",
        TAGS,
    )
    return [str(one) for one in found]


def test_a_folder_is_connected_run_watched_and_mended(
    browser: Any, opened: EmbeddedWorkspace, address: str, tmp_path: Path
):
    folder = pictures(tmp_path / "pics", 120)
    page, wrong = watched(browser.new_context(viewport={"width": 1280, "height": 900}))
    page.goto(f"{address}/connections")
    page.get_by_role("link", name="Add a connection").first.click()
    page.get_by_role("link", name="Connect Folder of pictures").click()
    page.get_by_label("Path").fill(str(folder))
    page.get_by_role("button", name="Check and connect").click()
    page.get_by_role("link", name="Dry run").click()
    page.wait_for_load_state()
    assert "120" in page.inner_text(".figures")
    with worker_beside(opened.root):
        page.get_by_role("button", name="Read now").click()
        page.wait_for_url("**/runs/1")
        seen = set()
        page.wait_for_selector(".standing progress")
        for _ in range(int(PATIENCE) * 10):
            seen.add(page.evaluate("document.querySelector('.standing .progress strong')?.textContent"))
            if page.locator(".standing .badge", has_text="Finished").count():
                break
            page.wait_for_timeout(100)
        assert {"Reading assets: pics", "Finding concepts", "Making findable"} & seen
        page.locator("#failures th", has_text="broken.jpg").wait_for()
        page.wait_for_load_state()
        assert "120" in page.inner_text(".figures")
        assert page.locator(".standing progress[max='120']").count() == 0
    Image.new("RGB", (60, 40), "teal").save(folder / "broken.jpg")
    page.get_by_role("button", name="Try again: broken.jpg").click()
    page.get_by_text("Done now: it is off the list.").wait_for()
    assert opened.catalogue.records.count("pics") == 121
    assert wrong == []


def test_progress_is_told_as_it_comes_and_read_aloud_sparingly(browser: Any, opened: EmbeddedWorkspace, address: str):
    runs = opened.catalogue.runs
    opened.catalogue.flows.put(Flow("f", ("pics",)), "")
    run = runs.begin(["pics"], AT, "f")
    runs.stand(run.id, RunProgress("enrich", "", 1, 3, 0, 100, AT))
    page, wrong = watched(browser.new_context())
    page.goto(f"{address}/runs/{run.id}")
    page.evaluate(
        "window.spoken = []; new MutationObserver(() => window.spoken.push(document.getElementById('said').textContent))"
        ".observe(document.getElementById('said'), {childList: true, characterData: true, subtree: true})"
    )
    for done in (10, 20, 30):
        runs.advance(run.id, "enrich", "", 10)
        page.locator(f".standing progress[value='{done}']").wait_for()
    assert page.evaluate("window.spoken.filter(Boolean).length") == 0
    runs.finish(run.id, RunState.FINISHED, AT)
    page.locator(".standing .badge", has_text="Finished").wait_for()
    until(page, "window.spoken === undefined || window.spoken.some(s => s.includes('Finished'))")
    page.get_by_role("button", name="Run again").wait_for()
    assert wrong == []


def test_without_events_the_page_looks_by_itself(browser: Any, opened: EmbeddedWorkspace, address: str):
    runs = opened.catalogue.runs
    opened.catalogue.flows.put(Flow("f", ("pics",)), "")
    run = runs.begin(["pics"], AT, "f")
    context = browser.new_context()
    context.route("**/events", lambda route: route.fulfill(status=404, body=""))
    page = context.new_page()
    page.goto(f"{address}/runs/{run.id}")
    runs.stand(run.id, RunProgress("pull", "pics", 0, 3, 7, 9, AT))
    page.locator(".standing progress[value='7']").wait_for()


def test_a_run_is_stopped_by_keyboard_and_the_focus_comes_back(browser: Any, opened: EmbeddedWorkspace, address: str):
    opened.catalogue.flows.put(Flow("f", ("pics",)), "")
    run = dispatch.trigger(opened.catalogue, "f")
    page, wrong = watched(browser.new_context())
    page.goto(f"{address}/runs/{run.id}")
    page.get_by_role("button", name="Stop").focus()
    page.keyboard.press("Enter")
    page.locator("dialog[open]").wait_for()
    assert faults(page) == []
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.opens") == "stop"
    page.keyboard.press("Enter")
    page.locator("dialog[open]").get_by_role("button", name="Stop").focus()
    page.keyboard.press("Enter")
    page.locator(".standing .badge", has_text="Stopped").wait_for()
    assert wrong == []


def test_a_flow_is_made_by_keyboard_with_a_preview_of_its_times(
    browser: Any, opened: EmbeddedWorkspace, address: str, tmp_path: Path
):
    from thesaury.model.connection import Connection

    opened.catalogue.records.put_connection(Connection("pics", "folder", (("path", str(pictures(tmp_path / "pics"))),)))
    page, wrong = watched(browser.new_context())
    page.goto(f"{address}/flows/new")
    assert not page.locator("#time").is_visible()
    page.locator("#name").focus()
    page.keyboard.type("every night")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.locator("#kind").focus()
    page.keyboard.type("Every day")
    page.locator("#time").wait_for()
    page.get_by_text("every day at 03:00 UTC").wait_for()
    assert page.locator("#next li").count() == 3
    page.get_by_role("button", name="Keep").focus()
    page.keyboard.press("Enter")
    page.get_by_text("The flow is kept.").wait_for()
    assert [state.flow.connections for state in opened.catalogue.flows.all()] == [("pics",)]
    page.get_by_role("button", name="Delete: every night").focus()
    page.keyboard.press("Enter")
    page.locator("dialog[open]").wait_for()
    assert faults(page) == []
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.opens") == "delete-1"
    assert wrong == []


@pytest.mark.parametrize("shape", usually([(360, "dark")], [(768, "light"), (1440, "light")]))
def test_every_page_fits_and_has_no_fault(
    browser: Any, opened: EmbeddedWorkspace, address: str, tmp_path: Path, shape: tuple[int, str]
):
    """In the dark in German, with a long name; what axe says of each page the walk over all pages asks it, and the long form here."""
    width, scheme = shape
    from thesaury.model.connection import Connection

    name = "Bildarchiv der Donaudampfschifffahrtsgesellschaft"
    opened.catalogue.records.put_connection(Connection(name, "folder", (("path", str(pictures(tmp_path / "pics"))),)))
    opened.catalogue.flows.put(Flow("<b>night</b>", (name,)), "")
    run = dispatch.run_now(opened, "<b>night</b>")
    locale = "de-DE" if scheme == "dark" else "en-GB"
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, locale=locale, bypass_csp=True
    )
    page, wrong = watched(context)
    for path in (
        "/connections",
        "/connections/new",
        "/connections/new/bynder",
        f"/connections/{name}",
        f"/connections/{name}/dry-run",
        f"/connections/{name}/back",
        f"/connections/{name}/settings",
        f"/connections/{name}/disconnect",
        "/flows",
        "/flows/new",
        "/runs",
        f"/runs/{run.id}",
    ):
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert not LONG or (path, faults(page)) == (path, [])
        small = page.evaluate(
            "[...document.querySelectorAll('main button, main .button, main select, main input:not([type=hidden])')]"
            ".map(e => e.closest('label') ?? e).filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 24)"
            ".map(e => e.outerHTML.slice(0, 80))"
        )
        assert small == [], path
    assert wrong == []
