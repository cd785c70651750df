"""What the placements and the feedback of every catalogue promise."""

from dataclasses import replace

import pytest

from tests.contract.catalogue_values import AT, fill, record
from thesaury.model.answer_log import KeptAnswer
from thesaury.model.audit import Deed
from thesaury.model.errors import Usage
from thesaury.model.placement import Feedback, Liking, Placement
from thesaury.model.policy import Verdict
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.placements import WantedPlacements
from thesaury.ports.source import Page

LATER = "2026-02-02T03:04:05+00:00"


def placed(asset: str, id: str = "p1", record: str = "dam/1", at: str = AT, **more: str) -> Placement:
    return Placement(id, asset, at, "indesign", more.pop("document", "brochure ü.indd"), record, **more)


class PlacementsSuite:
    def test_the_same_placement_is_kept_once_and_another_is_refused_its_id(self, catalogue: Catalogue):
        (asset,) = fill(catalogue, record("1"))
        full = Placement(
            "p1", asset, AT, "figma", "Plakat", "dam/1", "web", "print", ("DE", "AT"), "2026-01-01", "2026-02-01",
            "digest", "board", "summer", "ana@example.org",
        )  # fmt: skip
        kept = catalogue.placements
        assert [kept.put(full), kept.put(full), kept.put(replace(full, at=LATER, rights="", by="ben"))] == [
            True,
            False,
            False,
        ]
        assert kept.get("p1") == full
        assert (kept.get("p2"), kept.count()) == (None, 1)
        for other in (replace(full, document="another"), replace(full, regions=("DE",)), replace(full, campaign="")):
            with pytest.raises(Usage, match="p1"):
                kept.put(other)
        assert kept.page() == [full]

    def test_deeds_and_answers_are_kept_with_what_is_new_or_not_at_all(self, catalogue: Catalogue):
        (asset,) = fill(catalogue, record("1"))
        one, deeds = placed(asset), [Deed(AT, "ana", "placement.add", f"asset:{asset}", after="{}")]
        answers = [KeptAnswer(AT, "ana", "placing", asset, "A", "{}", Verdict.DENY, "no", (), "d")]
        with pytest.raises(Usage):
            catalogue.placements.put(placed(asset, record="dam/none"), deeds, answers)
        assert (list(catalogue.audit.every()), catalogue.answers.count()) == ([], 0)
        assert [catalogue.placements.put(one, deeds, answers) for _ in range(2)] == [True, False]
        assert [kept.deed for kept in catalogue.audit.every()] == deeds
        assert [kept.answer for kept in catalogue.answers.every()] == answers
        assert catalogue.audit.broken_at() == 0

    def test_only_a_record_that_is_known_is_placed(self, catalogue: Catalogue):
        with pytest.raises(Usage, match="dam/1"):
            catalogue.placements.put(placed("a"))
        assert catalogue.placements.page() == []

    def test_pages_go_from_the_newest_and_are_narrowed(self, catalogue: Catalogue):
        one, two = fill(catalogue, record("1"), record("2"))
        first, second = placed(one, "b"), placed(two, "a", "dam/2", document="other", campaign="summer")
        third = placed(one, "c", at=LATER)
        kept = catalogue.placements
        for each in (first, second, third):
            kept.put(each)
        assert kept.page() == [third, first, second]
        assert kept.page(limit=1, after=(third.at, third.id)) == [first]
        assert kept.page(after=(first.at, first.id)) == [second]
        narrowed = {
            WantedPlacements(asset=one): [third, first],
            WantedPlacements(document="other"): [second],
            WantedPlacements(campaign="summer", asset=one): [],
            WantedPlacements(since=LATER): [third],
            WantedPlacements(host="figma"): [],
        }
        assert {wanted: kept.page(wanted) for wanted in narrowed} == narrowed
        assert [kept.count(wanted) for wanted in narrowed] == [2, 1, 0, 1, 0]
        assert kept.in_documents([("indesign", "other"), ("figma", "brochure ü.indd")]) == [second]
        assert kept.in_documents([]) == []

    def test_campaigns_are_counted_by_asset(self, catalogue: Catalogue):
        one, two = fill(catalogue, record("1"), record("2"))
        for number, (asset, external, campaign) in enumerate(
            [(one, "1", "a"), (one, "1", "a"), (one, "1", "b"), (two, "2", "")]
        ):
            catalogue.placements.put(placed(asset, f"p{number}", f"dam/{external}", campaign=campaign))
        assert catalogue.placements.campaigns([one, two, "nobody"]) == {one: {"a": 2, "b": 1}}

    def test_a_placement_goes_along_with_its_record(self, catalogue: Catalogue):
        one, two = fill(catalogue, record("1"), record("2", connection="other"))
        catalogue.placements.put(placed(one))
        catalogue.records.store_page(
            "other", Page((replace(record("2", etag="2", connection="other"), same_as=("dam/1",)),), "", True)
        )
        catalogue.placements.put(placed(two, "p2", "other/2"))
        assert {each.asset for each in catalogue.placements.page()} == {one}
        assert catalogue.placements.put(placed(two, "p2", "other/2")) is False

    def test_each_system_is_told_once_of_what_it_has(self, catalogue: Catalogue):
        one, two = fill(catalogue, record("1", digest="d"), record("2"))
        fill(catalogue, record("9", digest="d", connection="other"))
        first, second = placed(one), placed(two, "p2", "dam/2", at=LATER)
        kept = catalogue.placements
        for each in (second, first):
            kept.put(each)
        assert kept.unreported("dam") == [first, second]
        assert kept.unreported("dam", limit=1) == [first]
        assert kept.unreported("other") == [first]
        kept.note_reported("dam", ["p1"], AT)
        kept.note_reported("dam", ["p2"], AT, "No such asset.")
        assert (kept.unreported("dam"), kept.unreported("dam", refused=True)) == ([], [second])
        assert (kept.refusals("dam"), kept.refusals("other")) == ([("p2", "No such asset.")], [])
        kept.note_reported("dam", ["p2"], LATER)
        assert (kept.unreported("dam", refused=True), kept.refusals("dam")) == ([], [])
        assert kept.unreported("other") == [first]

    def test_a_system_that_lost_the_record_is_told_nothing(self, catalogue: Catalogue):
        (one,) = fill(catalogue, record("1"))
        catalogue.placements.put(placed(one))
        catalogue.records.reconcile("dam", [], LATER)
        assert catalogue.placements.unreported("dam") == []
        assert len(catalogue.placements.page()) == 1


