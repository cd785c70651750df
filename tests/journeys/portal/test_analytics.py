"""Analytics of the demo brand in a browser: from the dashboard to the rows behind a figure, charts taken along, questions of one's own."""

import csv
import io
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.journeys.pages.browsing import served_at, until
from tests.journeys.portal.demo import own_copy
from tests.journeys.portal.opening import Opened, opened
from tests.journeys.portal.signing_in import session_of, signed_in
from thesaury.bootstrap import EmbeddedWorkspace, open_workspace
from thesaury.model.access import Role
from thesaury.model.usage import CAMPAIGN
from thesaury.pipeline.briefs.campaigns import campaigns
from thesaury.pipeline.measuring.running import measure
from thesaury.pipeline.watch.entries import Wanted, calendar
from thesaury.pipeline.watch.uses import uses

DAY = date(2026, 11, 30)
"""The day on which the brand's licences and campaigns stand as they are told of here."""
DRAWN = "() => [...document.querySelectorAll('[data-chart]')].every(one => one.dataset.drawn)"


@pytest.fixture(scope="module")
def workspace(brand: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedWorkspace]:
    held = open_workspace(own_copy(brand, tmp_path_factory.mktemp("analytics") / "workspace"))
    measure(held, day=DAY)
    with pytest.MonkeyPatch.context() as patch:
        for place in (
            "analytics.asking",
            "web.pages.analytics.dashboard_routes",
            "web.pages.analytics.question_routes",
        ):
            patch.setattr(f"thesaury.{place}.today", lambda *zone: DAY)
        yield held
    held.close()


@pytest.fixture(scope="module")
def served(workspace: EmbeddedWorkspace) -> Iterator[tuple[str, dict[str, str]]]:
    app, cookies = signed_in(workspace)
    with served_at(app) as address:
        yield address, cookies


@pytest.fixture
def reader(browser: Any, served: tuple[str, dict[str, str]]) -> Iterator[Opened]:
    address, cookies = served
    with opened(browser, address, cookies, accept_downloads=True) as seen:
        yield seen
        assert seen.complaints == []


def test_two_clicks_say_which_campaigns_depend_on_licences_that_end_before_they_do(reader: Opened) -> None:
    page = reader.page("/")
    page.locator(".rail a", has_text="Analytics").click()
    page.wait_for_url("**/analytics")
    assert (
        "that may no longer be used before they end: Better Pack"
        in page.locator("#ending-in-live-campaigns").inner_text()
    )
    page.locator("#ending-in-live-campaigns h2 a").click()
    page.wait_for_url("**/questions/ending-in-live-campaigns*")
    rows = [row.inner_text() for row in page.locator(".answer-table tbody tr").all()]
    assert any("Better Pack" in row and "15 December 2026" in row and "30 April 2027" in row for row in rows)
    assert any("People of Fennmoor" in row for row in rows)


def in_the_calendar(workspace: EmbeddedWorkspace) -> set[tuple[str, str]]:
    """Each asset and the campaign that uses it and goes on longer than its licence, from the calendar of rights and the reported uses."""
    ends = {
        entry.asset: entry.turn.day.isoformat()
        for entry in calendar(workspace, Wanted(first=DAY, last=DAY + timedelta(days=365)))
        if entry.ends
    }
    lasts = {one.id: one.last_day or "9999" for one in campaigns(workspace)}
    known = uses(workspace)
    return {
        (asset.id, campaign)
        for asset in workspace.catalogue.records.assets(list(ends))
        for use in known.of(asset)
        if (campaign := dict(use.properties).get(CAMPAIGN, "")) and ends[asset.id] < lasts[campaign]
    }


def test_of_this_quarter_the_dashboard_lists_what_the_calendar_of_rights_lists(
    reader: Opened, workspace: EmbeddedWorkspace
) -> None:
    page = reader.page("/analytics?period=2026-Q4")
    page.locator("#ending-in-live-campaigns h2 a").click()
    page.wait_for_url("**/questions/ending-in-live-campaigns*")
    with page.expect_download() as taken:
        page.get_by_role("link", name="CSV").click()
    rows = list(csv.DictReader(io.StringIO(Path(taken.value.path()).read_text(encoding="utf-8"))))
    shown = {(row["asset"], row["campaign"]) for row in rows}
    assert shown == in_the_calendar(workspace)
    assert len(shown) == len(rows) > 2
    dependent = reader.page("/analytics/questions/licensed-dependence?period=2026-Q4").locator("tbody").inner_text()
    assert all(row["campaign_label"] in dependent for row in rows)


