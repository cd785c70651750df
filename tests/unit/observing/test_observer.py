"""What is kept of searches, looks and downloads: once each, under sessions that name nobody, by teams."""

from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from threading import Event

import pytest

from tests.fakes.workspace import FakeWorkspace
from tests.patience import PATIENCE
from thesaury.analytics.graph.searches import search_statements
from thesaury.model.asset import Asset, Record
from thesaury.model.brief import Brief, BriefConcept, Said, Wanting
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.model.connection import Connection
from thesaury.model.errors import WorkspaceBusy
from thesaury.model.search_log import KeptSearch, SearchKind
from thesaury.model.usage import UsageKind
from thesaury.pipeline.observing import Asker, Observer, Sessions, forget_searches, team_of
from thesaury.pipeline.observing.batches import Batches
from thesaury.pipeline.observing.repeats import Repeats
from thesaury.pipeline.observing.searches import of_search, spoken
from thesaury.recommendation.recommended import Recommendation
from thesaury.search.finding import Answer, Sources
from thesaury.search.linking.linker import By, Link, linker
from thesaury.search.ranking import Question
from thesaury.vocabulary.thesaurus import Thesaurus

LAKE = Concept("urn:lake", preferred=(Label("lake", "en"), Label("See", "de")))
WORDS = Thesaurus([Vocabulary("v", (), (LAKE,))])
ANA, BEN = Asker("ana@studio.example", "portal"), Asker("ben@press.example", "figma")
FOUND = Answer((), 3, (Link("urn:lake", 1.0, By.LABEL), Link("urn:sea", 0.3, By.LABEL)), ())
SEEN = Asset("a", (Record("dam", "1", "e"), Record("other", "9", "e")))


@pytest.fixture
def workspace() -> FakeWorkspace:
    made = FakeWorkspace()
    made.teams = {"Studio": ("*@Studio.example",), "Design": ("program:figma", "token:press-*")}
    return made


@pytest.fixture
def observer(workspace: FakeWorkspace) -> Observer:
    workspace.catalogue.records.put_connection(Connection("dam", "table"))
    return Observer(workspace)


def sources(workspace: FakeWorkspace) -> Sources:
    return Sources(workspace.catalogue, workspace.index, WORDS, linker(WORDS, None, ("en",)))


def test_the_same_question_of_a_session_is_one_search_and_nobody_is_named(observer: Observer, workspace: FakeWorkspace):
    for question in (Question("Lake"), Question(" lake ", (("source", ("dam",)),)), Question("lake", offset=20)):
        observer.searched(ANA, question, FOUND, sources(workspace), "en")
    observer.searched(BEN, Question("lake"), FOUND, sources(workspace), "en")
    observer.searched(ANA, Question("See"), FOUND, sources(workspace), "en")
    observer.flush()
    kept = workspace.catalogue.search_log.page()
    assert sorted((one.where, one.team, one.language) for one in kept) == [
        ("figma", "Design", "en"),
        ("portal", "Studio", "de"),
        ("portal", "Studio", "en"),
    ]
    assert {one.concepts for one in kept} == {("urn:lake",)}
    assert len({one.session for one in kept}) == 2
    assert not any(word in repr(kept).casefold() for word in ("ana", "ben", "example", "lake '"))


def test_a_list_of_everything_asks_for_nothing_and_a_chosen_concept_does():
    nothing = Answer((), 3, (), ())
    assert of_search(Question("", (("source", ("dam",)),)), nothing, WORDS, "en") is None
    chosen = of_search(Question("", (("concept", ("urn:lake",)),)), nothing, WORDS, "en")
    assert chosen == KeptSearch("", "", language="en", concepts=("urn:lake",), results=3)


@pytest.mark.parametrize(
    ("words", "reads", "language"), [("lake", "de", "en"), ("am see", "en", "de"), ("water", "fr", "fr")]
)
def test_the_language_is_that_of_the_label_that_was_typed(words: str, reads: str, language: str):
    assert spoken(words, ["urn:lake"], WORDS, reads) == language


def test_a_recommendation_asks_for_the_concepts_of_its_brief(observer: Observer, workspace: FakeWorkspace):
    wanted = (BriefConcept("urn:lake", Wanting.REQUIRED), BriefConcept("urn:sea", Wanting.EXCLUDED))
    brief = Brief("By the lake", concepts=wanted, regions=(Said("DE"),), channels=(Said("print"),), campaign="c")
    found = Recommendation(brief, (), (), (), (), (), {"region": 4}, {}, 0)
    observer.recommended(ANA, brief, found, "en")
    observer.flush()
    [kept] = workspace.catalogue.search_log.page()
    assert (kept.kind, kept.concepts, kept.results, kept.usable) == (SearchKind.RECOMMENDATION, ("urn:lake",), 4, 0)
    assert (kept.channel, kept.regions, kept.blocked, kept.campaign) == ("print", ("DE",), (("region", 4),), "c")


