"""The pages of onboarding without a script: beginning a round, the desk, coverage, history, files, the dry run and the start."""

import html
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient

from tests.journeys.pages.connected import pages_for, pages_of, text, with_few_words
from tests.journeys.portal.onboarded import ROUND, half_a_round
from tests.made_once import copied
from thesaury.bootstrap import EmbeddedWorkspace, init_workspace, open_workspace
from thesaury.model.access import Role
from thesaury.model.concept import MappingRelation
from thesaury.model.mapping import MappingStatus
from thesaury.model.onboarding import KeptMapping, Meaning, Reading, Said, Subject, SubjectKind
from thesaury.pipeline.onboarding.beginning import table_of
from thesaury.ports.mappings import round_called
from thesaury.web.pages.onboarding import files_sent
from thesaury.web.pages.onboarding.subjects import shown_as

HOME = f"/onboarding/{ROUND}"


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[EmbeddedWorkspace]:
    with closing(open_workspace(copied(with_few_words, tmp_path / "work"))) as workspace:
        half_a_round(workspace, "words", concepts(workspace)[0])
        yield workspace


@pytest.fixture
def pages(opened: EmbeddedWorkspace) -> Iterator[TestClient]:
    with pages_of(opened) as client:
        yield client


def concepts(workspace: EmbeddedWorkspace) -> list[str]:
    return [one.iri for one in workspace.catalogue.vocabularies.get("words").concepts]


def said(opened: EmbeddedWorkspace, name: str, kind: SubjectKind = SubjectKind.VALUE) -> KeptMapping:
    subject = Subject(kind, name) if kind is SubjectKind.FIELD else Subject(kind, "Tags", name)
    return opened.catalogue.mappings.of(ROUND, [subject])[subject]


def decide(pages: TestClient, one: KeptMapping, **form: str) -> httpx.Response:
    return pages.post(f"{HOME}/decide", data={"of": one.subject.kind.value, "shown": shown_as(one), **form})


def test_a_round_begins_with_a_table_waits_for_a_worker_and_is_removed_by_its_name(pages: TestClient):
    home = pages.get("/").text
    assert (f'href="{HOME}"' in home, "with mappings to decide on" in home) == (True, True)
    begun = pages.get("/onboarding")
    assert (begun.status_code, ROUND in begun.text) == (200, True)
    none = pages.post("/onboarding", data={"name": "x"})
    assert (none.status_code, "No file was chosen" in none.text) == (422, True)
    for name, content, why in (("t.csv", b"", "t.csv is empty"), ("t.pdf", b"%PDF-1.4", "t.pdf is a PDF")):
        wrong = pages.post("/onboarding", files={"file": (name, content)})
        assert (wrong.status_code, why in wrong.text) == (422, True), wrong.text
    assert pages.post("/onboarding", data={"kind": "connection", "source": "none"}).status_code == 422
    sent = pages.post("/onboarding", files={"file": ("spring.csv", "Id;Tags\n1;eco\n")})
    assert (sent.status_code, sent.headers["location"]) == (303, "/onboarding/spring")
    assert "Waiting" in pages.get("/onboarding/spring").text
    assert pages.post("/onboarding/spring/stop").status_code == 303
    assert (
        "was stopped" in pages.get("/onboarding/spring").text or "Propose again" in pages.get("/onboarding/spring").text
    )
    assert pages.post("/onboarding/spring/remove", data={"name": "else"}).status_code == 422
    assert pages.post("/onboarding/spring/remove", data={"name": "spring"}).status_code == 303
    assert pages.get("/onboarding/spring").status_code == 404


def test_a_file_that_is_too_large_is_not_read_and_none_is_left_behind(
    opened: EmbeddedWorkspace, pages: TestClient, monkeypatch: pytest.MonkeyPatch
):
    for address in ("/onboarding", f"{HOME}/exchange"):
        wrong = pages.post(address, files={"file": ("t.pdf", b"%PDF-1.4")})
        assert wrong.status_code == 422
        monkeypatch.setattr(files_sent, "LIMIT", -64 * 1024)
        large = pages.post(address, files={"file": ("t.csv", "Id;Tags\n1;eco\n")})
        monkeypatch.undo()
        assert (large.status_code, "The file has more than 64 MiB" in large.text) == (413, True)
    assert [*opened.root.rglob(".sent-*")] == []


