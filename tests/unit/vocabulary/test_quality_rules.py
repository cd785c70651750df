"""Each rule of a second look beyond labels and orphans: what it finds, and what it leaves alone."""

from tests.unit.vocabulary.builders import SCHEME, concept, iri, vocabulary
from thesaury.model.concept import Concept, ConceptScheme, Label, MappingRelation, Match, Vocabulary
from thesaury.vocabulary.quality import Beside, notices

ELSEWHERE = "https://other.example/"


def found(*concepts: Concept, tops: str = "", beside: Beside | None = None) -> dict[str, list[tuple[str, ...]]]:
    """The notices by rule, each as the short names of the concepts it names; what most have and some lack is left out."""
    rules = notices(vocabulary(*concepts, tops=tops), beside).get(SCHEME, {})
    return {
        rule: [tuple(name.rsplit("/", 1)[-1] for name in (one.concept, *one.others)) for one in all_]
        for rule, all_ in rules.items()
    }


def exact(*targets: str) -> tuple[Match, ...]:
    return tuple(sorted(Match(MappingRelation.EXACT, target) for target in targets))


def elsewhere(*names: str, deprecated: bool = False, scheme: str = "a") -> Vocabulary:
    made = tuple(
        Concept(ELSEWHERE + name, (ELSEWHERE + scheme,), (Label(name, "en"),), deprecated=deprecated) for name in names
    )
    return Vocabulary("elsewhere", (ConceptScheme(ELSEWHERE + scheme),), made)


def test_labels_that_skos_forbids_and_a_server_may_send():
    twice = concept("a", "one@en", "two@en", "eins@de", alternative=("one@en",))
    assert found(twice, tops="a") == {"inconsistent-preferred": [("a",)], "label-of-two-kinds": [("a",)]}


def test_labels_without_a_language_where_most_have_one():
    some = (concept("a"), concept("b"), concept("c", "plain"), concept("d", alternative=("odd@not a tag",)))
    assert found(*some, tops="abcd")["untagged-label"] == [("c",), ("d",)]
    assert "untagged-label" not in found(concept("a", "a"), concept("b", "b"), concept("c"), tops="abc")


def test_a_notation_names_one_concept():
    same = {"notations": ("1.2",)}
    found_ = found(concept("a", **same), concept("b", **same), concept("c", notations=("1.3",)), tops="abc")
    assert found_ == {"ambiguous-notation": [("a", "b")]}


def test_islands_hang_on_no_top_concept():
    tree = (concept("a"), concept("b", broader="a"))
    island = (concept("x"), concept("y", related="x"), concept("z", broader="y"))
    assert found(*tree, *island, tops="a")["disconnected-cluster"] == [("x", "y", "z")]
    assert "disconnected-cluster" not in found(*tree, *island, tops="ax")
    assert found(*tree, *island)["disconnected-cluster"] == [("a", "b")]


def test_relations_that_say_nothing_or_contradict():
    tree = [concept("a"), concept("b", broader="a"), concept("c", broader="b")]
    assert found(*tree, concept("d", broader="bc"), tops="a") == {"redundant-broader": [("d", "b")]}
    siblings = [*tree, concept("d", broader="b", related="c")]
    assert found(*siblings, tops="a") == {"valueless-relation": [("c", "d")]}
    assert found(*tree[:2], concept("c", broader="b", related="a"), tops="a") == {"relation-clash": [("a", "c")]}
    cousins = [*tree, concept("d", broader="a", related="c")]
    assert found(*cousins, tops="a") == {}


def test_top_concepts_are_named_and_are_on_top():
    tree = [concept("a"), concept("b", broader="a"), concept("c"), concept("d", broader="c")]
    assert found(*tree, tops="ab") == {
        "disconnected-cluster": [("c", "d")],
        "omitted-top-concept": [("c",)],
        "top-concept-with-broader": [("b", "a")],
    }


def test_mappings_are_followed_into_what_is_kept_here():
    beside = Beside([elsewhere("here", "there"), elsewhere("gone", deprecated=True)])
    mapped = [
        concept("a", matches=exact(f"{ELSEWHERE}here")),
        concept("b", matches=exact(f"{ELSEWHERE}lost")),
        concept("c", matches=exact(f"{ELSEWHERE}gone")),
        concept("d", matches=exact("https://unheard.example/x")),
        concept("e", matches=exact(f"{ELSEWHERE}here", f"{ELSEWHERE}there")),
        concept("f", matches=exact(iri("a"))),
        concept("g", matches=(*exact(f"{ELSEWHERE}here"), Match(MappingRelation.BROAD, f"{ELSEWHERE}here"))),
        concept("h"),
    ]
    assert found(*mapped, tops="abcdefgh", beside=beside) == {
        "broken-mapping": [("b", "lost")],
        "mapping-to-deprecated": [("c", "gone")],
        "mapping-clash": [("g", "here")],
        "several-exact-matches": [("e", "here", "there")],
        "mapping-within-scheme": [("f", "a")],
        "unmapped": [("h",)],
    }
    assert "broken-mapping" not in found(*mapped, tops="abcdefgh")


def test_two_schemes_of_one_place_are_two_places():
    beside = Beside([elsewhere("here"), elsewhere("there", scheme="b")])
    mapped = concept("a", matches=exact(f"{ELSEWHERE}here", f"{ELSEWHERE}there"))
    assert found(mapped, tops="a", beside=beside) == {}
    assert found(mapped, tops="a") == {"several-exact-matches": [("a", "here", "there")]}


def test_what_takes_the_place_of_a_concept_is_in_use():
    gone = [
        concept("a", deprecated=True, replaced_by=iri("b")),
        concept("b", deprecated=True, replaced_by=iri("c")),
        concept("c"),
        concept("d", deprecated=True, replaced_by=iri("missing")),
        concept("e", deprecated=True, replaced_by="https://unheard.example/x"),
    ]
    assert found(*gone, tops="c") == {"broken-replacement": [("a", "b"), ("d", "missing")]}


def test_nobody_polishes_what_is_no_longer_used():
    worn = concept("x", "worn", deprecated=True, replaced_by=iri("a"), related="y")
    assert found(concept("a"), concept("b"), worn, concept("y", related="x", deprecated=True), tops="ab") == {
        "deprecated-without-replacement": [("y",)]
    }
