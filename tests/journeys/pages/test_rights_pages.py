"""Rights on the pages: asked, read, corrected and confirmed; empty, refused and overtaken."""

import getpass
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.contract.catalogue_values import fill, record
from tests.journeys.pages.browsing import served_at
from thesaury.bootstrap import EmbeddedWorkspace, init_workspace
from thesaury.model.asset import Licence
from thesaury.model.licensing import Axis
from thesaury.model.policy import PolicyStatus
from thesaury.rights.derive import derive
from thesaury.web.app import create_app
from thesaury.web.pages.rights.form import filled

AT = "2026-11-28T10:00:00+00:00"
OWN_REGIONS = """[HOME]
name = { en = "Home markets", de = "Heimatmärkte" }
called = ["home"]
members = ["DE", "AT"]
"""
CLEAR = "Web, DACH, until 31.12.2027, no paid social."
UNCLEAR = "Web, DACH, until the end of the fair. Blorfing required."
PAGE = "/rights/record?record=dam%2F{}&place=0"


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[EmbeddedWorkspace]:
    """One asset whose licence is understood, one whose is not, and one with thirty."""
    made = init_workspace(tmp_path / "work")
    many = tuple(Licence(f"See contract {number}.") for number in range(30))
    texts = {"1": (Licence(CLEAR),), "2": (Licence(UNCLEAR),), "3": many}
    ids = fill(made.catalogue, *(replace(record(id, title=f"Picture {id}"), licences=texts[id]) for id in texts))
    for asset in made.catalogue.records.assets(ids):
        made.catalogue.rights.put(derive(asset, {}, AT).renewed)
    yield made
    made.close()


@pytest.fixture
def pages(opened: EmbeddedWorkspace) -> Iterator[TestClient]:
    with TestClient(create_app(opened), base_url="http://127.0.0.1", follow_redirects=False) as client:
        yield client


def newest(opened: EmbeddedWorkspace, id: str):
    return opened.catalogue.rights.history(f"dam/{id}", "0")[-1]


def sent(opened: EmbeddedWorkspace, id: str, **changes: str) -> dict[str, str]:
    """The form that corrects a record as a browser sends it, with these changes; names have `_` for the dots."""
    now = newest(opened, id)
    form = {"record": f"dam/{id}", "place": "0", "version": str(now.version), "correct": "yes", **filled(now.statement)}
    return form | {name.replace("__", "."): value for name, value in changes.items()}


def asset(opened: EmbeddedWorkspace, id: str) -> str:
    return f"/assets/{opened.catalogue.records.find(f'dam/{id}').id}"


def read(answer) -> str:
    return " ".join(answer.text.split())


def test_an_answer_names_every_axis_the_words_and_the_record(pages, opened):
    html = read(pages.get(f"{asset(opened, '1')}?channel=social_paid&region=DE&from=2026-12-01"))
    assert re.search(r'class="verdict">.*?</span> Denied</h3>', html)
    axes = re.findall(r'<th scope="row" role="rowheader">(.*?)</th>.*?</span> (Yes|No|Unknown)</span>', html)
    assert dict(axes) == {name: "No" if name == "Channel" else "Yes" for name, _ in axes}
    assert len(axes) == len(Axis)
    for words in (
        '<q dir="auto">paid social</q>',
        "dam/1#0, version 1",
        "not legal advice",
        "Social media, paid, Germany (DE)",
    ):
        assert words in html
    permit = read(pages.get(f"{asset(opened, '1')}?channel=website&region=DE&from=2026-12-01"))
    assert "The answer changes on 1 January 2028." in permit


def test_a_question_that_cannot_be_asked_stays_in_the_form(pages, opened):
    html = read(pages.get(f"{asset(opened, '1')}?channel=website&region=Narnia&from=2026-12-01"))
    assert "There is no region Narnia" in html
    assert 'value="Narnia"' in html
    assert 'class="verdict"' not in html
    assert '<option value="website" selected>' in html


def test_the_queue_counts_pages_and_leads_to_records(pages):
    html = read(pages.get("/rights"))
    assert re.findall(r'<a href="(/rights[^"]*)"[^>]*>(\w[\w ]+) <span class="count">(\d+)</span>', html) == [
        ("/rights", "Records", "31"),
        ("/rights/notices", "Notices", "0"),
        ("/rights", "Needs review", "31"),
        ("/rights?status=complete", "Understood", "1"),
        ("/rights?status=confirmed", "Confirmed", "0"),
    ]
    assert len(re.findall(r'class="queued"', html)) == 25
    following = re.search(r'class="step" href="([^"]+)">Next', html)[1].replace("&amp;", "&")
    rest = read(pages.get(following))
    assert len(re.findall(r'class="queued"', rest)) == 6
    assert "Next" not in rest
    assert "Picture 2" in html
    assert "Blorfing required" in html
    assert pages.get("/rights?status=strange").status_code == 400


def test_an_empty_queue_says_so(pages, tmp_path):
    assert "Nobody has confirmed a rights record yet" in pages.get("/rights?status=confirmed").text
    empty = init_workspace(tmp_path / "empty")
    assert "Connect a system" in TestClient(create_app(empty)).get("/rights").text
    empty.close()


def test_a_record_that_is_not_there_is_a_readable_page(pages):
    for answer in (pages.get(PAGE.format(9)), pages.post("/rights/record", data={"record": "dam/9", "place": "0"})):
        assert answer.status_code == 404
        assert "There is no such rights record" in answer.text
    assert pages.get("/rights/record").status_code == 400


