"""Proposals from their evidence to their fate, over fakes: who decides first, what is sent once, and what a server did with it."""

from dataclasses import replace

import pytest

from tests.contract.catalogue_values import AT
from tests.fakes.proposal_sink import MemoryProposals
from tests.fakes.workspace import FakeWorkspace
from thesaury.model.annotation import Enrichment
from thesaury.model.asset import Record, Text
from thesaury.model.concept import Concept, ConceptScheme, Label, Vocabulary
from thesaury.model.connection import Connection
from thesaury.model.errors import LostReply, Outdated, Unreachable, Usage
from thesaury.model.proposal import Proposal, ProposalState, StepKind
from thesaury.pipeline.proposals import arriving, deciding, gathering, planning, sending
from thesaury.pipeline.proposals.pulling import at_pull
from thesaury.pipeline.proposals.targets import targets
from thesaury.ports.source import Page
from thesaury.ports.vocabularies import Pulled

WORDS = Connection("words", "poolparty")
SHIP = Concept("https://v.example/ship", ("s",), (Label("shipping", "en"),))
TAGS = {"1": ("carbon shipping", "lake"), "2": ("Carbon_Shipping",), "3": ("carbonshipping", "lake"), "4": ("lake",)}


@pytest.fixture
def server() -> MemoryProposals:
    return MemoryProposals()


@pytest.fixture
def workspace(server: MemoryProposals) -> FakeWorkspace:
    made = FakeWorkspace()
    made.catalogue.records.put_connection(WORDS)
    made.catalogue.records.put_connection(Connection("dam", "table"))
    made.proposal_sinks["words"] = server
    brought(made, SHIP)
    for number, tags in TAGS.items():
        tagged(made, number, *tags)
    return made


def brought(workspace: FakeWorkspace, *concepts: Concept, whole_at: str = AT) -> None:
    """A pull of these concepts."""
    vocabulary = Vocabulary("words", (ConceptScheme("s"),), concepts)
    workspace.catalogue.vocabularies.pulled(Pulled("words", "words", at=whole_at, whole_at=whole_at), vocabulary)
    arriving.arrivals(workspace.catalogue, vocabulary)
    at_pull(workspace, WORDS)


def tagged(workspace: FakeWorkspace, number: str, *tags: str) -> None:
    catalogue = workspace.catalogue
    made = Record("dam", number, str(tags), (Text("title", f"Picture {number}", "en"),), tags)
    catalogue.records.store_page("dam", Page((made,), "", True))
    asset = catalogue.records.find(f"dam/{number}")
    assert asset is not None
    catalogue.enrichments.store([Enrichment(asset.id, asset.content_digest(), "s", unknown_tags=tags)])


def gathered(workspace: FakeWorkspace, minimum: int = 2) -> dict[str, Proposal]:
    gathering.gather(workspace, gathering.GatherWanted(minimum, texts=False))
    return {one.term: one for one in workspace.catalogue.proposals.page()}


def accepted(workspace: FakeWorkspace, id: str, to: str = "words", label: str = "") -> Proposal:
    return deciding.decide(workspace, planning.planned_accept(workspace, id, 0, planning.Errands(to, label)))


def rejected(workspace: FakeWorkspace, id: str) -> Proposal:
    return deciding.decide(workspace, planning.planned_reject(workspace, id, 0, "No."))


def kinds(workspace: FakeWorkspace, id: str) -> list[StepKind]:
    return [step.kind for step in workspace.catalogue.proposals.steps(id)]


def now_is(workspace: FakeWorkspace, id: str) -> Proposal:
    found = workspace.catalogue.proposals.get(id)
    assert found is not None
    return found


