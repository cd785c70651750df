"""Tables with labels and values, misspelt words, days of the week, and Creative Commons notices in their many forms."""

import pytest

from thesaury.model.licensing import Limit, Modification, Statement
from thesaury.rights.parsing import parse

BASIC = "worldwide, perpetual"
_SHARED = ("attribution", "share_alike")


def said(statement: Statement) -> list[str]:
    """The words of a statement that a person has to read."""
    return [each.words for each in statement.unresolved]


def test_a_table_with_semicolons_is_one_grant_a_row() -> None:
    read = parse(
        "Medium;Gebiet;von;bis;Auflage\nFlyer;DE;01.02.2026;31.07.2026;20.000\nPlakat;AT;01.02.2026;28.02.2026;150"
    )
    assert read.complete
    assert [term.channels.allow for term in read.terms] == [("brochure",), ("ooh",)]
    assert [term.regions.allow for term in read.terms] == [("DE",), ("AT",)]
    assert [term.limits for term in read.terms] == [(Limit("copies", 20_000.0),), (Limit("copies", 150.0),)]


@pytest.mark.parametrize("row", ["kein TV;AT;31.12.2027", "TV;;31.12.2027", "TV;AT;auf Anfrage"])
def test_a_row_that_says_something_else_is_no_grant_for_sure(row: str) -> None:
    read = parse(f"Medium;Gebiet;bis\nWebsite;DE;31.12.2027\n{row}")
    assert not read.complete


def test_semicolons_part_the_values_of_one_label() -> None:
    read = parse("Canaux : site web ; newsletter\nPays : FR ; BE ; LU\nsans limite de durée")
    assert read.complete
    (term,) = read.terms
    assert (term.channels.allow, term.regions.allow) == (("website", "email"), ("FR", "BE", "LU"))


@pytest.mark.parametrize(
    "label", ["Excluded", "Ausgenommen", "Nicht erlaubt", "Nicht erlaubt sind", "Exclu", "Ne sont pas cédés"]
)
def test_what_is_denied_goes_on_behind_a_semicolon(label: str) -> None:
    (term,) = parse(f"Website\n{label}: print; TV\n{BASIC}").terms
    assert (term.channels.allow, term.channels.deny) == (("website",), ("print", "tv"))


def test_a_denial_inside_a_list_ends_it() -> None:
    (term,) = parse("Kanäle: Website; kein Print; TV\nweltweit, unbefristet").terms
    assert "print" in term.channels.deny
    assert "print" not in (term.channels.allow or ())


def test_what_a_picture_is_called_says_nothing() -> None:
    read = parse(f"Motiv: Gletscherzunge 03\nWebsite, {BASIC}")
    assert read.complete


@pytest.mark.parametrize(
    "value", ["nur Print", "kein TV", "Gletscher, nicht freigegeben", "gesperrt", "bis 2027", "sonst etwas"]
)
def test_a_label_hides_nothing(value: str) -> None:
    read = parse(f"Motiv: {value}\nWebsite, {BASIC}")
    plain = parse(f"Website, {BASIC}")
    assert read.terms != plain.terms or not read.complete


def test_an_event_behind_its_label_bounds_the_licence() -> None:
    (term,) = parse(f"Veranstaltung: LogiMAT 2027\nWebsite, {BASIC}").terms
    assert term.scope == (("event", ("LogiMAT 2027",)),)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Verpakung", "packaging"),
        ("Brochure", "brochure"),
        ("brochre", "brochure"),
        ("wesbite", "website"),
        ("Plakaat", "ooh"),
    ],
)
def test_one_wrong_letter_in_the_name_of_one_use(wrong: str, right: str) -> None:
    (term,) = parse(f"{wrong}, {BASIC}").terms
    assert term.channels.allow == (right,)


@pytest.mark.parametrize(
    "word",
    [
        "weltwiet",
        "worldwde",
        "unbefristt",
        "perpetaul",
        "ilimité",
        "Medein",
        "nciht",
        "ohen",
        "exclding",
        "olny",
        "internat",
        "webstie",
    ],
)
def test_no_word_of_everything_and_no_no_is_guessed(word: str) -> None:
    read = parse(f"Website, Germany, until 31 December 2026, {word}")
    assert read.complete is (word == "webstie")


def test_a_misspelt_denial_is_denied() -> None:
    (term,) = parse(f"All media, {BASIC}, keine Verpakung").terms
    assert term.channels.deny == ("packaging",)


def test_a_name_beside_a_name_is_not_corrected() -> None:
    (term,) = parse(f"Foto: Petra Werbng, Website, {BASIC}").terms
    assert term.channels.allow == ("website",)
    assert term.attribution_text == "Foto: Petra Werbng"


def test_the_day_of_the_week_of_a_date_says_no_more_than_the_date() -> None:
    assert parse("Website, DE, bis Dienstag, 12. Mai 2026").complete


