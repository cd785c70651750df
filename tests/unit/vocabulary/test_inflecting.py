"""Plurals that are safe to take for their singular, and those that are not."""

import pytest

from thesaury.vocabulary.words.inflecting import listed_forms


@pytest.mark.parametrize(
    ("language", "plural", "singular"),
    [
        ("en", "boxes", "box"),
        ("en", "wooden tables", "wooden table"),
        ("en", "stories", "story"),
        ("en", "women", "woman"),
        ("de", "bäume", "baum"),
        ("de", "häuser", "haus"),
        ("de", "fahrräder", "fahrrad"),
        ("de", "bundesländer", "bundesland"),
        ("de", "äpfel", "apfel"),
        ("de", "museen", "museum"),
        ("de", "reisen", "reise"),
        ("de", "köchinnen", "köchin"),
        ("fr", "pommes de terre", "pomme de terre"),
        ("fr", "chevaux", "cheval"),
        ("it", "laghi", "lago"),
        ("pt", "animais", "animal"),
        ("nl", "huizen", "huis"),
        ("nl", "bomen", "boom"),
    ],
)
def test_a_plural_is_listed_under_its_singular(language: str, plural: str, singular: str):
    assert singular in listed_forms(plural, language)


@pytest.mark.parametrize(
    ("language", "word", "other"),
    [
        ("en", "glasses", "glass"),
        ("en", "bus", "bu"),
        ("en", "physics", "physic"),
        ("de", "kuchen", "küche"),
        ("de", "reisen", "reis"),
        ("de", "käufer", "kauf"),
        ("de", "lehrer", "lehr"),
        ("de", "engländer", "england"),
        ("de", "bader", "bad"),
        ("de", "eisen", "eis"),
        ("fr", "fils", "fil"),
        ("fi", "talot", "talo"),
        ("", "houses", "house"),
    ],
)
def test_a_word_that_means_something_else_is_no_plural(language: str, word: str, other: str):
    assert other not in listed_forms(word, language)