def test_tags_become_proposals_in_one_spelling_each(workspace: FakeWorkspace):
    found = gathered(workspace)
    assert set(found) == {"carbon shipping", "lake"}
    one = found["carbon shipping"]
    assert (one.gathered.assets, one.gathered.tagged, one.language) == (3, 3, "en")
    assert [other.concept for other in one.gathered.broader] == [SHIP.iri]
    assert gathering.gather(workspace, gathering.GatherWanted(2, texts=False)).new == 0
    assert gathering.planned(workspace, gathering.GatherWanted(1, texts=False)) == []


def test_a_gathering_that_is_cut_off_goes_on_where_it_stopped(workspace: FakeWorkspace):
    for number in range(50):
        tagged(workspace, f"n{number}", f"term {chr(97 + number % 26)}{number}")
    store = workspace.catalogue.proposals
    put, calls = store.put, []

    def cut(proposals):
        calls.append(len(proposals))
        if len(calls) == 2:
            raise KeyboardInterrupt
        return put(proposals)

    store.put = cut  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):
        gathering.gather(workspace, gathering.GatherWanted(1, texts=False))
    begun, done = store.unfinished()
    assert begun
    assert done == max(one.form for one in store.page(limit=999))
    assert len(store.page(limit=999)) == 20
    store.put = put  # type: ignore[method-assign]
    ended = gathering.gather(workspace, gathering.GatherWanted(1, texts=False))
    assert ended.new == 32
    assert len(store.page(limit=999)) == 52
    assert store.unfinished() == ("", "")


def test_numbers_are_worked_out_anew_and_decisions_stay(workspace: FakeWorkspace):
    id = gathered(workspace)["lake"].id
    rejected(workspace, id)
    tagged(workspace, "5", "lake")
    kept = gathered(workspace)["lake"]
    assert (kept.state, kept.gathered.assets) == (ProposalState.REJECTED, 4)
    for number in ("6", "7"):
        tagged(workspace, number, "lake")
    assert gathering.gather(workspace, gathering.GatherWanted(2, texts=False)).returned == 1
    assert now_is(workspace, id).state is ProposalState.OPEN
    assert workspace.catalogue.proposals.steps(id)[-1].text == "3 → 6"


def test_of_two_who_decide_the_second_is_told_who_was_quicker(workspace: FakeWorkspace):
    one = gathered(workspace)["lake"]
    first = planning.planned_accept(workspace, one.id, one.revision)
    second = planning.planned_reject(workspace, one.id, one.revision, "No.")
    deciding.decide(workspace, first)
    with pytest.raises(Outdated, match="accepted"):
        deciding.decide(workspace, second)
    with pytest.raises(Outdated):
        planning.planned_reject(workspace, one.id, one.revision, "No.")
    assert now_is(workspace, one.id).state is ProposalState.ACCEPTED
    assert next(kept.deed.action for kept in workspace.catalogue.audit.deeds()) == "proposal.accepted"


def test_what_speaks_for_a_merged_term_joins_the_other_and_leaves_it_again(workspace: FakeWorkspace):
    found = gathered(workspace)
    lake, carbon = found["lake"], found["carbon shipping"]
    deciding.decide(workspace, planning.planned_merge(workspace, lake.id, 0, carbon.id))
    assert now_is(workspace, carbon.id).gathered.assets == 4
    assert gathered(workspace)["carbon shipping"].gathered.assets == 4
    deciding.decide(workspace, planning.planned_undo(workspace, lake.id))
    assert now_is(workspace, carbon.id).gathered.assets == 3
    for into, said in ((lake.id, "itself"), ("nothing", "no proposal")):
        with pytest.raises(Usage, match=said):
            planning.planned_merge(workspace, lake.id, 0, into)


def test_somebody_proposes_a_term_and_another_joins_in(workspace: FakeWorkspace):
    made, new = deciding.propose(workspace, "Carbon  shipping", "", "We need it.")
    again, second = deciding.propose(workspace, "carbon-shipping", "", "So do we.")
    assert (new, second, again.id, made.gathered.assets) == (True, False, made.id, 3)
    said = [(step.kind, step.text) for step in workspace.catalogue.proposals.steps(made.id)]
    assert said == [(StepKind.PROPOSED, "We need it."), (StepKind.COMMENT, "So do we.")]
    for term, words in (("Shipping", "approved already"), ("12", "with a letter")):
        with pytest.raises(Usage, match=words):
            deciding.propose(workspace, term)
    for text in ("", "x" * 2001):
        with pytest.raises(Usage):
            deciding.comment(workspace, made.id, text)


