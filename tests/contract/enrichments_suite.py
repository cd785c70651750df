"""What the enrichments of every catalogue promise: what is outdated, what was found, and what people decide."""

from dataclasses import replace

import pytest

from tests.contract.catalogue_values import (
    AT,
    decide,
    enrich,
    fill,
    found,
    outdated,
    project,
    record,
    reviewed,
    suggested,
    tagged,
    words,
)
from thesaury.model.annotation import (
    Annotation,
    Decision,
    Enrichment,
    Evidence,
    Origin,
    Reason,
    Review,
    Suggestion,
    Voice,
)
from thesaury.model.errors import Usage
from thesaury.model.policy import Policy, PolicyStatus
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.enrichments import Counts, Decided, Decisions, Findings
from thesaury.ports.source import Page


class OutdatedSuite:
    def test_an_asset_is_outdated_until_enriched_with_its_content_and_stamp(self, catalogue: Catalogue):
        one, two = sorted(fill(catalogue, record("1"), record("2")))
        assert (outdated(catalogue), catalogue.enrichments.count_outdated("s1")) == ([one, two], 2)
        assert [asset.id for asset in catalogue.enrichments.outdated("s1", one, 5)] == [two]
        assert [asset.id for asset in catalogue.enrichments.outdated("s1", "", 1)] == [one]
        enrich(catalogue, one)
        assert (outdated(catalogue), catalogue.enrichments.count_outdated("s1")) == ([two], 1)
        assert outdated(catalogue, "s2") == [one, two]

    def test_changed_content_makes_outdated_and_a_changed_etag_alone_does_not(self, catalogue: Catalogue):
        [id] = fill(catalogue, record("1"))
        enrich(catalogue, id)
        project(catalogue)
        fill(catalogue, record("1", etag="2"))
        assert (outdated(catalogue), project(catalogue)) == ([], [])
        fill(catalogue, record("1", etag="3", title="New"))
        assert (outdated(catalogue), project(catalogue)) == ([id], [id])

    def test_records_that_come_or_go_make_outdated_and_unprojected(self, catalogue: Catalogue):
        [id] = fill(catalogue, record("1", "d"))
        for change in (
            lambda: fill(catalogue, record("2", "d")),
            lambda: catalogue.records.reconcile("dam", ["2"], AT),
        ):
            enrich(catalogue, id)
            project(catalogue)
            change()
            assert (outdated(catalogue), project(catalogue)) == ([id], [id])

    def test_an_asset_without_records_waits_for_projection_but_not_for_enrichment(self, catalogue: Catalogue):
        [id] = fill(catalogue, record("1"))
        project(catalogue)
        catalogue.records.store_page("dam", Page((), "", True, gone=("1",)))
        assert (outdated(catalogue), project(catalogue), project(catalogue)) == ([], [id], [])

    def test_advance_moves_the_stamp_but_never_hides_new_content(self, catalogue: Catalogue):
        one, two = fill(catalogue, record("1"), record("2"))
        enrich(catalogue, one)
        catalogue.enrichments.advance([one, two, "unheard of"], "s2")
        assert outdated(catalogue, "s2") == [two]

    def test_touched_assets_are_to_be_projected_again(self, catalogue: Catalogue):
        _, two = fill(catalogue, record("1"), record("2"))
        project(catalogue)
        catalogue.enrichments.touch([two, "unheard of"])
        assert (project(catalogue), project(catalogue)) == ([two], [])

    def test_a_stale_projection_leaves_the_asset_unprojected(self, catalogue: Catalogue):
        one, two = sorted(fill(catalogue, record("1"), record("2")))
        seen = catalogue.enrichments.unprojected(10)
        assert [id for id, _ in seen] == [one, two]
        enrich(catalogue, one)
        catalogue.enrichments.mark_projected([*seen, ("unheard of", 1)])
        assert project(catalogue) == [one]
        catalogue.enrichments.mark_projected(seen)
        assert catalogue.enrichments.unprojected(10) == []

    def test_what_is_projected_has_a_mark_that_changes_with_it(self, catalogue: Catalogue):
        one, _ = fill(catalogue, record("1"), record("2"))
        marks = [catalogue.enrichments.projected()]
        for change in (lambda: project(catalogue), lambda: (enrich(catalogue, one), project(catalogue))):
            change()
            marks.append(catalogue.enrichments.projected())
        assert len(set(marks)) == 3
        catalogue.enrichments.touch([one])
        assert catalogue.enrichments.projected() == marks[-1]

    def test_after_forgetting_everything_is_to_be_projected_again(self, catalogue: Catalogue):
        ids = sorted(fill(catalogue, record("1"), record("2")))
        project(catalogue)
        catalogue.enrichments.forget_projections()
        assert project(catalogue) == ids

    def test_revisions_are_of_all_assets_in_stretches(self, catalogue: Catalogue):
        ids = sorted(fill(catalogue, record("1"), record("2"), record("3")))
        first = catalogue.enrichments.revisions("", 2)
        assert [id for id, _ in (*first, *catalogue.enrichments.revisions(ids[1], 2))] == ids
        assert catalogue.enrichments.revisions(ids[2], 2) == []
        catalogue.enrichments.mark_projected(first)
        assert [id for id, _ in catalogue.enrichments.unprojected(9)] == ids[2:]


