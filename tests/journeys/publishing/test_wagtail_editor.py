"""An editor at work in a real Wagtail: chooses by the picker in the image chooser, and the page is found again."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from tests.contract.publishing_target_suite import EQUIPMENT, PACK, Pictures
from tests.contract.targets.wagtail_site import opened, told
from tests.hosts.wagtail import Wagtail, running
from tests.journeys.pages.browsing import chromium, served_at
from tests.journeys.publishing.feed_house import Feed, FeedHouse, furnish
from thesaury.connectors.pacing import forget_circuits
from thesaury.model.access import Permission, Role
from thesaury.model.publishing import Withdrawal
from thesaury.pipeline.accounts import people, tokens
from thesaury.pipeline.panels import origins
from thesaury.pipeline.publishing.publishing import publish
from thesaury.ports.placements import WantedPlacements

FRAME = "#tab-thesaury iframe"


@pytest.fixture(scope="module")
def wagtail() -> Iterator[Wagtail]:
    with running() as site:
        forget_circuits()
        yield site


@pytest.fixture(scope="module")
def feed(wagtail: Wagtail, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Feed]:
    """Thesaury with a channel, which the site knows."""
    house = FeedHouse(furnish(tmp_path_factory.mktemp("wagtail")))
    house.at = datetime.now(UTC)  # what the picker offers it offers for today
    feed = house.feed()
    people.add(house.access, "ana@example.org", "Ana", [Role.EDITOR])
    member = people.member(house.access, "ana@example.org")
    _, token = tokens.create(house.access, member, "wagtail", [Permission.READ, Permission.EDIT])
    origins.allow(house.catalogue, wagtail.address, "ana@example.org")
    with served_at(house.app) as server:
        wagtail.do("thesaury", SERVER=server, TOKEN=token, CHANNEL=feed.name, FEED_KEY=feed.key, MARKETS="DE")
        yield feed
    house.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as launched:
        yield launched


def signed_in(browser: Any, wagtail: Wagtail, name: str) -> Any:
    page = browser.new_context(viewport={"width": 1280, "height": 1000}, locale="en-GB").new_page()
    page.goto(f"{wagtail.address}/admin/login/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", f"{name}-pw")
    page.click("[type=submit]")
    page.wait_for_url("**/admin/")
    return page


def test_an_editor_chooses_by_the_picker_and_the_page_is_found(wagtail: Wagtail, feed: Feed, browser: Any):
    page = signed_in(browser, wagtail, "admin")
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{wagtail.address}/admin/pages/add/home/storypage/2/")
    page.fill("#id_title", "Alpine meadow in summer")
    page.fill("[name=thesaury_market]", "DE")
    page.get_by_role("button", name="Choose an image").first.click()
    page.get_by_role("tab", name="Thesaury").click()
    inside = page.frame_locator(FRAME)
    inside.locator(".hit").first.wait_for()
    assert inside.locator(".badge.deny, .badge.needs_review").count() == 0
    assert sorted(text[0].lower() for text in inside.locator(".hit h3").all_inner_texts()) == sorted(feed.shown())
    page.get_by_label("Only this page's topics").click()
    page.get_by_text("This page has no topics yet.").wait_for()
    page.get_by_role("button", name="Suggest for this page").click()
    inside.locator(".hit").first.wait_for()
    inside.locator(".hit", has_text="Alpine meadow").get_by_role("button", name="Select").click()
    page.locator(".modal.in").wait_for(state="hidden")
    assert page.locator(".chooser__title").first.inner_text() == "Alpine meadow"
    page.get_by_role("button", name="Save draft").click()
    page.wait_for_url("**/edit/")
    alps = feed.house.ids["alps"]
    [image] = wagtail.do("images")
    assert (image["asset_ref"], image["title"]) == (alps, "Alpine meadow")
    assert image["texts"]["alt@de"] == "<b>Wiese</b> & \u202eWald"
    [use] = opened(wagtail).uses()
    assert (use.asset, use.place, use.live) == (alps, "lead", False)
    assert page.url.startswith(use.address)
    [placed] = feed.house.catalogue.placements.page(WantedPlacements(), 50)
    assert (placed.asset, placed.by, placed.regions) == (alps, "token:wagtail", ("DE",))
    assert placed.document.startswith(f"{wagtail.address}/admin/pages/")
    assert wrong == []


def test_in_rich_text_it_asks_for_the_format_as_always(wagtail: Wagtail, feed: Feed, browser: Any):
    from playwright.sync_api import expect

    story = wagtail.do("page", title="Story", body=[{"type": "text", "value": "<p>Dunes by the sea</p>"}])
    page = signed_in(browser, wagtail, "admin")
    page.goto(f"{wagtail.address}/admin/pages/{story}/edit/")
    page.locator(".public-DraftEditor-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type("/image")
    page.get_by_role("option", name="Image").first.click()
    page.get_by_role("tab", name="Thesaury").click()
    inside = page.frame_locator(FRAME)
    page.get_by_role("button", name="Suggest for this page").click()
    inside.locator("#brief").wait_for()
    expect(inside.locator("#brief")).to_have_value(re.compile("Dunes by the sea"))
    inside.locator(".hit", has_text="Dunes").get_by_role("button", name="Select").click()
    page.locator("#id_image-chooser-insertion-alt_text").wait_for()
    assert page.locator("#id_image-chooser-insertion-alt_text").input_value() == "Dunes"
    page.locator("[name=image-chooser-insertion-format]").first.check()
    page.get_by_role("button", name="Insert image").click()
    page.locator(".modal.in").wait_for(state="hidden")
    # The editor of rich text writes into its form a quarter of a second after the last change.
    expect(page.locator("[name=body-0-value]")).to_have_value(re.compile("IMAGE"))
    page.get_by_role("button", name="Save draft").click()
    page.locator(".messages .success").first.wait_for()
    assert {(use.asset, use.place) for use in opened(wagtail).uses() if use.page == story} == {
        (feed.house.ids["dunes"], "body.text")
    }


class Admin:
    """Somebody signed in to the admin who asks as the tab's script does."""

    def __init__(self, wagtail: Wagtail, name: str) -> None:
        self.origin = wagtail.address
        self.http = httpx.Client(base_url=wagtail.address, verify=False, trust_env=False, timeout=30)
        self.http.get("/admin/login/")
        told = {"username": name, "password": f"{name}-pw", "csrfmiddlewaretoken": self.http.cookies["csrftoken"]}
        self.http.post("/admin/login/", data=told)

    def ask(self, path: str, **body: Any) -> httpx.Response:
        headers = {"X-CSRFToken": self.http.cookies["csrftoken"], "Origin": self.origin}
        return self.http.post(f"/admin/thesaury/picker/{path}", json=body, headers=headers)


