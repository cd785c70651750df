from dataclasses import replace

import pytest

from tests.unit.vocabulary.builders import ROOT, SCHEME, checked, concept, iri, labels, rules, vocabulary
from thesaury.model.concept import ConceptScheme, MappingRelation, Match
from thesaury.model.errors import BadInput
from thesaury.vocabulary.checks import check, relations
from thesaury.vocabulary.report import RULES, Severity

INFO, MENDED, REFUSED = Severity.INFO, Severity.MENDED, Severity.REFUSED


@pytest.mark.parametrize(
    "bad", ["ftp://v.example/a", "a:b", "_:b1", "https://v.example/a b", "https:///", f"{ROOT}{'x' * 2100}"]
)
def test_a_concept_with_an_unfit_iri_is_refused_with_everything_that_points_to_it(bad: str):
    pointing = concept("b", broader=[bad], related=[bad], matches=(Match(MappingRelation.EXACT, bad),), replaced_by=bad)
    found, findings = checked(concept(bad, "x@en"), pointing, tops=["b", bad])
    assert list(found) == ["b"]
    assert found["b"] == concept("b")
    assert rules(findings) == [("iri", REFUSED)]


def test_an_unfit_scheme_is_refused():
    after, findings = check(vocabulary(concept("a", schemes=("x:y",)), schemes=(ConceptScheme("x:y"),)))
    assert [s.iri for s in after.schemes] == ["urn:thesaury:vocabulary:test"]
    assert rules(findings)[:2] == [("iri", REFUSED), ("no-scheme", MENDED)]


def test_unfit_targets_of_mappings_are_dropped():
    given = concept("a", matches=(Match(MappingRelation.EXACT, "no iri"),), replaced_by="neither")
    found, findings = checked(given)
    assert found["a"] == concept("a")
    assert rules(findings) == [("iri", MENDED), ("iri", MENDED)]


def test_texts_are_cleaned():
    given = concept(
        "a", "bo\x00x\x9f@en", alternative=["a \n b@en", " @en", "\x07@de"], definitions=[" One.\n\nTwo. \x0b@en"]
    )
    found, findings = checked(replace(given, notations=("1\x1f2",)))
    assert found["a"].preferred == labels("box@en")
    assert found["a"].alternative == labels("a b@en")
    assert found["a"].definitions == labels("One.\n\nTwo.@en")
    assert found["a"].notations == ("12",)
    assert {rule for rule, _ in rules(findings)} == {"control-character", "white-space", "empty-label"}


def test_texts_of_more_than_64_kib_are_refused():
    found, findings = checked(concept("a", definitions=["ä" * 32_768 + "@de", "ä" * 32_769 + "@de"]))
    assert [len(d.text) for d in found["a"].definitions] == [32_768]
    assert rules(findings) == [("long-text", REFUSED)]


def test_language_tags_are_brought_into_form():
    found, findings = checked(
        concept("a", "x@en_us", "y@EN-gb", "z@ger"), concept("b", "v@!", "w@en-us-muchtoolongforatag")
    )
    assert found["a"].preferred == labels("x@en-US", "y@en-GB", "z@de")
    assert {label.language for label in (*found["b"].preferred, *found["b"].alternative)} == {""}
    assert [f.subject for f in findings if f.rule == "language-tag"] == [iri("b"), iri("b"), iri("a"), iri("a")]


def test_one_bad_tag_is_told_once():
    _, findings = checked(*(concept(name, f"{name}@en_US") for name in "abc"))
    assert [f.message for f in findings] == ["The language tag 'en_US' was read as 'en-US' (3 texts)."]


def test_of_several_preferred_labels_the_shortest_stays():
    found, findings = checked(concept("a", "bbb@en", "bb@en", "aa@en", "x@de", alternative=["c@en"]))
    assert found["a"].preferred == labels("aa@en", "x@de")
    assert found["a"].alternative == labels("bb@en", "bbb@en", "c@en")
    assert rules(findings) == [("several-preferred", MENDED)] * 2


def test_a_label_has_the_best_kind_it_is_given():
    given = concept("a", "x@en", alternative=["x@en", "x@de", "y@en"], hidden=["x@en", "y@en", "z@en"])
    found, findings = checked(given)
    assert (found["a"].alternative, found["a"].hidden) == (labels("x@de", "y@en"), labels("z@en"))
    assert rules(findings) == [("alternative-is-preferred", MENDED)] * 2


def test_a_concept_without_label_is_refused():
    nameless = replace(concept("a"), preferred=())
    found, findings = checked(nameless, concept("b", broader=["a"]), tops=["a", "b"])
    assert found == {"b": concept("b")}
    assert rules(findings) == [("concept-without-label", REFUSED)]