def test_what_cannot_be_decided_is_refused_with_a_reason(workspace: FakeWorkspace):
    id = gathered(workspace)["lake"].id
    for planned in (
        lambda: planning.planned_reject(workspace, id, 0, " "),
        lambda: planning.planned_accept(workspace, id, 0, planning.Errands("nowhere")),
        lambda: planning.planned_accept(workspace, id, 0, planning.Errands("words", broader=["https://no.example"])),
        lambda: planning.planned_undo(workspace, id),
        lambda: planning.planned_accept(workspace, "none"),
    ):
        with pytest.raises(Usage):
            planned()
    assert [one.to for one in targets(workspace)] == ["connection:words"]


def test_an_accepted_term_is_sent_once_with_its_evidence_and_can_be_undone_before(
    workspace: FakeWorkspace, server: MemoryProposals
):
    id = gathered(workspace)["carbon shipping"].id
    accepted(workspace, id)
    assert deciding.decide(workspace, planning.planned_undo(workspace, id)).state is ProposalState.OPEN
    accepted(workspace, id)
    assert sending.send(workspace, WORDS) == sending.Outgoing(sent=1)
    assert sending.send(workspace, WORDS) == sending.Outgoing()
    [waits] = server.waiting()
    assert waits.labels == (Label("carbon shipping", "en"),)
    assert "Used on 3 assets: dam (3)" in waits.note
    assert "Also spelled Carbon_Shipping, carbonshipping." in waits.note
    assert waits.score == 0.6
    with pytest.raises(Usage, match="sent"):
        planning.planned_undo(workspace, id)


def test_after_a_lost_reply_it_is_looked_for_before_it_is_sent_again(workspace: FakeWorkspace, server: MemoryProposals):
    id = gathered(workspace)["lake"].id
    accepted(workspace, id)
    server.fails, server.comes_in = [LostReply("The reply was lost.")], True
    assert sending.send(workspace, WORDS).hindrance == "The reply was lost."
    assert now_is(workspace, id).errand.hindrance == "The reply was lost."  # type: ignore[union-attr]
    with pytest.raises(Usage, match="on its way"):
        planning.planned_undo(workspace, id)
    assert sending.send(workspace, WORDS).sent == 1
    assert server.calls == [["lake"]]
    assert now_is(workspace, id).concept == server.waiting()[0].iri


def test_a_term_whose_reply_was_lost_cannot_be_undone_while_nobody_can_look_for_it(
    workspace: FakeWorkspace, server: MemoryProposals
):
    id = gathered(workspace)["lake"].id
    accepted(workspace, id)
    server.fails, server.comes_in = [LostReply("The reply was lost.")], True
    sending.send(workspace, WORDS)
    server.away = Unreachable("Away.")
    assert sending.send(workspace, WORDS).hindrance == "Away."
    with pytest.raises(Usage, match="on its way"):
        planning.planned_undo(workspace, id)


def test_while_the_server_is_away_nothing_is_sent_and_it_can_still_be_undone(
    workspace: FakeWorkspace, server: MemoryProposals
):
    id = gathered(workspace)["lake"].id
    accepted(workspace, id)
    server.fails = [Unreachable("Away.")]
    at_pull(workspace, WORDS)
    assert now_is(workspace, id).errand.hindrance == "Away."  # type: ignore[union-attr]
    assert deciding.decide(workspace, planning.planned_undo(workspace, id)).state is ProposalState.OPEN
    accepted(workspace, id)
    at_pull(workspace, WORDS)
    assert now_is(workspace, id).state is ProposalState.SENT