def test_of_a_list_the_marked_are_accepted_and_the_rest_comes_alone_and_a_batch_is_taken_back(
    pages: TestClient, opened: EmbeddedWorkspace
):
    shown = text(pages.get(f"{HOME}/desk?of=value").text)
    assert "2 sure proposals" in shown
    pack, fjord = said(opened, "pack"), said(opened, "Fjord")
    form = {
        "of": "value",
        "shown": [shown_as(pack), shown_as(fjord)],
        "chosen": shown_as(fjord),
        "after": str(fjord.place),
    }
    done = pages.post(f"{HOME}/list", data=form)
    assert (done.status_code, "/desk?of=value" in done.headers["location"]) == (303, True)
    assert (said(opened, "Fjord").decided, said(opened, "pack").decided) == (True, False)
    assert said(opened, "pack").said.status is MappingStatus.PROPOSED
    desk = pages.get(f"{HOME}/desk?of=value&alone=1")
    assert "Tags: 1 accepted. 1 comes alone." in text(desk.text)
    [batch] = re.findall(r'name="batch" value="(\d+)"', desk.text)
    assert pages.post(f"{HOME}/undo", data={"of": "value", "batch": batch}).status_code == 303
    assert [said(opened, name) for name in ("pack", "Fjord")] == [pack, fjord]
    assert pages.post(f"{HOME}/undo", data={"of": "value", "batch": batch}).status_code == 422
    assert "Taken back" in pages.get(f"{HOME}/history").text


def test_what_stands_alone_is_decided_by_any_button(pages: TestClient, opened: EmbeddedWorkspace):
    other = concepts(opened)[1]
    for deed, expected in (
        ({"as": "accept"}, (Meaning.CONCEPT, concepts(opened)[0], MappingRelation.BROAD)),
        ({"as": "accept", "relation": "closeMatch"}, (Meaning.CONCEPT, concepts(opened)[0], MappingRelation.CLOSE)),
        ({"as": "2"}, (Meaning.CONCEPT, concepts(opened)[0], MappingRelation.EXACT)),
        ({"as": "own"}, (Meaning.OWN, "", MappingRelation.EXACT)),
        ({"as": "nothing"}, (Meaning.NOTHING, "", MappingRelation.EXACT)),
        ({"chosen": other, "relation": "relatedMatch"}, (Meaning.CONCEPT, other, MappingRelation.RELATED)),
    ):
        answer = decide(pages, said(opened, "packaging"), **deed)
        assert answer.status_code == 303, answer.text
        now = said(opened, "packaging").said
        assert ((now.meaning, now.target, now.relation), now.status) == (expected, MappingStatus.ACCEPTED), deed
    decide(pages, said(opened, "packaging"), **{"as": "reject"})
    assert said(opened, "packaging").said.status is MappingStatus.REJECTED
    decide(pages, said(opened, "Title", SubjectKind.FIELD), **{"as": "role", "role": "description", "language": "fr"})
    field = said(opened, "Title", SubjectKind.FIELD).said
    assert (field.target, field.language) == ("description", "fr")
    assert "Propose again" in pages.get(HOME).text
    cells = {"separator": "line", "dates": "mdy", "decimal": ""}
    decide(pages, said(opened, "Title", SubjectKind.FIELD), **{"as": "accept", "language": "fr", **cells})
    assert said(opened, "Title", SubjectKind.FIELD).said.reading == Reading("\n", "mdy", None), "what was left is left"
    desk = pages.get(f"{HOME}/desk?of=field&at={said(opened, 'Title', SubjectKind.FIELD).place}").text
    assert ('<option value="mdy" selected>' in desk, '<option value="line" selected>' in desk) == (True, True)
    for wrong in ({"as": "7"}, {"as": ""}, {"as": "other", "words": "nothing so"}, {"chosen": "urn:none"}):
        before = said(opened, "v2")
        answer = decide(pages, before, **wrong)
        assert (answer.status_code, said(opened, "v2")) == (422, before), wrong


