"""What the proposals of every catalogue promise."""

from dataclasses import replace

import pytest

from tests.contract.catalogue_values import AT, enrich, fill, record
from thesaury.model.candidate import Example
from thesaury.model.proposal import (
    Closeness,
    Errand,
    Gathered,
    Neighbour,
    Proposal,
    ProposalState,
    ProposalStep,
    Ruling,
    StepKind,
    Use,
)
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.proposals import ProposalOrder, WantedProposals, place_in

NEAR = Neighbour("https://v.example/1", "ü", "de", Closeness.LABEL, 0.5)
FOUND = Gathered(
    4,
    3,
    2.5,
    (("Öko_Box", 3), ("öko box", 1)),
    (("de", 4),),
    (Use("source", "dam", 4), Use("team", "Brand\x1f1", 1)),
    (Example("a1", "title", 2, 9, "Die Öko Box"),),
    (NEAR,),
    (replace(NEAR, why=Closeness.ABOVE),),
    AT,
)
ONE = Proposal("p1", "okobox", "Öko Box", "de", "thesaury", AT, gathered=FOUND)
TWO = Proposal("p2", "refill", "Refill 100%", "en", "ana", "2026-12-02", gathered=Gathered(9, 9, 3.0))
THREE = Proposal(
    "p3", "abc", "abc", "en", "ana", "2026-12-03", gathered=Gathered(9, 0, 1.0, uses=(Use("team", "X", 9),))
)
FIRST = ProposalStep(AT, "thesaury", StepKind.PROPOSED)


def filled(catalogue: Catalogue) -> None:
    catalogue.proposals.put([(ONE, FIRST), (TWO, None), (THREE, None)])


