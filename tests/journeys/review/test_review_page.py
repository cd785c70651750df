"""The queue as pages and forms: what is shown, decisions, their reasons, undo, batches, another concept, and what was decided."""

import re

import pytest
from starlette.testclient import TestClient

from tests.journeys.review.collection import CAMPAIGNS, PLACES, TOPICS, T, asset
from tests.journeys.review.forms import SCRIPT, deed, fields, shown, terms, through, title
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.model.annotation import Decision, Review
from thesaury.model.errors import Unreachable
from thesaury.pipeline.keeping import decide

JAR, KITCHEN, POUCH = f"{T}jar", f"{T}kitchen", f"{T}pouch"


def text(client: TestClient, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer.text
    return answer.text


def held(workspace: EmbeddedWorkspace, number: int) -> list[str]:
    id = asset(workspace, number)
    return [one.concept for one in workspace.catalogue.enrichments.findings([id])[id].annotations]


def waits(workspace: EmbeddedWorkspace, number: int) -> set[str]:
    id = asset(workspace, number)
    return {one.concept for one in workspace.catalogue.enrichments.findings([id])[id].suggestions}


def test_an_asset_is_shown_with_its_suggestions_and_why(ana: TestClient, opened: EmbeddedWorkspace):
    page = text(ana, f"/review?asset={asset(opened, 2)}")
    assert (title(page), terms(page)) == ("Jar 2 in a kitchen", ["jar", "kitchen"])
    for words in (
        "packaging</span>",
        "glass packaging</span>",
        "“Jar” in Title",
        "Found with the broader",
        "Much like",
        "Close in meaning to “",
        "Possible",
        "0.60",
        "Unsure",
        "0.10",
        "Green Spring",
        "Concepts it has already",
    ):
        assert words in page, words
    assert '<mark data-of="1" class="spoke">Jar</mark> 2 in a <mark data-of="2">kitchen</mark>' in page
    assert "0 of 12 decided" in page
    assert "12 are left." in page


def test_a_decision_goes_to_the_next_and_is_found_at_once(ana: TestClient, opened: EmbeddedWorkspace):
    page = text(ana, f"/review?asset={asset(opened, 4)}")
    answer = ana.post("/review/decide", data=deed(page, accept=JAR))
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/review?asset={asset(opened, 4)}&at=1"
    following = text(ana, answer.headers["location"])
    assert terms(following) == ["kitchen"]
    assert "1 of 12 decided" in following
    assert "Accepted “jar” for “Jar 4 in a kitchen”." in following
    assert held(opened, 4) == [JAR, f"{T}packaging"]
    found = text(ana, f"/search?concept={JAR}")
    assert "Jar 4 in a kitchen" in found
    assert "Jar 2 in a kitchen" not in found
    last = ana.post("/review/decide", data=deed(following, reject=KITCHEN)).headers["location"]
    assert asset(opened, 4) not in last
    assert title(text(ana, last)).startswith("Jar ")


def test_everything_can_be_decided_until_nothing_waits(ana: TestClient, opened: EmbeddedWorkspace):
    assert len(list(through(ana, "reject"))) == 12
    page = text(ana, "/review")
    assert "Nothing waits" in page
    assert 'href="/review/decided"' in page
    assert opened.catalogue.enrichments.counts().suggestions == 0


def test_every_decision_is_a_deed_in_the_audit_log(ana: TestClient, opened: EmbeddedWorkspace):
    page = text(ana, f"/review?asset={asset(opened, 4)}")
    ana.post("/review/decide", data=deed(page, reject=JAR))
    at = fields(text(ana, "/review"), "at")[0]
    ana.post("/review/reason", data={"at": at, "reason": "broad"})
    ana.post("/review/undo", data={"who": opened.catalogue.enrichments.reviews()[0].reviewer, "at": at})
    actions = [kept.deed.action for kept in opened.catalogue.audit.every()]
    assert actions == ["suggestion.reject", "suggestion.explain", "suggestion.undo"]


def test_deeds_are_taken_back_one_after_the_other(ana: TestClient, opened: EmbeddedWorkspace):
    for number, decision in ((2, "accept"), (4, "reject"), (6, "accept")):
        ana.post("/review/decide", data=deed(text(ana, f"/review?asset={asset(opened, number)}"), **{decision: JAR}))
    for number in (6, 4, 2):
        page = text(ana, "/review")  # as after a reload
        answer = ana.post("/review/undo", data={"who": fields(page, "who")[0], "at": fields(page, "at")[0]})
        assert answer.headers["location"].startswith(f"/review?asset={asset(opened, number)}&at=")
        assert waits(opened, number) == {JAR, KITCHEN}
        assert held(opened, number) == [f"{T}packaging"]
    assert fields(text(ana, "/review"), "at") == []
    assert opened.catalogue.enrichments.reviews() == []
    assert text(ana, f"/search?concept={JAR}").count("in a kitchen") == 0


def test_a_rejection_may_have_a_reason(ana: TestClient, opened: EmbeddedWorkspace):
    page = text(ana, f"/review?asset={asset(opened, 4)}")
    ana.post("/review/decide", data=deed(page, reject=JAR))
    page = text(ana, "/review")
    assert re.findall(r'name="reason" value="(\w+)"', page) == ["wrong", "broad", "narrow", "unseen"]
    at = fields(page, "at")[0]
    ana.post("/review/reason", data={"at": at, "words": "  It is a vase  "})
    assert opened.catalogue.enrichments.reviews()[0].reason == "It is a vase"
    ana.post("/review/reason", data={"at": at, "reason": "narrow"})
    assert "Too specific" in text(ana, "/review")
    assert 'name="reason"' not in text(ana, "/review")
    assert "Too specific" in text(ana, "/review/decided")


def test_a_batch_is_a_campaign_or_a_scheme(ana: TestClient, opened: EmbeddedWorkspace):
    page = text(ana, "/review")
    options = re.findall(r'<option value="([^"]+)"[^>]*>([^<]+)</option>', page)
    assert options[:4] == [
        ("Green Spring", "Green Spring (5)"),
        ("Winter &lt;Warm&gt;", "Winter &lt;Warm&gt; (3)"),
        (PLACES, "Places (4)"),
        (TOPICS, "Topics (8)"),
    ]
    warm = text(ana, "/review?campaign=Winter+%3CWarm%3E")
    assert "0 of 5 decided in this batch" in warm
    assert title(warm) in {"Jar 6 in a kitchen", "Jar 7 in a kitchen", "Jar 8 in a kitchen"}
    places = text(ana, f"/review?campaign={CAMPAIGNS[0].replace(' ', '+')}&scheme={PLACES}")
    assert terms(places) == ["kitchen"]
    assert "0 of 2 decided in this batch" in places
    for _ in range(2):
        page = text(ana, f"/review?campaign=Green+Spring&scheme={PLACES}")
        answer = ana.post("/review/decide", data=deed(page, reject=KITCHEN, campaign="Green Spring", scheme=PLACES))
    done = text(ana, answer.headers["location"])
    assert "This batch is done" in done
    assert "10 suggestions wait elsewhere" in done
    assert "2 of 2 decided" in done


def test_the_surest_come_first_where_that_is_asked(ana: TestClient):
    assert title(text(ana, "/review?order=surest")) == "Jar 8 in a kitchen"
    assert ana.get("/review?order=sideways").status_code == 400


def test_several_are_decided_as_one_deed(ana: TestClient, opened: EmbeddedWorkspace):
    page = text(ana, f"/review?asset={asset(opened, 4)}")
    assert ana.post("/review/decide", data=deed(page, selected="accepted")).status_code == 422
    ana.post("/review/decide", data=deed(page, selected="accepted", chosen=[JAR, KITCHEN]))
    assert held(opened, 4) == [JAR, KITCHEN, f"{T}packaging"]
    page = text(ana, "/review")
    assert "Accepted 2 suggestions: Jar 4 in a kitchen." in page
    ana.post("/review/undo", data={"who": fields(page, "who")[0], "at": fields(page, "at")[0]})
    assert waits(opened, 4) == {JAR, KITCHEN}


def test_one_concept_is_decided_for_many_pictures(ana: TestClient, opened: EmbeddedWorkspace):
    page = text(ana, f"/review/concept?iri={JAR}&campaign=Green+Spring")
    tiles = re.findall(r'name="chosen" value="(\w+ [\w-]+)"( checked)?', page)
    assert len(tiles) == 5
    assert all(checked for _, checked in tiles)
    kitchens = text(ana, f"/review/concept?iri={KITCHEN}")
    assert (kitchens.count('name="chosen"'), kitchens.count(" checked>")) == (4, 1)
    assert text(ana, f"/review/concept?iri={KITCHEN}&every=1").count(" checked>") == 4
    some = [value for value, _ in tiles[:3]]
    answer = ana.post(
        "/review/concept", data={"iri": JAR, "campaign": "Green Spring", "selected": "rejected", "chosen": some}
    )
    assert answer.status_code == 303
    page = text(ana, answer.headers["location"])
    assert len(re.findall(r'name="chosen" value="', page)) == 2
    assert "Rejected 3 suggestions: jar." in page
    back = {"who": fields(page, "who")[0], "at": fields(page, "at")[0], "back": "concept", "concept": JAR}
    again = ana.post("/review/undo", data=back)
    assert again.headers["location"] == f"/review/concept?iri={JAR.replace(':', '%3A').replace('/', '%2F')}"
    assert len(re.findall(r'name="chosen" value="', text(ana, again.headers["location"]))) == 8


def test_another_concept_takes_the_place_of_a_suggestion(ana: TestClient, opened: EmbeddedWorkspace):
    page = text(ana, f"/review?asset={asset(opened, 4)}")
    found = text(ana, f"/review/other?asset={asset(opened, 4)}&shown={shown(page)[JAR].replace(' ', '+')}&q=Nachfüll")
    assert "refill pouch" in found
    assert "also Nachfüllbeutel" in found
    assert f'value="{POUCH}"' in found
    listed = ana.get("/review/other?q=refill po", headers=SCRIPT).text
    assert f'data-iri="{POUCH}"' in listed
    assert "<html" not in listed
    assert "No label begins like that" in ana.get("/review/other?q=zzz", headers=SCRIPT).text
    sent = {"asset": asset(opened, 4), "shown": shown(page)[JAR]}
    assert ana.post("/review/other", data={**sent, "chosen": f"{T}nothing"}).status_code == 422
    assert ana.post("/review/other", data={**sent, "chosen": POUCH}).status_code == 303
    assert (held(opened, 4), waits(opened, 4)) == ([f"{T}packaging", POUCH], {KITCHEN})
    page = text(ana, "/review")
    assert "Took “refill pouch” in the place of “jar”." in page
    ana.post("/review/undo", data={"who": fields(page, "who")[0], "at": fields(page, "at")[0]})
    assert (held(opened, 4), waits(opened, 4)) == ([f"{T}packaging"], {JAR, KITCHEN})


def test_what_was_decided_is_listed_and_taken_back_singly(ana: TestClient, opened: EmbeddedWorkspace):
    assert "Nothing was decided yet" in text(ana, "/review/decided")
    page = text(ana, f"/review?asset={asset(opened, 4)}")
    ana.post("/review/decide", data=deed(page, selected="rejected", chosen=[JAR, KITCHEN]))
    decide(opened.catalogue, [Review(asset(opened, 2), JAR, Decision.ACCEPTED, "ben", "2026-11-28T10:00:00+00:00")])
    page = text(ana, "/review/decided")
    assert page.count('<tr><th scope="row">') == 3
    assert "ben" in page
    assert "ago" in page
    assert text(ana, "/review/decided?mine=1").count('<tr><th scope="row">') == 2
    places = [
        dict(re.findall(r'name="(who|at|asset|concept)" value="([^"]*)"', form)) for form in page.split("<form")[1:]
    ]
    one = next(place for place in places if place.get("concept") == KITCHEN)
    answer = ana.post("/review/undo", data={**one, "back": "decided"})
    assert answer.headers["location"] == "/review/decided?said=undone"
    assert "It is taken back" in text(ana, answer.headers["location"])
    assert (waits(opened, 4), waits(opened, 2)) == ({KITCHEN}, {KITCHEN})
    assert ana.post("/review/undo", data={**one, "back": "decided"}).status_code == 409


def test_a_script_gets_the_piece_that_changes(ana: TestClient, opened: EmbeddedWorkspace):
    page = text(ana, f"/review?asset={asset(opened, 4)}")
    answer = ana.post("/review/decide", data=deed(page, accept=JAR), headers=SCRIPT)
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert answer.headers["hx-replace-url"] == f"/review?asset={asset(opened, 4)}"
    assert 'data-say="Accepted “jar” for “Jar 4 in a kitchen”. 11 are left. Next: kitchen."' in answer.text
    assert answer.headers["vary"].count("HX-Request") == 1


def test_a_page_of_another_site_decides_nothing(ana: TestClient, opened: EmbeddedWorkspace):
    page = text(ana, f"/review?asset={asset(opened, 4)}")
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert ana.post("/review/decide", data=deed(page, accept=JAR), headers=elsewhere).status_code == 403
    assert opened.catalogue.enrichments.reviews() == []


def test_an_asset_that_is_not_there_is_a_readable_page(ana: TestClient):
    sent = {"asset": "gone", "shown": f"m {JAR}", "accept": JAR}
    assert ana.post("/review/decide", data=sent).status_code == 404
    assert ana.get("/review/other?asset=gone").status_code == 404
    assert title(text(ana, "/review?asset=gone")).startswith("Jar")


def test_a_server_that_fails_says_so_and_changes_nothing(
    ana: TestClient, opened: EmbeddedWorkspace, monkeypatch: pytest.MonkeyPatch
):
    page = text(ana, f"/review?asset={asset(opened, 4)}")

    def broken(*_: object, **__: object) -> int:
        raise Unreachable("The database cannot be used. See that its disk is there.")

    with monkeypatch.context() as patch:
        patch.setattr(type(opened.catalogue.enrichments), "review", broken)
        answer = ana.post("/review/decide", data=deed(page, accept=JAR))
        assert answer.status_code == 503
        assert "See that its disk is there" in answer.text
    assert waits(opened, 4) == {JAR, KITCHEN}