def test_nothing_has_no_relation_until_another_concept_is_chosen(pages: TestClient, opened: EmbeddedWorkspace):
    for name, chips in (("packaging", True), ("v2", False)):
        card = pages.get(f"{HOME}/desk?of=value&at={said(opened, name).place}").text
        assert ("onboard-relations" in card, 'id="other-relation"' in card) == (chips, not chips), name


def test_nobody_decides_on_what_somebody_else_decided_meanwhile(pages: TestClient, opened: EmbeddedWorkspace):
    seen = said(opened, "packaging")
    decide(pages, seen, **{"as": "own"})
    late = decide(pages, seen, **{"as": "nothing", "place": str(seen.place)})
    assert (late.status_code, "meanwhile" in late.text) == (409, True)
    assert said(opened, "packaging").said.meaning is Meaning.OWN
    piece = pages.post(
        f"{HOME}/decide",
        data={"of": "value", "shown": shown_as(said(opened, "v2")), "as": "nothing"},
        headers={"HX-Request": "true"},
    )
    assert ("<html" in piece.text, "hx-replace-url" in piece.headers, "v2: nothing." in html.unescape(piece.text)) == (
        False,
        True,
        True,
    )


def test_of_two_decisions_at_the_same_moment_the_second_is_a_conflict(
    pages: TestClient, opened: EmbeddedWorkspace, monkeypatch: pytest.MonkeyPatch
):
    seen, mappings = said(opened, "packaging"), opened.catalogue.mappings
    own = Said(Meaning.OWN, author="ben@fennmoor.example", status=MappingStatus.ACCEPTED)
    read = type(mappings).of

    def then_somebody_decides(*asked):
        found = read(*asked)
        monkeypatch.undo()
        mappings.decide(ROUND, {seen.subject: own}, own.author, "")
        return found

    monkeypatch.setattr(type(mappings), "of", then_somebody_decides)
    late = decide(pages, seen, **{"as": "nothing", "place": str(seen.place)})
    assert (late.status_code, "ben@fennmoor.example" in late.text) == (409, True)
    assert said(opened, "packaging").said == own


def test_after_a_large_batch_of_somebody_else_one_takes_back_what_one_did_oneself(
    pages: TestClient, opened: EmbeddedWorkspace
):
    decide(pages, said(opened, "packaging"), **{"as": "own"})
    mappings, nothing = opened.catalogue.mappings, Said(Meaning.NOTHING)
    many = [Subject(SubjectKind.VALUE, "Season", f"{number:03}") for number in range(450)]
    mappings.propose(ROUND, (), [KeptMapping(one, nothing) for one in many])
    others = dict.fromkeys(many, Said(Meaning.OWN, author="ben@fennmoor.example", status=MappingStatus.ACCEPTED))
    mappings.decide(ROUND, others, "ben@fennmoor.example", "")
    for batch in ("", "0", "x", "-1"):
        answer = pages.post(f"{HOME}/undo", data={"of": "value", "batch": batch})
        assert (answer.status_code, "Nothing was taken back" in answer.text) == (422, True), batch
    of_history = pages.post(f"{HOME}/undo", data={"back": "history"})
    assert (of_history.status_code, "Nothing was taken back" in of_history.text) == (422, True)
    [batch] = re.findall(r'name="batch" value="(\d+)"', pages.get(f"{HOME}/desk?of=value&alone=1").text)
    assert pages.post(f"{HOME}/undo", data={"of": "value", "batch": batch}).status_code == 303
    assert not said(opened, "packaging").decided
    assert all(one.decided for one in mappings.of(ROUND, many).values())