def test_a_concept_with_other_labels_only_is_kept():
    found, findings = checked(replace(concept("a", alternative=["x@en"]), preferred=()))
    assert found["a"].alternative == labels("x@en")
    assert rules(findings) == [("no-preferred-label", INFO)]


def test_self_and_unknown_relations_are_dropped():
    given = concept("a", broader=["a", "x"], related=["a", "y"])
    found, findings = checked(given, tops=["a", "z"])
    assert found["a"] == concept("a")
    assert rules(findings) == [("self-relation", MENDED), *[("unknown-concept", MENDED)] * 3]


def test_a_circle_is_cut_at_its_greatest_relation():
    found, findings = checked(
        concept("a", broader=["b"]), concept("b", broader=["c"]), concept("c", broader=["a", "d"]), concept("d")
    )
    assert (found["a"].broader, found["b"].broader, found["c"].broader) == ((iri("b"),), (iri("c"),), (iri("d"),))
    assert rules(findings) == [("cycle", MENDED)]
    assert f"({iri('c')} > {iri('a')} > {iri('b')} > {iri('c')})" in findings[0].message


def test_a_huge_tangle_is_cut_too(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("thesaury.vocabulary.hierarchy.EXACT", 10)
    ring = [concept(f"n{i:03}", broader=[f"n{(i + 1) % 200:03}", f"n{(i + 7) % 200:03}"]) for i in range(200)]
    found, findings = checked(*ring)
    assert {rule for rule, _ in rules(findings)} == {"cycle"}
    assert sum(len(c.broader) for c in found.values()) > 300


def test_broader_concepts_are_not_related_as_well():
    found, findings = checked(
        concept("a"), concept("b", broader=["a"]), concept("c", broader=["b"], related=["a", "d"]), concept("d")
    )
    assert (found["c"].related, found["a"].related, found["d"].related) == ((iri("d"),), (), (iri("c"),))
    assert rules(findings) == [("broader-and-related", MENDED)]


def test_a_bottomless_hierarchy_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(relations, "CLOSURE_LIMIT", 100)
    chain = [concept(f"n{i:03}", broader=[f"n{i - 1:03}"] if i else []) for i in range(20)]
    with pytest.raises(BadInput, match="too deep"):
        check(vocabulary(*chain))


def test_concepts_without_scheme_join_the_only_one():
    found, findings = checked(concept("a", schemes=()))
    assert found["a"].schemes == (SCHEME,)
    assert rules(findings) == [("no-scheme", MENDED)]


def test_else_a_scheme_is_named_after_the_vocabulary():
    two = (ConceptScheme(f"{ROOT}s1", (), (iri("b"),)), ConceptScheme(f"{ROOT}s2"))
    after, findings = check(vocabulary(concept("a", schemes=()), concept("b", schemes=()), schemes=two))
    assert [c.schemes for c in after.concepts] == [("urn:thesaury:vocabulary:test",), (f"{ROOT}s1",)]
    assert after.schemes[-1] == ConceptScheme("urn:thesaury:vocabulary:test", labels("test"), (iri("a"),))
    assert ("no-scheme", MENDED) in rules(findings)


def test_a_scheme_nobody_describes_is_kept():
    after, findings = check(vocabulary(concept("a", schemes=(f"{ROOT}other",)), tops=["a"]))
    assert f"{ROOT}other" in [s.iri for s in after.schemes]
    assert ("undeclared-scheme", INFO) in rules(findings)


def test_top_concepts_are_worked_out_where_none_is_named():
    after, findings = check(vocabulary(concept("a"), concept("b", broader=["a"]), concept("c")))
    assert after.schemes[0].top_concepts == (iri("a"), iri("c"))
    assert rules(findings) == [("top-concepts", MENDED)]


def test_orphans_are_reported():
    found, findings = checked(
        concept("a"), concept("b"), concept("c", related=["d"]), concept("d"), concept("e", deprecated=True), tops=["a"]
    )
    assert len(found) == 5
    assert [(f.rule, f.subject) for f in findings] == [("orphan", iri("b"))]


def test_one_label_for_several_concepts_of_a_scheme_is_reported():
    _, findings = checked(
        concept("a", "x@en"), concept("b", "x@en"), concept("c", "x@de"), concept("d", "x@en", schemes=(f"{ROOT}o",))
    )
    assert [(f.rule, f.subject) for f in findings if f.rule == "duplicate-label"] == [("duplicate-label", iri("a"))]


def test_a_clean_vocabulary_is_left_alone():
    clean = vocabulary(
        concept("a"), concept("b", broader=["a"], related=["c"]), concept("c", related=["b"]), tops=["a"]
    )
    assert check(clean) == (clean, [])


def test_rules_are_sentences_in_order():
    assert list(RULES) == sorted(RULES)
    assert all(text[0].isupper() and text.endswith(".") for text in RULES.values())
