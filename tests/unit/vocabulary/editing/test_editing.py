"""What each edit does, and why it is refused."""

import pytest

from tests.unit.vocabulary.builders import SCHEME, concept, iri, labels, vocabulary
from thesaury.model import edit as edits
from thesaury.model.concept import Concept, Label, LabelKind, MappingRelation, Match, Vocabulary
from thesaury.model.edit import Edit, TextField
from thesaury.vocabulary.editing import Bench, EditRefused, apply

A, B, C, D, E = (iri(name) for name in "abcde")
NEW = iri("new")
EXACT, CLOSE = MappingRelation.EXACT, MappingRelation.CLOSE
PREFERRED, ALTERNATIVE, HIDDEN = LabelKind.PREFERRED, LabelKind.ALTERNATIVE, LabelKind.HIDDEN


def words() -> Vocabulary:
    """a above b and c; d below b and related to c; e deprecated, replaced by c."""
    return vocabulary(
        concept("a", "Things@en"),
        concept("b", "Cup@en", "Tasse@de", alternative=["Mug@en"], hidden=["cpu"], broader=["a"]),
        concept("c", "Jar@en", broader=["a"], related=["d"], definitions=["Has a lid.@en"]),
        concept("d", "Lid@en", broader=["b"], related=["c"], matches=(Match(EXACT, "https://x.example/lid"),)),
        concept("e", "Pot@en", deprecated=True, replaced_by=C),
        tops=["a", "e"],
    )


@pytest.fixture
def bench() -> Bench:
    return Bench(words())


def after(bench: Bench, edit: Edit, name: str) -> Concept:
    apply(bench, edit)
    return bench.known(iri(name))


def tops(bench: Bench) -> tuple[str, ...]:
    scheme = bench.scheme(SCHEME)
    assert scheme
    return scheme.top_concepts


def test_a_new_concept_is_in_the_scheme_of_what_is_above_it_or_a_top_concept_of_the_only_one(bench: Bench):
    new = after(bench, edits.AddConcept(NEW, labels(" Bowl  x@en", "Schale@DE"), broader=(B,)), "new")
    assert (new.preferred, new.schemes, new.broader) == (labels("Bowl x@en", "Schale@de"), (SCHEME,), (B,))
    assert sorted(bench.narrower(B)) == [D, NEW]
    apply(bench, edits.AddConcept(iri("top"), labels("Top@en")))
    assert tops(bench) == (A, E, iri("top"))


def test_renaming_takes_the_place_of_the_label_in_its_language_and_may_keep_it_as_alternative(bench: Bench):
    assert after(bench, edits.Rename(B, Label("Beaker", "en")), "b").preferred == labels("Beaker@en", "Tasse@de")
    kept = after(bench, edits.Rename(B, Label("Mug", "en"), keep=True), "b")
    assert (kept.preferred, kept.alternative) == (labels("Mug@en", "Tasse@de"), labels("Beaker@en"))


def test_labels_texts_and_notations_come_and_go(bench: Bench):
    assert after(bench, edits.AddLabel(B, ALTERNATIVE, Label("cpu")), "b").hidden == ()
    assert after(bench, edits.RemoveLabel(B, ALTERNATIVE, Label("Mug", "en")), "b").alternative == labels("cpu")
    assert after(bench, edits.AddLabel(B, PREFERRED, Label("Tasse", "fr")), "b").preferred[-1] == Label("Tasse", "fr")
    assert after(bench, edits.SetTexts(C, TextField.DEFINITION, "de", ("Mit Deckel.",)), "c").definitions == labels(
        "Has a lid.@en", "Mit Deckel.@de"
    )
    assert after(bench, edits.SetTexts(C, TextField.DEFINITION, "en"), "c").definitions == labels("Mit Deckel.@de")
    assert after(bench, edits.SetNotations(C, ("2", "1", "2")), "c").notations == ("1", "2")


