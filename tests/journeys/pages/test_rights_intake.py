"""A pasted licence from the text to the badge in the search, and back: tried, confirmed, overtaken, taken back; nothing is kept before."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.contract.catalogue_values import fill, record
from tests.journeys.pages.browsing import served_at
from tests.journeys.portal.axe import violations
from tests.journeys.portal.signing_in import signed_in
from thesaury.bootstrap import EmbeddedWorkspace, init_workspace
from thesaury.model.access import Role
from thesaury.model.asset import Asset, Licence
from thesaury.model.intake import Intake, IntakeState
from thesaury.model.policy import PolicyStatus
from thesaury.pipeline import project
from thesaury.pipeline.rights.confirming import confirm
from thesaury.pipeline.rights.intake import Beside, standing_of
from thesaury.rights.derive import derive
from thesaury.web.app import create_app
from thesaury.web.pages.rights.form import filled
from thesaury.web.pages.rights.intake_draft import draft_of

AT = "2026-11-28T10:00:00+00:00"
CLEAR = "Website and newsletter, DACH, until 31 December 2027, no paid social."
UNCLEAR = "Web, DACH, until 31.12.2027. Blorfing required."
SITE = {"q.channel": "website", "q.region": "DE", "q.from": "2026-12-01"}


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[EmbeddedWorkspace]:
    """Three assets without a licence, and one whose licence nobody understands; all of them can be searched."""
    made = init_workspace(tmp_path / "work")
    records = [replace(record(id, title=f"Harbour {id}"), licences=()) for id in ("1", "2", "3")]
    ids = fill(
        made.catalogue, *records, replace(record("4", title="Harbour 4"), licences=(Licence("See contract 9."),))
    )
    for asset in made.catalogue.records.assets(ids):
        made.catalogue.rights.put(derive(asset, {}, AT).renewed)
    with made.writing():
        project(made)
    yield made
    made.close()


@pytest.fixture
def pages(opened: EmbeddedWorkspace) -> Iterator[TestClient]:
    with TestClient(create_app(opened), base_url="http://127.0.0.1", follow_redirects=False) as client:
        yield client


def pasted(pages: TestClient, text: str, **more: str) -> str:
    answer = pages.post("/rights/intake", data={"text": text, **more})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def read(answer) -> str:
    return " ".join(answer.text.split())


def asset(opened: EmbeddedWorkspace, id: str) -> Asset:
    return opened.catalogue.records.find(f"dam/{id}")


def draft(opened: EmbeddedWorkspace, url: str):
    return draft_of(opened, opened.catalogue.intakes.get(url.rsplit("/", 1)[1]))


def sent(opened: EmbeddedWorkspace, url: str, *ids: str, do: str = "confirm", **changes: str) -> dict[str, str]:
    """The form as a browser sends it, for these assets as they stand now; names have `__` for the dots."""
    chosen = {f"for.{asset(opened, id).id}": standing_of(opened, asset(opened, id)) for id in ids}
    changed = {name.replace("__", "."): value for name, value in changes.items()}
    return {**filled(draft(opened, url).read), "standing": "alone", "do": do, **chosen, **changed}


def kept(opened: EmbeddedWorkspace, *ids: str):
    keys = [one.key for id in ids for one in asset(opened, id).records]
    return [one for one in opened.catalogue.rights.current(keys) if one.source.place.startswith("intake ")]


def badges(pages: TestClient) -> dict[str, str]:
    html = read(pages.get("/search?q=harbour&channel=website&region=DE&date=2026-12-01"))
    told = re.findall(r"Harbour (\d)</h.*?rights-line is-(\w+)", html)
    return dict(told)


def test_a_text_is_shown_with_its_axes_named_and_what_nobody_understood(pages, opened):
    url = pasted(pages, UNCLEAR, name="Contract 7")
    html = read(pages.get(url))
    assert "Contract 7" in html
    assert re.search(r'<mark class="axis-channel"[^>]*>Web<span class="read-as" dir="ltr"> Channel', html)
    assert re.search(r'<mark class="open"[^>]*>Blorfing.*?not understood', html)
    assert "Language: English (a guess)" in html
    assert 'id="t0.region-fields"' in html
    assert read(pages.get(url)) == html  # it survives a reload
    assert 'href="' + url in read(pages.get("/rights/intake"))
    assert kept(opened, "1", "2", "3", "4") == []
    assert opened.catalogue.rights.counts() == {PolicyStatus.NEEDS_REVIEW: 1}


def test_a_draft_keeps_what_was_typed_and_tries_it(pages, opened):
    url = pasted(pages, CLEAR)
    form = sent(opened, url, "1", do="try", t0__region__allow="DE, AT", contract="C-9")
    assert pages.post(url, data={**form, **SITE}).headers["location"] == f"{url}#may-i"
    html = read(pages.get(url))
    assert 'value="DE, AT"' in html
    assert 'value="C-9"' in html
    assert 'class="answer permit"' in html
    assert re.search(r"now</span> <span class=\"fit unknown\">.*?then</span> <span class=\"fit yes\">", html)
    assert (
        pages.post(url, data={**form, "t0.until": "soon", "do": ""}, headers={"HX-Request": "true"}).status_code == 204
    )
    assert "soon is no day" in read(pages.get(url))
    assert pages.post(url, data={"do": "read", "text": UNCLEAR, "name": "Another"}).status_code == 303
    html = read(pages.get(url))
    assert "DE, AT" not in html
    assert "Blorfing" in html
    assert "Harbour 1" in html  # the assets stay
    assert kept(opened, "1") == []


def test_what_the_page_saves_by_itself_undoes_nothing_that_a_button_sent_meanwhile(pages, opened):
    url = pasted(pages, CLEAR)
    seen = draft(opened, url).intake.at
    assert f'name="seen" value="{seen}"' in pages.get(url).text
    assert pages.post(url, data=sent(opened, url, "1", do="save")).status_code == 303
    late = sent(opened, url, do="keep", seen=seen)
    assert pages.post(url, data=late, headers={"HX-Request": "true"}).status_code == 204
    assert draft(opened, url).chosen == (asset(opened, "1").id,)


def test_an_empty_text_needs_review_and_cannot_be_confirmed(pages, opened):
    url = pasted(pages, "   ")
    html = read(pages.get(url))
    assert "There is no text" in html
    stated = {"t0": "shown", "t0.channel.website": "allow", "t0.region.allow": "DE", "t0.perpetual": "yes"}
    form = sent(opened, url, "1", do="try") | stated | SITE
    pages.post(url, data=form)
    assert 'class="answer needs_review"' in read(pages.get(url))
    refused = pages.post(url, data={**form, "do": "confirm", "read_all": "yes"})
    assert refused.status_code == 422
    assert "Paste the text of the licence" in refused.text
    assert kept(opened, "1") == []


def test_confirmed_for_two_assets_the_badges_change_at_once_and_back_when_it_is_taken_back(pages, opened):
    before = badges(pages)
    assert before["1"] == before["2"] == before["3"] == "needs_review"
    url = pasted(pages, CLEAR, name="Contract 7", dated="2026-11-01")
    answer = pages.post(url, data=sent(opened, url, "1", "2", t0__region__allow="DE"))
    assert (answer.status_code, answer.headers["location"]) == (303, f"{url}?said=confirmed#content")
    made = kept(opened, "1", "2", "3")
    assert [(one.source.record, one.status, one.version) for one in made] == [
        ("dam/1", PolicyStatus.CONFIRMED, 1),
        ("dam/2", PolicyStatus.CONFIRMED, 1),
    ]
    assert all(one.confirmed_by and one.source.text == CLEAR for one in made)
    assert made[0].statement.terms[0].regions.allow == ("DE",)
    assert badges(pages) == {**before, "1": "permit", "2": "permit"}
    assert [d.deed.subject for d in opened.catalogue.audit.deeds(limit=3)][::-1][:2] == [
        f"record:dam/{id}#{made[0].source.place}" for id in "12"
    ]
    known = {one.key: one for one in kept(opened, "1")}
    assert derive(asset(opened, "1"), known, AT).renewed == ()  # no run of the source withdraws it
    assert "Confirmed for 2 assets." in read(pages.get(answer.headers["location"]))
    assert pages.post(url, data=sent(opened, url, "3")).status_code == 409

    back = pages.post(url, data={"do": "take-back"})
    assert (back.status_code, back.headers["location"]) == (303, f"{url}?said=taken-back#content")
    assert badges(pages) == before
    assert "answered by what else is recorded" in read(pages.get(back.headers["location"]))
    assert pages.post(url, data={"do": "take-back"}).status_code == 409


def test_what_somebody_confirmed_meanwhile_is_a_conflict_and_nothing_is_kept(pages, opened):
    url = pasted(pages, CLEAR)
    form = sent(opened, url, "1", "4")
    other = opened.catalogue.rights.history("dam/4", "0")[-1]
    confirm(opened, "dam/4", "0", other.version, "Ben", draft(opened, url).read)
    refused = pages.post(url, data=form)
    assert refused.status_code == 409
    assert "Somebody changed the rights of Harbour 4 meanwhile" in read(refused)
    assert kept(opened, "1", "4") == []
    # The page shows how it stands now; who confirms from there has seen it.
    assert pages.post(url, data=sent(opened, url, "1", "4")).status_code == 303


def test_a_record_that_was_corrected_since_is_not_taken_back(pages, opened):
    url = pasted(pages, CLEAR)
    pages.post(url, data=sent(opened, url, "1"))
    [made] = kept(opened, "1")
    says = replace(made.statement, prohibit_all=True)
    confirm(opened, *made.key, made.version, "Ben", says)
    refused = pages.post(url, data={"do": "take-back"})
    assert refused.status_code == 409
    assert kept(opened, "1")[0].statement.prohibit_all


def test_open_passages_and_missing_assets_stand_in_the_way(pages, opened):
    url = pasted(pages, UNCLEAR)
    refused = pages.post(url, data=sent(opened, url))
    assert refused.status_code == 422
    assert "Choose the assets it is for" in refused.text
    assert "Read the passages that were not understood" in refused.text
    assert pages.post(url, data=sent(opened, url, "1", read_all="yes")).status_code == 303
    # What stays unclear needs review, confirmed or not.
    assert badges(pages)["1"] == "needs_review"


def test_drafts_are_of_one_person_and_can_be_discarded(pages, opened):
    opened.catalogue.intakes.put(Intake("abc", "somebody else", AT, CLEAR))
    assert pages.get("/rights/intake/abc").status_code == 404
    assert pages.post("/rights/intake/abc", data={"do": "discard"}).status_code == 404
    url = pasted(pages, CLEAR)
    assert pages.post(url, data={"do": "discard"}).status_code == 303
    assert pages.get(url).status_code == 404
    assert opened.catalogue.intakes.recent(IntakeState.DRAFT) == [opened.catalogue.intakes.get("abc")]


def test_what_is_too_long_or_from_elsewhere_is_refused(pages, opened):
    assert pages.post("/rights/intake", data={"text": "x" * 20_001}).status_code == 422
    url = pasted(pages, CLEAR)
    assert pages.post(url, data={"do": "read", "text": "x" * 20_001}).status_code == 422
    assert pages.post(url, data=sent(opened, url, "1"), headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert draft(opened, url).intake.text == CLEAR
    assert draft(opened, url).beside == Beside()


def test_the_pages_speak_german(pages, opened):
    url = pasted(pages, UNCLEAR)
    html = read(pages.get(url, headers={"Accept-Language": "de"}))
    for said in (
        "Kanal",
        "nicht verstanden",
        "Bis 31. Dezember 2027, dieser Tag eingeschlossen",
        "Darf ich das verwenden?",
    ):
        assert said in html
    html = read(pages.get(url, headers={"Accept-Language": "en"}))
    assert "Until 31 December 2027, that day included" in html


@pytest.mark.parametrize("script", [True, False])
def test_a_person_pastes_corrects_and_confirms_by_keyboard(opened: EmbeddedWorkspace, browser: Any, script: bool):
    with (
        served_at(create_app(opened)) as address,
        browser.new_page(base_url=address, java_script_enabled=script) as page,
    ):
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.goto("/rights/intake")

        def press(name: str) -> None:
            page.get_by_role("button", name=name).focus()
            page.keyboard.press("Enter")

        page.get_by_label("Text of the licence").focus()
        page.keyboard.insert_text(CLEAR)
        press("Read it")
        page.wait_for_url("**/rights/intake/*")
        url = page.url
        page.locator("[id='t0.region-fields']").locator("xpath=..").locator("summary").focus()
        page.keyboard.press("Enter")
        page.locator("[name='t0.region.allow']").fill("DE")
        page.locator("#asset-words").fill("harbour")
        press("Find")
        page.wait_for_url("**#for")
        for name in ("Harbour 1", "Harbour 2"):
            page.get_by_role("checkbox", name=name).focus()
            page.keyboard.press("Space")
        press("Add the ticked ones")
        page.get_by_text("2 assets are chosen").wait_for()
        page.locator("#ask-channel").select_option("website")
        page.locator("[name='q.region']").fill("DE")
        press("Try it")
        page.locator(".answer.permit").wait_for()
        if script:
            assert violations(page) == []
            page.set_viewport_size({"width": 360, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= 360
        press("Confirm for these assets")
        page.wait_for_url("**said=confirmed#content")
        assert page.get_by_text("Confirmed for 2 assets.").count() == 1
        page.goto("/search?q=harbour&channel=website&region=DE&date=2026-12-01")
        assert page.locator(".rights-line.is-permit").count() == 2
        page.goto(url)
        page.locator("summary", has_text="Take it back").focus()
        page.keyboard.press("Enter")
        press("Take it back: it counts no more")
        page.wait_for_url("**said=taken-back#content")
        assert complaints == []


def test_who_may_only_read_sees_the_log_and_no_intake(opened):
    app, cookies = signed_in(opened, (Role.VIEWER,))
    with TestClient(app, base_url="http://127.0.0.1", cookies=cookies, follow_redirects=False) as client:
        page = client.get("/rights/calendar")
        assert page.status_code == 200
        assert "/rights/decisions" in page.text
        assert "/rights/intake" not in page.text
        assert 'action="/rights/calendar/feeds' not in page.text
        assert client.get("/rights/decisions").status_code == 200
        assert client.get("/rights/intake").status_code == 403
        for path in ("/rights/intake", "/rights/intake/x", "/rights/calendar/feeds"):
            assert client.post(path, data={"text": CLEAR, "name": "x"}).status_code == 403
    assert opened.catalogue.intakes.recent(IntakeState.DRAFT) == []
    assert opened.catalogue.calendar_feeds.all() == []


def test_a_lapsed_session_keeps_the_pasted_text(opened):
    app, _ = signed_in(opened, (Role.RIGHTS_MANAGER,))
    with TestClient(app, base_url="http://127.0.0.1", follow_redirects=False) as client:
        answer = client.post("/rights/intake", data={"text": CLEAR, "name": "Contract 7"})
        assert answer.status_code == 401
        assert "no paid social" in answer.text
    assert kept(opened, "1") == []
