"""Two people at one queue: neither overwrites the other, and each is told who did what."""

from starlette.testclient import TestClient

from tests.contract.catalogue_values import enrich
from tests.journeys.review.collection import T, asset
from tests.journeys.review.conftest import Reviewers
from tests.journeys.review.forms import SCRIPT, deed, shown
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.model.access import Role
from thesaury.model.annotation import Suggestion

JAR, KITCHEN = f"{T}jar", f"{T}kitchen"


def page_of(client: TestClient, opened: EmbeddedWorkspace, number: int) -> str:
    return client.get(f"/review?asset={asset(opened, number)}").text


def decisions(opened: EmbeddedWorkspace) -> list[tuple[str, str, str]]:
    return [(made.concept, made.decision.value, made.reviewer) for made in opened.catalogue.enrichments.reviews()]


def test_who_comes_second_is_told_and_changes_nothing(people: Reviewers, opened: EmbeddedWorkspace):
    ana, ben = people("ana"), people("ben")
    seen_by_ana, seen_by_ben = page_of(ana, opened, 4), page_of(ben, opened, 4)
    assert ana.post("/review/decide", data=deed(seen_by_ana, reject=JAR)).status_code == 303
    for headers in ({}, SCRIPT):
        answer = ben.post("/review/decide", data=deed(seen_by_ben, accept=JAR), headers=headers)
        assert answer.status_code == 409
        assert "ana@example.org rejected “jar”" in answer.text
        assert "ago" in answer.text
        assert "Your decision changed nothing" in answer.text
        assert list(shown(answer.text)) == [KITCHEN]
    assert decisions(opened) == [(JAR, "rejected", "ana@example.org")]
    deeds = [kept.deed for kept in opened.catalogue.audit.every()]
    assert [one.who for one in deeds if one.action.startswith("suggestion")] == ["ana@example.org"]


def test_of_several_only_what_somebody_decided_is_left_out(people: Reviewers, opened: EmbeddedWorkspace):
    ana, ben = people("ana"), people("ben")
    seen = page_of(ben, opened, 4)
    ana.post("/review/decide", data=deed(page_of(ana, opened, 4), accept=KITCHEN))
    answer = ben.post("/review/decide", data=deed(seen, selected="rejected", chosen=[JAR, KITCHEN]))
    assert answer.status_code == 409
    assert "ana@example.org accepted “kitchen”" in answer.text
    assert decisions(opened) == [(KITCHEN, "accepted", "ana@example.org"), (JAR, "rejected", "ben@example.org")]


def test_what_was_suggested_anew_is_shown_before_it_is_decided(people: Reviewers, opened: EmbeddedWorkspace):
    ben = people("ben")
    seen = page_of(ben, opened, 3)
    enrich(opened.catalogue, asset(opened, 3), Suggestion(JAR, 0.2, (), "fake/2", "terms@1"))
    answer = ben.post("/review/decide", data=deed(seen, accept=JAR))
    assert answer.status_code == 409
    assert "was suggested anew" in answer.text
    assert "0.20" in answer.text
    assert decisions(opened) == []


def test_a_concept_somebody_rejected_is_taken_only_when_that_is_said_again(
    people: Reviewers, opened: EmbeddedWorkspace
):
    ana, ben = people("ana"), people("ben")
    ana.post("/review/decide", data=deed(page_of(ana, opened, 4), reject=KITCHEN))
    sent = {"asset": asset(opened, 4), "shown": shown(page_of(ben, opened, 4))[JAR], "chosen": KITCHEN}
    answer = ben.post("/review/other", data=sent)
    assert answer.status_code == 409
    assert "ana@example.org rejected “kitchen” for this picture" in answer.text
    assert "Accept it all the same" in answer.text
    assert len(decisions(opened)) == 1
    assert ben.post("/review/other", data={**sent, "anyway": "yes"}).status_code == 303
    assert decisions(opened)[1:] == [(JAR, "rejected", "ben@example.org"), (KITCHEN, "accepted", "ben@example.org")]


def test_what_somebody_decided_since_is_not_taken_back(people: Reviewers, opened: EmbeddedWorkspace):
    ana, ben = people("ana"), people("ben")
    ana.post("/review/decide", data=deed(page_of(ana, opened, 4), reject=KITCHEN))
    at = opened.catalogue.enrichments.reviews()[0].at
    sent = {"asset": asset(opened, 4), "shown": shown(page_of(ben, opened, 4))[JAR], "chosen": KITCHEN, "anyway": "yes"}
    ben.post("/review/other", data=sent)
    answer = ana.post("/review/undo", data={"who": "ana@example.org", "at": at})
    assert answer.status_code == 409
    assert "somebody decided otherwise since" in answer.text
    assert len(decisions(opened)) == 3


def test_who_else_looks_is_said(people: Reviewers, opened: EmbeddedWorkspace):
    ana, ben = people("ana"), people("ben")
    assert "looks at this picture too" not in page_of(ana, opened, 4)
    assert "ana@example.org looks at this picture too" in page_of(ben, opened, 4)
    page_of(ana, opened, 3)
    assert "looks at this picture too" not in page_of(ben, opened, 4)


def test_who_may_only_look_decides_nothing(people: Reviewers, opened: EmbeddedWorkspace):
    eve = people("eve", Role.VIEWER)
    page = page_of(eve, opened, 4)
    assert 'name="accept"' not in page
    assert "takes the role of a reviewer" in page
    sent = {"asset": asset(opened, 4), "shown": f"m {JAR}", "accept": JAR}
    for url in ("/review/decide", "/review/other", "/review/undo", "/review/reason", "/review/concept"):
        assert (
            eve.post(url, data={**sent, "who": "x", "at": "x", "iri": JAR, "selected": "accepted"}).status_code == 403
        )
    assert decisions(opened) == []