@pytest.fixture
def admin(wagtail: Wagtail) -> Iterator[Admin]:
    made = Admin(wagtail, "admin")
    yield made
    made.http.close()


def test_what_the_frame_is_told_comes_from_the_page_and_the_site(wagtail: Wagtail, feed: Feed, admin: Admin):
    target = opened(wagtail)
    target.put_concepts((EQUIPMENT, PACK))
    key = wagtail.do("concept", uri=PACK.iri)["pk"]
    asked = {"market": "DE, AT", "audience": "hikers", "topics": [key, "x", "99999"], "language": "de"}
    told = admin.ask("", origin=admin.origin, document="d", **asked).json()
    assert told["configure"] == {
        "type": "configure", "profile": feed.name, "topics": [PACK.iri], "audience": "hikers", "use": {"regions": ["DE", "AT"]},
        "language": "en", "dataLanguage": "de", "document": "d",
    }  # fmt: skip
    assert feed.key not in str(told)
    assert admin.ask("", origin="https://evil.example").status_code == 400


def test_only_what_the_channel_publishes_is_taken_in_and_once(wagtail: Wagtail, feed: Feed, admin: Admin):
    ids = feed.house.ids
    first, second = (admin.ask("take/", asset=ids["forest"]).json() for _ in range(2))
    assert first == second
    assert [image["title"] for image in wagtail.do("images") if image["asset_ref"] == ids["forest"]] == ["Forest"]
    for asset in (ids["unknown"], ids["elsewhere"], "nowhere", "../items", ""):
        refused = admin.ask("take/", asset=asset)
        assert (refused.status_code, refused.json()["message"]) == (
            404,
            "This asset is not published for this site (any more).",
        )
    assert not any(image["asset_ref"] in (ids["unknown"], "nowhere") for image in wagtail.do("images"))


