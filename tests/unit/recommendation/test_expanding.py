"""What a brief means and what stands near it: decay, limits, what is excluded, and how several ways add up."""

import pytest

from tests.unit.recommendation.worlds import THESAURUS, brief, concept
from thesaury.model.concept import Vocabulary
from thesaury.recommendation.expanding import DECAY, FAN, MOST, SIBLING, Expanded, expand
from thesaury.recommendation.recommended import Relation
from thesaury.vocabulary.thesaurus import Thesaurus

RELATED, BROADER = DECAY[Relation.RELATED], DECAY[Relation.BROADER]


def weights(*asked: str, **more: str) -> dict[str, float]:
    found = expand(brief(*asked, **more), THESAURUS)  # type: ignore[arg-type]
    return {iri.removeprefix("urn:"): weight for iri, weight in found.weights.items()}


def test_what_is_related_comes_with_less_and_each_step_says_where_it_came_from():
    steps = {step.concept: step for step in expand(brief("school"), THESAURUS).steps}
    assert steps["urn:school"].relation is Relation.MEANT
    pupils = steps["urn:pupils"]
    assert (pupils.of, pupils.root, pupils.relation) == ("urn:school", "urn:school", Relation.RELATED)
    assert pupils.weight == pytest.approx(RELATED)
    people = steps["urn:people"]
    assert (people.of, people.relation) == ("urn:pupils", Relation.BROADER)
    assert people.weight == pytest.approx(RELATED * BROADER)


def test_ways_of_several_roots_that_meet_add_up_as_a_noisy_or():
    apart, together = weights("pupils"), weights("pupils teachers")
    assert apart["school"] == pytest.approx(RELATED)
    assert together["school"] == pytest.approx(1 - (1 - RELATED) ** 2)


def test_nothing_excluded_nor_below_it_is_stepped_into():
    assert "supplies" in weights("school")
    assert "supplies" not in weights("school", excluded="supplies")
    assert weights("candy", excluded="sweets") == {}


def test_what_is_narrower_is_reached_in_full_and_its_way_is_told():
    found = expand(brief("school"), THESAURUS)
    assert found.reached("urn:satchel")["urn:school"] == (pytest.approx(RELATED), "urn:supplies")
    assert found.path("urn:school", "urn:satchel") == ("urn:school", "urn:supplies", "urn:satchel")
    step = found.stepped("urn:school", "urn:satchel")
    assert step is not None
    assert (step.of, step.relation) == ("urn:supplies", Relation.NARROWER)
    assert found.stepped("urn:school", "urn:supplies") is None


def test_what_stands_beside_a_root_below_the_same_is_near_it():
    found = expand(brief("pupils"), THESAURUS)
    assert found.reached("urn:teachers")["urn:pupils"][0] == pytest.approx(BROADER * SIBLING)
    assert found.reached("urn:autumn") == {}


def test_hubs_say_less_by_each_and_no_root_has_endless_steps():
    many = [f"n{number}" for number in range(4 * FAN)]
    hub = Thesaurus([Vocabulary("v", (), (concept("hub", related=" ".join(many)), *map(concept, many)))])
    assert [step.concept for step in expand(brief("hub"), hub).steps] == ["urn:hub"]
    fewer = many[: FAN + 6]
    wide = Thesaurus([Vocabulary("v", (), (concept("hub", related=" ".join(fewer)), *map(concept, fewer)))])
    steps = expand(brief("hub"), wide).steps
    assert len(steps) == MOST + 1
    assert steps[1].weight == pytest.approx(RELATED * FAN / len(fewer))


def test_a_server_adds_steps_where_it_says_more_and_only_concepts_that_are_known():
    said = (Expanded("urn:school", "urn:autumn", 0.9), Expanded("urn:school", "urn:unheard", 1.0))
    steps = {step.concept: step for step in expand(brief("school"), THESAURUS, said).steps}
    assert steps["urn:autumn"].relation is Relation.SERVER
    assert steps["urn:autumn"].weight == pytest.approx(0.9)
    assert "urn:unheard" not in steps


def test_a_server_leads_to_nothing_that_is_excluded():
    said = (Expanded("urn:school", "urn:candy", 0.9),)
    assert "urn:candy" not in expand(brief("school", excluded="sweets"), THESAURUS, said).weights
