"""The tables of rights as SKOS: names, languages, hierarchy, and what is disputed."""

from datetime import date
from functools import cache

import pytest

from thesaury.model.concept import Concept, Vocabulary
from thesaury.rights.odrl.profile import name_in, named
from thesaury.rights.vocabulary import shipped
from thesaury.rights.vocabulary.client import OwnRegions
from thesaury.rights.vocabulary.labels import labels_of, table, tabled
from thesaury.rights.vocabulary.schemes import SCHEMES, schemes
from thesaury.vocabulary.checks import check

DAY = date(2026, 11, 28)


@cache
def made(day: date = DAY) -> Vocabulary:
    return schemes(shipped(), day)


def concept(kind: str, name: str, day: date = DAY) -> Concept:
    return next(one for one in made(day).concepts if one.iri == named(kind, name))


def texts(one: Concept, language: str) -> list[str]:
    return [label.text for label in one.preferred if label.language == language]


def test_every_rule_of_an_import_is_kept():
    kept, findings = check(made())
    assert findings == []
    assert {one.iri for one in kept.concepts} == {one.iri for one in made().concepts}


def test_there_is_a_concept_for_every_name_of_the_tables():
    tables = shipped()
    iris = {one.iri for one in made().concepts}
    wanted = {("channel", name) for name in (*tables.channels.leaves, *tables.channels.groups)}
    wanted |= {("purpose", name) for name in tables.purposes}
    wanted |= {("region", name) for name in (*tables.regions.countries, *tables.regions.stays) if name != "010"}
    wanted |= {("use", name) for name in table("uses")["uses"]}
    assert {pair for pair in wanted if named(*pair) not in iris} == set()
    assert [scheme.iri for scheme in made().schemes] == [named("scheme", kind) for kind in SCHEMES]


def test_a_thing_has_the_name_it_has_in_odrl():
    assert concept("channel", "website").iri == "https://thesaury.example/odrl/channel/website"
    assert name_in("region", concept("region", "DACH").iri) == "DACH"


@pytest.mark.parametrize("kind", ["channel", "purpose", "use"])
def test_channels_purposes_and_uses_are_called_something_in_three_languages(kind: str):
    for one in made().concepts:
        if named("scheme", kind) in one.schemes:
            assert sorted(label.language for label in one.preferred) == ["de", "en", "fr"], one.iri


def test_countries_have_their_names_in_every_language_of_cldr():
    languages = {label.language for label in concept("region", "DE").preferred}
    assert len(languages) > 200
    assert texts(concept("region", "DE"), "sw") == ["Ujerumani"]
    assert texts(concept("region", "JP"), "ja") == ["日本"]
    assert texts(concept("region", "150"), "de") == ["Europa"]
    assert texts(concept("region", "GB"), "zh-Hant") == ["英國"]


def test_words_the_parser_reads_are_alternative_labels():
    known = {(label.text, label.language) for label in concept("channel", "website").alternative}
    assert ("Homepage", "de") in known
    assert not {text for text, _ in known} & set(texts(concept("channel", "website"), "en"))
    assert any(label.text == "DACH-Region" for label in concept("region", "DACH").alternative)


def test_hierarchy_of_regions():
    def above(code: str) -> set[str | None]:
        return {name_in("region", iri) for iri in concept("region", code).broader}

    assert above("DE") == {"155", "DACH", "EU", "EEA", "EMEA"}
    assert above("155") == {"150"}
    assert above("150") == {"001"}
    assert above("001") == set()
    assert above("DE-BY") == {"DE"}
    assert above("DACH") == set()
    assert above("PT") >= {"039", "EU"}


def test_who_is_disputed_is_related_with_a_note_and_never_narrower():
    liechtenstein = concept("region", "LI")
    assert named("region", "DACH") not in liechtenstein.broader
    assert named("region", "DACH") in liechtenstein.related
    assert named("region", "LI") in concept("region", "DACH").related
    assert any("disputed" in note.text for note in concept("region", "DACH").notes)


def test_members_are_those_of_the_day():
    eu = named("region", "EU")
    assert eu not in concept("region", "GB").broader
    assert eu in concept("region", "GB", date(2019, 1, 1)).broader
    assert any("2020-01-31" in note.text for note in concept("region", "EU").notes)


def test_channels_lie_below_their_groups():
    paid = {name_in("channel", iri) for iri in concept("channel", "social_paid").broader}
    assert paid == {"social", "paid_media"}
    assert {name_in("channel", iri) for iri in concept("channel", "social").broader} == {"digital"}
    assert {name_in("channel", iri) for iri in concept("channel", "ooh").broader} == {"out_of_home"}


def test_a_permitted_use_says_what_has_to_be_covered():
    advertising = concept("use", "advertising")
    assert named("purpose", "commercial_promotion") in advertising.related
    assert named("channel", "paid_media") in advertising.related
    assert "Paid media" in advertising.notes[0].text
    tables = shipped()
    for name, use in table("uses")["uses"].items():
        assert set(use["purposes"]) <= tables.purposes, name
        assert all(map(tables.channels.known, use.get("channels", ()))), name


def test_every_label_belongs_to_a_name():
    tables = shipped()
    assert set(tabled("channel")) == {*tables.channels.leaves, *tables.channels.groups}
    assert set(tabled("purpose")) == tables.purposes
    assert set(tabled("use")) == set(table("uses")["uses"])
    assert set(tabled("region")) == {name for name in tables.regions.stays if not name.isdigit()}
    assert all(map(tables.regions.known, tabled("part")))


def test_labels_of_one_name_do_not_read_all_of_cldr():
    assert {label.language for label in labels_of("region", "DE", ("it",))} == {"it", "en", "de", "fr"}
    assert labels_of("region", "nowhere") == labels_of("channel", "nowhere") == ()


def test_a_group_without_a_label_is_called_by_its_code():
    regions = schemes(shipped(), DAY, OwnRegions(called=(("the core", "DACH"),)))
    dach = next(one for one in regions.concepts if one.iri == named("region", "DACH"))
    assert any(label.text == "the core" and not label.language for label in dach.alternative)
