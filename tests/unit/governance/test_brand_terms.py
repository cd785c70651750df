"""Tags checked and normalised, suggestions accepted, in a client's words."""

from tests.unit.enrichment.test_fusing import ASSET, Saying
from thesaury.enrichment.accept_rules import RulesInForce
from thesaury.enrichment.meant_words import with_meanings
from thesaury.governance.cleaning import suggestion
from thesaury.governance.correcting.rows import correction
from thesaury.governance.normalise import ApprovedTerms
from thesaury.governance.validating import Validator
from thesaury.model.acceptance import AcceptRule
from thesaury.model.annotation import Evidence, Suggestion
from thesaury.model.asset import Asset, Record
from thesaury.model.brand_term import BrandStanding, BrandTerm
from thesaury.model.cleanup import Treatment
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.model.profile import NO_PROFILE, Profile, SchemeRule, Unknowns
from thesaury.model.validation import Standing, TagAnswer
from thesaury.vocabulary.brand.worded import worded
from thesaury.vocabulary.brand.words import NO_BRAND, BrandWords

THINGS = "urn:things"
CONCEPTS = (
    Concept("urn:client", (THINGS,), (Label("Apple Inc", "en"),)),
    Concept("urn:fair", (THINGS,), (Label("affordable", "en"),)),
    Concept("urn:fruit", (THINGS,), (Label("apple", "en"),)),
)
APPLE = BrandTerm("Apple", BrandStanding.APPROVED, "en", "urn:client", exact=True)
CHEAP = BrandTerm("cheap", BrandStanding.FORBIDDEN, "en", instead="affordable", reason="Sounds poor.")
JUNK = BrandTerm("junk", BrandStanding.FORBIDDEN, "en")
BRAND = BrandWords([APPLE, CHEAP, JUNK])
OTHER = BrandWords([BrandTerm("apple", BrandStanding.FORBIDDEN, instead="fruit of the tree")])


def in_words(brand: BrandWords) -> tuple[Concept, ...]:
    return worded([Vocabulary("v", (), CONCEPTS)], brand)[0].concepts


def told(tag: str, brand: BrandWords = BRAND, profile: Profile = NO_PROFILE) -> TagAnswer:
    (answer,) = Validator(in_words(brand), (), brand).tags([tag], profile)
    return answer


def test_a_forbidden_tag_is_refused_with_what_to_write_and_why():
    answer = told("Cheap")
    assert (answer.standing, answer.fate, answer.instead, answer.reason) == (
        Standing.FORBIDDEN,
        Unknowns.REFUSED,
        "affordable",
        "Sounds poor.",
    )
    assert [use.concept for use in answer.use] == ["urn:fair"]
    assert (correction(answer).text, correction(answer).concept) == ("affordable", "urn:fair")
    assert suggestion(answer) is Treatment.REPLACE
    assert (told("junk").standing, told("junk").use, correction(told("junk")).text) == (Standing.FORBIDDEN, (), "junk")


def test_a_record_with_a_forbidden_tag_is_not_complete_under_any_profile():
    answer = Validator(in_words(BRAND), (), BRAND).record(["affordable", "cheap"])
    assert not answer.complete
    closed = Profile("closed", schemes=(SchemeRule("urn:other"),), closed=True)
    assert (told("cheap", profile=closed).standing, told("cheap", profile=closed).use) == (Standing.FORBIDDEN, ())
    assert told("cheap", profile=Profile("german", languages=("de",))).standing is not Standing.FORBIDDEN


def test_forbidden_words_are_found_in_lists_and_at_the_end_of_paths():
    listed = told("affordable; cheap")
    assert [part.standing for part in listed.parts] == [Standing.APPROVED, Standing.FORBIDDEN]
    assert (told("Prices > cheap").tag, told("Prices > cheap").standing) == ("Prices > cheap", Standing.FORBIDDEN)


def test_one_word_means_to_each_client_what_it_has_decided():
    assert [told(tag).use[0].concept for tag in ("Apple", "apple", "apples")] == [
        "urn:client",
        "urn:fruit",
        "urn:fruit",
    ]
    assert (told("Apple", OTHER).standing, told("Apple", OTHER).instead) == (Standing.FORBIDDEN, "fruit of the tree")
    assert told("Apple", NO_BRAND).use[0].concept == "urn:fruit"


def test_a_forbidden_tag_annotates_nothing_and_is_not_proposed_as_a_term():
    terms = ApprovedTerms((("v@1", one) for one in in_words(BRAND)), (), BRAND)
    made = terms.normalise(Asset("a", (Record("dam", "1", "e", tags=("cheap", "junk", "Apple", "new")),)))
    assert ([one.concept for one in made.annotations], made.unknown) == (["urn:client"], ("new",))


def said(concept: str, *quotes: str, label: str = "") -> Suggestion:
    evidence = tuple(Evidence("title", 0, len(quote), quote, label or quote, "en") for quote in quotes)
    return Suggestion(concept, 0.9, evidence, "labels/1", "v@1")


def test_no_rule_accepts_what_forbidden_words_alone_speak_for():
    rule = AcceptRule(THINGS, 0.9, 0.5, 10, 1.0, "labels/1", "now", "ada", "")
    rules = RulesInForce([rule], {"urn:fair": (THINGS,)}, BRAND)
    assert rules.accepting(said("urn:fair", "Cheap")) is None
    assert rules.accepting(said("urn:fair", "cheaper", label="cheap")) is None
    assert rules.accepting(said("urn:fair", "cheap", "affordable")) is rule


def test_an_annotator_speaks_for_what_a_word_means_to_the_client_alone():
    both = said("urn:client", "Apple", "apple", label="Apple"), said("urn:fruit", "Apple"), said("urn:fruit2", "pome")
    ((client, other),) = with_meanings(Saying("a", both), BRAND).suggest([ASSET])
    assert ([one.quote for one in client.evidence], other.concept) == (["Apple"], "urn:fruit2")
    plain = Saying("a", both)
    assert with_meanings(plain, NO_BRAND) is plain