def test_what_was_withdrawn_here_comes_back_when_it_is_chosen_again(wagtail: Wagtail, feed: Feed, admin: Admin):
    asset = feed.house.ids["city"]
    assert admin.ask("take/", asset=asset).status_code == 200
    target = opened(wagtail)
    held = target.held({asset: ""})[asset]
    form = f"/admin/images/{held.external_id}/"
    assert "This image comes from Thesaury" in admin.http.get(form).text
    target.withdraw(held, Withdrawal.UNPUBLISH, Pictures().package(asset, target.able))
    assert "This image was withdrawn" in admin.http.get(form).text
    assert admin.ask("take/", asset=asset).status_code == 200
    back = target.held({asset: ""})[asset]
    assert (back.live, back.external_id) == (True, held.external_id)


def test_what_was_taken_in_and_what_is_published_is_one(wagtail: Wagtail, feed: Feed, admin: Admin):
    """With the files as they are delivered, from a workspace on disk."""
    house, asset = feed.house, feed.house.ids["alps"]
    assert admin.ask("take/", asset=asset).status_code == 200
    before = opened(wagtail).held({asset: ""})[asset]
    connection, _ = told(wagtail, channel=feed.name)
    house.catalogue.records.put_connection(connection)
    house.catalogue.secrets.put("cms", {"token": wagtail.key})
    done = publish(house.workspace, connection, clock=house.now)
    assert done.failures == ()
    images = {image["asset_ref"]: image for image in wagtail.do("images") if not image["asset_withdrawn"]}
    assert set(images) == {entry["identifier"] for entry in feed.json()["dataFeedElement"]}
    assert images[asset]["id"] == int(before.external_id)
    content = wagtail.get(images[asset]["files"][0]).content
    assert b"http://ns.adobe.com/xap/1.0/" in content
    again = publish(house.workspace, connection, clock=house.now)
    assert (sum(again.counts.values()), again.failures) == (0, ())


def test_only_who_may_add_images_is_answered_and_in_his_language(wagtail: Wagtail, feed: Feed, browser: Any):
    wagtail.do("user", name="karl", group="Readers", language="de")
    karl = Admin(wagtail, "karl")
    refused = karl.ask("take/", asset=feed.house.ids["alps"])
    assert (refused.status_code, refused.json()["message"]) == (403, "Sie dürfen keine Bilder hinzufügen.")
    assert karl.ask("", origin=karl.origin).status_code == 403
    nobody = httpx.post(f"{wagtail.address}/admin/thesaury/picker/", json={}, verify=False, trust_env=False)
    assert nobody.status_code in (302, 403)
    no_token = karl.http.post("/admin/thesaury/picker/take/", json={"asset": "a"}, headers={"X-CSRFToken": "wrong"})
    assert no_token.status_code == 403
    karl.http.close()


def test_a_thesaury_that_does_not_answer_is_said(wagtail: Wagtail, feed: Feed, admin: Admin):
    before = wagtail.do("told")
    wagtail.do("thesaury", **{**before, "SERVER": "http://127.0.0.1:9"})
    assert admin.ask("take/", asset="a").json()["message"].startswith("Thesaury does not answer.")
    wagtail.do("thesaury", **{**before, "FEED_KEY": "wrong"})
    assert "keys of this site" in admin.ask("take/", asset="a").json()["message"]
    wagtail.do("thesaury", **{**before, "TOKEN": "wrong"})
    assert "keys of this site" in admin.ask("", origin=admin.origin).json()["message"]
    wagtail.do("thesaury", **{**before, "TOKEN": ""})
    assert admin.ask("", origin=admin.origin).status_code == 501
    wagtail.do("thesaury", **before)
