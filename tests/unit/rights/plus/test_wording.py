"""The words that are written are read as the names they stand for."""

from datetime import date

import pytest

from thesaury.model.licensing import WORLD, Limit, Selection, Term
from thesaury.rights.parsing import parse
from thesaury.rights.plus.covering import within
from thesaury.rights.plus.wording import limited, listed, words
from thesaury.rights.vocabulary import shipped

TABLES = shipped()


def read(sentences: tuple[str, ...] | None) -> Term:
    assert sentences is not None
    statement = parse(" ".join(sentences))
    assert all(one.words.startswith("(no ") for one in statement.unresolved), statement.unresolved
    return statement.terms[0]


@pytest.mark.parametrize("name", sorted({*TABLES.channels.leaves, *TABLES.channels.groups}))
def test_every_channel_has_words(name: str):
    expand = TABLES.channels.expand
    if name != "internal":  # "internal use" is a purpose as well, and denies that one
        assert expand(read(listed("channels", Selection(None, (name,)))).channels.deny) >= expand((name,))
    assert expand(read(listed("channels", Selection((name,)))).channels.allow or ()) == expand((name,))


@pytest.mark.parametrize("name", sorted({*TABLES.purposes} - {"non_commercial"}))
def test_every_purpose_has_words(name: str):
    denied = read(listed("purposes", Selection(None, (name,)))).purposes.deny
    assert name in denied or "resale" in denied
    if name in TABLES.ordinary:
        assert read(listed("purposes", Selection((name,)))).purposes.allow == (name,)


@pytest.mark.parametrize("name", sorted(TABLES.parties.leaves))
def test_every_party_has_words(name: str):
    assert read(listed("parties", Selection(("licensee", name)))).parties.allow == tuple(
        dict.fromkeys(("licensee", name))
    )
    assert name in read(listed("parties", Selection(None, (name,)))).parties.deny


def test_every_country_is_read_as_itself_or_as_less():
    for name in sorted({*TABLES.regions.countries, WORLD, "DACH", "EU", "EEA", "BENELUX", "NORDICS", "EMEA", "APAC"}):
        meant = Selection((name,))
        sentences = listed("regions", meant)
        found = parse(" ".join(sentences or ())).terms
        assert sentences is None or not found or within(found[0], Term(regions=meant)) or len(found) > 1, name


@pytest.mark.parametrize("kind", sorted(TABLES.limits))
def test_every_cap_has_words(kind: str):
    most = 0.25 if kind.endswith("_fraction") else 300.0
    sentence = limited(Limit(kind, most, ("print",)))
    assert read((sentence or "",)).limits == (Limit(kind, most),)
    assert limited(Limit(kind, None)) is None


def test_every_duty_has_words():
    for name, sentence in words()["duties"].items():
        assert parse(sentence).terms[0].duties == (name,)


def test_the_sentences_without_names_are_read_as_what_they_are():
    assert parse(words()["prohibited"]).prohibit_all
    assert parse(words()["perpetual"]).terms[0].perpetual
    assert parse(words()["first_use"].format(day="2026-12-31")).terms[0].first_use_by == date(2026, 12, 31)
    assert [one.reason for one in parse(words()["elsewhere"]).unresolved] == ["refers_to_external_document"]
