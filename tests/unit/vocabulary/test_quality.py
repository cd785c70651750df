"""What is worth a second look: each rule finds what it is for, and a clean scheme has nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thesaury.model.concept import Concept, ConceptScheme, Label, Vocabulary
from thesaury.vocabulary.quality import RULES, notices

S = "urn:x:scheme"


def concept(name: str, *labels: str, **more) -> Concept:
    """A concept with labels as `text@language`, all preferred."""
    preferred = tuple(sorted(Label(*label.rsplit("@", 1)) for label in labels))
    return Concept(f"urn:x:{name}", **{"schemes": (S,), "preferred": preferred, **more})


def found(*concepts: Concept, tops: tuple[str, ...] = ()) -> dict[str, list[str]]:
    scheme = ConceptScheme(S, (), tuple(f"urn:x:{top}" for top in tops))
    rules = notices(Vocabulary("v", (scheme,), concepts)).get(S, {})
    return {rule: [notice.concept.removeprefix("urn:x:") for notice in all_] for rule, all_ in rules.items()}


def test_a_scheme_without_faults_has_no_notice():
    defined = {"definitions": (Label("what it is", "en"),)}
    assert (
        found(
            concept("a", "A@en", "A@de", **defined),
            concept("b", "B@en", "B@de", broader=("urn:x:a",), **defined),
            tops=("a",),
        )
        == {}
    )


def test_labels_of_several_concepts():
    same = [concept("a", "Bag@en"), concept("b", "bag@en"), concept("c", "sack@en", alternative=(Label("bag", "en"),))]
    assert found(*same, tops="abc") == {"duplicate-label": ["a"]}
    assert found(*same[1:], tops="abc") == {"overlapping-label": ["b"]}
    assert found(concept("a", "Gift@en", "Geschenk@de"), concept("b", "poison@en", "Gift@de"), tops="ab") == {}


def test_what_most_have_and_one_lacks():
    defined = {"definitions": (Label("what it is", "en"),)}
    lacking = (concept("a", "A@en", "A@de", **defined), concept("b", "B@en", "B@de", **defined), concept("c", "C@en"))
    assert found(*lacking, tops="abc") == {"missing-language": ["c"], "no-definition": ["c"]}
    assert found(concept("a", "A@en", "A@de"), concept("b", "B@en"), concept("c", "C@en"), tops="abc") == {}


def test_what_stands_alone_goes_round_or_is_no_longer_used():
    assert found(concept("a", "A@en"), concept("b", "B@en"), tops="a") == {"orphan": ["b"]}
    assert found(concept("a", "A@en", broader=("urn:x:b",)), concept("b", "B@en", broader=("urn:x:a",)))["cycle"] == [
        "b"
    ]
    gone = concept("a", "A@en", deprecated=True)
    below = concept("b", "B@en", broader=("urn:x:a",))
    assert found(gone, below, tops="a") == {"deprecated-without-replacement": ["a"], "deprecated-above": ["b"]}
    assert found(Concept("urn:x:a", schemes=(S,), alternative=(Label("A", "en"),)), tops="a") == {
        "no-preferred-label": ["a"]
    }


@pytest.mark.parametrize("schemes", [(), ("urn:x:unheard",)])
def test_concepts_of_no_scheme_are_judged_too(schemes: tuple[str, ...]):
    lone = Vocabulary("v", (), (Concept("urn:x:a", schemes=schemes, alternative=(Label("A"),)),))
    assert list(notices(lone)[schemes[0] if schemes else ""]) == ["no-preferred-label", "orphan"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from("abcd"),
            st.sampled_from(["x@en", "X@en", "y@de", "z@"]),
            st.sampled_from("abcd"),
            st.booleans(),
        ),
        max_size=8,
    )
)
def test_whatever_is_given_is_judged_by_known_rules_about_known_concepts(given_concepts):
    made = {
        n: concept(n, label, broader=(f"urn:x:{o}",) if o != n else (), deprecated=d)
        for n, label, o, d in given_concepts
    }
    for rule, names in found(*made.values()).items():
        assert rule in RULES
        assert set(names) <= made.keys()