def test_a_conflict_leads_to_its_decision_and_is_settled_once_people_meant_it(
    pages: TestClient, opened: EmbeddedWorkspace
):
    opened.catalogue.mappings.undo(ROUND, said(opened, "eco").subject)
    by_itself = Said(Meaning.CONCEPT, concepts(opened)[0], "eco", status=MappingStatus.ACCEPTED)
    opened.catalogue.mappings.decide(ROUND, {said(opened, "eco").subject: by_itself}, "thesaury", "")
    shown = pages.get(f"{HOME}/coverage").text
    assert ("differ in spelling alone" in shown, "meant so" in shown) == (True, False)
    decide(pages, said(opened, "eco"), **{"as": "accept"})
    shown = pages.get(f"{HOME}/coverage").text
    assert "1 conflict that is meant so" in shown
    assert f"at={said(opened, 'Eco').place}" in shown
    led = decide(pages, said(opened, "Eco"), **{"as": "accept", "back": "coverage"})
    assert led.headers["location"] == f"{HOME}/coverage"


def test_how_often_a_proposal_was_right_is_said_of_what_somebody_decided(pages: TestClient, opened: EmbeddedWorkspace):
    assert "Values: 1 of 2 decided" in text(pages.get(f"{HOME}/coverage").text)
    opened.catalogue.mappings.undo(ROUND)
    shown = text(pages.get(f"{HOME}/coverage").text)
    assert ("How often the first proposal was right" in shown, "0 of 0" in shown) == (False, False)


def test_what_was_decided_goes_to_the_next_client_as_files(pages: TestClient, opened: EmbeddedWorkspace):
    layout, mappings = pages.get(f"{HOME}/layout.toml"), pages.get(f"{HOME}/mappings.sssom.tsv")
    assert 'field = "Id"' in layout.text
    assert mappings.text.startswith("#")
    decide(pages, said(opened, "Id", SubjectKind.FIELD), **{"as": "reject"})
    taken = pages.post(f"{HOME}/exchange", files={"file": ("layout.toml", layout.text)})
    assert (taken.status_code, "1 field is decided" in taken.text) == (200, True)
    again = pages.post(f"{HOME}/exchange", files={"file": ("m.sssom.tsv", mappings.text)})
    assert (again.status_code, "mappings are decided" in again.text) == (200, True)
    for name, content in (("layout.toml", "no = toml ="), ("a.tsv", "nothing"), ("a.doc", "x")):
        wrong = pages.post(f"{HOME}/exchange", files={"file": (name, content)})
        assert (wrong.status_code, 'role="alert"' in wrong.text) == (422, True), name


def test_the_first_flow_is_tried_and_started_and_writes_nothing_back(pages: TestClient, opened: EmbeddedWorkspace):
    decide(pages, said(opened, "Id", SubjectKind.FIELD), **{"as": "reject"})
    refused = pages.get(f"{HOME}/dry-run").text
    assert ("No field is accepted that names the assets" in refused, "was read just now" in refused) == (True, False)
    assert pages.post(f"{HOME}/start").status_code == 422
    assert list(opened.catalogue.flows.all()) == []
    decide(pages, said(opened, "Id", SubjectKind.FIELD), **{"as": "role", "role": "id"})
    assert "The source was read just now" in pages.get(f"{HOME}/dry-run").text
    assert "What they would look like" in pages.get(f"{HOME}/dry-run").text
    decide(pages, said(opened, "Title", SubjectKind.FIELD), **{"as": "role", "role": "created"})
    tried = text(pages.get(f"{HOME}/dry-run").text)
    assert "Title Created 3 of 3 cells are no date. Pack line 2" in tried
    assert "Created 3 from Title" in tried
    assert (
        f"/desk?of=field&amp;at={said(opened, 'Title', SubjectKind.FIELD).place}" in pages.get(f"{HOME}/dry-run").text
    )
    assert opened.catalogue.records.connections() == ()
    assert "Nothing is written back" in pages.get(f"{HOME}/start").text
    started = pages.post(f"{HOME}/start")
    assert started.headers["location"].startswith("/runs/"), started.text
    [state] = opened.catalogue.flows.all()
    assert [step.value for step in state.flow.steps] == ["pull", "enrich"]
    assert f"/connections/{ROUND}" in pages.get(f"{HOME}/start").text


