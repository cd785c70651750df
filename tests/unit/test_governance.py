"""Tags against approved terms."""

from hypothesis import given
from hypothesis import strategies as st

from thesaury.governance.normalise import ApprovedTerms, stated
from thesaury.governance.wording import fold
from thesaury.model.annotation import Origin
from thesaury.model.asset import Asset, Record
from thesaury.model.concept import Concept, Label


def terms(*concepts: Concept) -> ApprovedTerms:
    return ApprovedTerms(("v@1", concept) for concept in concepts)


def tagged(*tags: str, stated: tuple[str, ...] = ()) -> Asset:
    return Asset("a", (Record("c", "1", "e", tags=tags, stated=stated),))


REFILL = Concept("urn:refill", preferred=(Label("refill pack", "en"),), alternative=(Label("Nachfüllpack", "de"),))
SPRING = Concept("urn:spring", preferred=(Label("spring", "en"),))
SOURCE = Concept("urn:source", preferred=(Label("Spring", "en"),))


def test_case_accents_underscores_and_camel_case_do_not_count():
    assert {fold(tag) for tag in ("Refill_Pack", "refillPack", "REFILL-PACK ", "refill  pack")} == {"refill pack"}
    assert fold("Nachfüllpack") == fold("NACHFÜLLPACK")


@given(st.text())
def test_folding_twice_changes_nothing(tag: str):
    assert fold(fold(tag)) == fold(tag)


def test_a_known_tag_becomes_an_annotation_with_its_evidence():
    normalised = terms(REFILL).normalise(tagged("nachfullpack", "Refill_Pack", "misc"))
    assert [a.concept for a in normalised.annotations] == ["urn:refill"]
    annotation = normalised.annotations[0]
    assert (annotation.origin, annotation.evidence[0].quote, annotation.vocabulary) == (
        Origin.TAG,
        "nachfullpack",
        "v@1",
    )
    assert normalised.unknown == ("misc",)


def test_an_ambiguous_tag_is_known_but_approves_nothing():
    normalised = terms(SPRING, SOURCE).normalise(tagged("spring"))
    assert (normalised.annotations, normalised.unknown) == ((), ())


def test_a_deprecated_concept_approves_nothing():
    old = Concept("urn:old", preferred=(Label("green", "en"),), deprecated=True)
    assert terms(old).normalise(tagged("green")).unknown == ("green",)


def test_no_tags_give_nothing():
    assert terms(REFILL).normalise(tagged()).annotations == ()
    assert terms(REFILL).normalise(tagged("___")).unknown == ("___",)


def test_concepts_stated_by_the_source_count_only_when_a_vocabulary_holds_them():
    found = stated(tagged(stated=("urn:refill", "urn:other")), ["urn:refill"])
    assert [(a.concept, a.origin, a.attributed_to) for a in found] == [("urn:refill", Origin.SOURCE, "c")]


def test_what_we_wrote_ourselves_is_no_statement_of_anybody_else():
    dam, shop = Record("dam", "1", "e", stated=("urn:spring",)), Record("shop", "9", "e", stated=("urn:spring",))
    ours = {"dam/1": frozenset({"urn:spring"})}
    assert stated(Asset("a", (dam,)), ["urn:spring"], ours) == ()
    both = stated(Asset("a", (dam, shop)), ["urn:spring"], ours)
    assert [(a.concept, a.attributed_to) for a in both] == [("urn:spring", "shop")]