def test_a_look_is_one_event_of_the_first_record_and_each_file_taken_another(
    observer: Observer, workspace: FakeWorkspace
):
    for _ in range(2):
        observer.viewed(ANA, SEEN)
        observer.downloaded(ANA, SEEN, "original")
    observer.downloaded(ANA, SEEN, "large")
    observer.viewed(ANA, Asset("b", (Record("gone", "1", "e"),)))
    observer.flush()
    events = workspace.catalogue.usage.events("dam")
    assert sorted(one.kind.value for one in events) == ["download", "download", "view"]
    assert {one.external_id for one in events} == {"1"}
    told = [dict(one.properties) for one in events if one.kind is UsageKind.DOWNLOAD]
    assert {one["rendition"] for one in told} == {"original", "large"}
    assert {(one["team"], len(one["session"])) for one in told} == {("Studio", 20)}


def test_a_session_is_another_one_on_the_next_day_and_nobody_has_none(workspace: FakeWorkspace):
    sessions = Sessions(workspace.catalogue.search_log)
    today, later = (
        sessions.named("ana", "2026-02-01T23:59:59+00:00"),
        sessions.named("ana", "2026-02-02T00:00:00+00:00"),
    )
    assert today == sessions.named("ana", "2026-02-01T08:00:00+00:00") != later
    assert Sessions(workspace.catalogue.search_log).named("ana", "2026-02-02T10:00:00+00:00") == later
    assert sessions.named("", "2026-02-02T00:00:00+00:00") == ""


def test_the_same_words_of_two_days_cannot_be_joined_nor_guessed(workspace: FakeWorkspace):
    sessions, words = Sessions(workspace.catalogue.search_log), sha256(b"erika mustermann").hexdigest()
    days = "2026-02-01T23:59:59+00:00", "2026-02-02T00:00:00+00:00"
    assert len({words, *(sessions.sealed(words, day) for day in days)}) == 3
    assert sessions.sealed(words, days[0]) == sessions.sealed(words, "2026-02-01T08:00:00+00:00")
    assert sessions.sealed("", days[0]) == ""


def test_the_graph_says_neither_the_digest_nor_the_session_of_a_search(observer: Observer, workspace: FakeWorkspace):
    observer.searched(ANA, Question("Lake"), FOUND, sources(workspace), "en")
    observer.flush()
    [kept] = workspace.catalogue.search_log.page()
    assert kept.digest not in ("", sha256(b"lake").hexdigest())
    said = repr(list(search_statements(kept)))
    assert kept.where in said
    assert kept.digest not in said
    assert kept.session not in said


def test_searches_are_forgotten_when_they_are_older_than_the_workspace_keeps_them(workspace: FakeWorkspace):
    log = workspace.catalogue.search_log
    log.add([KeptSearch("1", "2026-01-31T23:59:59+00:00"), KeptSearch("2", "2026-02-01T00:00:00+00:00")])
    assert forget_searches(workspace, datetime(2030, 1, 1, tzinfo=UTC)) == 0
    workspace.search_days = 10
    assert forget_searches(workspace, datetime(2026, 2, 11, tzinfo=UTC)) == 1
    assert [one.id for one in log.page()] == ["2"]


def test_the_first_team_that_fits_counts():
    teams = {"One": ("*@a.example",), "Two": ("*", "token:x")}
    assert [team_of(Asker(name, "portal"), teams) for name in ("X@A.example", "token:x")] == ["One", "Two"]
    assert team_of(ANA, {"Three": ("program:figma",)}) == ""


def test_who_comes_again_in_time_does_the_same_still():
    now = 0.0
    repeats = Repeats(10, lambda: now)
    assert not repeats.again("a")
    now = 9.0
    assert repeats.again("a")
    now = 18.0
    assert repeats.again("a")
    now = 28.0
    assert not repeats.again("a")


def test_what_cannot_be_written_now_is_written_later_without_being_asked():
    written, tried = Event(), []

    def write(notes: Sequence[str]) -> None:
        tried.append(tuple(notes))
        if len(tried) == 1:
            raise WorkspaceBusy("Another process is writing.")
        written.set()

    batches: Batches[str] = Batches(write, linger=0.01)
    batches.put("a")
    assert written.wait(PATIENCE)
    assert tried == [("a",), ("a",)]