def test_a_dry_run_says_how_the_table_is_read_in_the_readers_language(pages: TestClient, opened: EmbeddedWorkspace):
    decide(pages, said(opened, "Id", SubjectKind.FIELD), **{"as": "role", "role": "id"})
    round = round_called(opened.catalogue.mappings, ROUND)
    assert round is not None
    table_of(opened, round).write_bytes("Id;Title;Tags\n1;Öko;eco\n".encode("cp1252"))
    assert "Read as Windows-1252, for line 2 is not UTF-8." in pages.get(f"{HOME}/dry-run").text
    told = pages.get(f"{HOME}/dry-run", headers={"Accept-Language": "de"}).text
    assert "Als Windows-1252 gelesen, denn Zeile 2 ist kein UTF-8." in told


def test_pictures_lie_where_an_administrator_says_and_nowhere_else_where_he_takes_it_back(
    pages: TestClient, opened: EmbeddedWorkspace
):
    assert 'name="root"' not in pages.get(f"{HOME}/start").text, "no field names files"
    decide(pages, said(opened, "Title", SubjectKind.FIELD), **{"as": "role", "role": "file"})
    for page in ("dry-run", "start"):
        assert 'name="root"' in pages.get(f"{HOME}/{page}").text, page
    wrong = pages.post(f"{HOME}/start", data={"root": "nowhere", "called": "first"})
    assert (wrong.status_code, "There is no folder" in wrong.text, 'value="first"' in wrong.text) == (422, True, True)
    assert opened.catalogue.records.connections() == ()
    (opened.root / "delivered").mkdir()
    tried = pages.get(f"{HOME}/dry-run?root=delivered").text
    assert "/start?root=delivered" in tried
    pages.post(f"{HOME}/start", data={"root": "delivered"})
    [kept] = opened.catalogue.records.connections()
    assert kept.setting("root") == "delivered", "as a table in the workspace it is named by its place there"
    assert 'value="delivered"' in pages.get(f"{HOME}/start").text
    pages.post(f"{HOME}/start")
    assert opened.catalogue.records.connections() == (kept,)
    pages.post(f"{HOME}/start", data={"root": ""})
    assert opened.catalogue.records.connections()[0].setting("root") == ""


def test_a_reader_looks_and_decides_nothing(opened: EmbeddedWorkspace):
    with pages_for(opened, Role.VIEWER) as reader:
        for address in ("/onboarding", HOME, f"{HOME}/desk?of=value", f"{HOME}/coverage", f"{HOME}/history"):
            assert reader.get(address).status_code == 200, address
        assert "takes the role of a taxonomist" in reader.get(f"{HOME}/desk").text
        for address in ("decide", "list", "undo", "again", "stop", "remove", "exchange", "start"):
            assert reader.post(f"{HOME}/{address}", data={"as": "own"}).status_code == 403, address


def test_a_taxonomist_decides_and_leaves_connections_to_an_administrator(opened: EmbeddedWorkspace):
    with pages_for(opened, Role.TAXONOMIST) as taxonomist:
        assert taxonomist.post(f"{HOME}/start").status_code == 403
        assert "no folder" not in taxonomist.get(f"{HOME}/dry-run?root=nowhere").text
        assert decide(taxonomist, said(opened, "v2"), **{"as": "nothing"}).status_code == 303


def test_without_a_shared_model_the_first_page_says_what_to_do(tmp_path: Path):
    with closing(init_workspace(tmp_path / "work")) as empty, pages_of(empty) as pages:
        assert "The shared model is missing" in pages.get("/onboarding").text
        assert pages.post("/onboarding", files={"file": ("a.csv", "Id;Tags\n1;eco\n")}).status_code == 422