class ProposalsSuite:
    def test_a_proposal_is_read_as_it_was_kept(self, catalogue: Catalogue):
        assert catalogue.proposals.put([(ONE, FIRST)]) == ["p1"]
        kept = catalogue.proposals.get("p1")
        assert kept == ONE
        assert kept is not None
        assert kept.gathered == FOUND
        assert catalogue.proposals.steps("p1") == [FIRST]
        assert (catalogue.proposals.get("none"), catalogue.proposals.steps("none")) == (None, [])
        assert catalogue.proposals.by_form(["okobox", "other"]) == {"okobox": ONE}

    def test_gathered_anew_only_the_numbers_change(self, catalogue: Catalogue):
        proposals = catalogue.proposals
        proposals.put([(ONE, FIRST)])
        rejected = replace(ONE, state=ProposalState.REJECTED, ruling=Ruling("ana", AT, "No.", 4))
        assert proposals.exchange(ONE, rejected, ProposalStep(AT, "ana", StepKind.REJECTED))
        other = replace(ONE, id="p9", term="other", by="x", gathered=Gathered(8, 8, 4.0, uses=(Use("team", "New", 8),)))
        assert proposals.put([(other, FIRST)]) == []
        kept = proposals.get("p1")
        assert kept == replace(rejected, revision=2)
        assert kept is not None
        assert kept.gathered == other.gathered
        assert proposals.get("p9") is None
        assert len(proposals.steps("p1")) == 2
        assert proposals.page(WantedProposals(uses=(("team", "New"),))) == [kept]
        assert proposals.page(WantedProposals(uses=(("source", "dam"),))) == []

    def test_of_two_who_decide_the_second_is_told_and_nothing_is_lost(self, catalogue: Catalogue):
        proposals = catalogue.proposals
        proposals.put([(ONE, FIRST)])
        errand = Errand("connection:words", "Öko-Box", "de", ("https://v.example/1",), "note", AT, "", "away")
        accepted = replace(ONE, state=ProposalState.ACCEPTED, errand=errand, ruling=Ruling("ana", AT))
        step = ProposalStep(AT, "ana", StepKind.ACCEPTED, "connection:words")
        assert proposals.exchange(ONE, accepted, step)
        assert not proposals.exchange(ONE, replace(ONE, state=ProposalState.REJECTED), step)
        assert proposals.get("p1") == replace(accepted, revision=2)
        assert proposals.steps("p1") == [FIRST, step]
        assert not proposals.exchange(replace(ONE, id="none"), ONE, step)

    def test_comments_decide_nothing_and_are_all_kept(self, catalogue: Catalogue):
        proposals = catalogue.proposals
        filled(catalogue)
        said = [ProposalStep(AT, who, StepKind.COMMENT, f"{who}\n\x00ß") for who in ("ana", "ben")]
        assert [proposals.say("p1", step) for step in said] == [True, True]
        assert not proposals.say("none", said[0])
        assert proposals.get("p1") == ONE
        assert proposals.steps("p1") == [FIRST, *said]
        assert proposals.comments(["p1", "p2"]) == {"p1": 2}
        assert proposals.recent([StepKind.COMMENT], 1) == [("p1", said[1])]

    @pytest.mark.parametrize(
        ("wanted", "ids"),
        [
            (WantedProposals(), ["p2", "p1", "p3"]),
            (WantedProposals(order=ProposalOrder.ASSETS), ["p2", "p3", "p1"]),
            (WantedProposals(order=ProposalOrder.NEWEST), ["p3", "p2", "p1"]),
            (WantedProposals(order=ProposalOrder.TERM), ["p3", "p2", "p1"]),
            (WantedProposals(words="BOX"), ["p1"]),
            (WantedProposals(words="0%"), ["p2"]),
            (WantedProposals(words="0_"), []),
            (WantedProposals(language="en", by="ana"), ["p2", "p3"]),
            (WantedProposals(uses=(("team", "X"),)), ["p3"]),
            (WantedProposals(states=(ProposalState.SENT,)), []),
            (WantedProposals(to="connection:words"), []),
        ],
    )
    def test_lists_are_narrowed_and_ordered_page_by_page(
        self, catalogue: Catalogue, wanted: WantedProposals, ids: list[str]
    ):
        filled(catalogue)
        read = [one.id for one in catalogue.proposals.page(wanted)]
        assert read == ids
        paged, after = list[str](), None
        while page := catalogue.proposals.page(wanted, 1, after):
            paged.append(page[0].id)
            after = place_in(wanted.order, page[0])
        assert paged == ids
        assert sum(catalogue.proposals.counts(replace(wanted, states=())).values()) >= len(ids)

    def test_what_is_open_is_counted_by_place(self, catalogue: Catalogue):
        filled(catalogue)
        assert catalogue.proposals.values("team") == [("Brand\x1f1", 1), ("X", 1)]
        assert catalogue.proposals.values("market") == []
        assert catalogue.proposals.counts() == {ProposalState.OPEN: 3}
        catalogue.proposals.exchange(THREE, replace(THREE, state=ProposalState.MERGED, into="p1"), FIRST)
        assert catalogue.proposals.values("team") == [("Brand\x1f1", 1)]
        assert catalogue.proposals.counts() == {ProposalState.OPEN: 2, ProposalState.MERGED: 1}

    def test_how_far_a_gathering_came_is_remembered(self, catalogue: Catalogue):
        proposals = catalogue.proposals
        assert proposals.unfinished() == ("", "")
        proposals.note_gathering(AT, "okobox")
        proposals.note_gathering(AT, "refill")
        assert proposals.unfinished() == (AT, "refill")
        proposals.note_gathering("", "")
        assert proposals.unfinished() == ("", "")

    def test_the_assets_that_bear_an_unknown_tag_are_found(self, catalogue: Catalogue):
        one, two, gone = fill(catalogue, record("1"), record("2"), record("3"))
        assert catalogue.enrichments.bearing(["eco", "lake"]) == []
        for asset, tags in ((one, ("lake", "eco")), (two, ("eco",)), (gone, ("eco",))):
            enrich(catalogue, asset, tags=tags)
        catalogue.records.reconcile("dam", ["1", "2"], AT)
        borne = [("eco", one), ("eco", two), ("lake", one)]
        assert catalogue.enrichments.bearing(["lake", "eco", "eco", "none"]) == sorted(borne)
        assert catalogue.enrichments.bearing([]) == []
