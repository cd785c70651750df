"""The story of a channel in a real browser: made, filled by approval, read with its key; a picture that is taken back is gone at once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.journeys.pages.browsing import served_at
from tests.journeys.portal.axe import violations
from tests.journeys.portal.demo import own_copy
from tests.journeys.portal.opening import Opened, opened
from tests.journeys.portal.signing_in import session_of, signed_in
from thesaury.bootstrap import EmbeddedWorkspace, open_workspace
from thesaury.model.access import Role


@dataclass
class House:
    """The served demo with an administrator, and somebody who only reads."""

    workspace: EmbeddedWorkspace
    address: str
    mara: dict[str, str]
    ana: dict[str, str]


@pytest.fixture(scope="module")
def house(brand: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    workspace = open_workspace(own_copy(brand, tmp_path_factory.mktemp("publishing") / "workspace"))
    app, mara = signed_in(workspace)
    with served_at(app) as address:
        yield House(workspace, address, mara, session_of(workspace, (Role.VIEWER,), "ana@fennmoor.example"))
    workspace.close()


@pytest.fixture(scope="module")
def seen(browser: Any, house: House) -> Iterator[Opened]:
    with opened(browser, house.address, house.mara, locale="en-GB") as seen:
        yield seen


def read(house: House, channel: str, key: str) -> set[str]:
    """The assets that a website reads in the feed."""
    told = httpx.get(
        f"{house.address}/feed/{channel}/feed.json", headers={"Authorization": f"Bearer {key}"}, timeout=60
    )
    assert told.status_code == 200, told.text
    return {one["_thesaury"]["asset"] for one in told.json()["items"]}


def test_the_demo_shows_how_its_channels_stand(seen: Opened):
    page = seen.page("/publishing")
    first = page.locator(".pub-line", has_text="Website, Germany")
    first.scroll_into_view_if_needed()
    first.locator(".pub-bars").wait_for()
    published = int(first.locator(".figures dd").first.inner_text())
    assert published > 50
    assert first.locator(".pub-bars .count").first.inner_text() == str(published)
    assert first.locator(".pub-bars li").count() > 3
    first.locator(".pub-bars a", has_text="Rights unclear").click()
    page.wait_for_url(re.compile("reason=rights_unknown"))
    assert page.locator(".pub-entry").count() > 5
    assert violations(page) == []


def test_a_channel_from_its_making_to_a_picture_that_is_taken_back(seen: Opened, house: House):
    page = seen.page("/publishing")
    page.get_by_role("link", name="New channel").click()
    page.get_by_label("Title").fill("Kiosk in Vienna")
    page.get_by_label("Markets").fill("Austria")
    page.get_by_label("Only what somebody approves").check()
    page.get_by_role("button", name="Make the channel").click()
    page.wait_for_url(re.compile(r"/publishing/channels/kiosk-in-vienna\?said=made"))
    assert "Nothing is published." in page.locator("#entries").inner_text()
    page.locator("#survey a", has_text="Not approved").click()
    page.get_by_role("button", name=re.compile("Approve all 50 shown")).click()
    page.wait_for_load_state()
    assert "50 assets are approved" in page.locator(".told.good").inner_text()
    page.get_by_role("link", name="Kiosk in Vienna").click()
    page.wait_for_load_state()
    chosen = page.locator(".pub-entry").count()
    assert chosen > 0
    page.get_by_label("Who reads with it").fill("kiosk")
    page.get_by_role("button", name="Make a key").click()
    page.wait_for_load_state()
    key = page.locator("#feed-key").inner_text()
    shown = read(house, "kiosk-in-vienna", key)
    assert len(shown) == chosen
    assert violations(page) == []
    page.locator(".pub-name a").first.click()
    page.locator(".published-in", has_text="Kiosk in Vienna").wait_for()
    page.locator(".published-say summary").click()
    page.locator("#say-channel").select_option("kiosk-in-vienna")
    page.get_by_label("Note").fill("The model asks for it")
    page.get_by_role("button", name="Take back").click()
    page.wait_for_url(re.compile("published=revoked"))
    assert "The model asks for it" in page.locator(".published").inner_text()
    gone = page.url.partition("?")[0].rpartition("/")[2]
    assert read(house, "kiosk-in-vienna", key) == shown - {gone}
    assert seen.complaints == []


def test_a_channel_is_dropped_only_after_a_second_word(seen: Opened, house: House):
    page = seen.page("/publishing/channels/newsletter-eu")
    drop = page.get_by_role("button", name="Drop Newsletter, European Union")
    assert not drop.is_visible()
    page.locator(".pub-drop summary").focus()
    page.keyboard.press("Enter")
    drop.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/publishing\?said=dropped"))
    assert house.workspace.catalogue.channels.get("newsletter-eu") is None


def test_who_only_reads_sees_it_in_german_and_changes_nothing(browser: Any, house: House):
    with opened(browser, house.address, house.ana, locale="de-DE", width=360) as reading:
        page = reading.page("/publishing/channels/website-de")
        assert (
            page.locator("main").get_by_role("button", name=re.compile("Freigeben|Zurücknehmen|Anhalten")).count() == 0
        )
        assert "Was in Frage kommt" in page.locator("main").inner_text()
        page.locator(".pub-bars").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert reading.complaints == []