def test_a_duplicate_is_linked_to_what_there_is(workspace: FakeWorkspace, server: MemoryProposals):
    found = gathered(workspace)
    server.taken = {"lake", "shipping"}
    accepted(workspace, found["lake"].id)
    accepted(workspace, found["carbon shipping"].id, label="shipping")
    assert sending.send(workspace, WORDS) == sending.Outgoing(sent=1, linked=1)
    here = now_is(workspace, found["carbon shipping"].id)
    assert (here.state, here.concept) == (ProposalState.ARRIVED, SHIP.iri)
    unknown = now_is(workspace, found["lake"].id)
    assert (unknown.state, unknown.concept) == (ProposalState.SENT, "")
    brought(workspace, SHIP, Concept("https://v.example/lake", preferred=(Label("Lake", "en"),)))
    assert now_is(workspace, found["lake"].id).concept == "https://v.example/lake"


def test_what_the_server_refuses_can_be_accepted_once_more(workspace: FakeWorkspace, server: MemoryProposals):
    id = gathered(workspace)["lake"].id
    server.refuses = {"lake": "Language not covered."}
    accepted(workspace, id)
    assert sending.send(workspace, WORDS).refused == 1
    assert workspace.catalogue.proposals.steps(id)[-1].text == "Language not covered."
    accepted(workspace, id, label="lakes")
    assert sending.send(workspace, WORDS).sent == 1


def test_an_approved_term_arrives_even_under_another_label(workspace: FakeWorkspace, server: MemoryProposals):
    id = gathered(workspace)["lake"].id
    accepted(workspace, id)
    sending.send(workspace, WORDS)
    approved = server.approve(now_is(workspace, id).concept)
    brought(workspace, SHIP, replace(approved, preferred=(Label("inland water", "en"),)))
    assert now_is(workspace, id).state is ProposalState.ARRIVED
    assert workspace.catalogue.proposals.steps(id)[-1].text == "inland water"


def test_a_term_is_turned_down_only_once_everything_was_compared(workspace: FakeWorkspace, server: MemoryProposals):
    id = gathered(workspace)["lake"].id
    accepted(workspace, id)
    sending.send(workspace, WORDS)
    server.turn_down(now_is(workspace, id).concept)
    brought(workspace, SHIP)
    missed = now_is(workspace, id)
    assert missed.state is ProposalState.SENT
    assert missed.errand is not None
    assert missed.errand.absent_at
    brought(workspace, SHIP)
    assert now_is(workspace, id).state is ProposalState.SENT
    brought(workspace, SHIP, whole_at="2999-01-01T00:00:00+00:00")
    assert now_is(workspace, id).state is ProposalState.REFUSED
    assert kinds(workspace, id)[-1] is StepKind.REFUSED


def test_a_term_that_others_approved_meanwhile_has_arrived_but_not_one_rejected_here(workspace: FakeWorkspace):
    found = gathered(workspace)
    rejected(workspace, found["lake"].id)
    labels = tuple(
        Concept(f"https://v.example/{text}", preferred=(Label(text),)) for text in ("lake", "carbon shipping")
    )
    brought(workspace, SHIP, *labels)
    assert now_is(workspace, found["carbon shipping"].id).state is ProposalState.ARRIVED
    assert now_is(workspace, found["lake"].id).state is ProposalState.REJECTED


def test_another_word_for_a_servers_concept_arrives_once_it_is_its_label(workspace: FakeWorkspace):
    id = gathered(workspace)["lake"].id
    merged = deciding.decide(workspace, planning.planned_merge(workspace, id, 0, SHIP.iri))
    assert (merged.state, merged.concept, merged.errand) == (ProposalState.MERGED, SHIP.iri, None)
    brought(workspace, replace(SHIP, alternative=(Label("lake"),)))
    assert now_is(workspace, id).state is ProposalState.ARRIVED
