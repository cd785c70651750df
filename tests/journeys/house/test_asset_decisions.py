"""The page of an asset: decisions with undo, what two people do at once, and what is known of its writes, origin, use and history."""

import html
import re
from dataclasses import replace
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from tests.contract.catalogue_values import fill, found
from tests.journeys.house.conftest import OURS, People
from tests.journeys.review.collection import T, asset
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.model.access import Role
from thesaury.model.asset import Record, Text
from thesaury.model.outbox import Change, OutboxRow, WriteState
from thesaury.model.placement import Placement
from thesaury.model.placement_usage import event_of
from thesaury.model.usage import UsageEvent, UsageKind
from thesaury.pipeline import project
from thesaury.ports.usage import UsagePage

AT = "2026-11-23T10:00:00+00:00"
JAR, KITCHEN, POUCH, PACKAGING = (f"{T}{name}" for name in ("jar", "kitchen", "pouch", "packaging"))


def url(opened: EmbeddedWorkspace, number: int = 4) -> str:
    return f"/assets/{asset(opened, number)}"


def text(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def mark(client: TestClient, place: str, concept: str) -> str:
    page = client.get(place).text
    form = next(
        form for form in re.findall(r'<form class="deciding".*?</form>', page, re.S) if f'value="{concept}"' in form
    )
    return re.search(r'name="mark" value="(\w+)"', form)[1]  # type: ignore[index]


def deed(client: TestClient, place: str, what: str, **fields: str) -> str:
    """Send a form and follow where it leads."""
    answer = client.post(f"{place}/{what}", data=fields, headers=OURS)
    assert answer.status_code == 303, answer.text
    return client.get(answer.headers["location"]).text


def undo(client: TestClient, place: str, page: str) -> str:
    form = re.search(r'action="[^"]+/undo".*?</form>', page, re.S)
    assert form, "there is nothing to take back"
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[0]))
    return deed(client, place, "undo", **{name: html.unescape(value) for name, value in fields.items()})


def state(opened: EmbeddedWorkspace, number: int = 4) -> tuple[list[str], list[str]]:
    known = found(opened.catalogue, asset(opened, number))
    return sorted(a.concept[len(T) :] for a in known.annotations), sorted(
        s.concept[len(T) :] for s in known.suggestions
    )


@pytest.mark.parametrize(("decision", "held"), [("accepted", ["jar", "packaging"]), ("rejected", ["packaging"])])
def test_a_suggestion_is_decided_and_taken_back(
    owner: TestClient, opened: EmbeddedWorkspace, decision: str, held: list[str]
) -> None:
    place = url(opened)
    page = deed(owner, place, "decide", concept=JAR, decision=decision, mark=mark(owner, place, JAR))
    assert f"jar is {decision}." in text(page)
    assert state(opened) == (held, ["kitchen"])
    assert opened.catalogue.enrichments.count_unprojected() == 0
    page = undo(owner, place, page)
    assert "The decision on jar is taken back." in text(page)
    assert state(opened) == (["packaging"], ["jar", "kitchen"])


def test_a_concept_is_removed_and_comes_back(owner: TestClient, opened: EmbeddedWorkspace) -> None:
    place = url(opened)
    page = deed(owner, place, "remove", concept=PACKAGING)
    assert state(opened)[0] == []
    assert "packaging is removed." in text(page)
    undo(owner, place, page)
    assert state(opened)[0] == ["packaging"]
    # One that a person had accepted goes back to that decision.
    accepted = deed(owner, place, "add", concept=POUCH)
    page = deed(owner, place, "remove", concept=POUCH)
    assert "pouch" not in state(opened)[0]
    undo(owner, place, page)
    assert "pouch" in state(opened)[0]
    assert accepted


def test_a_concept_is_added_by_the_list_or_by_its_whole_label(owner: TestClient, opened: EmbeddedWorkspace) -> None:
    place = url(opened)
    assert "refill pouch is added." in text(deed(owner, place, "add", concept=POUCH, words="refill pouch"))
    assert "glass packaging is added." in text(deed(owner, place, "add", concept="", words=" Glasverpackung "))
    assert state(opened)[0] == ["glass", "packaging", "pouch"]
    assert "refill pouch is there already." in text(deed(owner, place, "add", words="REFILL POUCH"))
    assert "No concept is called “spaceship”" in text(deed(owner, place, "add", words="spaceship"))
    assert "No concept is called" in text(deed(owner, place, "add", concept="urn:nobody"))


def test_who_comes_second_is_told_and_changes_nothing(people: People, opened: EmbeddedWorkspace) -> None:
    ana, ben, place = people("ana"), people("ben"), url(opened)
    seen = mark(ben, place, JAR)
    deed(ana, place, "decide", concept=JAR, decision="accepted", mark=mark(ana, place, JAR))
    page = deed(ben, place, "decide", concept=JAR, decision="rejected", mark=seen)
    assert "ana@example.org was faster: accepted jar" in text(page)
    assert "/undo" not in page
    assert state(opened)[0] == ["jar", "packaging"]