@pytest.mark.parametrize(
    "text", ["bis Montag, 12. Mai 2026", "nur dienstags, bis 12. Mai 2026", "nur Dienstag, unbefristet"]
)
def test_another_day_of_the_week_is_for_a_person(text: str) -> None:
    assert not parse(f"Website, DE, {text}").complete


@pytest.mark.parametrize(
    ("notice", "duties", "change"),
    [
        ("Namensnennung – Nicht kommerziell – Keine Bearbeitungen 4.0 International (CC BY-NC-ND 4.0)", ("attribution",), "prohibited"),
        ("This work is licensed under a Creative Commons Attribution-ShareAlike 4.0 International License.", _SHARED, "allowed"),
        ("selon les termes de la licence Creative Commons Attribution - Partage dans les Mêmes Conditions 4.0", _SHARED, "allowed"),
        ("CC-BY-ND-3.0-DE", ("attribution",), "prohibited"),
        ("CC0 1.0 Universal (CC0 1.0) Public Domain Dedication", (), "allowed"),
        ("Public Domain Mark 1.0, https://creativecommons.org/publicdomain/mark/1.0/deed.fr", (), "allowed"),
    ],
)  # fmt: skip
def test_creative_commons_by_its_many_names(notice: str, duties: tuple[str, ...], change: str) -> None:
    read = parse(notice)
    assert read.complete
    assert (read.terms[0].duties, read.terms[0].modification) == (duties, Modification(change))


@pytest.mark.parametrize(
    "text", ["nicht unter CC BY 4.0", "Namensnennung 4.0", "CC-Lizenz", "CC BY 4.0, aber nicht im Druck, zorblaxen"]
)
def test_no_licence_by_half_a_name(text: str) -> None:
    assert not parse(text).complete


def test_of_two_licences_the_stricter_one_holds() -> None:
    assert parse("CC BY 4.0 / CC BY-ND 4.0").terms[0].modification is Modification.PROHIBITED


@pytest.mark.parametrize(
    "told",
    [
        "The photographer Anna Bell may use TV and packaging.", "The licensor Bell has the rights.", "The licensor Bell has TV.",
        "Der Fotograf Till Bruck darf TV und Verpackung nutzen.", "The photo Bell only.", "for a Bell limited period",
    ],
)  # fmt: skip
def test_what_somebody_else_may_do_is_not_granted(told: str) -> None:
    assert not parse(f"Website, {BASIC}. {told}").complete


def test_what_is_unclear_in_an_exception_stays_unclear() -> None:
    (term,) = parse("Print, Europa außer Skandinavien, unbefristet").terms
    assert set(term.regions.unclear) >= {"FI", "IS"}
    assert set(term.regions.deny) == {"DK", "NO", "SE"}


def test_an_only_keeps_a_town_a_town() -> None:
    (term,) = parse("Ausstellung „Wasser“, nur in Berlin, unbefristet").terms
    assert term.regions.allow == ("DE-BE",)


def test_advertising_beside_pr_is_what_all_media_are_for() -> None:
    (term,) = parse("Alle Medien, Werbung und PR, weltweit, unbefristet").terms
    assert (term.channels.allow, set(term.purposes.allow or ())) == (("*",), {"pr", "commercial_promotion"})


@pytest.mark.parametrize(
    "text",
    ["tirage 8 000 ex., monde", "monde, 8000ex", "weltweit, Auflage bis 8.000 Expl.", "weltweit, Aufl. 8.000 Stk."],
)
def test_copies_by_their_abbreviations(text: str) -> None:
    (term,) = parse(f"Broschüre, unbefristet, {text}").terms
    assert term.limits == (Limit("copies", 8_000.0),)
    assert term.regions.allow == ("001",)


@pytest.mark.parametrize(
    "line",
    [
        "Köln, den 3. Mai 2026",
        "Berlin, den 3. Mai 2026",
        "Fait à Namur en deux exemplaires, le 24 février 2026.",
        "Signed at Bath, 3 May 2026",
    ],
)
def test_where_and_when_a_paper_was_signed_says_nothing(line: str) -> None:
    read = parse(f"Website, {BASIC}.\n{line}")
    assert read.complete
    assert (read.terms[0].regions.allow, read.terms[0].limits) == (("001",), ())


@pytest.mark.parametrize(
    "line",
    [
        "Start, den 3. Mai 2026",
        "Deutschland, den 3. Mai 2026",
        "Köln, ab dem 3. Mai 2026",
        "Plakat, den 3. Mai 2026",
        "Ende, den 3. Mai 2026",
    ],
)
def test_another_day_of_a_line_is_not_lost(line: str) -> None:
    read = parse(f"Website, {BASIC}.\n{line}")
    plain = parse(f"Website, {BASIC}.")
    assert not read.complete or read.terms != plain.terms


def test_greetings_from_a_town_and_a_family_name_with_small_words_say_nothing() -> None:
    assert parse(f"Website, {BASIC}.\nSchöne Grüße aus Berlin\nTina Wagenbach").terms[0].regions.allow == ("001",)
    assert parse(f"Website, {BASIC}.\nBien cordialement,\nYann Le Bihan").complete