def test_a_figure_leads_to_the_rows_behind_it_and_on_to_the_asset(reader: Opened) -> None:
    page = reader.page("/analytics?period=2026")
    until(page, DRAWN)
    page.locator("#period").select_option("2026-Q4")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**/analytics?period=2026-Q4*")
    page.locator("#most-reused-concepts h2 a").click()
    page.wait_for_url("**/most-reused-concepts?period=2026-Q4")
    first = page.locator(".answer-table tbody tr").first
    uses = int(first.locator("td.number").first.inner_text())
    first.locator("a.behind").click()
    page.wait_for_url("**/uses-of-concept?*")
    assert "period=2026-Q4" in page.url
    assert page.locator(".answer-table tbody tr").count() == min(uses, 200)
    page.locator(".answer-table tbody a[href^='/assets/']").first.click()
    page.wait_for_url("**/assets/*")


def test_a_chart_is_taken_along_as_png_svg_and_csv(reader: Opened) -> None:
    page = reader.page("/analytics/questions/uses-by-market")
    until(page, DRAWN)
    for form, begins in (("PNG", b"\x89PNG"), ("SVG", b"<svg")):
        with page.expect_download() as taken:
            page.get_by_role("button", name=form).click()
        assert taken.value.suggested_filename == f"uses-by-market.{form.lower()}"
        picture = Path(taken.value.path()).read_bytes()
        assert picture.startswith(begins)
    assert "Germany (DE)" in "".join(ElementTree.fromstring(picture).itertext())
    with page.expect_download() as taken:
        page.get_by_role("link", name="CSV").click()
    rows = list(csv.DictReader(io.StringIO(Path(taken.value.path()).read_text(encoding="utf-8"))))
    shown = page.locator(".answer-table tbody tr").all_inner_texts()
    assert len(rows) == len(shown)
    assert {"market": "DE", "uses": rows[0]["uses"], "assets": rows[0]["assets"]} == rows[0]


def test_a_question_of_ones_own_is_saved_shared_and_removed(
    reader: Opened, browser: Any, served: tuple[str, dict[str, str]], workspace: EmbeddedWorkspace
) -> None:
    page = reader.page("/analytics/own?example=campaigns")
    until(page, DRAWN)
    assert page.locator(".sparql-answer tbody tr").count() > 5
    page.get_by_label("Name").fill("Campaigns & <assets>")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/analytics/own?id=*")
    address = page.url
    with opened(browser, served[0], session_of(workspace, [Role.VIEWER], "jonas@fennmoor.example")) as other:
        assert "Campaigns & <assets>" not in other.page("/analytics/own").locator("main").inner_text()
        hidden = other.tab().goto(address)
        assert hidden.status == 404
        page.get_by_label("Everybody in this workspace sees it").check()
        page.get_by_role("button", name="Save the change").click()
        page.wait_for_load_state()
        theirs = other.page("/analytics/own")
        theirs.get_by_role("link", name="Campaigns & <assets>").click()
        theirs.wait_for_load_state()
        assert theirs.locator(".sparql-answer tbody tr").count() > 5
        assert theirs.get_by_role("button", name="Save").count() == 0
    page.get_by_role("button", name="Remove Campaigns & <assets>").click()
    page.wait_for_url("**/analytics/own?said=removed")
    assert workspace.catalogue.saved_questions.seen_by("mara@fennmoor.example") == []


def test_what_stands_around_a_concept_grows_in_the_drawing_and_in_the_list(reader: Opened) -> None:
    page = reader.page("/analytics/graph?thing=refillable+packaging")
    until(page, "() => document.querySelector('#around-chart').dataset.drawn")
    assert page.locator("#around-list section").count() == 1
    box = page.locator("#around-chart canvas").bounding_box()
    for across in range(20, int(box["width"]), 24):  # where the drawing puts things nobody knows
        for down in range(60, int(box["height"]), 24):
            page.mouse.click(box["x"] + across, box["y"] + down)
            if "also=" in page.url:
                break
        if "also=" in page.url:
            break
    until(page, "() => document.querySelectorAll('#around-list section').length > 1")
    page.reload()
    assert page.locator("#around-list section").count() == 1 + page.url.count("also=")
    page.locator("#around-list a.around-on").first.click()
    page.wait_for_url("**/analytics/graph?about=*")
    assert page.locator("h1").inner_text() == "Around sustainable packaging"
