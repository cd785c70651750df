"""What the review queue of every catalogue promises: its orders, and what it leaves behind as evidence."""

from tests.contract.catalogue_values import AT, WHY, decide, enrich, fill, found, record, suggested, tagged
from thesaury.model.annotation import Annotation, Decision, Origin, QueueOrder
from thesaury.ports.catalogue import Catalogue


def taught(catalogue: Catalogue, limit: int = 100, minimum: float = 0.0) -> list[tuple[str, str]]:
    return [(id, s.concept) for id, s in catalogue.enrichments.queue(limit, minimum, QueueOrder.TEACHING)]


class QueueSuite:
    def test_uncertain_ones_teach_most(self, catalogue: Catalogue):
        ids = sorted(fill(catalogue, *(record(name) for name in "12345")))
        for id, concept, score in zip(ids, "abcde", (0.9, 0.55, 0.1, 1.0, 0.46), strict=True):
            enrich(catalogue, id, suggested(concept, score))
        assert [concept for _, concept in taught(catalogue)] == ["e", "b", "a", "c", "d"]
        assert [concept for _, concept in taught(catalogue, 2)] == ["e", "b"]
        assert [concept for _, concept in taught(catalogue, 9, 0.5)] == ["b", "a", "d"]
        assert catalogue.enrichments.queue(1, order=QueueOrder.TEACHING) == [(ids[4], suggested("e", 0.46))]

    def test_concepts_with_few_decisions_teach_more_and_rules_teach_nothing(self, catalogue: Catalogue):
        one, two, three, four = sorted(fill(catalogue, *(record(name) for name in "1234")))
        for id in (one, two):
            enrich(catalogue, id, suggested("known", 0.5), suggested("by rule", 0.5))
        enrich(catalogue, three, suggested("known", 0.5))
        enrich(catalogue, four, suggested("by rule", 0.4))
        decide(catalogue, one, "known", accept=False)
        decide(catalogue, two, "known")
        for id in (one, two):
            decide(catalogue, id, "by rule", reviewer="rule:s@0.9")
        assert taught(catalogue) == [(four, "by rule"), (three, "known")]

    def test_no_asset_and_no_concept_takes_the_whole_queue(self, catalogue: Catalogue):
        one, two, three = sorted(fill(catalogue, *(record(name) for name in "123")))
        enrich(catalogue, one, suggested("a"), suggested("b"), suggested("c"))
        enrich(catalogue, two, suggested("a", 0.45), suggested("d", 0.3))
        enrich(catalogue, three, suggested("a", 0.45))
        # worth: (one, a) 1, (two, d) 0.6 / 1, (one, b) 1 / 2, (two, a) 0.9 / 2 / 2, (one, c) 1 / 3, (three, a) 0.9 / 3
        assert taught(catalogue) == [(one, "a"), (two, "d"), (one, "b"), (one, "c"), (three, "a"), (two, "a")]

    def test_the_lineup_is_the_whole_queue_in_either_order(self, catalogue: Catalogue):
        one, two = sorted(fill(catalogue, record("1"), record("2")))
        enrich(catalogue, one, suggested("a", 0.9), suggested("b", 0.5))
        enrich(catalogue, two, suggested("a", 0.6))
        for order in QueueOrder:
            queue = catalogue.enrichments.queue(9, order=order)
            assert catalogue.enrichments.lineup(order) == [(id, s.concept) for id, s in queue]

    def test_dead_assets_teach_nothing(self, catalogue: Catalogue):
        one, two = fill(catalogue, record("1"), record("2"))
        for id in (one, two):
            enrich(catalogue, id, suggested("a"))
        catalogue.records.reconcile("dam", ["2"], AT)
        assert taught(catalogue) == [(two, "a")]

    def test_whatever_an_annotator_suggested_is_known_by_score_and_decision(self, catalogue: Catalogue):
        one, two = fill(catalogue, record("1"), record("2"))
        enrich(catalogue, one, suggested("b", 0.9), suggested("a", 0.7), suggested("c", 0.3), suggested("d", 0.2))
        enrich(catalogue, two, suggested("a", 0.6), tagged("e"))
        decide(catalogue, one, "a")
        decide(catalogue, one, "c", accept=False)
        decide(catalogue, one, "d", reviewer="rule:s@0.9")
        decide(catalogue, two, "e", accept=False)  # a tag, that nobody suggested
        decide(catalogue, two, "never found")
        enrich(catalogue, one)
        assert catalogue.enrichments.scored("labels/1") == [
            ("a", 0.6, None),
            ("a", 0.7, Decision.ACCEPTED),
            ("c", 0.3, Decision.REJECTED),
            ("d", 0.2, None),
        ]
        assert catalogue.enrichments.scored("labels/2") == []

    def test_what_a_rule_took_keeps_its_score_and_can_be_judged(self, catalogue: Catalogue):
        [id] = fill(catalogue, record("1"))
        taken = Annotation("a", Origin.RULE, "rule:s@0.9", 0.8, (), "v@1", WHY, "labels/1")
        enrich(catalogue, id, taken, suggested("a", 0.8))
        assert found(catalogue, id).annotations == (taken,)
        assert catalogue.enrichments.queue(9) == []
        assert catalogue.enrichments.scored("labels/1") == [("a", 0.8, None)]
        decide(catalogue, id, "a", accept=False)
        enrich(catalogue, id, taken)
        assert found(catalogue, id).annotations == ()
        assert catalogue.enrichments.scored("labels/1") == [("a", 0.8, Decision.REJECTED)]