def test_moving_makes_and_unmakes_top_concepts(bench: Bench):
    assert after(bench, edits.Move(B), "b").broader == ()
    assert tops(bench) == (A, B, E)
    assert after(bench, edits.Move(A, (B,)), "a").broader == (B,)
    assert tops(bench) == (B, E)
    assert bench.above(C) == {A, B}


def test_schemes_relations_and_mappings(bench: Bench):
    apply(bench, edits.AddScheme(iri("s2"), labels("Second@en")))
    apply(bench, edits.SetTitle(iri("s2"), Label("Zweites", "de")))
    assert after(bench, edits.SetSchemes(B, (iri("s2"),)), "b").schemes == (iri("s2"),)
    second = bench.scheme(iri("s2"))
    assert second
    assert (second.titles, second.top_concepts) == (labels("Second@en", "Zweites@de"), (B,))
    assert tops(bench) == (A, D, E)
    apply(bench, edits.Relate(B, C))
    assert (bench.known(B).related, bench.known(C).related) == ((C,), (B, D))
    apply(bench, edits.Unrelate(D, C))
    assert (bench.known(D).related, bench.known(C).related) == ((), (B,))
    assert after(bench, edits.Map(B, CLOSE, "urn:x:1"), "b").matches == (Match(CLOSE, "urn:x:1"),)
    assert after(bench, edits.Unmap(B, CLOSE, "urn:x:1"), "b").matches == ()


def test_a_merged_concept_gives_all_it_has_to_the_target_and_is_replaced_by_it(bench: Bench):
    apply(bench, edits.Unrelate(C, D))
    apply(bench, edits.Map(C, CLOSE, B))
    applied = apply(bench, edits.Merge(B, C))
    source, target = bench.known(B), bench.known(C)
    assert (source.deprecated, source.replaced_by, source.alternative, source.hidden) == (True, C, (), ())
    assert source.preferred == labels("Cup@en", "Tasse@de")
    assert target.preferred == labels("Jar@en")
    assert target.alternative == labels("Cup@en", "Mug@en", "Tasse@de")
    assert (target.hidden, target.matches) == (labels("cpu"), ())
    assert bench.known(D).broader == (C,)
    assert applied.touched == (B, C, D)


def test_a_concept_merged_away_is_gone_and_what_pointed_to_it_points_to_the_target(bench: Bench):
    apply(bench, edits.Unrelate(C, D))
    apply(bench, edits.Merge(C, B, remove=True))
    assert bench.concept(C) is None
    assert bench.known(E).replaced_by == B
    assert bench.known(B).definitions == labels("Has a lid.@en")


def test_merging_into_a_concept_below_lifts_it_to_the_place_of_the_other(bench: Bench):
    apply(bench, edits.Merge(B, D))
    assert bench.known(D).broader == (A,)