def said(asset: str, liking: Liking, brief: str = "b", **more: str) -> Feedback:
    return Feedback(asset, brief, liking, more.pop("at", AT), "ana", "summer", 3, (("coverage", 0.25), ("words", 1.0)))


class FeedbackSuite:
    def test_later_feedback_takes_the_place_of_earlier(self, catalogue: Catalogue):
        kept = catalogue.feedback
        assert (kept.newest(9), kept.of_brief("b"), kept.state()) == ([], [], 0)
        shown = [said("y", Liking.SHOWN), said("x", Liking.SHOWN), said("x", Liking.SHOWN, "c")]
        kept.put(shown)
        assert kept.newest(9) == shown
        kept.put([said("y", Liking.REJECTED), said("y", Liking.PINNED)])
        assert kept.of_brief("b") == [said("x", Liking.SHOWN), said("y", Liking.PINNED)]
        assert kept.newest(2) == [said("x", Liking.SHOWN, "c"), said("y", Liking.PINNED)]
        assert kept.newest(1) == [said("y", Liking.PINNED)]

    def test_being_shown_again_changes_no_deed_and_teaches_nothing(self, catalogue: Catalogue):
        kept = catalogue.feedback
        kept.put([said("x", Liking.PINNED)])
        state = kept.state()
        kept.put([said("x", Liking.SHOWN), said("z", Liking.SHOWN)])
        kept.put([])
        assert kept.state() == state
        assert kept.of_brief("b") == [said("x", Liking.PINNED), said("z", Liking.SHOWN)]
        kept.put([said("z", Liking.PLACED), said("z", Liking.SHOWN)])
        assert kept.state() > state
        assert [one.liking for one in kept.of_brief("b")] == [Liking.PINNED, Liking.PLACED]

    def test_what_was_said_is_taken_back_for_one_brief(self, catalogue: Catalogue):
        kept = catalogue.feedback
        kept.put([said("x", Liking.REJECTED), said("x", Liking.REJECTED, "c")])
        assert [kept.drop("x", "b"), kept.drop("x", "b"), kept.drop("y", "c")] == [True, False, False]
        assert kept.newest(9) == [said("x", Liking.REJECTED, "c")]