def test_nobody_takes_back_what_another_decided(people: People, opened: EmbeddedWorkspace) -> None:
    ana, ben, place = people("ana"), people("ben"), url(opened)
    deed(ana, place, "decide", concept=JAR, decision="accepted", mark=mark(ana, place, JAR))
    [(_, made)] = opened.catalogue.enrichments.latest()
    deed(ben, place, "undo", concept=JAR, at=made.at)
    assert "jar" in state(opened)[0]


def test_who_may_not_review_sees_no_buttons_and_is_refused(people: People, opened: EmbeddedWorkspace) -> None:
    vic, place = people("vic", Role.VIEWER), url(opened)
    page = vic.get(place).text
    assert 'class="deciding"' not in page
    assert "data-concepts" not in page
    for what in ("decide", "remove", "add", "undo"):
        fields = {"concept": JAR, "decision": "accepted", "at": AT}
        assert vic.post(f"{place}/{what}", data=fields).status_code == 403
    assert state(opened) == (["packaging"], ["jar", "kitchen"])


def test_what_the_address_claims_is_not_repeated(owner: TestClient, opened: EmbeddedWorkspace) -> None:
    page = owner.get(f"{url(opened)}?said=accepted&concept={quote(JAR)}&at={quote(AT)}").text
    assert "is accepted." not in page
    assert "<b>x" not in owner.get(f"{url(opened)}?said=unknown&concept=<b>x").text


def test_deeds_on_an_asset_that_is_not_there_are_answered_so(owner: TestClient) -> None:
    assert owner.post("/assets/none/add", data={"words": "jar"}, headers=OURS).status_code == 404


def intended(number: int, key: str, field: str = "concepts") -> OutboxRow:
    return OutboxRow(Change(key, "dam", str(number), field, (), (), ()), created_at=AT)


@pytest.mark.parametrize(
    ("ended", "word"),
    [
        (WriteState.DONE, "In step"),
        (WriteState.REFUSED, "Failed"),
        (WriteState.UNCERTAIN, "Uncertain"),
        (WriteState.SENDING, "Being written"),
    ],
)
def test_each_record_says_how_its_writes_stand(
    owner: TestClient, opened: EmbeddedWorkspace, ended: WriteState, word: str
) -> None:
    assert "Nothing was written here yet" in text(owner.get(url(opened)).text)
    outbox = opened.catalogue.outbox
    outbox.put([intended(4, "a"), intended(4, "b", "keywords")])
    assert "Waiting" in text(owner.get(url(opened)).text)
    outbox.claim(["a", "b"], AT, 7)
    outbox.settle("a", WriteState.DONE, AT)
    outbox.settle("b", ended, AT, "The field is locked <there>.")
    page = owner.get(url(opened)).text
    assert f"Write-back {word}" in text(page)
    assert "Run 7" in text(page)
    if ended in (WriteState.REFUSED, WriteState.UNCERTAIN):
        assert "The field is locked &lt;there&gt;." in page


def test_origin_use_and_history_are_shown(owner: TestClient, opened: EmbeddedWorkspace) -> None:
    catalogue, place = opened.catalogue, url(opened)
    empty = text(owner.get(place).text)
    assert "No system has reported a use" in empty
    assert "Nobody has decided anything here yet" in empty
    made = Record(
        "dam", "cut", "1", (Text("title", "A cut of it", "en"),), properties=(("derived_from", ("4", "lost")),)
    )
    [cut] = fill(catalogue, made)
    event = UsageEvent("e1", UsageKind.USE, "2026-11-20T10:00:00+00:00", "4", "https://shop.example/jar")
    catalogue.usage.store_page("dam", UsagePage((event, replace(event, id="e2", quantity=2)), "c", True))
    put = Placement(
        "p", place.rpartition("/")[2], "2026-11-21T10:00:00+00:00", "indesign", "/home/ana/brochure.indd", "dam/4"
    )
    catalogue.usage.add("dam", [event_of(put, "4")])
    with opened.writing():
        project(opened)
    deed(owner, place, "decide", concept=JAR, decision="accepted", mark=mark(owner, place, JAR))
    page = owner.get(place).text
    assert "A cut of it" in text(page)
    assert "https://shop.example/jar Used 3 2026-11-20 dam" in text(page)
    assert "brochure.indd Placed in a document 1 2026-11-21 indesign" in text(page)
    assert "/home/ana" not in page
    assert re.search(r"ago \S+ accepted: jar", text(page))
    child = text(owner.get(f"/assets/{cut}").text)
    assert "Made from Jar 4 in a kitchen lost not here" in child


def test_words_and_concepts_name_each_other(owner: TestClient, opened: EmbeddedWorkspace) -> None:
    page = owner.get(url(opened)).text
    numbers = set(re.findall(r'data-holds="(\d+)"', page))
    spoken = {number for one in re.findall(r'data-speaks="([\d ]+)"', page) for number in one.split()}
    assert spoken
    assert spoken <= numbers
    assert 'data-opens="zoom"' in page
    assert '<dialog class="zoom" id="zoom"' in page
