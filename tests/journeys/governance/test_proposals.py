"""What becomes of "carbon-neutral shipping": from tags nobody approved to a concept that assets carry, over the real sandbox server."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.contract.connectors.poolparty_server import words
from tests.journeys.governance.proposing import concepts, copied, term, with_file, with_server
from tests.journeys.systems import Systems, served
from thesaury import dispatch
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.cli.app import run
from thesaury.model.errors import Outdated
from thesaury.model.flow import Flow
from thesaury.model.proposal import Proposal, ProposalState, StepKind
from thesaury.pipeline.editing import discard, draft_of, publish
from thesaury.pipeline.keeping import keep_flow
from thesaury.pipeline.proposals.deciding import comment, decide
from thesaury.pipeline.proposals.following import follow
from thesaury.pipeline.proposals.planning import Errands, planned_accept, planned_merge, planned_reject

CARBON = "carbon-neutral shipping"


@pytest.fixture(scope="module")
def systems(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Systems]:
    path = tmp_path_factory.mktemp("words") / "words.ttl"
    path.write_text(words(), "utf-8")
    with served(assets=1, vocabulary=path) as made:
        yield made


@pytest.fixture(scope="module")
def with_words(tmp_path_factory: pytest.TempPathFactory, systems: Systems) -> Path:
    with closing(with_server(tmp_path_factory.mktemp("server"), systems)) as made:
        return made.root


@pytest.fixture
def workspace(tmp_path: Path, systems: Systems, with_words: Path) -> Iterator[EmbeddedWorkspace]:
    systems.poolparty.control("reset", {})
    with copied(with_words, tmp_path / "work") as made:
        yield made


def accepted(workspace: EmbeddedWorkspace, text: str = CARBON) -> Proposal:
    return decide(workspace, planned_accept(workspace, term(workspace, text).id, 0, Errands("words")))


def kinds(workspace: EmbeddedWorkspace, text: str = CARBON) -> list[StepKind]:
    return [step.kind for step in workspace.catalogue.proposals.steps(term(workspace, text).id)]


def suggested(systems: Systems, workspace: EmbeddedWorkspace) -> list[str]:
    waiting = workspace.proposals(workspace.connection("words")).waiting()
    return sorted(label.text for one in waiting for label in one.labels)


def test_an_unknown_tag_becomes_a_concept_that_assets_carry_in_one_flow_run(
    workspace: EmbeddedWorkspace, systems: Systems
):
    found = term(workspace, CARBON)
    assert (found.gathered.assets, found.gathered.tagged) == (4, 3)
    assert {(use.kind, use.value, use.assets) for use in found.gathered.uses} >= {
        ("team", "Press", 2),
        ("market", "DE", 2),
    }
    assert "With carbon-neutral shipping to the door" in {one.quote for one in found.gathered.examples}
    accepted(workspace)
    assert follow(workspace).sent == 1
    assert suggested(systems, workspace) == [CARBON]
    assert concepts(workspace, 1) == set()
    concept = term(workspace, CARBON).concept
    systems.poolparty.edit(do="approve", concept=concept)
    keep_flow(workspace.catalogue, Flow("nightly", ("words", "dam")), "")
    run = dispatch.run_now(workspace, "nightly", patience=0)
    assert dict(run.counts)["enriched"] < 5, "only those that may have it"
    assert [concept in concepts(workspace, number) for number in (1, 2, 3, 4, 5)] == [True, True, True, False, False]
    here = term(workspace, CARBON)
    assert (here.state, here.concept) == (ProposalState.ARRIVED, concept)
    assert kinds(workspace) == [StepKind.PROPOSED, StepKind.ACCEPTED, StepKind.SENT, StepKind.ARRIVED]
    deeds = [kept.deed.action for kept in workspace.catalogue.audit.every()]
    assert [deed for deed in deeds if deed.startswith("proposal.")][1:] == [
        "proposal.accepted",
        "proposal.sent",
        "proposal.arrived",
    ]


def test_a_term_that_was_turned_down_says_so(workspace: EmbeddedWorkspace, systems: Systems):
    accepted(workspace)
    follow(workspace)
    systems.poolparty.edit(do="decline", concept=term(workspace, CARBON).concept)
    assert follow(workspace).refused == 1
    assert term(workspace, CARBON).state is ProposalState.REFUSED
    assert follow(workspace).waiting == 0


@pytest.mark.parametrize("fault", ["reset_after", "truncate"])
def test_a_lost_reply_never_sends_a_term_twice(workspace: EmbeddedWorkspace, systems: Systems, fault: str):
    accepted(workspace)
    systems.poolparty.fault(fault, "/suggestConcepts$")
    first = follow(workspace)
    assert (first.sent, first.waiting, first.hindrances) == (1, 1, ()), "it was looked for and found"
    assert follow(workspace).waiting == 1
    assert suggested(systems, workspace) == [CARBON]
    assert systems.poolparty.control("effects")["repeated"] == {}


def test_a_term_that_the_server_has_is_linked_and_one_that_waits_there_is_found(
    workspace: EmbeddedWorkspace, systems: Systems
):
    decide(workspace, planned_accept(workspace, term(workspace, CARBON).id, 0, Errands("words", "hand cream")))
    systems.poolparty.edit(do="suggest", label="eco fiendly", language="en")
    accepted(workspace, "eco fiendly")
    done = follow(workspace)
    assert (done.linked, done.sent, done.waiting) == (1, 1, 1)
    assert term(workspace, CARBON).concept.endswith("/hand-cream")
    assert kinds(workspace, "eco fiendly")[-1] is StepKind.LINKED
    assert suggested(systems, workspace) == ["eco fiendly"]


def test_with_the_server_away_the_term_waits_here_and_says_why(workspace: EmbeddedWorkspace, systems: Systems):
    accepted(workspace)
    systems.poolparty.fault("reset", "", None)
    try:
        assert dict(follow(workspace).hindrances)
    finally:
        systems.poolparty.calm()
    kept = term(workspace, CARBON)
    assert kept.goes_out
    assert kept.errand is not None
    assert kept.errand.hindrance


@pytest.fixture(scope="module")
def with_own_words(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with closing(with_file(tmp_path_factory.mktemp("file"))) as made:
        return made.root


@pytest.fixture
def own(tmp_path: Path, with_own_words: Path) -> Iterator[EmbeddedWorkspace]:
    with copied(with_own_words, tmp_path / "work") as made:
        yield made


def test_without_a_server_the_term_and_the_other_word_come_by_a_draft(own: EmbeddedWorkspace):
    decide(own, planned_accept(own, term(own, CARBON).id))
    decide(own, planned_merge(own, term(own, "eco fiendly").id, 0, "https://terms.example/eco"))
    assert follow(own).drafted == 2
    assert follow(own).drafted == 0
    assert term(own, CARBON).state is ProposalState.ACCEPTED
    publish(own, "terms", "ana@example.org")
    here = term(own, CARBON)
    assert {term(own, text).state for text in (CARBON, "eco fiendly")} == {ProposalState.ARRIVED}
    assert all(here.concept in concepts(own, number) for number in (1, 2, 3)), "whatever the spelling"
    assert "https://terms.example/eco" in concepts(own, 5)


def test_a_term_arrives_although_publishing_was_cut_off_before_it_said_so(
    own: EmbeddedWorkspace, monkeypatch: pytest.MonkeyPatch
):
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    decide(own, planned_accept(own, term(own, CARBON).id))
    follow(own)
    with monkeypatch.context() as cut:
        cut.setattr("thesaury.pipeline.new_versions.arrivals", killed)
        with pytest.raises(KeyboardInterrupt):
            publish(own, "terms", "ana@example.org")
    assert draft_of(own, "terms").version == 2
    assert term(own, CARBON).state is ProposalState.ARRIVED


def test_a_term_that_an_editor_takes_out_of_the_draft_is_turned_down(own: EmbeddedWorkspace):
    decide(own, planned_accept(own, term(own, CARBON).id))
    follow(own)
    discard(own, "terms", "ben@example.org", draft_of(own, "terms").seen)
    follow(own)
    assert term(own, CARBON).state is ProposalState.REFUSED


def test_of_eight_who_decide_at_once_one_does_and_every_comment_is_kept(own: EmbeddedWorkspace):
    seen = term(own, CARBON)

    def decided(number: int) -> bool:
        comment(own, seen.id, f"I am number {number}.")
        try:
            decide(own, planned_reject(own, seen.id, seen.revision, f"Says {number}."))
        except Outdated:
            return False
        return True

    with ThreadPoolExecutor(8) as people:
        ends = list(people.map(decided, range(8)))
    assert ends.count(True) == 1
    steps = own.catalogue.proposals.steps(seen.id)
    assert {step.text for step in steps if step.kind is StepKind.COMMENT} == {f"I am number {n}." for n in range(8)}
    assert [step.text for step in steps if step.kind is StepKind.REJECTED] == [f"Says {ends.index(True)}."]


def test_by_command_from_the_list_to_the_draft(own: EmbeddedWorkspace, capsys: pytest.CaptureFixture[str]):
    def command(*args: str, code: int = 0) -> tuple[str, str]:
        assert run(["proposals", *args, "-w", str(own.root)]) == code
        return capsys.readouterr()

    def told(*args: str) -> Any:
        return json.loads(command(*args, "--json")[0])

    capsys.readouterr()
    ids = {row["term"]: row["id"] for row in told("list", "--used", "team=Press")}
    [planned] = told("accept", ids[CARBON], "--dry-run")
    assert (planned["state"], term(own, CARBON).state) == ("accepted", ProposalState.OPEN)
    command("reject", ids["DSC 0042"], "--reason", "A code of the camera.")
    command("comment", ids[CARBON], "We say so in every shop.")
    rejected = told("show", ids["DSC 0042"])
    assert (rejected["state"], rejected["decided"]["reason"]) == ("rejected", "A code of the camera.")
    assert told("undo", ids["DSC 0042"])[0]["state"] == "open"
    assert "vocabulary:terms" in command("accept", ids[CARBON], "--to", "nowhere", code=2)[1]
    assert told("gather", "--no-texts") == {"new": 0, "renewed": 3, "returned": 0, "arrived": 0}
    command("accept", ids[CARBON])
    assert told("follow", "--dry-run") == [{"id": ids[CARBON], "term": CARBON, "to": "vocabulary:terms"}]
    assert told("follow")["drafted"] == 1
    assert "eco fiendly" in command("list", "--words", "eco")[0]
    assert "Gather them with" in command("list", "--words", "none")[1]
    assert "approved already" in command("propose", "Winter", code=2)[1]
