"""The pages and the interface of proposals: what people do there, two at once, without the right, without script and by keyboard."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.journeys.governance.proposing import copied, term, with_file
from tests.journeys.pages.browsing import at_rest, chromium, served_at
from tests.journeys.portal.axe import violations
from tests.journeys.portal.opening import opened as opened_in
from tests.journeys.portal.signing_in import session_of, signed_in
from tests.patience import PATIENCE
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.model.access import Role
from thesaury.model.proposal import Proposal, ProposalState
from thesaury.web.app import create_app

ROOM = "/governance/proposals"
CARBON = "carbon-neutral shipping"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with closing(with_file(tmp_path_factory.mktemp("pages"))) as made:
        return made.root


@pytest.fixture
def workspace(tmp_path: Path, kept: Path) -> Iterator[EmbeddedWorkspace]:
    with copied(kept, tmp_path / "work") as made:
        yield made


@pytest.fixture
def ana(workspace: EmbeddedWorkspace) -> Iterator[TestClient]:
    """The owner of the process, who may do everything."""
    with TestClient(create_app(workspace), base_url="http://127.0.0.1", follow_redirects=False) as client:
        yield client


def seen(proposal: Proposal) -> str:
    return f"{proposal.id} {proposal.revision}"


def test_the_list_shows_what_speaks_for_each_and_is_narrowed(ana: TestClient):
    page = ana.get(ROOM).text
    assert "3 terms" in page
    for words in (CARBON, "4 assets · 3 as a tag", "<mark>carbon-neutral shipping</mark>", "Team: Press, Retail"):
        assert words in page
    narrowed = ana.get(ROOM, params={"team": "Retail"}).text
    assert "1 term<" in narrowed
    assert "No proposal is like that" in ana.get(ROOM, params={"q": "nothing like it"}).text
    assert "Vorgeschlagene Begriffe" in ana.get(ROOM, headers={"Accept-Language": "de"}).text
    assert ana.get(ROOM, params={"after": "x|y"}).status_code == 200
    assert ana.get(f"{ROOM}/none").status_code == 404


def test_without_script_terms_are_decided_one_by_one_and_in_bulk_and_undone(
    ana: TestClient, workspace: EmbeddedWorkspace
):
    carbon, eco, code = (term(workspace, text) for text in (CARBON, "eco fiendly", "DSC 0042"))
    page = ana.post(f"{ROOM}/decide", data={"merge": f"{seen(eco)} https://terms.example/eco"})
    assert "Merged: eco fiendly" in page.text
    both = ana.post(
        f"{ROOM}/decide", data={"selected": "rejected", "chosen": [seen(carbon), seen(code)], "reason": "name"}
    )
    assert "2 terms rejected" in both.text
    assert "Rejected by" in ana.get(ROOM, params={"state": "rejected"}).text
    undo = [f"{one.id} {one.revision + 1}" for one in (carbon, code)]
    assert "2 terms open again" in ana.post(f"{ROOM}/undo", data={"seen": undo}).text
    assert "Accepted: carbon" in ana.post(f"{ROOM}/decide", data={"accept": seen(term(workspace, CARBON))}).text
    late = ana.post(f"{ROOM}/decide", data={"reject": seen(carbon)})
    assert late.status_code == 409
    assert "Somebody decided" in late.text
    assert ana.post(f"{ROOM}/decide", data={"selected": "accepted"}).status_code == 422


def test_one_proposal_is_talked_about_and_decided_on_its_page(ana: TestClient, workspace: EmbeddedWorkspace):
    eco = term(workspace, "eco fiendly")
    url = f"{ROOM}/{eco.id}"
    assert ana.post(f"{url}/comment", data={"text": "A <b>typing</b> error."}).headers["location"] == url
    page = ana.get(url).text
    for words in ("A &lt;b&gt;typing&lt;/b&gt; error.", "is alike", "What speaks for it"):
        assert words in page
    wrong = ana.post(f"{url}/merge", data={"revision": eco.revision, "other": "no such concept"})
    assert (wrong.status_code, "is called" in wrong.text) == (422, True)
    done = ana.post(f"{url}/merge", data={"revision": eco.revision, "other": "green packaging"})
    assert done.status_code == 303
    assert "Another word for eco-friendly packaging" in ana.get(url).text
    assert ana.post(f"{url}/reject", data={"revision": eco.revision, "words": "No."}).status_code == 409
    carbon = term(workspace, CARBON)
    below = {"revision": carbon.revision, "label": "climate-neutral delivery", "below": "packaging", "note": "Please."}
    assert ana.post(f"{ROOM}/{carbon.id}/accept", data=below).status_code == 303
    kept = term(workspace, CARBON).errand
    assert kept is not None
    assert (kept.label, kept.broader, kept.note) == (
        "climate-neutral delivery",
        ("https://terms.example/packaging",),
        "Please.",
    )


def test_an_editor_proposes_a_word_and_may_not_decide(workspace: EmbeddedWorkspace):
    app, _ = signed_in(workspace)
    with ExitStack() as stack:

        def came(name: str, role: Role) -> TestClient:
            cookies = session_of(workspace, (role,), f"{name}@example.org")
            headers = {"Sec-Fetch-Site": "same-origin", "Accept-Language": "en"}
            return stack.enter_context(
                TestClient(app, base_url="http://127.0.0.1", follow_redirects=False, cookies=cookies, headers=headers)
            )

        editor, viewer, taxonomist = came("eva", Role.EDITOR), came("vic", Role.VIEWER), came("tom", Role.TAXONOMIST)
        made = editor.post(f"{ROOM}/propose", data={"term": "unboxing", "reason": "The shop films it."})
        assert made.status_code == 303
        url = made.headers["location"]
        assert "Those I proposed" in editor.get(ROOM).text
        assert "eva@example.org" in editor.get(url).text
        assert "Accept selected" not in editor.get(ROOM).text
        assert editor.post(f"{url}/reject", data={"revision": 1, "words": "No."}).status_code == 403
        assert viewer.post(f"{url}/comment", data={"text": "Yes."}).status_code == 403
        assert viewer.post("/api/v1/proposals", json={"term": "x"}).status_code == 403
        assert viewer.get("/api/v1/proposals").status_code == 200
        told = taxonomist.post(
            f"/api/v1{url.removeprefix('/governance')}/reject", json={"revision": 1, "reason": "No."}
        )
        assert (told.json()["state"], told.json()["decided"]["by"]) == ("rejected", "tom@example.org")
        assert "Rejected by tom@example.org: No." in editor.get(url).text


def test_the_interface_goes_page_by_page_and_tells_who_was_quicker(ana: TestClient, workspace: EmbeddedWorkspace):
    api = "/api/v1/proposals"
    first = ana.get(api, params={"limit": 2}).json()
    second = ana.get(api, params={"limit": 2, "cursor": first["next"]}).json()
    assert [len(one["proposals"]) for one in (first, second)] == [2, 1]
    assert (first["counts"], second["next"]) == ({"open": 3}, None)
    assert [one["term"] for one in ana.get(api, params={"used": "team=Retail"}).json()["proposals"]] == [CARBON]
    id = term(workspace, CARBON).id
    assert ana.get(f"{api}/targets").json()["targets"][0]["to"] == "vocabulary:terms"
    done = ana.post(f"{api}/{id}/accept", json={"revision": 1, "broader": ["https://terms.example/packaging"]})
    assert (done.status_code, done.json()["errand"]["to"]) == (200, "vocabulary:terms")
    assert ana.post(f"{api}/{id}/reject", json={"revision": 1, "reason": "No."}).status_code == 409
    assert ana.post(f"{api}/{id}/undo", json={"revision": 2}).json()["state"] == "open"
    assert ana.post(f"{api}/{id}/accept", json={"revision": 3, "broader": ["https://no.example"]}).status_code == 400
    again = ana.post(api, json={"term": "Carbon neutral shipping", "reason": "We need it."}).json()
    assert (again["new"], again["id"]) == (False, id)
    assert ana.get(f"{api}/{id}").json()["steps"][-1]["text"] == "We need it."
    assert ana.get(f"{api}/none").status_code == 404


def test_gathering_and_sending_go_on_in_the_background_and_say_how_they_ended(
    ana: TestClient, workspace: EmbeddedWorkspace
):
    assert ana.post(f"{ROOM}/decide", data={"accept": seen(term(workspace, CARBON))}).status_code == 200
    for doing, words in (("gather", "worked out anew"), ("follow", "1 put into drafts")):
        assert ana.post(f"{ROOM}/work", data={"doing": doing}).status_code == 303
        assert words in ended(lambda: ana.get(f"{ROOM}/work").text)


def ended(look: Callable[[], str]) -> str:
    """What the work says once it is done."""
    until = monotonic() + PATIENCE
    while "hx-trigger" in (said := look()) and monotonic() < until:
        sleep(0.05)
    return said


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as launched:
        yield launched


def test_by_keys_alone_a_term_is_accepted_another_rejected_and_both_undone(browser: Any, workspace: EmbeddedWorkspace):
    with served_at(create_app(workspace)) as address, opened_in(browser, address, {}) as opened:
        page = opened.page(ROOM)

        def pressed(key: str) -> None:
            with page.expect_response(lambda answer: ROOM in answer.url):
                page.keyboard.press(key)
            at_rest(page)

        pressed("a")
        assert term(workspace, CARBON).state is ProposalState.ACCEPTED
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.querySelector('.term').textContent.trim()") == "eco fiendly"
        page.keyboard.press("k")
        pressed("r")
        assert term(workspace, "DSC 0042").state is ProposalState.REJECTED
        pressed("u")
        assert term(workspace, "DSC 0042").state is ProposalState.OPEN
        page.keyboard.press("j")
        pressed("s")
        assert term(workspace, "eco fiendly").concept == "https://terms.example/eco"
        assert violations(page) == []
        page.goto(f"{address}{ROOM}/{term(workspace, CARBON).id}")
        assert violations(page) == []
