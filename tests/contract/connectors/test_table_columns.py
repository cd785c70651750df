"""Which column becomes which field, by name in three languages and by value."""

import pytest

from thesaury.connectors.table.columns import guess, normalised
from thesaury.connectors.table.fields import Field, field
from thesaury.model.errors import Usage
from thesaury.ports.table import Row


def guessed(*columns: str, **values: list[object]) -> dict[str, str]:
    """The guess for columns without values, and for these columns with theirs."""
    names = [*columns, *values]
    count = max((len(cells) for cells in values.values()), default=0)
    rows = [Row(n, {name: cells[n] for name, cells in values.items() if n < len(cells)}) for n in range(count)]
    return {column: str(found or "") for column, found in guess(names, rows).items()}


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ("title", "title"),
        ("Titel", "title"),
        ("TITRE", "title"),
        ("asset_name", "title"),
        ("Bildunterschrift", "description"),
        ("légende", "description"),
        ("Alt text", "description"),
        ("Schlagwörter", "tags"),
        ("mots-clés", "tags"),
        ("dateCreated", "created"),
        ("limited until", "licence.valid_until"),
        ("Gültig bis", "licence.valid_until"),
        ("valable jusqu'au", "licence.valid_until"),
        ("Nutzungsrechte", "licence"),
        ("title_de", "title@de"),
        ("title (fr)", "title@fr"),
        ("Description.en-GB", "description@en-GB"),
        ("title.x-default", "title"),
        ("Titel deutsch", "title@de"),
        ("description [FR]", ""),
        ("content_element.name", "title"),
        ("context.inscription", "text:inscription"),
        ("Dateiname", "file"),
        ("Tags (6)", "tags"),
        ("whatever", ""),
        ("gold", ""),
        ("Label", ""),
    ],
)
def test_names_are_understood(column: str, expected: str):
    assert guessed(column) == {column: expected}


def test_columns_named_in_two_languages_are_in_those_languages():
    assert guessed("Title", "Titel", "Titre") == {"Title": "title@en", "Titel": "title@de", "Titre": "title@fr"}
    assert guessed("Titel", "Beschreibung") == {"Titel": "title", "Beschreibung": "description"}


def test_of_several_columns_for_one_field_the_best_name_wins():
    assert guessed("name", "offering.uuid", "title", "uuid", "preview", "file") == {
        "name": "",
        "offering.uuid": "",
        "title": "title",
        "uuid": "id",
        "preview": "",
        "file": "file",
    }


def test_values_decide_where_names_say_nothing():
    prose = ["A sentence that says quite a lot about it", "And another one of about the same length"]
    assert guessed(
        remarks=prose,
        season=["spring", "spring", "autumn", "spring"],
        codes=["a1", "b2", "c3"],
        rating=["4", "5", "4", "4"],
        approved=["yes", "no", "yes", "yes"],
        homepage=["https://a.example/x", "https://a.example/y"],
        terms=[[{"valid_until": "2026-12-31"}]],
    ) == {
        "remarks": "text:remarks",
        "season": "property:season",
        "codes": "",
        "rating": "",
        "approved": "",
        "homepage": "",
        "terms": "",
    }


def test_answers_of_others_are_never_taken_for_tags_or_concepts():
    iris = [["https://terms.example/a", "https://terms.example/b"]] * 4
    assert guessed(gold=iris, **{"context.gold": iris, "prediction": iris}) == {
        "gold": "",
        "context.gold": "",
        "prediction": "",
    }


def test_tags_that_are_iris_are_concepts_and_concepts_that_are_words_are_tags():
    assert guessed(keywords=[["https://terms.example/a"], ["urn:isbn:1"]], topics=["a; b"]) == {
        "keywords": "concepts",
        "topics": "tags",
    }


def test_no_name_in_the_data_means_two_things():
    assert normalised("Date_created") == normalised("dateCreated") == "date created"
    assert normalised("Größe") == "grosse"


@pytest.mark.parametrize(
    "text", ["title", "title@de", "licence.valid_until", "text:usage context", "text:x@pt-BR", "ignore"]
)
def test_fields_have_one_spelling(text: str):
    assert str(field(text)) == text


def test_a_named_field_keeps_its_language():
    assert field("text:group@de") == Field("text", "group", "de")


@pytest.mark.parametrize("text", ["titel", "text", "text:", "licence:x", "title@", "title@12", "", "property."])
def test_an_unknown_field_is_refused_with_the_right_ones(text: str):
    with pytest.raises(Usage, match=r"The fields are id, title, .*licence\.NAME, text:NAME, property:NAME"):
        field(text)
