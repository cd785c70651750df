"""The rights calendar as a page, as JSON, as a table, and at its secret address."""

import csv
import io
import logging
import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from tests.journeys.pages.browsing import served_at
from tests.journeys.pages.conftest import TestClient
from tests.journeys.portal.axe import violations
from tests.long_form import LONG
from tests.unit.watching.brand import END, WEB, Brand
from thesaury.dispatch.feeding import new_feed
from thesaury.model.errors import WorkspaceBusy
from thesaury.model.licensing import Term
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import Purchase
from thesaury.pipeline.watch.telling import watch_round
from thesaury.web.app import create_app

MONTH = "/rights/calendar?month=2026-12"


def filled() -> Brand:
    brand = Brand()
    brand.bring("lake", WEB, properties={"campaign": ["Winter"], "market": ["DE"]})
    brand.bring("<b>pears", WEB, status=PolicyStatus.NEEDS_REVIEW)
    brand.bring("embargo", Term(valid_from=date(2026, 12, 4), first_use_by=date(2026, 12, 20), perpetual=True))
    brand.bring("twice", replace(WEB, valid_until=date(2026, 12, 9)), purchase=Purchase(transaction="A"))
    brand.state("twice", replace(WEB, valid_until=date(2027, 1, 9)), place="1", purchase=Purchase(transaction="B"))
    brand.use("lake", "2026-11-01T00:00:00+00:00")
    return brand


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(create_app(filled()), raise_server_exceptions=False)


