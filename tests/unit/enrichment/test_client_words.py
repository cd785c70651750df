"""What was decided of a client's words: which concepts an asset gets by it, and which it does not get any more."""

from dataclasses import replace

import pytest

from thesaury.enrichment.client_words import ClientWords, with_spoken
from thesaury.model.annotation import Evidence, Origin, Reason, Suggestion, Voice
from thesaury.model.asset import Asset, Record, Text
from thesaury.model.client_word import TAGS, ClientWord
from thesaury.model.concept import MappingRelation
from thesaury.model.mapping import BY_MATCHING, MappingStatus
from thesaury.model.onboarding import Meaning, Said

GARDEN, LINE, LINEN = "urn:garden", "urn:countryside", "urn:linen"
DAY = "2026-11-30T10:00:00+00:00"
SAID = Said(Meaning.CONCEPT, GARDEN, "garden", author="ada", status=MappingStatus.ACCEPTED, at=DAY)
OWN = replace(SAID, meaning=Meaning.OWN, target="", label="")
REJECTED = replace(SAID, status=MappingStatus.REJECTED)


def word(text: str, said: Said = SAID, field: str = TAGS, connection: str = "dam") -> ClientWord:
    return ClientWord(connection, field, text, said)


def asset(*tags: str, title: str = "", **properties: tuple[str, ...]) -> Asset:
    texts = (Text("title", title, "fr"),) if title else ()
    return Asset("a", (Record("dam", "1", "e", texts, tags, properties=tuple(properties.items())),))


def there(iri: str) -> tuple[str, str] | None:
    return (iri, "shared@1") if iri in (GARDEN, LINE, LINEN) else None


def suggested(concept: str, field: str, text: str, quote: str) -> Suggestion:
    start = text.index(quote)
    return Suggestion(concept, 0.6, (Evidence(field, start, start + len(quote), quote, quote),), "ours/1", "shared@1")


def test_a_word_that_a_person_mapped_annotates_and_says_by_whom_and_when():
    (said,) = ClientWords([word("Jardin d'été")]).said_of(asset("Jardin  d'été"), there)
    assert said.suggestion is None
    found = said.annotation
    assert found
    assert (found.concept, found.origin, found.attributed_to) == (GARDEN, Origin.MAPPING, "ada")
    assert found.reasons == (Reason(Voice.MAPPING, "Jardin d'été", 1.0, "exactMatch", "ada", DAY),)


def test_what_was_accepted_without_a_person_is_suggested_as_surely_as_it_is():
    safe = replace(SAID, author=BY_MATCHING, confidence=0.97, at="")
    (said,) = ClientWords([word("lin", safe, "material")]).said_of(asset(material=("lin",)), there)
    assert said.annotation is None
    assert said.suggestion
    assert (said.suggestion.concept, said.suggestion.score) == (GARDEN, 0.97)


@pytest.mark.parametrize(
    ("relation", "speaks"),
    [
        (MappingRelation.EXACT, True),
        (MappingRelation.CLOSE, True),
        (MappingRelation.BROAD, True),
        (MappingRelation.NARROW, False),
        (MappingRelation.RELATED, False),
    ],
)
def test_an_asset_is_about_what_is_the_same_or_wider_and_no_more(relation: MappingRelation, speaks: bool):
    words = ClientWords([word("potager", replace(SAID, relation=relation))])
    assert bool(words.said_of(asset("potager"), there)) is speaks


@pytest.mark.parametrize("said", [OWN, replace(OWN, meaning=Meaning.NOTHING), REJECTED])
def test_other_decisions_annotate_nothing_nor_does_a_concept_that_is_gone(said: Said):
    gone = word("x", replace(SAID, target="urn:gone"))
    assert ClientWords([word("Campagne", said), gone]).said_of(asset("Campagne", "x"), there) == []


def test_a_word_counts_where_it_was_decided_on_and_nowhere_else():
    words = ClientWords([word("Campagne", connection="other"), word("Campagne", field="season")])
    assert words.of(asset("Campagne", "campagne")) == ()


def test_neither_labels_nor_annotators_read_the_clients_own_tags():
    words = ClientWords([word("Campagne", OWN), word("v2", replace(OWN, meaning=Meaning.NOTHING)), word("jardin")])
    told = asset("Campagne", "campagne", "v2", "jardin")
    assert words.read(told).tags() == ("campagne", "jardin")
    assert words.labelled(told).tags() == ("campagne",)
    assert words.unexplained(told, ("campagne", "v2", "jardin")) == ("campagne",)


def test_in_texts_a_name_of_the_clients_own_speaks_for_no_general_word():
    words = ClientWords([word("Campagne", OWN, "product")])
    title = "Nappe Campagne, à la campagne"
    named, general = suggested(LINE, "title", title, "Campagne"), suggested(LINE, "title", title, "campagne")
    told = asset(title=title, product=("Campagne",))
    assert words.kept(told, [named]) == ()
    assert words.kept(told, [general]) == (general,)
    both = replace(named, evidence=(*named.evidence, *general.evidence))
    assert words.kept(told, [both]) == (general,)
    assert words.kept(asset(title=title), [named]) == (named,)


def test_a_rejected_pair_is_proposed_from_that_word_no_more():
    words = ClientWords([word("jardin", REJECTED)])
    by_tag, by_title = suggested(GARDEN, "tag", "jardin", "jardin"), suggested(GARDEN, "title", "Un jardin", "jardin")
    other = suggested(LINE, "tag", "jardin", "jardin")
    told = asset("jardin", title="Un jardin")
    assert words.kept(told, [by_tag, by_title, other]) == (by_title, other)
    assert words.refused(told, "jardin", GARDEN)
    assert not words.refused(told, "jardin", LINE)
    elsewhere = replace(told, records=(*told.records, replace(told.records[0], connection="other")))
    assert not words.refused(elsewhere, "jardin", GARDEN), "it was rejected for the words of one source"


def test_a_concept_of_the_clients_own_brings_its_target_one_step_far():
    words = ClientWords([word("urn:own", connection="", field=""), word(GARDEN, replace(SAID, target=LINE), "", "")])
    (said,) = words.follow(["urn:own", "urn:else"], there)
    assert said.concept == GARDEN
    assert words.concepts == {"urn:own", GARDEN}


def test_a_word_and_an_annotator_that_agree_are_one_suggestion_with_the_surer_score():
    safe = replace(SAID, author=BY_MATCHING, confidence=0.97, at="")
    said = ClientWords([word("jardin", safe)]).said_of(asset("jardin"), there)
    ours = suggested(GARDEN, "tag", "jardin", "jardin")
    (one,) = with_spoken([ours], said)
    assert (one.score, one.reasons[0].voice) == (0.97, Voice.MAPPING)
    assert set(ours.evidence) <= set(one.evidence)


def test_other_decisions_are_told_apart():
    marks = {ClientWords([word("jardin", said)]).mark for said in (SAID, OWN, REJECTED, replace(SAID, author="ben"))}
    assert len(marks) == 4
    assert (ClientWords().mark, bool(ClientWords())) == ("", False)
