"""Plans for free tags: spellings together, what brings most first, and costs that can be trusted."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thesaury.governance.cleaning import TagInUse, certainty, cost, entries, is_clean
from thesaury.governance.validating import Validator
from thesaury.model.cleanup import Treatment
from thesaury.model.concept import Concept, Label
from thesaury.model.validation import Standing, TagAnswer, Use

ECO, POLISH, NAIL = (f"https://v.example/{name}" for name in ("eco", "polish", "nail"))
CONCEPTS = [
    Concept(
        ECO, preferred=(Label("eco-friendly", "en"), Label("umweltfreundlich", "de")), alternative=(Label("öko", "de"),)
    ),
    Concept(POLISH, preferred=(Label("Polish", "en"),)),
    Concept(NAIL, preferred=(Label("nail varnish", "en"),), alternative=(Label("polish", "en"),)),
]


def used(tag: str, *assets: int, connection: str = "dam") -> TagInUse:
    ids = frozenset(map(str, assets))
    return TagInUse(tag, ids, {connection: ids})


def answers(*tags: str) -> Mapping[str, TagAnswer]:
    return {answer.tag: answer for answer in Validator(CONCEPTS).tags(tags)}


def planned(*tags: TagInUse):  # type: ignore[no-untyped-def]
    return entries(tags, answers(*(one.tag for one in tags)))


def test_spellings_of_one_tag_are_one_decision_and_count_each_asset_once():
    [entry] = planned(
        used("Ecofriendly", 1, 2), used("eco friendly", 2, 3, 4), used("ECO-FRIENDLY", 9, connection="shop")
    )
    assert entry.tags == ("eco friendly", "Ecofriendly", "ECO-FRIENDLY")
    assert (entry.assets, entry.records) == (5, (("dam", 4), ("shop", 1)))
    assert (entry.suggested, entry.use[0].concept, entry.certainty, entry.worth) == (Treatment.REPLACE, ECO, 1.0, 5.0)


def test_an_approved_term_needs_no_cleaning_letter_by_letter():
    known = answers("eco-friendly", "Eco-friendly", "öko")
    assert [is_clean(known[tag]) for tag in known] == [True, False, False]
    assert [entry.tags for entry in planned(used("eco-friendly", 1), used("öko", 1))] == [("öko",)]


def test_what_one_decision_brings_most_comes_first():
    made = planned(used("zzqx", *range(90)), used("öko", 1, 2), used("eco frendly", *range(5)), used("IMG_0001", 1))
    assert [entry.tags[0] for entry in made] == ["eco frendly", "öko", "zzqx", "IMG_0001"]
    assert [entry.suggested for entry in made] == [
        Treatment.REPLACE,
        Treatment.REPLACE,
        Treatment.PROPOSE,
        Treatment.PROPOSE,
    ]
    assert 0 < made[0].certainty < 0.8 < made[1].certainty == 1


def test_several_concepts_of_one_label_are_less_sure_and_a_list_of_tags_stays():
    ambiguous, several = planned(used("polish", 1, 2), used("öko; polish", 1))
    assert (ambiguous.standing, ambiguous.certainty) == (Standing.AMBIGUOUS, 0.5)
    assert (several.standing, several.suggested, several.certainty) == (Standing.SEVERAL, Treatment.KEEP, 0.0)


@pytest.mark.parametrize("standing", Standing)
def test_costs_are_assets_by_certainty(standing: Standing):
    answer = TagAnswer("x", standing, (Use(ECO, Label("x"), 0.5),))
    told = cost(40, answer)
    assert told.worth == 40 * told.certainty
    assert 0 <= told.certainty == certainty(answer) <= 1
    assert certainty(TagAnswer("x", standing)) == 0


TAGS = st.text(st.sampled_from("aAäÄ-_ ß;,"), min_size=1, max_size=5)


@given(st.dictionaries(TAGS, st.frozensets(st.integers(0, 5), min_size=1), max_size=8))
def test_every_tag_is_in_one_entry_or_clean_whatever_people_write(carried: dict[str, frozenset[int]]):
    tags = [used(tag, *assets) for tag, assets in carried.items()]
    known = answers(*carried)
    made = entries(tags, known)
    planned_tags = [tag for entry in made for tag in entry.tags]
    assert sorted(planned_tags) == sorted(tag for tag in carried if not is_clean(known[tag]))
    assert len({entry.id for entry in made}) == len(made)
    assert made == entries(reversed(tags), known)
    assert [entry.worth for entry in made] == sorted((entry.worth for entry in made), reverse=True)