def text(client: TestClient, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer.text
    return " ".join(answer.text.split())


def test_a_month_has_its_days_with_words_marks_and_links(client: TestClient):
    page = text(client, MONTH)
    assert "December 2026" in page
    assert page.count("<td") == 35
    assert "5 days of licences, 1 of them in use" in page
    for mark, word in (("■", "Ends"), ("◆", "First use by"), ("▲", "Begins")):
        assert f'aria-hidden="true">{mark}</span> <span class="event-what">{word}' in page
    assert "Another licence goes on until 9 January 2027." in page
    assert "<b>pears" not in page
    assert re.search(r'href="/assets/[0-9a-f-]+" title="Picture lake"', page)
    assert "Europe/Berlin" in page
    assert "not legal advice" in page
    assert '<a href="/rights/calendar" aria-current="page">Calendar</a>' in page


def test_what_is_in_use_comes_first_in_its_cell(client: TestClient):
    cell = re.search(r'<td class=""> <time datetime="2026-12-31">.*?</td>', text(client, MONTH))
    assert cell
    assert cell[0].index("Picture lake") < cell[0].index("pears")


def test_months_lead_to_their_neighbours_and_keep_the_filters(client: TestClient):
    page = text(client, f"{MONTH}&campaign=Winter&in_use=true")
    assert 'rel="prev" href="/rights/calendar?month=2026-11&amp;campaign=Winter&amp;in_use=true"' in page
    assert 'rel="next" href="/rights/calendar?month=2027-01&amp;campaign=Winter&amp;in_use=true"' in page
    assert "1 day of a licence, 1 of them in use" in page
    assert '<option value="Winter" selected>Winter</option>' in page


def test_many_on_one_day_lead_to_the_list():
    brand = Brand()
    for number in range(7):
        brand.bring(f"{number}", WEB)
    page = text(TestClient(create_app(brand)), MONTH)
    assert '<a class="event-more" href="#d2026-12-31">4 more on this day</a>' in page
    assert '<h3 id="d2026-12-31">' in page
    january = text(TestClient(create_app(brand)), "/rights/calendar?month=2027-01")
    assert 'href="/rights/calendar?month=2026-12#d2026-12-31"' in january


def test_the_next_90_days_are_a_list():
    brand, today = Brand(), datetime.now(ZoneInfo("Europe/Berlin")).date()
    for name, days in (("today", 0), ("last", 90), ("beyond", 91), ("over", -1)):
        brand.bring(name, replace(WEB, valid_until=today + timedelta(days=days)))
    page = text(TestClient(create_app(brand)), "/rights/calendar?view=soon")
    assert [name in page for name in ("Picture today", "Picture last", "Picture beyond", "Picture over")] == [
        True,
        True,
        False,
        False,
    ]
    assert "<table" not in page


def test_empty_stretches_and_empty_workspaces_say_what_to_do(client: TestClient):
    page = text(client, "/rights/calendar?month=2020-01")
    assert "Nothing happens in this stretch" in page
    assert "The next day of a licence is 4 December 2026." in page
    assert "fits all the filters" in text(client, "/rights/calendar?month=2026-12&campaign=None")
    assert "thesaury sync" in text(TestClient(create_app(Brand())), "/rights/calendar")


@pytest.mark.parametrize("month", ["2026-13", "x", "2026-1", "99999-01"])
def test_what_is_no_month_is_refused_on_a_page(client: TestClient, month: str):
    answer = client.get("/rights/calendar", params={"month": month})
    assert answer.status_code == 400
    assert "month" in answer.text


@pytest.mark.parametrize("month", ["0000-01", "0001-01", "9999-12"])
def test_months_beyond_all_licences_are_shown_as_far_as_there_are_any(client: TestClient, month: str):
    assert client.get("/rights/calendar", params={"month": month}).status_code == 200


def test_a_program_gets_the_same(client: TestClient):
    told = client.get("/api/v1/rights/calendar", params={"from": "2026-12-09", "to": "2026-12-31"}).json()
    assert [entry["title"] for entry in told["entries"]] == [
        "Picture twice",
        "Picture embargo",
        "Picture lake",
        "Picture <b>pears",
    ]
    assert (told["time_zone"], "not legal advice" in told["notice"]) == ("Europe/Berlin", True)
    rows = list(csv.DictReader(io.StringIO(client.get("/rights/calendar.csv?campaign=Winter").text)))
    assert [(row["title"], row["in_use"]) for row in rows] == [("Picture lake", "yes")]
    wrong = client.get("/api/v1/rights/calendar", params={"from": "2027-01-01", "to": "2026-01-01"})
    assert (wrong.status_code, wrong.headers["content-type"]) == (400, "application/problem+json")
    assert client.get("/api/v1/rights/calendar", params={"from": "soon"}).status_code == 422


def test_a_feed_answers_at_its_secret_address_alone(caplog: pytest.LogCaptureFixture):
    brand = filled()
    client = TestClient(create_app(brand))
    token = new_feed(brand.catalogue, "team")
    with caplog.at_level(logging.DEBUG):
        answer = client.get(f"/calendars/{token}.ics")
        events = Calendar.from_ical(answer.content).walk("VEVENT")
        assert len(events) == 6
        assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
        for wrong in ("", token[:-1], token.upper(), "x" * 43):
            assert client.get(f"/calendars/{wrong}.ics").status_code == 404
        new_feed(brand.catalogue, "team")
        assert client.get(f"/calendars/{token}.ics").status_code == 404
    ours = [record for record in caplog.records if record.name.startswith("thesaury")]
    assert not [record for record in ours if token in record.getMessage()]


def test_notices_are_listed_and_noted_by_programs():
    brand = filled()
    watch_round(brand, datetime(2026, 12, 20, 12, tzinfo=ZoneInfo("Europe/Berlin")))
    client = TestClient(create_app(brand))
    told = client.get("/api/v1/rights/notices", params={"limit": 2}).json()
    rest = client.get("/api/v1/rights/notices", params={"limit": 2, "cursor": told["next"]}).json()
    found = told["notices"] + rest["notices"]
    assert (len(told["notices"]), rest["next"]) == (2, None)
    assert [one["key"] for one in found] == sorted(one.key for one in brand.catalogue.notices.page())
    noted = client.post("/api/v1/rights/notices/acknowledge", json={"key": found[0]["key"]}).json()
    assert noted["acknowledged_by"]
    assert len(client.get("/api/v1/rights/notices").json()["notices"]) == len(found) - 1
    assert len(client.get("/api/v1/rights/notices", params={"all": True}).json()["notices"]) == len(found)
    assert client.post("/api/v1/rights/notices/acknowledge", json={"key": "no such"}).status_code == 400
    assert client.post("/api/v1/rights/notices/acknowledge", json={}).status_code == 422
    strange = {"sec-fetch-site": "cross-site"}
    answer = client.post("/api/v1/rights/notices/acknowledge", json={"key": found[0]["key"]}, headers=strange)
    assert answer.status_code == 403


def test_a_catalogue_that_is_busy_is_a_page_that_says_so_and_a_problem_for_programs(monkeypatch: pytest.MonkeyPatch):
    brand = filled()
    client = TestClient(create_app(brand), raise_server_exceptions=False)

    def busy(*_: object) -> None:
        raise WorkspaceBusy("Another process is writing. Wait until it has finished.")

    monkeypatch.setattr(brand.catalogue.records, "asset_page", busy)
    page, told = client.get(MONTH), client.get("/api/v1/rights/calendar")
    assert (page.status_code, "Another process is writing." in page.text) == (503, True)
    assert (told.status_code, told.headers["content-type"]) == (503, "application/problem+json")
    monkeypatch.undo()
    assert client.get(MONTH).status_code == 200


def test_notices_wait_on_a_page_until_somebody_has_taken_note():
    brand = filled()
    client = TestClient(create_app(brand))
    assert "thesaury rights watch" in text(client, "/rights/notices")
    watch_round(brand, datetime(2026, 12, 20, 12, tzinfo=ZoneInfo("Europe/Berlin")))
    page = text(client, "/rights/notices")
    assert page.index("Campaign Winter") < page.index("Without a campaign")  # the lake is in use
    assert "<b>pears" not in page
    waiting = brand.catalogue.notices.page()
    assert f"{len(waiting)} notices wait" in page
    actions = re.findall(r'<form method="post" action="(/rights/notices[^"]+)"', page)
    answer = client.post(actions[0].replace("&amp;", "&"), follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/rights/notices?noted=true")
    noted = [event for event in brand.catalogue.notices.log() if event.what == "acknowledged"]
    assert [event.key for event in noted] == ["dam/lake 0 end 2026-12-31 30"]
    assert len(brand.catalogue.notices.page()) == len(waiting) - 1
    assert client.post("/rights/notices?key=none").status_code == 400
    assert client.post(actions[1], headers={"sec-fetch-site": "cross-site"}).status_code == 403


def test_in_a_browser_it_is_a_month_where_there_is_room_and_a_list_where_there_is_not(browser: Any):
    brand = filled()
    watch_round(brand, datetime(2026, 12, 31, 12, tzinfo=ZoneInfo("Europe/Berlin")))
    with served_at(create_app(brand)) as base:
        errors: list[str] = []
        for width, table in ((1440, True), (360, False), *([(768, True)] if LONG else [])):
            page = browser.new_page(viewport={"width": width, "height": 900})
            page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
            for url in (MONTH, "/rights/calendar?view=soon", "/rights/calendar?month=2020-01", "/rights/notices"):
                page.goto(base + url)
                assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), (
                    width,
                    url,
                )
            page.goto(base + MONTH)
            assert page.locator("table.month").is_visible() is table
            assert page.locator(f"#d{END}").is_visible()
            cells = "[...document.querySelectorAll('.event')].every(e => e.scrollWidth <= e.closest('td').clientWidth)"
            assert page.evaluate(cells)
            page.close()
        assert errors == []


def test_without_a_month_the_days_to_come_are_listed_and_kinds_narrow_them():
    brand, today = Brand(), datetime.now(ZoneInfo("Europe/Berlin")).date()
    brand.bring("ending", replace(WEB, valid_until=today + timedelta(days=9)), properties={"campaign": ["Winter & co"]})
    brand.bring("coming", replace(WEB, valid_from=today + timedelta(days=9), valid_until=today + timedelta(days=900)))
    client = TestClient(create_app(brand))
    page = text(client, "/rights/calendar")
    assert ("Picture ending" in page, "Picture coming" in page, "<table" in page) == (True, True, False)
    assert 'href="/search?campaign=Winter+%26+co"' in page
    assert 'href="/rights/record?record=dam%2Fending&amp;place=0"' in page
    begins = text(client, "/rights/calendar?occasion=begin")
    assert ("Picture ending" in begins, "Picture coming" in begins) == (False, True)
    assert '<option value="begin" selected>Licence begins</option>' in begins
    table = client.get("/rights/calendar.csv?occasion=end").text
    assert ("Picture ending" in table, ",begin," in table) == (True, False)
    assert client.get("/rights/calendar?occasion=strange").status_code == 400


def test_a_secret_address_is_made_shown_once_and_ended_on_the_page():
    brand = filled()
    client = TestClient(create_app(brand))
    made = client.post("/rights/calendar/feeds", data={"name": "brand-team"})
    assert made.status_code == 200
    [address] = re.findall(r'value="(http://[^"]+/calendars/[^"]+\.ics)"', made.text)
    assert Calendar.from_ical(client.get(address).text).walk("VEVENT")
    page = text(client, "/rights/calendar")
    assert "brand-team" in page
    assert address not in page
    assert client.post("/rights/calendar/feeds", data={"name": " "}).status_code == 422
    ended = client.post("/rights/calendar/feeds/remove", data={"name": "brand-team"}, follow_redirects=False)
    assert (ended.status_code, ended.headers["location"]) == (303, "/rights/calendar?said=removed#feeds")
    assert client.get(address).status_code == 404
    assert client.post("/rights/calendar/feeds/remove", data={"name": "brand-team"}).status_code == 400
    actions = [one.deed.action for one in brand.catalogue.audit.deeds(limit=2)]
    assert actions == ["calendar.unfeed", "calendar.feed"]


def test_days_and_months_are_told_in_german(client: TestClient):
    page = " ".join(client.get(MONTH, headers={"Accept-Language": "de"}).text.split())
    for said in (
        "Dezember 2026",
        '<abbr title="Donnerstag">',
        "Donnerstag, 31. Dezember 2026",
        "läuft bis 9. Januar 2027 weiter",
    ):
        assert said in page


def test_in_a_browser_kinds_are_chosen_and_an_address_is_made_by_keyboard(browser: Any):
    brand, today = Brand(), datetime.now(ZoneInfo("Europe/Berlin")).date()
    brand.bring("ending", replace(WEB, valid_until=today + timedelta(days=9)))
    brand.bring("coming", replace(WEB, valid_from=today + timedelta(days=9), valid_until=today + timedelta(days=900)))
    with served_at(create_app(brand)) as base, browser.new_page(base_url=base, color_scheme="dark") as page:
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.goto("/rights/calendar")
        page.locator("select[name=occasion]").select_option("begin")
        page.get_by_role("button", name="Show").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**occasion=begin")
        assert page.locator(".agenda-item").count() == 1
        page.get_by_label("Name of the address").focus()
        page.keyboard.type("brand-team")
        page.keyboard.press("Enter")
        address = page.get_by_role("textbox", name="The secret address brand-team").input_value()
        assert page.request.get(address).headers["content-type"].startswith("text/calendar")
        assert violations(page) == []
        page.get_by_role("button", name="End it: the address brand-team").focus()
        page.keyboard.press("Enter")
        page.get_by_text("The address answers no more.").wait_for()
        assert page.request.get(address).status == 404
        assert complaints == []