def test_confirming_what_was_read_needs_a_word_about_what_was_not(pages, opened):
    form = {"record": "dam/2", "place": "0", "version": "1", "confirm": "yes"}
    answer = pages.post("/rights/record", data=form)
    assert answer.status_code == 422
    assert "say that you did" in answer.text
    assert newest(opened, "2").version == 1
    said = pages.post("/rights/record", data={**form, "read_all": "yes"})
    assert (said.status_code, said.headers["location"]) == (303, PAGE.format(2) + "&said=confirmed#content")
    now = newest(opened, "2")
    assert (now.version, now.status, now.confirmed_by) == (2, PolicyStatus.CONFIRMED, getpass.getuser())
    html = read(pages.get(said.headers["location"]))
    assert "From now on this is what the licence states" in html
    assert f"Confirmed by {getpass.getuser()}" in html
    assert "stays unclear" in html  # the end of the fair is still no day


def test_what_a_person_states_of_an_unclear_text_is_permitted_at_once(pages, opened):
    address = f"{asset(opened, '2')}?channel=website&region=AT&from=2026-12-01"
    assert "Needs review</h3>" in read(pages.get(address))
    form = sent(opened, "2", t0__until="2027-12-31", t0__unclear__date="", t0__unclear__other="", read_all="yes")
    assert pages.post("/rights/record", data=form).status_code == 303
    html = read(pages.get(address))
    assert "Permitted</h3>" in html
    assert "dam/2#0, version 2" in html
    assert "Denied</h3>" in read(pages.get(address.replace("2026-12-01", "2028-01-01")))


def test_bad_values_come_back_in_the_form_and_nothing_is_kept(pages, opened):
    form = sent(opened, "2", t0__until="end of the fair", t0__credit="Ada", read_all="yes")
    answer = pages.post("/rights/record", data=form)
    html = read(answer)
    assert answer.status_code == 422
    assert "end of the fair is no day" in html
    assert 'name="t0.until" type="text" value="end of the fair"' in html
    assert 'name="t0.credit" type="text" value="Ada"' in html
    assert 'aria-invalid="true"' in html
    assert 'href="#t0.until"' in html
    assert newest(opened, "2").version == 1


def test_a_record_somebody_else_changed_meanwhile_keeps_nothing(pages, opened):
    form = sent(opened, "1", t0__region__allow="FR")
    assert pages.post("/rights/record", data=form).status_code == 303
    again = pages.post("/rights/record", data={**form, "t0.region.allow": "US"})
    assert again.status_code == 409
    assert "Version 2 of this record was made while you read version 1" in read(again)
    assert newest(opened, "1").statement.terms[0].regions.allow == ("FR",)


def test_what_is_confirmed_already_is_not_confirmed_again(pages, opened):
    form = {"record": "dam/1", "place": "0", "confirm": "yes"}
    assert pages.post("/rights/record", data={**form, "version": "1"}).status_code == 303
    again = pages.post("/rights/record", data={**form, "version": "2"})
    assert again.status_code == 422
    assert "There is nothing to do" in again.text
    html = read(pages.get(PAGE.format(1)))
    assert f"{getpass.getuser()} confirmed it already" in html
    assert 'name="confirm"' not in html
    assert newest(opened, "1").version == 2


def test_regions_of_the_workspace_can_be_asked_and_stated(pages, opened):
    (opened.root / "regions.toml").write_text(OWN_REGIONS)
    html = read(pages.get(f"{asset(opened, '1')}?channel=website&region=HOME&from=2026-12-01"))
    assert "Permitted</h3>" in html
    assert '<option value="HOME">' in html
    assert pages.post("/rights/record", data=sent(opened, "1", t0__region__allow="HOME")).status_code == 303
    assert newest(opened, "1").statement.terms[0].regions.allow == ("HOME",)


def test_a_page_of_another_site_and_what_is_no_form_change_nothing(pages, opened):
    form = sent(opened, "1")
    assert pages.post("/rights/record", data=form, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert pages.post("/rights/record", content=b"x" * 1_100_000).status_code == 413
    assert pages.post("/rights/record", content=b"\xff=1").status_code == 400
    assert newest(opened, "1").version == 1


@pytest.mark.parametrize("script", [True, False])
def test_a_person_asks_corrects_and_confirms(opened: EmbeddedWorkspace, browser: Any, script: bool):
    with (
        served_at(create_app(opened)) as address,
        browser.new_page(base_url=address, java_script_enabled=script) as page,
    ):
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(asset(opened, "1"))
        page.get_by_label("Channel", exact=True).select_option("website")
        page.get_by_label("Regions").fill("Germany, FR")
        page.get_by_label("Day, or first day").fill("2026-12-01")
        page.get_by_role("button", name="Ask").click()
        page.wait_for_url("**channel=website*")
        asked = page.url
        assert page.locator(".verdict").inner_text().endswith("Denied")
        assert page.get_by_role("row", name="Region").get_by_role("cell").first.inner_text().endswith("No")
        page.locator(".instead a").first.click()
        page.wait_for_load_state()
        assert page.locator(".verdict").inner_text().endswith("Permitted")
        page.get_by_role("link", name="Read, correct or confirm").click()
        page.locator("[id='t0.region-fields']").locator("xpath=..").locator("summary").click()
        page.get_by_label("Allowed").first.fill("DACH, France")
        page.get_by_role("button", name="Confirm as corrected").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**said=confirmed#content")
        assert page.locator(".history li").first.inner_text().count("Confirmed") >= 1
        page.goto(asked)
        assert page.locator(".verdict").inner_text().endswith("Permitted")
        assert page.get_by_text(f"Confirmed by {getpass.getuser()}").count() == 1
        assert complaints == []
