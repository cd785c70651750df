"""Metaproperties as vocabularies over the sandbox: read as concepts, published as options, and nothing of people touched."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.contract.connectors.bynder_server import Bench, own_budget, served
from thesaury.connectors.bynder.naming import option_name
from thesaury.model.concept import Concept, ConceptScheme, Label, Vocabulary
from thesaury.model.errors import Refused, Usage

pytestmark = pytest.mark.usefixtures("own_budget")
__all__ = ["own_budget"]
SCHEME = "https://terms.example/water/"
WATERS, LAKE = f"{SCHEME}waters", f"{SCHEME}lake"


@pytest.fixture
def bench() -> Iterator[Bench]:
    with served() as bench:
        yield bench


def concept(name: str, *broader: str, deprecated: bool = False, **labels: str) -> Concept:
    preferred = tuple(Label(text, language) for language, text in sorted(labels.items()))
    above = tuple(SCHEME + one for one in broader)
    return Concept(SCHEME + name, (SCHEME,), preferred, broader=above, deprecated=deprecated)


def vocabulary(*concepts: Concept) -> Vocabulary:
    return Vocabulary("water", (ConceptScheme(SCHEME),), tuple(sorted(concepts, key=lambda one: one.iri)))


ALL = vocabulary(
    concept("lake", "waters", "sights", en="lake", de="See"),
    concept("sights", en="sights"),
    concept("waters", en="waters", de="Gewässer", fr="eaux"),
    concept("old", en="old", deprecated=True),
)


def options(bench: Bench) -> dict[str, Any]:
    return {one["name"]: one for one in bench.get("/api/v4/metaproperties/")["subject"]["options"]}


def posts(bench: Bench) -> int:
    return len([entry for entry in bench.asked("/options") if entry["method"] == "POST"])


def test_options_are_concepts_of_their_metaproperty(bench: Bench):
    pull = bench.opened("vocabulary", vocabulary="yes").pull("", None)
    by_iri = {one.iri: one for one in pull.vocabulary.concepts}
    harbour = by_iri["https://example.org/place/harbour"]
    assert harbour.preferred == (Label("Hafen", "de-DE"), Label("Harbour", "en-US"))
    assert harbour.schemes == (
        f"urn:bynder:{bench.address.removeprefix('http://').replace(':', '%3A')}:metaproperty:{subject(bench)}",
    )
    places = next(one for one in by_iri.values() if one.notations == ("places",))
    assert places.iri.startswith("urn:bynder:")
    assert places.notes
    assert pull.read == len(by_iri)
    assert bench.opened("vocabulary").outline().records == len(by_iri)
    schemes = {scheme.iri for scheme in pull.vocabulary.schemes}
    assert all(schemes.issuperset(one.schemes) for one in by_iri.values())


def subject(bench: Bench) -> str:
    found: str = bench.where["metaproperties"]["subject"]
    return found


def test_an_option_out_of_use_is_deprecated(bench: Bench):
    bench.do(option={"property": "subject", "name": "harbour", "set": {"active": False}})
    pull = bench.opened("vocabulary").pull("", None)
    assert [one.iri for one in pull.vocabulary.concepts if one.deprecated] == ["https://example.org/place/harbour"]
    assert bench.opened("vocabulary").outline().records == len(pull.vocabulary.concepts) - 1


def test_a_published_scheme_comes_back_under_its_own_name(bench: Bench):
    bench.opened("forms").publish(ALL, SCHEME, "", "subject")
    pull = bench.opened("vocabulary", fields=f"{SCHEME}=subject").pull("", None)
    assert SCHEME in {scheme.iri for scheme in pull.vocabulary.schemes}
    ours = {one.iri: one for one in pull.vocabulary.concepts if one.iri.startswith(SCHEME)}
    assert set(ours) == {one.iri for one in ALL.concepts if not one.deprecated}
    assert ours[LAKE].schemes == (SCHEME,)


def test_publishing_counts_the_same_dry_and_wet_and_twice_changes_nothing(bench: Bench):
    forms, before = bench.opened("forms"), options(bench)
    dry = forms.publish(ALL, SCHEME, "", "subject", dry_run=True)
    assert options(bench) == before
    done = forms.publish(ALL, SCHEME, "", "subject")
    assert (done.values, done.kept, done.notes) == (dry.values, dry.kept, dry.notes) == (3, len(before), dry.notes)
    assert "3 options new" in done.notes[0]
    assert any("several broader" in note for note in done.notes)
    made = options(bench)
    assert {name: made[name] for name in before} == before
    waters = made[option_name(WATERS)]
    assert waters["labels"] == {"en_US": "waters", "de_DE": "Gewässer"}
    sent = posts(bench)
    again = bench.opened("forms").publish(ALL, SCHEME, "", "subject")
    assert (again.values, again.kept) == (done.values, done.kept)
    assert posts(bench) == sent


def test_a_label_of_people_in_a_language_we_do_not_speak_stays(bench: Bench):
    bench.opened("forms").publish(ALL, SCHEME, "", "subject")
    name = option_name(SCHEME + "sights")
    told = {"labels": {"en_US": "sights", "nl_NL": "bezienswaardigheden"}}
    bench.do(option={"property": "subject", "name": name, "set": told})
    renamed = [one if one.iri != SCHEME + "sights" else concept("sights", en="landmarks") for one in ALL.concepts]
    bench.opened("forms").publish(vocabulary(*renamed), SCHEME, "", "subject")
    assert options(bench)[name]["labels"] == {"en_US": "landmarks", "nl_NL": "bezienswaardigheden"}


def test_parents_are_made_first_and_named(bench: Bench):
    bench.opened("forms").publish(ALL, SCHEME, "", "subject")
    created = [
        entry["what"]["name"] for entry in bench.control("effects")["effects"] if entry["route"] == "option:create"
    ]
    assert created.index(option_name(WATERS)) < created.index(option_name(LAKE))


def test_what_left_the_scheme_is_deactivated_and_comes_back(bench: Bench):
    bench.opened("forms").publish(ALL, SCHEME, "", "subject")
    less = vocabulary(*(one for one in ALL.concepts if one.iri != LAKE))
    done = bench.opened("forms").publish(less, SCHEME, "", "subject")
    assert "1 no longer in the scheme and deactivated" in done.notes[0]
    assert options(bench)[option_name(LAKE)]["active"] in (0, False)
    assert "0 no longer" in bench.opened("forms").publish(less, SCHEME, "", "subject").notes[0]
    bench.opened("forms").publish(ALL, SCHEME, "", "subject")
    assert options(bench)[option_name(LAKE)]["active"] in (1, True)


def test_a_changed_label_is_changed_and_the_name_never(bench: Bench):
    bench.opened("forms").publish(ALL, SCHEME, "", "subject")
    renamed = vocabulary(concept("lake", "waters", en="tarn"), *(one for one in ALL.concepts if one.iri != LAKE))
    assert "1 changed" in bench.opened("forms").publish(renamed, SCHEME, "", "subject").notes[0]
    assert options(bench)[option_name(LAKE)]["labels"]["en_US"] == "tarn"


def test_what_cannot_be_published_says_why(bench: Bench):
    forms = bench.opened("forms")
    with pytest.raises(Usage, match="has no scheme"):
        forms.publish(ALL, "https://other.example/", "", "subject")
    with pytest.raises(Usage, match="Name the metaproperty"):
        forms.publish(ALL, SCHEME, "", "")
    with pytest.raises(Refused, match="no metaproperty 'nothing'"):
        forms.publish(ALL, SCHEME, "", "nothing")
    with pytest.raises(Refused, match="takes no options"):
        forms.publish(ALL, SCHEME, "", "photographer")
    bench.do(roles={"remove": ["METAPROPERTYMANAGEMENT", "METAMANAGEMENT"]})
    with pytest.raises(Refused, match="METAPROPERTYMANAGEMENT"):
        bench.opened("forms", fields=f"{SCHEME}=subject").publish(ALL, SCHEME, "", "")
