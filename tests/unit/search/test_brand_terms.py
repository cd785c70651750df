"""Queries, completions and briefs in a client's words."""

from tests.fakes.language import FakeDetector
from thesaury.model.brand_term import BrandStanding, BrandTerm
from thesaury.model.brief import Quote
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.recommendation.briefing import Reader
from thesaury.recommendation.recommended import Because, Pick, Recommendation
from thesaury.recommendation.said import in_brand_words as said_in_brand_words
from thesaury.search.completing.completer import Completer
from thesaury.search.linking.linker import linker
from thesaury.search.reading.in_brand_words import in_brand_words
from thesaury.search.reading.query import Note, parse
from thesaury.vocabulary.brand.worded import worded
from thesaury.vocabulary.brand.words import NO_BRAND, BrandWords
from thesaury.vocabulary.thesaurus import Thesaurus

FABLE, STORY, FAIR = "urn:fable", "urn:story", "urn:fair"
CONCEPTS = (
    Concept(FABLE, preferred=(Label("Fable collection", "en"),)),
    Concept(FAIR, preferred=(Label("affordable fashion", "en"),), alternative=(Label("cheap fashion", "en"),)),
    Concept(STORY, preferred=(Label("fable", "en"),), alternative=(Label("tale", "en"),)),
)
OWN = BrandTerm("fable", BrandStanding.APPROVED, "en", FABLE)
EXACT = BrandTerm("Fable", BrandStanding.APPROVED, "en", FABLE, exact=True)
CHEAP = BrandTerm("cheap", BrandStanding.FORBIDDEN, "en", instead="affordable")
JUNK = BrandTerm("junk", BrandStanding.FORBIDDEN, "en")


def thesaurus(*terms: BrandTerm) -> Thesaurus:
    brand = BrandWords(terms)
    return Thesaurus(worded([Vocabulary("v", (), CONCEPTS)], brand), brand)


def linked(query: str, *terms: BrandTerm) -> tuple[str, float]:
    links = linker(thesaurus(*terms), None, ("en",)).link(query).links
    assert sum(link.concept in (FABLE, STORY) for link in links) == 1
    return links[0].concept, links[0].weight


def test_a_query_links_to_what_a_word_means_to_the_client_alone():
    assert linked("fable", OWN) == (FABLE, 1.0)
    assert linked("tale", OWN) == (STORY, 1.0)
    assert linked("Fable", EXACT) == (FABLE, 1.0)
    assert linked("fable", EXACT) == (STORY, 1.0)
    both = linker(thesaurus(), None, ("en",)).link("fable").links
    assert {link.concept for link in both} == {FABLE, STORY}


def test_a_forbidden_word_is_looked_for_by_what_stands_instead_and_the_query_says_so():
    query = in_brand_words(parse('Cheap "cheap shoes" -cheap junk'), thesaurus(CHEAP, JUNK))
    assert query.words == ("affordable", "affordable", "shoes", "junk")
    assert (query.phrases, query.excluded) == (("affordable shoes",), ("cheap",))
    assert query.notes == (Note("forbidden-word", ("cheap", "affordable")), Note("forbidden-word-plain", ("junk",)))
    assert in_brand_words(parse("cheap"), thesaurus(OWN)) == parse("cheap")


def test_completion_never_offers_a_forbidden_word():
    names = [("tag", "cheap tricks", 3), ("tag", "check", 2)]
    offered = {
        one.text for typed in ("c", "che", "cheap") for one in Completer(thesaurus(CHEAP), {}, names).complete(typed)
    }
    assert offered == {"affordable fashion", "check", "Fable collection"}
    assert "cheap tricks" in {one.text for one in Completer(thesaurus(), {}, names).complete("che")}


def test_a_forbidden_label_completes_to_what_its_concept_is_called():
    whole = BrandTerm("cheap fashion", BrandStanding.FORBIDDEN, "en")
    (found,) = Completer(thesaurus(whole)).complete("cheap")
    assert (found.text, found.label.text) == ("affordable fashion", "affordable fashion")


def named(text: str, *terms: BrandTerm) -> list[str]:
    brief = Reader(thesaurus(*terms), FakeDetector()).read(text)
    return [one.concept for one in brief.concepts if one.concept in (FABLE, STORY)]


def test_a_brief_names_what_a_word_means_to_the_client():
    assert named("We need pictures of the Fable for the shop.", OWN) == [FABLE]
    assert named("We need pictures of the Fable for the shop.", EXACT) == [FABLE]
    assert named("We need pictures of a fable for the shop.", EXACT) == [STORY]
    assert named("We need pictures of a fable for the shop.") == [STORY]


def test_reasons_are_given_in_the_clients_words():
    reason = Because(0.5, words=("Cheap", "junk", "shop"), quotes=(Quote(0, 11, "cheap shoes"), Quote(12, 16, "junk")))
    pick = Pick(None, 1.0, (), (reason,))  # type: ignore[arg-type]  # no asset is looked at
    made = Recommendation(None, (pick,), (), (), (), (pick,), {}, {}, 1)  # type: ignore[arg-type]  # nor a brief
    told = said_in_brand_words(made, BrandWords([CHEAP, JUNK]))
    for one in (*told.picks, *told.review):
        assert one.because[0].words == ("affordable", "shop")
        assert [quote.text for quote in one.because[0].quotes] == ["affordable shoes"]
    assert said_in_brand_words(made, NO_BRAND) is made
