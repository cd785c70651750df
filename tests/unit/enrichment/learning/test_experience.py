"""Experience over another version of a vocabulary."""

from dataclasses import replace

import numpy as np

from tests.unit.enrichment.learning.collection import CONCEPTS, HARBOUR, SYNONYM, asset, concept, lookout, trained
from thesaury.enrichment.learning.annotator import LearnedAnnotator
from thesaury.enrichment.learning.model import Model

EXPERIENCE = trained().experience
assert EXPERIENCE


def test_over_the_same_version_nothing_changes():
    table = lookout().table
    learned = EXPERIENCE.over(table)
    assert learned.trust.rates.tolist() == EXPERIENCE.rates.tolist()
    carried = np.zeros((len(EXPERIENCE.assets), len(table)), np.float32)
    carried[:, learned.memory.learned] = learned.memory.carried.toarray()
    assert carried.tolist() == EXPERIENCE.carried.toarray().tolist()


def test_concepts_that_are_gone_are_forgotten_and_new_ones_trusted_as_usual():
    newer = (concept("urn:t:new", "morning"), *reversed(CONCEPTS[1:]))
    table = lookout(newer).table
    learned = EXPERIENCE.over(table)
    old = {iri: number for number, iri in enumerate(EXPERIENCE.iris)}
    for number, here in enumerate(table.concepts[1:], 1):
        assert learned.trust.rates[number].tolist() == EXPERIENCE.rates[old[here.iri]].tolist()
    assert np.allclose(learned.trust.rates[0, :3], np.median(EXPERIENCE.rates, axis=0)[:3])
    assert learned.trust.rates[0, 3] == 0
    found = LearnedAnnotator(lookout(newer), Model(trained().ranker, EXPERIENCE)).suggest(
        [asset("n", text="old jetty")]
    )
    assert found[0][0].concept == SYNONYM


def test_a_vocabulary_that_shares_no_concept_is_served_by_its_labels():
    other = (concept("urn:o:harbour", "harbour"), concept("urn:o:view", "view"))
    learner = LearnedAnnotator(lookout(other, "other"), Model(trained().ranker, EXPERIENCE))
    found = learner.suggest([asset("1", text="harbour"), asset("2", text="jetty"), asset("3")])
    assert [[suggestion.concept for suggestion in part] for part in found] == [["urn:o:harbour"], [], []]


def test_a_vocabulary_without_concepts_gets_no_suggestions():
    learner = LearnedAnnotator(lookout(()), Model(trained().ranker, EXPERIENCE))
    assert learner.suggest([asset("1", text="harbour"), asset("2")]) == [(), ()]


def test_deprecated_concepts_are_not_suggested():
    older = tuple(replace(one, deprecated=one.iri == HARBOUR) for one in CONCEPTS)
    found = LearnedAnnotator(lookout(older), Model(trained().ranker, EXPERIENCE)).suggest([asset("1", text="harbour")])
    assert HARBOUR not in {suggestion.concept for suggestion in found[0]}
