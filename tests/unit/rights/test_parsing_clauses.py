"""What clauses allow and deny, and the rule that no word is passed over."""

import pytest

from thesaury.model.licensing import LicenceModel, Modification, Term
from thesaury.rights.parsing import parse

ALL = "All media, worldwide, perpetual"


def term(text: str) -> Term:
    statement = parse(text)
    assert statement.complete, statement.unresolved
    return statement.terms[0]


@pytest.mark.parametrize(
    ("clause", "denied"),
    [
        ("no TV", {"tv"}),
        ("no TV, cinema or packaging", {"tv", "cinema", "packaging"}),
        ("TV excluded", {"tv"}),
        ("TV, packaging and cinema excluded", {"tv", "packaging", "cinema"}),
        ("Use on TV, in cinema and on packaging is excluded", {"tv", "cinema", "packaging"}),
        ("Eine Nutzung im Fernsehen, im Kino sowie auf Verpackungen ist ausgeschlossen", {"tv", "cinema", "packaging"}),
        ("except TV and packaging", {"tv", "packaging"}),
        ("not for ads", {"paid_media"}),
        ("keine Werbung", {"paid_media"}),
        ("hors publicité", {"paid_media"}),
        ("außer TV", {"tv"}),
        ("Verpackung ausgenommen", {"packaging"}),
        ("nicht für die Verwendung in Broschüren bestimmt", {"brochure"}),
        ("sauf emballage", {"packaging"}),
        ("pas de télévision ni de cinéma", {"tv", "cinema"}),
        ("TV interdite", {"tv"}),
        ("Excludes advertising", {"paid_media"}),
        ("TV: no", {"tv"}),
    ],
)
def test_a_denial_reaches_its_list(clause: str, denied: set[str]) -> None:
    assert set(term(f"{ALL}. {clause}.").channels.deny) == denied


@pytest.mark.parametrize(
    "text", ["no TV in Germany", "no TV until 2027-01-01", "not only TV", "not without consent of all", "nothing"]
)
def test_a_denial_with_two_readings_is_left_to_a_person(text: str) -> None:
    assert not parse(f"{ALL}. {text}.").complete


def test_what_needs_consent_is_neither_allowed_nor_denied() -> None:
    found = term(f"{ALL}. Advertising requires written consent.")
    assert "tv" in found.channels.unclear


@pytest.mark.parametrize(
    "words",
    [
        "zorblax",
        "unless the model objects",
        "if credited",
        "except where prohibited by law",
        "max 3 uses",
        "50 % of it",
        "ok?",
        "see contract",
    ],
)
def test_a_word_no_rule_knows_leaves_all_of_it_to_a_person(words: str) -> None:
    statement = parse(f"{ALL}, {words}")
    assert not statement.complete
    assert all("other" in each.unclear_axes for each in statement.terms)


def test_web_alone_may_be_more_than_the_website_and_beside_others_is_not() -> None:
    assert "email" in term("Web, EU, perpetual").channels.unclear
    assert term("Web, email and apps, EU, perpetual").channels.unclear == ()


def test_a_list_in_brackets_says_what_is_meant() -> None:
    assert term("Print (brochures), EU, perpetual").channels.allow == ("brochure",)
    assert term("Web, Canada (Québec), perpetual").regions.allow == ("CA-QC",)


def test_the_world_and_a_part_of_it_contradict_each_other() -> None:
    statement = parse(f"{ALL}. Germany only.")
    assert "region" in statement.terms[0].unclear_axes


def test_two_grants_keep_their_own_places_and_days() -> None:
    text = "Website and newsletter, Germany, until 2027-02-28; packaging Austria until 2026-08-31; no TV"
    one, two = parse(text).terms
    assert (one.channels.allow, one.regions.allow) == (("website", "email"), ("DE",))
    assert (two.channels.allow, two.regions.allow) == (("packaging",), ("AT",))
    assert one.channels.deny == two.channels.deny == ("tv",)


@pytest.mark.parametrize(
    "text",
    ["Newsletter. Austria. Brochure. Switzerland. Until 2026-12-31.", "TV Germany, website Austria, until 2026-12-31"],
)
def test_channels_and_places_in_turns_are_not_crossed(text: str) -> None:
    assert "region" in parse(text).terms[0].unclear_axes


def test_several_rights_in_one_film_allow_what_all_of_them_allow() -> None:
    found = term("Image: worldwide web, perpetual. Music: EU only until 2026-12-31. Both are in this video.")
    assert (found.regions.allow, str(found.valid_until), found.perpetual) == (("EU",), "2026-12-31", False)


def test_a_stop_stops_everything_and_a_stop_with_an_object_only_that() -> None:
    assert parse("Do not use. Licence terminated 2025-11-30.").prohibit_all
    assert parse("Nicht mehr verwenden").prohibit_all
    assert not parse(f"Do not use on TV. {ALL}.").prohibit_all


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("tbd", "placeholder_text"),
        ("All rights reserved", "no_grant_stated"),
        ("see contract 2025-118", "refers_to_external_document"),
        ("Freigabe nur nach Rücksprache", "permission_on_request"),
        ("Boat at sunset", "not_a_grant"),
        ("Web in selected markets until 2026-12-31", "undefined_region"),
    ],
)
def test_a_text_without_a_grant_says_why(text: str, reason: str) -> None:
    statement = parse(text)
    assert not statement.complete
    assert reason in {each.reason for each in statement.unresolved}


def test_licences_known_by_name_bring_their_terms() -> None:
    found = parse("CC BY-NC-ND 4.0")
    assert found.model is LicenceModel.CREATIVE_COMMONS
    assert found.terms[0].modification is Modification.PROHIBITED
    assert "commercial_promotion" in found.terms[0].purposes.deny
    assert "paid_media" in parse("CC BY 4.0 no ads").terms[0].channels.deny
    assert not parse("CC BY-NC 4.0; commercial use allowed").complete


def test_a_stock_licence_only_restricts() -> None:
    statement = parse("Adobe Stock standard licence, print, worldwide, perpetual")
    assert [(limit.kind, limit.max) for limit in statement.terms[0].limits] == [("copies", 500_000)]
    assert not parse("Royalty-free").complete


def test_a_name_is_no_way_past_a_no() -> None:
    for text in (
        "Kein Bild Quuxfrob für Wahlwerbung. Sonst alle Medien, Deutschland, bis 31.12.2027.",
        "Kein Foto Quuxfrob für Wahlwerbung. Sonst alle Medien, Deutschland, bis 31.12.2027.",
        "No photo Quuxfrob for election campaigns. Otherwise all media, Germany, until 31 December 2027.",
    ):
        assert not parse(text).complete, text
    assert parse("Website, worldwide, perpetual. Photo: Ana Quuxfrob").complete
