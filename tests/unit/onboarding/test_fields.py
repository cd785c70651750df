"""Roles of fields: nine in ten are proposed right at first, with reasons, and what a person has to decide is said."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.unit.onboarding import layouts
from thesaury.connectors.table.fields import field as table_field
from thesaury.engines.langid import LangidDetector
from thesaury.engines.tables.reader import Tables
from thesaury.onboarding.fields import FieldProposals, FieldRole, propose_fields, role_name, sentence, target_of
from thesaury.onboarding.fields.expecting import EXPECTED
from thesaury.onboarding.fields.looks import Look
from thesaury.onboarding.fields.naming import language_in, namings
from thesaury.onboarding.profiling import profiled
from thesaury.onboarding.reasons import wording
from thesaury.sandbox.agency import field_gold, write_agency
from thesaury.sandbox.brand import write_brand
from thesaury.sandbox.clients import write_client

ENOUGH = 0.9


def proposed(path: Path) -> FieldProposals:
    detector = LangidDetector()
    rows = (row.cells for row in Tables().read(path))
    return propose_fields(profiled(rows), detect=lambda text: detector.detect(text, ("en", "de", "fr", "es", "it")))


def right(found: FieldProposals, gold: Mapping[str, str]) -> float:
    """The share of the fields whose first proposal is the final role."""
    assert [proposal.field for proposal in found.fields] == list(gold) or {p.field for p in found.fields} == set(gold)
    return sum(gold[proposal.field] == proposal.role for proposal in found.fields) / len(gold)


def test_nine_in_ten_fields_of_the_second_client_are_proposed_right(tmp_path: Path):
    found = proposed(write_agency(tmp_path, pictures=False).assets)
    gold = field_gold()
    assert right(found, {one.field: one.role for one in gold}) >= ENOUGH
    spoken = {one.field: one.language for one in gold if one.language}
    assert {proposal.field: proposal.language for proposal in found.fields if proposal.field in spoken} == spoken


def test_nine_in_ten_fields_of_the_first_client_and_of_the_demo_brand_are_proposed_right(tmp_path: Path):
    brackwater = write_client("brackwater", tmp_path / "b", assets={"bw-01", "bw-02", "bw-03", "bw-04", "bw-06"})
    assert right(proposed(brackwater.assets), layouts.BRACKWATER) >= ENOUGH
    portal = write_brand(tmp_path / "f", assets={f"fm-{i:03d}" for i in range(179, 185)}).portal
    assert right(proposed(portal), layouts.PORTAL) >= ENOUGH


def test_nine_in_ten_fields_of_layouts_in_five_languages_are_proposed_right():
    wrong = [
        f"{name}: {proposal.field} is no {proposal.role}"
        for name, layout in layouts.LAYOUTS.items()
        for proposal in propose_fields(profiled(layouts.rows(layout))).fields
        if proposal.role != layout[proposal.field]["role"]
    ]
    assert len(wrong) <= (1 - ENOUGH) * sum(map(len, layouts.LAYOUTS.values())), wrong


def test_the_mapping_is_one_that_a_table_takes(tmp_path: Path):
    found = proposed(write_agency(tmp_path, pictures=False).assets)
    mapping = found.mapping()
    assert mapping["Légende"] == "description@fr"
    assert mapping["Fin des droits"] == "licence.valid_until"
    assert mapping["Matières"] == "property:material"
    assert all(str(table_field(target)) == target for target in mapping.values())
    assert all(table_field(target_of(role, "name", "de")) for role in FieldRole)


def test_two_fields_that_look_like_the_description_are_told():
    rows = [
        {"Beschreibung": f"Ein Wald im Regen, Bild {i}.", "Bildbeschreibung": f"Man sieht Bäume und Regen, Bild {i}."}
        for i in range(9)
    ]
    found = propose_fields(profiled(rows))
    conflict = next(one for one in found.conflicts if one.role is FieldRole.DESCRIPTION)
    assert set(conflict.fields) == {"Beschreibung", "Bildbeschreibung"}
    assert "look like “Description”" in conflict.sentence()
    assert "sehen wie „Beschreibung“ aus" in conflict.sentence("de")
    loser = next(one for one in found.fields if one.field == conflict.fields[1])
    assert loser.role is FieldRole.TEXT
    assert conflict.fields[0] in sentence(loser.reasons[0])


def test_fields_of_the_same_title_are_told_apart_by_their_place():
    rows = [{"Id": f"a{i}", "Titel": f"Ein Wald {i}", "Genre": "still", "Titel (4)": f"Ein See {i}"} for i in range(9)]
    found = propose_fields(profiled([row | {"genre": "portrait"} for row in rows]))
    first, later = (one for one in found.fields if "Titel" in one.field)
    assert first.role is FieldRole.TITLE
    assert "it stands here as “Titel (4)”" in sentence(first.reasons[-1])
    assert sentence(later.reasons[-1], "de") == "Es ist Spalte 4, die „Titel“ heißt wie eine frühere."
    assert next(one for one in found.conflicts if one.role is FieldRole.TITLE).fields == ("Titel", "Titel (4)")
    assert [found.mapping()[name] for name in ("Genre", "genre")] == ["property:genre", "property:genre_2"]


def test_what_no_field_is_like_is_told_where_it_is_wanted():
    found = propose_fields(profiled([{"Farbe": "rot"}]))
    assert {conflict.role for conflict in found.conflicts} == {FieldRole.ID, FieldRole.TITLE, FieldRole.LICENCE}
    assert found.conflicts[0].sentence() == "No field looks like “Id”."


def test_values_speak_where_the_name_says_nothing():
    rows = [
        {
            "f1": ("France, Belgique", "Suisse")[i % 2],
            "f2": ("Réseaux sociaux | Site internet", "Affichage")[i % 2],
            "f3": ("Presse et web, France, jusqu'au 31 mars 2028", "Tous supports, monde entier, sans limite de durée")[
                i % 2
            ],
            "f4": f"bilder/{i}.jpg",
            "f5": f"Die Bäume stehen im Regen, und niemand geht vorbei, Bild {i}.",
            "f6": ("oak; moss", "moss; fern")[i % 2],
        }
        for i in range(20)
    ]
    found = propose_fields(profiled(rows), known={"oak", "moss", "fern"}.__contains__)
    assert [proposal.role for proposal in found.fields] == [
        "market",
        "channel",
        "licence",
        "file",
        "description",
        "tags",
    ]
    assert "All different values are countries or regions." in [sentence(reason) for reason in found.fields[0].reasons]


def test_a_word_of_the_name_counts_where_the_values_bear_it_out():
    rows = [
        {
            "Availability end": "2027-01-31",
            "Gone in the end": "a sentence about a pier",
            "Countries cleared": "France",
            "Countries": ("Spain", "Italy")[i % 2],
            "Where may it go?": ("Website, France", "Print, Spain, Website")[i % 2],
        }
        for i in range(6)
    ]
    found = propose_fields(profiled(rows))
    assert [one.role for one in found.fields] == ["valid_until", "text", "territory", "market", "licence"]


def test_values_speak_against_a_name():
    rows = [{"Valid until": "see contract", "Country": f"https://dam.example/{i}", "Name": "true"} for i in range(12)]
    assert {"valid_until", "market", "title"}.isdisjoint(one.role for one in propose_fields(profiled(rows)).fields)


def test_an_empty_field_goes_by_its_name_and_says_that_it_is_empty():
    (proposal,) = propose_fields(profiled([{"Fotograf": ""}, {"Fotograf": None}])).fields
    assert proposal.role is FieldRole.CREATOR
    assert "No row has a value." in [sentence(reason) for reason in proposal.reasons]


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Beschreibng", "description"),
        ("date_modified", "modified"),
        ("photographerName", "creator"),
        ("Kampagnenkürzel", "campaign"),
        ("MOTS-CLÉS", "tags"),
        ("Schlagwoerter", "tags"),
        ("context.artist", "creator"),
        ("Artikel-Nr.", "article_number"),
        ("Marque produit", "brand"),
        ("Product brand", "brand"),
        ("xmpRights:UsageTerms", "licence"),
    ],
)
def test_names_are_read_as_people_write_them(name: str, role: str):
    assert namings(name)[0].role == role


def test_a_name_that_is_right_is_not_taken_for_another_one_misspelt():
    assert {naming.role for naming in namings("market")} == {FieldRole.MARKET}


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("title_de", "de"),
        ("Titel (FR)", "fr"),
        ("English caption", "en"),
        ("Beschreibung deutsch", "de"),
        ("Size XL", ""),
        ("", ""),
    ],
)
def test_a_name_may_say_the_language(name: str, language: str):
    assert language_in(name) == language


def test_every_role_has_words_and_an_expectation_and_every_look_a_sentence():
    for language in ("en", "de"):
        assert all(role_name(role, language) for role in FieldRole)
        assert all(wording("reasons", look.value, language) for look in Look)
    assert set(FieldRole) - set(EXPECTED) == {FieldRole.TEXT, FieldRole.PROPERTY, FieldRole.IGNORED}


def test_gold_and_layouts_have_roles_that_there_are():
    assert {field["role"] for layout in layouts.LAYOUTS.values() for field in layout.values()} <= set(FieldRole)
    assert {gold.role for gold in field_gold()} <= set(FieldRole)