def test_deprecating_restoring_and_removing(bench: Bench):
    d = after(bench, edits.Deprecate(D, C), "d")
    assert (d.deprecated, d.replaced_by) == (True, C)
    assert after(bench, edits.Deprecate(D), "d").replaced_by is None
    assert not after(bench, edits.Restore(D), "d").deprecated
    apply(bench, edits.RemoveConcept(D))
    assert (bench.concept(D), bench.known(C).related, bench.vocabulary().concepts[-1].iri) == (None, (), E)


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (edits.AddConcept(A, labels("X@en")), "is there already"),
        (edits.AddConcept("no iri", labels("X@en")), "not a whole"),
        (edits.AddConcept(NEW, ()), "A name is needed"),
        (edits.AddConcept(NEW, labels("X@en", "Y@en")), "one of several names"),
        (edits.AddConcept(NEW, labels("cUP@en")), "“Cup” <https://v.example/b> is called so already"),
        (edits.AddConcept(NEW, labels("X@en"), broader=(E,)), "“Pot” is deprecated"),
        (edits.AddConcept(NEW, labels("X@en"), schemes=(iri("nope"),)), "There is no scheme"),
        (edits.Rename(B, Label("Jar", "en")), "is called so already"),
        (edits.Rename(B, Label("Cup", "en")), "already"),
        (edits.Rename(iri("nope"), Label("x")), "There is no concept"),
        (edits.Rename(B, Label("x", "?!")), "no language tag"),
        (edits.Rename(B, Label(" ", "en")), "at least one sign"),
        (edits.Rename(B, Label("a\x07b", "en")), "Control characters"),
        (edits.AddLabel(B, HIDDEN, Label("Mug", "en")), "already (altLabel)"),
        (edits.AddLabel(B, PREFERRED, Label("X", "en")), "has a preferred label in this language"),
        (edits.RemoveLabel(B, HIDDEN, Label("Mug", "en")), "is no hiddenLabel"),
        (edits.RemoveLabel(A, PREFERRED, Label("Things", "en")), "the last preferred label"),
        (edits.SetTexts(C, TextField.NOTE, "en", ("x" * 70_000,)), "64 KiB"),
        (edits.Move(A, (D,)), "would lie above itself"),
        (edits.Move(A, (A,)), "cannot lie below itself"),
        (edits.Move(C, (iri("nope"),)), "There is no concept"),
        (edits.Move(C, (E,)), "“Pot” is deprecated"),
        (edits.Move(C, (A,)), "That is so already"),
        (edits.Move(C, (D,)), "are related, so neither may lie above"),
        (edits.Relate(A, D), "are related, so neither may lie above"),
        (edits.Relate(D, D), "related or mapped to itself"),
        (edits.SetSchemes(B, ()), "at least one"),
        (edits.Map(D, EXACT, D), "mapped to itself"),
        (edits.Map(D, CLOSE, "https://x.example/lid"), "as exactMatch already"),
        (edits.Map(D, CLOSE, "nothing"), "not a whole"),
        (edits.Merge(B, B), "with itself"),
        (edits.Merge(B, E), "“Pot” is deprecated"),
        (edits.Merge(E, B), "is deprecated already"),
        (edits.Merge(A, D), "would lie above itself"),
        (edits.Merge(B, C), "are related, so neither may lie above"),
        (edits.Deprecate(B, C), "1 concept in use lies below “Cup” (“Lid”)"),
        (edits.Deprecate(D, D), "its own place"),
        (edits.Deprecate(D, E), "“Pot” is deprecated"),
        (edits.Restore(D), "That is so already"),
        (edits.RemoveConcept(B), "1 concept lies below"),
        (edits.AddScheme(SCHEME, labels("X@en")), "is there already"),
        (edits.SetTitle(iri("nope"), Label("x")), "There is no scheme"),
    ],
)
def test_what_would_break_the_vocabulary_is_refused_with_a_sentence_and_changes_nothing(
    bench: Bench, edit: Edit, why: str
):
    with pytest.raises(EditRefused) as refused:
        apply(bench, edit)
    assert why in refused.value.message
    assert bench.vocabulary() == words()


def test_what_was_amiss_before_does_not_stand_in_the_way_of_other_edits():
    twins = vocabulary(concept("a", "Same@en"), concept("b", "Same@en"), tops=["a", "b"])
    bench = Bench(twins)
    apply(bench, edits.AddLabel(iri("a"), ALTERNATIVE, Label("Other", "en")))
    apply(bench, edits.Deprecate(iri("b"), iri("a")))
    with pytest.raises(EditRefused, match="called so already"):
        apply(bench, edits.Restore(iri("b")))


def test_a_scheme_that_loses_its_last_top_concept_gets_those_with_nothing_above_them_in_it():
    bench = Bench(vocabulary(concept("a"), concept("b"), concept("c", broader=["b"]), tops=["a"]))
    apply(bench, edits.RemoveConcept(iri("a")))
    assert tops(bench) == (iri("b"),)
