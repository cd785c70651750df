"""Proposals to PoolParty: suggested with duplicate check, one bad one hinders no other, and nothing is approved by itself."""

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import thesaury.connectors.poolparty as package
from tests.contract.connectors.poolparty_server import CONCEPT, Bench, served
from thesaury.connectors.poolparty.proposals import PoolPartyProposals
from thesaury.model.concept import Label
from thesaury.model.errors import LostReply, Refused
from thesaury.ports.vocabulary_source import Proposal, Proposed


@pytest.fixture(scope="module", params=["10", "6"])
def server(request: pytest.FixtureRequest) -> Iterator[Bench]:
    with served(request.param) as bench:
        yield bench


@pytest.fixture
def bench(server: Bench) -> Bench:
    server.touched = True
    server.fresh()
    return server


def sink(bench: Bench, **settings: Any) -> PoolPartyProposals:
    return bench.opened("proposals", **settings)  # type: ignore[no-any-return]


def term(label: str, language: str = "en", **further: Any) -> Proposal:
    return Proposal(f"key {label}", label, language, 0.7, **further)


def test_a_term_waits_for_approval_with_score_note_and_place(bench: Bench):
    [ended] = sink(bench).propose([term("brindlemark", note="On 7 assets.", broader=(CONCEPT + "care",))])
    [waiting] = sink(bench).waiting()
    assert (ended.key, ended.iri, ended.duplicate, ended.refusal) == ("key brindlemark", waiting.iri, False, "")
    assert waiting.labels == (Label("brindlemark", "en"),)
    assert (waiting.note, waiting.score) == ("On 7 assets.", 0.7)
    assert bench.opened("vocabulary").pull("", None).vocabulary.concepts
    assert waiting.iri not in {one.iri for one in bench.opened("vocabulary").pull("", None).vocabulary.concepts}


def test_duplicates_are_told_and_hinder_no_other(bench: Bench):
    ended = sink(bench).propose([term("soap"), term("brindlemark"), term("hand cream"), term("")])
    assert [one.duplicate for one in ended] == [True, False, True, False]
    assert [bool(one.iri) for one in ended] == [False, True, False, False]
    assert ended[3].refusal == "The label is empty."
    assert [label.text for one in sink(bench).waiting() for label in one.labels] == ["brindlemark"]


def test_the_same_twice_is_a_duplicate(bench: Bench):
    sink(bench).propose([term("brindlemark")])
    assert sink(bench).propose([term("brindlemark")]) == [Proposed("key brindlemark", duplicate=True)]
    assert len(sink(bench).waiting()) == 1


def test_a_term_in_another_language_has_a_label_in_the_default_one_and_says_so(bench: Bench):
    [ended] = sink(bench).propose([term("Brindelmarke", "de", note="On 3 assets.")])
    [waiting] = sink(bench).waiting()
    assert ended.iri == waiting.iri
    assert waiting.labels == (Label("Brindelmarke", "de"), Label("Brindelmarke", "en"))
    assert waiting.note == "On 3 assets. The term is de; its en label is not translated yet."


def test_a_language_the_project_lacks_is_refused_by_name(bench: Bench):
    assert sink(bench).propose([term("ブリンドル", "ja")])[0].refusal == "Language not covered: the project has no ja."


def test_many_terms_go_in_few_calls_and_all_wait(bench: Bench):
    ended = sink(bench).propose([term(f"brindle {number}") for number in range(230)])
    assert len({one.iri for one in ended}) == 230
    assert {one.iri for one in sink(bench).waiting()} == {one.iri for one in ended}
    assert sum(request["path"].endswith("/suggestConcepts") for request in bench.asked()) < 20


@pytest.mark.parametrize("fault", ["reset_after", "truncate", "cut"])
def test_after_a_lost_reply_nothing_is_sent_again_and_a_look_tells(bench: Bench, fault: str):
    bench.fault(fault, "/suggestConcepts$")
    with pytest.raises(LostReply):
        sink(bench).propose([term("brindlemark")])
    assert [one.labels[0].text for one in sink(bench).waiting()] == ["brindlemark"]
    assert sink(bench).propose([term("brindlemark")])[0].duplicate
    assert bench.control("effects")["repeated"] == {}


def test_someone_without_the_right_is_refused(bench: Bench):
    with pytest.raises(Refused) as error:
        sink(bench, user=2).propose([term("brindlemark")])
    assert error.value.status == 403


def test_nothing_in_the_package_creates_approved_concepts():
    folder = Path(package.__file__).parent
    found = subprocess.run(["grep", "-ril", "createConcept", str(folder)], capture_output=True, text=True, check=False)
    assert [line for line in found.stdout.splitlines() if line.endswith(".py")] == []


def test_no_request_breaks_a_rule_of_the_server(bench: Bench):
    sink(bench).propose([term("brindlemark"), replace(term("soap"), broader=(CONCEPT + "care",))])
    sink(bench).waiting()
    assert bench.control("violations")["violations"] == []
