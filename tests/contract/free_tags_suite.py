"""What every sink promises that takes single plain tags away and gives them back; the desks are those of `asset_sink_suite`."""

from typing import Protocol

import pytest

from tests.contract import asset_sink_suite
from tests.contract.asset_sink_suite import SIZE
from thesaury.model.asset import Record
from thesaury.model.concept import Label
from thesaury.model.errors import Unreachable
from thesaury.model.outbox import FREE_TAGS, Change, ConceptTag, change_key
from thesaury.ports.sink import Answer, FreeTagSink, Outcome

ECO = ConceptTag("https://terms.example/eco", "https://terms.example/", (Label("eco-friendly", "en"),))
MESSY, OTHER = "eco  Friendly & öko", "Ecofriendly"
"""Tags as people write them; white space is only ever single in some systems, so the first is spelled as `spelled` says."""


class TagDesk(asset_sink_suite.Desk, Protocol):
    """A system under test whose tags a person can see and write."""

    def tag_by_hand(self, external_id: str, *tags: str) -> None:
        """Tag a record with these as a person would, beside what it has."""

    def tags(self, external_id: str) -> list[str]:
        """Every tag the record truly has, found without the sink, once nothing is under way any more."""


def spelled(text: str) -> str:
    return " ".join(text.split())


def retagging(
    external_id: str,
    clear: tuple[str, ...] = (),
    restore: tuple[str, ...] = (),
    wanted: tuple[ConceptTag, ...] = (),
    revision: int = 0,
) -> Change:
    key = change_key("c", external_id, FREE_TAGS, revision, restore, clear, ())
    return Change(key, "c", external_id, FREE_TAGS, (), (), wanted, clear, restore)


def free(desk: TagDesk, *external_ids: str) -> dict[str, frozenset[str] | None]:
    sink = desk.sink()
    assert isinstance(sink, FreeTagSink)
    return dict(sink.free_tags([Record("c", external_id, "1") for external_id in external_ids]))


def carry_out(desk: TagDesk, change: Change) -> Answer:
    sink = desk.sink()
    assert isinstance(sink, FreeTagSink)
    answer = sink.retag(change)
    assert answer.key == change.key
    assert bool(answer.message) is (answer.outcome is not Outcome.DONE)
    return answer


class FreeTagsSuite:
    """Inherit it as `Test...` and define the fixture `desk`."""

    def test_it_shows_the_tags_of_people_as_they_are_spelled(self, desk: TagDesk):
        one, other = desk.fill(2)
        desk.tag_by_hand(one, spelled(MESSY), OTHER)
        shown = free(desk, one, other, "unheard of")
        assert {spelled(MESSY), OTHER} <= (shown[one] or set())
        assert OTHER not in (shown[other] or set())
        assert set(shown) == {one, other}

    def test_it_takes_away_and_gives_back_only_what_it_names(self, desk: TagDesk):
        one, other = desk.fill(2)
        before = sorted(desk.tags(one))
        for external_id in (one, other):
            desk.tag_by_hand(external_id, spelled(MESSY), OTHER)
        taken = carry_out(desk, retagging(one, clear=(spelled(MESSY), "never there")))
        assert taken.outcome in (Outcome.DONE, Outcome.UNKNOWN)
        assert sorted(desk.tags(one)) == sorted([*before, OTHER])
        assert sorted(desk.tags(other)) == sorted([*before, spelled(MESSY), OTHER])
        given = carry_out(desk, retagging(one, restore=(spelled(MESSY), OTHER), revision=1))
        assert given.outcome in (Outcome.DONE, Outcome.UNKNOWN)
        assert sorted(desk.tags(one)) == sorted([*before, spelled(MESSY), OTHER])

    def test_a_tag_nobody_has_any_more_comes_back_as_it_was(self, desk: TagDesk):
        [one] = desk.fill(1)
        desk.tag_by_hand(one, OTHER)
        before = sorted(desk.tags(one))
        carry_out(desk, retagging(one, clear=(OTHER,)))
        assert OTHER not in desk.tags(one)
        carry_out(desk, retagging(one, restore=(OTHER,), revision=1))
        assert sorted(desk.tags(one)) == before

    def test_the_same_twice_leaves_one_result(self, desk: TagDesk):
        [one] = desk.fill(1)
        desk.tag_by_hand(one, OTHER)
        for change in (retagging(one, clear=(OTHER,)), retagging(one, restore=(OTHER, "new"), revision=1)):
            carry_out(desk, change)
            once = sorted(desk.tags(one))
            carry_out(desk, change)
            assert sorted(desk.tags(one)) == once

    def test_the_approved_term_of_a_concept_it_carries_stays(self, desk: TagDesk):
        [one] = desk.fill(1)
        desk.tag_by_hand(one, "eco-friendly", OTHER)
        carry_out(desk, retagging(one, clear=("eco-friendly", OTHER), wanted=(ECO,)))
        assert ("eco-friendly" in desk.tags(one), OTHER in desk.tags(one)) == (True, False)

    def test_it_says_which_tag_stands_for_a_concept(self, desk: TagDesk):
        sink = desk.sink()
        assert isinstance(sink, FreeTagSink)
        assert sink.stands_for("eco-friendly", ECO)
        assert not sink.stands_for(OTHER, ECO)

    def test_concepts_stay_where_tags_go(self, desk: TagDesk):
        [one] = desk.fill(1)
        desk.tag_by_hand(one, OTHER)
        desk.sink().apply(asset_sink_suite.change(desk, one, add=(SIZE,)))
        carry_out(desk, retagging(one, clear=(OTHER,), wanted=(SIZE,)))
        assert desk.carried(one) == {SIZE.iri}

    def test_nothing_is_done_for_nothing_and_a_record_that_is_not_there_is_refused(self, desk: TagDesk):
        [one] = desk.fill(1)
        before = desk.tags(one)
        assert carry_out(desk, retagging(one)).outcome is Outcome.DONE
        assert desk.tags(one) == before
        refused = carry_out(desk, retagging("unheard of", clear=(OTHER,)))
        assert (refused.outcome, refused.message.endswith(".")) == (Outcome.REFUSED, True)

    def test_an_unreachable_system_says_so_before_anything_is_sent(self, desk: TagDesk):
        [one] = desk.fill(1)
        sink = desk.sink()
        assert isinstance(sink, FreeTagSink)
        desk.vanish()
        for ask in (
            lambda: sink.free_tags([Record("c", one, "1")]),
            lambda: sink.retag(retagging(one, clear=(OTHER,))),
        ):
            with pytest.raises(Unreachable) as error:
                ask()
            assert error.value.message.endswith(".")
