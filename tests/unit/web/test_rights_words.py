"""Names, days and numbers of rights in the language that is spoken; no language leaks into another."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from thesaury.model.licensing import Limit, Term
from thesaury.rights.vocabulary import shipped
from thesaury.web.parts.rights import words
from thesaury.web.parts.rights.terms import duties
from thesaury.web.texts import speaking


@pytest.fixture
def spoken() -> Callable[[str], None]:
    before = speaking.get()
    yield speaking.set
    speaking.set(before)


@pytest.mark.parametrize(
    ("ask", "english", "german"),
    [
        (lambda: words.channel("social_paid"), "Social media, paid", "Social Media, bezahlt"),
        (lambda: words.region("DE"), "Germany (DE)", "Deutschland (DE)"),
        (lambda: words.purpose("editorial"), "Editorial", "Redaktionell"),
        (lambda: words.party("dealers"), "Dealers", "Händler"),
        (lambda: words.day(date(2026, 12, 31)), "31 December 2026", "31. Dezember 2026"),
        (
            lambda: words.moment("2026-12-31T10:00:00+00:00"),
            "31 December 2026, 10:00 UTC",
            "31. Dezember 2026, 10:00 UTC",
        ),
        (lambda: words.limit_sentence(Limit("copies", 5000.0)), "At most 5,000 copies", "Höchstens 5.000 Exemplare"),
        (
            lambda: duties(Term(duties=("attribution",), attribution_text="J. Doe"))[0],
            "Show the credit line: J. Doe.",
            "Urhebervermerk anbringen: J. Doe.",
        ),
        (lambda: dict(words.regions_offered(shipped().regions))["AT"], "Austria (AT)", "Österreich (AT)"),
        (lambda: dict(words.regions_offered(shipped().regions))["001"], "Worldwide", "Weltweit"),
    ],
)
def test_names_days_and_numbers_follow_the_language(spoken, ask: Callable[[], str], english: str, german: str):
    for _ in range(2):  # what is kept of one language is not told in another
        spoken("en")
        assert ask() == english
        spoken("de")
        assert ask() == german


def test_sentences_of_the_engine_stay_english_with_english_names(spoken):
    spoken("de")
    assert words.in_words("The licence denies social_paid.") == "The licence denies Social media, paid."
    assert speaking.get() == "de"


def test_a_moment_with_an_offset_keeps_it(spoken):
    spoken("de")
    assert words.day(datetime(2026, 12, 31, 18, tzinfo=UTC)) == "31. Dezember 2026, 18:00 +0000"
