"""A search that asks about a use: filtered before ranking, counted as it is found, each hit with its rights line."""

import pytest

from tests.fakes.workspace import FakeWorkspace
from tests.unit.rights.licences import FREE as TERM
from tests.unit.rights.licences import USE, licence, use
from tests.unit.test_rights_door import keep, state, workspace
from thesaury.model.asset import Record, Text
from thesaury.model.licensing import Statement
from thesaury.model.policy import Verdict
from thesaury.pipeline import project
from thesaury.pipeline.rights.clearing import Clearing
from thesaury.pipeline.searching import by_words
from thesaury.ports.source import Page
from thesaury.search.cleared import VERDICT, Cleared
from thesaury.search.documents import RIGHTS_KEY
from thesaury.search.finding import Answer, find
from thesaury.search.ranking import Question
from thesaury.vocabulary.thesaurus import Thesaurus

PERMIT, DENY, REVIEW = Verdict.PERMIT, Verdict.DENY, Verdict.NEEDS_REVIEW
RIGHTS = {PERMIT: licence(TERM), DENY: Statement(prohibit_all=True), REVIEW: None}


@pytest.fixture
def opened() -> FakeWorkspace:
    """Sixty bottles that may be used, sixty that may not, and nobody knows it of another sixty; one of each is a can."""
    made = workspace()
    for verdict, statement in RIGHTS.items():
        for number in range(60):
            add(made, f"{verdict.value}{number}", "can" if number == 0 else "bottle", statement)
    project(made)
    return made


def add(opened: FakeWorkspace, name: str, word: str, statement: Statement | None) -> None:
    record = Record("dam", name, "e", texts=(Text("title", f"Green {word}", "en"),))
    opened.catalogue.records.store_page("dam", Page((record,), "", True))
    if statement:
        state(opened, f"dam/{name}", statement)


def answer(opened: FakeWorkspace, words: str, cleared: Cleared | None, limit: int = 50) -> Answer:
    thesaurus = Thesaurus([])
    sources = by_words(opened, thesaurus).sources(opened, thesaurus)
    return find(Question(words, limit=limit, cleared=cleared), sources)


@pytest.mark.parametrize("words", ["bottle", ""])
@pytest.mark.parametrize("wanted", list(Verdict))
def test_a_page_of_fifty_has_fifty_and_counts_are_what_is_found(opened: FakeWorkspace, words: str, wanted: Verdict):
    kept = Clearing(opened)
    everything = answer(opened, words, kept.cleared(USE))
    chosen = answer(opened, words, kept.cleared(USE, [wanted]))
    assert [hit.rights.verdict for hit in chosen.hits if hit.rights] == [wanted] * 50
    for found in (everything, chosen):
        assert dict(found.facets)[VERDICT] == tuple(
            sorted(((verdict.value, 59 if words else 60) for verdict in Verdict), key=lambda pair: pair[0])
        )
    assert chosen.total == dict(dict(everything.facets)[VERDICT])[wanted.value]
    assert dict(dict(chosen.facets)["source"]) == {"dam": chosen.total}
    assert RIGHTS_KEY not in dict(chosen.facets)


def test_nothing_is_said_of_rights_where_nobody_asks(opened: FakeWorkspace):
    found = answer(opened, "can", None)
    assert found.total == 3
    assert {hit.rights for hit in found.hits} == {None}
    assert VERDICT not in dict(found.facets)


def test_all_match_and_none_may_be_used(opened: FakeWorkspace):
    found = answer(opened, "can", Clearing(opened).cleared(use(channel="hologram"), [PERMIT]))
    assert (found.hits, found.total) == ((), 0)
    assert dict(dict(found.facets)[VERDICT]) == {"deny": 1, "needs_review": 2}


def test_what_came_since_is_decided_within_the_search(opened: FakeWorkspace):
    cleared = Clearing(opened).cleared(USE, [PERMIT])
    add(opened, "new", "can", licence(regions="DE"))
    project(opened)
    found = answer(opened, "can", cleared)
    assert found.total == 2
    assert dict(dict(found.facets)[VERDICT])["permit"] == 2


def test_an_asset_that_is_gone_leaves_no_count(opened: FakeWorkspace):
    keep(opened, "archive", "x")
    project(opened)
    kept = Clearing(opened)
    assert dict(dict(answer(opened, "", kept.cleared(USE)).facets)[VERDICT])["needs_review"] == 61
    opened.catalogue.records.reconcile("archive", [], "2026-11-29T00:00:00+00:00")
    project(opened)
    assert dict(dict(answer(opened, "", kept.cleared(USE)).facets)[VERDICT])["needs_review"] == 60


def test_a_key_that_nobody_has_decided_is_told_until_verdicts_were_renewed():
    cleared = Cleared(USE, {"a": PERMIT, "b": DENY}, lambda assets: {}, lambda: {"a": PERMIT})
    assert dict(cleared.groups) == {RIGHTS_KEY: {"a": "permit", "b": "deny"}}
    assert cleared.counted({"permit": 2, "deny": 1, "c": 4}) == {"permit": 2, "deny": 1, "undecided": 4}
    renewed = cleared.renewed(["permit", "c"])
    assert renewed.counted({"permit": 2, "needs_review": 4, "d": 1}) == {"permit": 2, "needs_review": 5}