class EnrichmentsSuite:
    def test_findings_are_sorted_and_replaced_as_a_whole(self, catalogue: Catalogue):
        [id] = fill(catalogue, record("1"))
        policies = tuple(Policy(r, PolicyStatus.COMPLETE, "t", (("a", "b"),), ("?",)) for r in ("dam/2", "dam/1"))
        given = Enrichment(
            id, "c", "s", (tagged("b"), tagged("a")), (suggested("y", 0.2), suggested("x", 0.3)), ("t", "s"), policies
        )
        catalogue.enrichments.store([given])
        assert found(catalogue, id) == Findings(
            annotations=(tagged("a"), tagged("b")),
            suggestions=(suggested("x", 0.3), suggested("y", 0.2)),
            policies=policies[::-1],
            unknown_tags=("s", "t"),
        )
        enrich(catalogue, id, suggested("z"))
        assert found(catalogue, id) == Findings(suggestions=(suggested("z"),))
        assert catalogue.enrichments.findings([id, "unheard of"])["unheard of"] == Findings()

    def test_whoever_spoke_for_a_concept_is_kept_in_order_until_after_its_review(self, catalogue: Catalogue):
        [id] = fill(catalogue, record("1"))
        spoken = (
            Reason(Voice.GRAPH, "https://v.example/1", 0.25, "sibling"),
            Reason(Voice.EXPERIENCE, "on the “Küche” table", 1.0),
            Reason(Voice.NEIGHBOUR, "a2", 1 / 3),
        )
        given = Suggestion("a", 0.7, (), "learned/1", "v@1", spoken)
        enrich(catalogue, id, given, Suggestion("b", 0.6, (), "learned/1", "v@1"))
        assert [s.reasons for s in found(catalogue, id).suggestions] == [spoken, ()]
        assert catalogue.enrichments.queue(1) == [(id, given)]
        decide(catalogue, id, "a", accept=False)
        decide(catalogue, id, "a")
        enrich(catalogue, id)
        assert found(catalogue, id).annotations == (
            Annotation("a", Origin.REVIEW, "ana", 0.7, (), "v@1", spoken, "learned/1"),
        )

    def test_nothing_is_said_of_an_unknown_asset(self, catalogue: Catalogue):
        [id] = fill(catalogue, record("1"))
        with pytest.raises(Usage):
            catalogue.enrichments.store([Enrichment(id, "", "s", (tagged("a"),)), Enrichment("unheard of", "", "s")])
        with pytest.raises(Usage):
            decide(catalogue, "unheard of", "a")
        assert (found(catalogue, id), catalogue.enrichments.reviews()) == (Findings(), [])

    def test_what_is_annotated_is_not_suggested(self, catalogue: Catalogue):
        [id] = fill(catalogue, record("1"))
        enrich(catalogue, id, tagged("a"), suggested("a"), suggested("b"))
        assert found(catalogue, id).suggestions == (suggested("b"),)

    def test_an_accepted_suggestion_becomes_an_annotation_and_stays_one(self, catalogue: Catalogue):
        [id] = fill(catalogue, record("1"))
        enrich(catalogue, id, suggested("a", 0.7))
        project(catalogue)
        assert decide(catalogue, id, "a") == 1
        assert project(catalogue) == [id]
        for later in ((), (suggested("a", 0.1),), (tagged("a"),)):
            assert found(catalogue, id) == Findings(annotations=(reviewed("a", score=0.7),))
            enrich(catalogue, id, *later)
        assert found(catalogue, id) == Findings(annotations=(reviewed("a", score=0.7),))

    def test_decisions_on_what_waits_leave_what_was_decided_meanwhile(self, catalogue: Catalogue):
        [id] = fill(catalogue, record("1"))
        enrich(catalogue, id, suggested("a"), suggested("b"))
        decide(catalogue, id, "a", accept=False)
        late = [Review(id, concept, Decision.ACCEPTED, "rule", AT) for concept in ("a", "b")]
        assert catalogue.enrichments.review(late, waiting=True) == 1
        assert found(catalogue, id) == Findings(annotations=(reviewed("b", "rule"),))
        assert [(review.concept, review.reviewer) for review in catalogue.enrichments.reviews()] == [
            ("a", "ana"),
            ("b", "rule"),
        ]

    def test_a_rejected_concept_is_neither_suggested_nor_annotated_again(self, catalogue: Catalogue):
        [id] = fill(catalogue, record("1"))
        enrich(catalogue, id, suggested("a"), tagged("b"))
        assert decide(catalogue, id, "a", accept=False) + decide(catalogue, id, "b", accept=False) == 2
        for later in ((suggested("a"), suggested("b")), (tagged("a"), tagged("b"))):
            assert found(catalogue, id) == Findings()
            enrich(catalogue, id, *later)
        assert found(catalogue, id) == Findings()
        assert catalogue.enrichments.rejected([id, "unheard of"]) == {(id, "a"), (id, "b")}
        decide(catalogue, id, "a", accept=True)
        assert catalogue.enrichments.rejected([id]) == {(id, "b")}

    def test_the_later_decision_stands_and_keeps_the_evidence(self, catalogue: Catalogue):
        [id] = fill(catalogue, record("1"))
        enrich(catalogue, id, suggested("a", 0.7))
        decide(catalogue, id, "a", accept=False)
        enrich(catalogue, id)
        assert decide(catalogue, id, "a", reviewer="ben") == 1
        assert found(catalogue, id).annotations == (reviewed("a", "ben", 0.7),)
        assert decide(catalogue, id, "a", accept=False) == 1
        assert found(catalogue, id) == Findings()
        assert [review.decision for review in catalogue.enrichments.reviews()] == ["rejected", "accepted", "rejected"]

    def test_decisions_of_one_call_are_taken_in_turn(self, catalogue: Catalogue):
        [id] = fill(catalogue, record("1"))
        made = [Review(id, "a", decision, "ana", AT) for decision in (Decision.ACCEPTED, Decision.REJECTED)]
        assert catalogue.enrichments.review(made) == 2
        assert found(catalogue, id) == Findings()
        assert catalogue.enrichments.reviews() == made

    def test_a_decision_that_changes_nothing_is_only_logged(self, catalogue: Catalogue):
        [id] = fill(catalogue, record("1"))
        decide(catalogue, id, "a")
        project(catalogue)
        assert decide(catalogue, id, "a") == 0
        assert decide(catalogue, id, "never found", accept=False) == 0
        assert project(catalogue) == []
        assert len(catalogue.enrichments.reviews()) == 3
        assert found(catalogue, id).annotations == (Annotation("a", Origin.REVIEW, "ana"),)
        assert decide(catalogue, id, "a", reviewer="ben") == 1

    def test_the_newest_decisions_are_found_with_their_numbers(self, catalogue: Catalogue):
        one, two = fill(catalogue, record("1"), record("2"))
        made = [
            Review(id, concept, Decision.ACCEPTED, who, at)
            for id, concept, who, at in (
                (one, "a", "ana", "2026-11-28T10:00:00+00:00"),
                (two, "a", "ben", "2026-11-28T10:00:01.5+00:00"),
                (two, "b", "ana", "2026-11-28T10:00:02+00:00"),
            )
        ]
        catalogue.enrichments.review(made)
        latest = catalogue.enrichments.latest
        numbers = [number for number, _ in latest()]
        assert ([made for _, made in latest()], numbers) == (made[::-1], sorted(numbers, reverse=True))
        assert latest(limit=1, before=numbers[0]) == [(numbers[1], made[1])]
        assert [said for _, said in latest(Decisions(reviewer="ana"))] == [made[2], made[0]]
        assert [said for _, said in latest(Decisions(asset=two, concept="a"))] == [made[1]]
        assert [said for _, said in latest(Decisions(at=made[0].at))] == [made[0]]

    def test_for_what_a_reviewer_rejected_concepts_is_told_once_each(self, catalogue: Catalogue):
        one, two = fill(catalogue, record("1"), record("2"))
        no, yes = Decision.REJECTED, Decision.ACCEPTED
        said = ((one, "b", no, "ana", "x"), (one, "a", no, "ana", "y"), (two, "a", no, "ana", "y"))
        others = ((two, "c", yes, "ana", "x"), (two, "d", no, "ben", "x"))
        catalogue.enrichments.review([Review(id, c, made, who, AT, why) for id, c, made, who, why in said + others])
        assert catalogue.enrichments.grounds("ana") == [("a", "y"), ("b", "x")]
        assert catalogue.enrichments.grounds("cem") == []

    def test_a_reason_is_noted_of_all_that_was_decided_at_that_moment(self, catalogue: Catalogue):
        one, two = fill(catalogue, record("1"), record("2"))
        made = [Review(id, "a", Decision.REJECTED, "ana", AT) for id in (one, two)]
        catalogue.enrichments.review([*made, Review(one, "b", Decision.REJECTED, "ben", AT)])
        said = catalogue.enrichments.explain("ana", AT, "broad")
        assert said == [replace(one, reason="broad") for one in made]
        assert {review.reason for review in catalogue.enrichments.reviews()} == {"broad", ""}
        assert catalogue.enrichments.explain("eve", AT, "broad") == []

    def test_what_was_suggested_waits_again_once_its_decision_is_taken_back(self, catalogue: Catalogue):
        [id] = fill(catalogue, record("1"))
        quote = Evidence("title", 0, 1, "A", "a", "en")
        why = Suggestion("a", 0.7, (quote,), "labels/1", "v@1", (Reason(Voice.NEIGHBOUR, "x", 0.5),))
        enrich(catalogue, id, why, suggested("b", 0.4))
        before = found(catalogue, id)
        project(catalogue)
        made = [Review(id, "a", Decision.ACCEPTED, "ana", AT), Review(id, "b", Decision.REJECTED, "ana", AT)]
        catalogue.enrichments.review(made)
        project(catalogue)
        assert catalogue.enrichments.settled() == [(id, "a"), (id, "b")]
        assert catalogue.enrichments.withdraw(made) == made
        assert found(catalogue, id) == before
        assert (catalogue.enrichments.reviews(), catalogue.enrichments.settled()) == ([], [])
        assert (project(catalogue), outdated(catalogue)) == ([id], [])
        assert catalogue.enrichments.withdraw(made) == []

    def test_an_earlier_decision_holds_again(self, catalogue: Catalogue):
        [id] = fill(catalogue, record("1"))
        enrich(catalogue, id, suggested("a", 0.7))
        decide(catalogue, id, "a")
        later = Review(id, "a", Decision.REJECTED, "ben", AT)
        catalogue.enrichments.review([later])
        assert found(catalogue, id).annotations == ()
        assert catalogue.enrichments.withdraw([later]) == [later]
        assert [(a.concept, a.attributed_to, a.score) for a in found(catalogue, id).annotations] == [("a", "ana", 0.7)]

    def test_what_somebody_decided_otherwise_since_is_not_taken_back(self, catalogue: Catalogue):
        [id] = fill(catalogue, record("1"))
        enrich(catalogue, id, suggested("a"))
        first, since = (
            Review(id, "a", Decision(said), who, AT) for said, who in (("accepted", "ana"), ("rejected", "ben"))
        )
        catalogue.enrichments.review([first])
        catalogue.enrichments.review([since])
        assert catalogue.enrichments.withdraw([first]) == []
        assert catalogue.enrichments.reviews() == [first, since]

    def test_of_what_nobody_suggested_the_sources_are_read_again(self, catalogue: Catalogue):
        [id] = fill(catalogue, record("1"))
        enrich(catalogue, id)
        made = Review(id, "added", Decision.ACCEPTED, "ana", AT)
        catalogue.enrichments.review([made])
        assert outdated(catalogue) == []
        assert catalogue.enrichments.withdraw([made]) == [made]
        assert (found(catalogue, id), outdated(catalogue)) == (Findings(), [id])

    def test_what_was_decided_keeps_who_suggested_it_and_where_it_stood(self, catalogue: Catalogue):
        [id] = fill(catalogue, record("1"))
        enrich(catalogue, id, suggested("a"), suggested("b"), suggested("waits"))
        decide(catalogue, id, "a")
        decide(catalogue, id, "b", reviewer="rule:s@0.9")
        decide(catalogue, id, "b", accept=False, reviewer="ben")
        decide(catalogue, id, "added")
        catalogue.records.reconcile("dam", [], AT)
        assert catalogue.enrichments.decided() == [
            Decided(id, "a", Decision.ACCEPTED, "ana", AT, "labels/1", ("title",)),
            Decided(id, "added", Decision.ACCEPTED, "ana", AT),
            Decided(id, "b", Decision.REJECTED, "ben", AT, "labels/1", ("title",)),
        ]

    def test_what_was_accepted_comes_in_pages_and_stays_with_assets_that_are_gone(self, catalogue: Catalogue):
        one, two = sorted(fill(catalogue, record("1"), record("2")))
        enrich(catalogue, one, tagged("b"), tagged("a"), tagged("no"), suggested("waits"))
        enrich(catalogue, two, tagged("a"))
        decide(catalogue, one, "no", accept=False)
        catalogue.records.reconcile("dam", [], AT)
        everything = [(one, "a"), (one, "b"), (two, "a")]
        assert catalogue.enrichments.accepted() == everything
        assert catalogue.enrichments.accepted((one, "a"), 1) == everything[1:2]
        assert catalogue.enrichments.accepted((one, "b")) == everything[2:]

    def test_rules_settle_nothing(self, catalogue: Catalogue):
        [id] = fill(catalogue, record("1"))
        enrich(catalogue, id, suggested("a"))
        decide(catalogue, id, "a", reviewer="rule:s@0.9")
        assert catalogue.enrichments.settled() == []

    def test_the_queue_is_ordered_limited_and_without_dead_assets(self, catalogue: Catalogue):
        one, two = sorted(fill(catalogue, record("1"), record("2")))
        enrich(catalogue, one, suggested("b", 0.5), suggested("a", 0.5), suggested("c", 0.1))
        enrich(catalogue, two, suggested("a", 0.5), suggested("b", 0.9))
        everything = [(two, "b"), (one, "a"), (one, "b"), (two, "a"), (one, "c")]
        assert [(id, s.concept) for id, s in catalogue.enrichments.queue(10)] == everything
        assert [(id, s.concept) for id, s in catalogue.enrichments.queue(10, 0.5)] == everything[:4]
        assert catalogue.enrichments.queue(1) == [(two, suggested("b", 0.9))]
        catalogue.records.reconcile("dam", [catalogue.records.assets([one])[0].records[0].external_id], AT)
        assert {id for id, _ in catalogue.enrichments.queue(10)} == {one}

    def test_unknown_tags_are_counted_by_asset(self, catalogue: Catalogue):
        one, two, three = fill(catalogue, record("1"), record("2"), record("3"))
        enrich(catalogue, one, tags=("b", "a", "a"))
        enrich(catalogue, two, tags=("c", "b"))
        enrich(catalogue, three, tags=("d",))
        catalogue.records.reconcile("dam", ["1", "2"], AT)
        assert catalogue.enrichments.unknown_tags(10) == [("b", 2), ("a", 1), ("c", 1)]
        assert catalogue.enrichments.unknown_tags(1) == [("b", 2)]

    def test_counts_are_of_what_is_alive_and_holds(self, catalogue: Catalogue):
        assert catalogue.enrichments.counts() == Counts(0, 0, 0, 0, 0, 0)
        one, two, three = fill(catalogue, record("1"), record("2", "d"), record("4"))
        fill(catalogue, record("3", "d"))
        enrich(catalogue, one, tagged("a"), suggested("b"), suggested("c"), suggested("d"))
        enrich(catalogue, two, tagged("a"), suggested("b"))
        enrich(catalogue, three, tagged("a"), suggested("b"))
        decide(catalogue, one, "b")
        decide(catalogue, one, "c", accept=False)
        catalogue.records.reconcile("dam", ["1", "2", "3"], AT)
        for vocabulary in (words("a", "b", "c"), words("a", "b"), words("x", name="w")):
            catalogue.vocabularies.put(vocabulary, "f", AT)
        counts = Counts(assets=2, records=3, concepts=3, suggestions=2, accepted=3, rejected=1)
        assert catalogue.enrichments.counts() == counts
