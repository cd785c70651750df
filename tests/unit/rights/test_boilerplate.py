"""Boilerplate of contracts: passed over where it surely says nothing, and never with a restriction in it or beside it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.rights.attacks import TEXTS, attack, widened
from tests.unit.rights.boilerplate import GRANT, RESTRICTIONS, SENTENCES, spliced, website, with_sentence
from thesaury.rights.parsing import parse
from thesaury.rights.parsing.folding import words_of
from thesaury.rights.parsing.topics import topics

SPLICED = list(spliced())
NEVER = frozenset(
    words_of(
        "only except excepting save unless provided until before without use used usage uses approval consent permission revoke "
        "revoked revocable terminate terminated condition conditional expire expires expired territory embargo publish nur außer "
        "ausgenommen vorbehaltlich sofern falls wenn solange bis vor ohne nutzung nutzen verwendung zustimmung genehmigung freigabe "
        "widerruf widerrufen kündigen gekündigt bedingung "
        "seulement uniquement sauf hormis hors réserve jusqu avant sans utilisation utiliser usage "
        "autorisation révoquer résilier expire"
    )
)
"""Words that restrict: none of them may stand in a topic by itself."""


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize(
    "form", ["{grant} {sentence}", "{sentence} {grant}", "1. {grant}\n2. {sentence}\n", "{grant}\n\n{sentence}"]
)
def test_a_sentence_that_says_nothing_changes_nothing(sentence: str, form: str) -> None:
    statement = parse(form.format(grant=GRANT, sentence=sentence))
    assert statement.complete, statement.unresolved
    assert website(form.format(grant=GRANT, sentence=sentence))


def test_no_restriction_inside_boilerplate_is_passed_over() -> None:
    """Every restriction in every place of every sentence: about five thousand texts."""
    assert len(SPLICED) > 4000
    assert [told for told, text in SPLICED if website(text)] == []


@attack
@given(
    st.sampled_from(SENTENCES), st.sampled_from(RESTRICTIONS), st.booleans(), st.sampled_from(["\n", " ", "; ", "\n\n"])
)
def test_no_restriction_beside_boilerplate_is_passed_over(
    sentence: str, restriction: str, first: bool, gap: str
) -> None:
    told = f"{restriction[0].upper()}{restriction[1:]}"
    parts = [sentence, f"{told}."] if first else [f"{told}.", sentence]
    assert not website(gap.join([GRANT, *parts]))


@attack
@given(st.sampled_from(sorted(TEXTS)), st.sampled_from(SENTENCES), st.integers(0, 10_000))
def test_boilerplate_between_the_clauses_of_a_licence_widens_nothing(key: str, sentence: str, place: int) -> None:
    text = TEXTS[key]
    assert widened(text, with_sentence(text.text, place, sentence)) == []


def test_no_word_of_a_topic_restricts_by_itself() -> None:
    assert {topic.name: sorted(topic.words & NEVER) for topic in topics() if topic.words & NEVER} == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "The licence takes effect upon receipt of full payment.",
        "The Licensor may terminate this licence on 30 days' notice.",
        "A further licence fee is payable for each use.",
        "The licence fee of EUR 500 covers 30 days.",
        "The Licensee shall keep the images confidential.",
        "Liability is excluded for use in France.",
        "This licence is limited to Germany and governed by German law.",
        "Changes to the images must be made in writing.",
        "Die Rechte gehen erst mit vollständiger Bezahlung über.",
        "Der Vertrag kann mit einer Frist von vier Wochen gekündigt werden.",
        "Le photographe peut résilier le présent contrat à tout moment.",
    ],
)
def test_a_clause_that_looks_like_boilerplate_and_restricts_is_left_to_a_person(sentence: str) -> None:
    assert not website(f"{GRANT} {sentence}")


@pytest.mark.parametrize(
    "clause",
    [
        "A fee applies.",
        "Additional licence fee applies per use.",
        "Signed release needs to be available.",
        "Licence required.",
        "Lizenz erforderlich.",
        "Property release required.",
        "Only with the owner's permission.",
        "Nur mit Genehmigung des Eigentümers.",
        "After property release obtained.",
        "No property release.",
        "Embargo.",
        "Price per country.",
        "Fee per use.",
        "Je Nutzung Honorar.",
        "Payment required.",
        "Licence not paid.",
        "Noch nicht bezahlt.",
        "Licensed to the agency only.",
        "The agency does not have the rights.",
        "Only together with the interview.",
        "Nur gemeinsam mit dem Logo.",
        "Shared rights.",
        "In particular only with release.",
        "Seulement ensemble.",
    ],
)
def test_what_is_required_is_never_small_talk(clause: str) -> None:
    assert not website(f"{GRANT} {clause}")


def test_headings_and_numbers_of_clauses_say_nothing() -> None:
    text = (
        "IMAGE LICENCE AGREEMENT No. 2026-114, SCHEDULE B (USAGE)\n§ 1 Rights granted\nB.1 Website and brochure.\n"
        "Section 2. Territory. Germany.\nArticle 3 - Term. Until 31 December 2028.\n4. Governing law\nGerman law applies.\n"
    )
    statement = parse(text)
    assert statement.complete, statement.unresolved
    assert statement.terms[0].channels.allow == ("website", "brochure")


def test_a_heading_alone_is_no_way_past_a_reference() -> None:
    assert not website(f"{GRANT} Contract.")
    assert not website(f"{GRANT}\nSee section 4.")
