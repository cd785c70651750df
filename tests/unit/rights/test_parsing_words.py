"""The tables, names of places and people, quantities, and the places of what was read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thesaury.rights.parsing import Context, parse
from thesaury.rights.parsing.lexicon import TABLES, table, versions
from thesaury.rights.parsing.licences import templates
from thesaury.rights.parsing.selections import LEAVES, leaves


@pytest.mark.parametrize(
    ("region", "codes"),
    [
        ("Poland and Czech Republic", ("PL", "CZ")),
        ("DE/AT/CH", ("DE", "AT", "CH")),
        ("D/A/CH", ("DE", "AT", "CH")),
        ("Österreich", ("AT",)),
        ("Oesterreich", ("AT",)),
        ("Royaume-Uni", ("GB",)),
        ("SE, NO, DK", ("SE", "NO", "DK")),
        ("DK, NO TV", ("DK",)),
        ("Bavaria", ("DE-BY",)),
        ("US-CA", ("US-CA",)),
        ("Turkey, Germany", ("TR", "DE")),
    ],
)
def test_places_are_read_in_three_languages_and_by_code(region: str, codes: tuple[str, ...]) -> None:
    assert parse(f"{region}: web, perpetual").terms[0].regions.allow == codes


@pytest.mark.parametrize("text", ["Georgia", "a jar of china and turkey", "IN, IS, NO"])
def test_a_place_that_may_be_another_word_is_not_read(text: str) -> None:
    assert not parse(f"{text}; web, perpetual").complete


@pytest.mark.parametrize("regions", ["EU, LA, APAC,", "EU/SA/APAC", "EU, NA, APAC,", "DE, FR, CA, EU,", "LATAM, ME"])
def test_a_code_beside_groups_of_regions_may_be_an_area_and_needs_a_person(regions: str) -> None:
    found = parse(f"Web, {regions} until 31.12.2027")
    assert not found.complete
    assert not {"LA", "SA", "NA", "CA", "ME"} & set(found.terms[0].regions.allow or ())


@pytest.mark.parametrize(("regions", "code"), [("US, CA", "CA"), ("AE, SA, QA", "SA"), ("LV, EE, LT", "EE")])
def test_the_same_code_among_codes_of_countries_is_a_country(regions: str, code: str) -> None:
    found = parse(f"Web, {regions}, perpetual")
    assert found.complete
    assert code in (found.terms[0].regions.allow or ())


@pytest.mark.parametrize(
    "text",
    [
        "Websites and e-mail without limit, worldwide, perpetual. Not for goods sold because of the picture.",
        "Website ohne Begrenzung, weltweit, unbefristet. Kein Wiederverkauf, keine Weiterlizenzierung.",
        "Site web sans limite, monde entier, sans limite de durée. Pas de revente.",
    ],
)
def test_without_limit_is_no_cap_and_no_period(text: str) -> None:
    [term] = (found := parse(text)).terms
    assert found.complete
    assert (term.perpetual, term.limits, "resale" in term.purposes.deny) == (True, (), True)
    assert not parse("Website without limit, worldwide.").complete


@pytest.mark.parametrize("text", ["Not without limit on websites", "Website nicht ohne Begrenzung"])
def test_not_without_limit_is_no_grant(text: str) -> None:
    assert not parse(f"{text}, worldwide, perpetual").complete


def test_the_end_of_rights_is_an_end_and_no_beginning() -> None:
    [term] = parse("Tous supports numériques, France, fin des droits le 15/09/2026.").terms
    assert (term.valid_from, str(term.valid_until)) == (None, "2026-09-15")


def test_the_language_of_the_locale_has_its_names_too() -> None:
    assert parse("web, Svezia, perpetual", Context("it-IT")).terms[0].regions.allow == ("SE",)


@pytest.mark.parametrize(
    ("words", "kind", "most"),
    [
        ("up to 500k copies", "copies", 500_000),
        ("500.000 Exemplare", "copies", 500_000),
        ("half a million impressions", "impressions", 500_000),
        ("1 million d'impressions", "impressions", 1_000_000),
        ("Auflage max. 10.000 Exemplare", "copies", 10_000),
        ("20 sec. max.", "duration_seconds", 20),
        ("728x90 px", "width_px", 728),
        ("half page", "page_fraction", 0.5),
        ("ganze Seite", "page_fraction", 1),
        ("one insertion", "insertions", 1),
        ("circulation 80,000", "circulation", 80_000),
        ("budget below USD 10,000", "production_budget_usd", 10_000),
        ("limited print run", "copies", None),
    ],
)
def test_quantities_have_their_units(words: str, kind: str, most: float | None) -> None:
    statement = parse(f"Brochure, EU, perpetual, {words}")
    assert statement.complete, statement.unresolved
    assert [(limit.kind, limit.max) for limit in statement.terms[0].limits] == [(kind, most)]


def test_a_credit_never_swallows_a_denial() -> None:
    assert parse("Web, EU, perpetual. Credit: No Paid Social").terms[0].channels.deny == ("social_paid",)
    assert parse("Web, EU, perpetual. Photo: Mira Olsen").terms[0].attribution_text == "Photo: Mira Olsen"
    assert parse("Web, EU, perpetual, credit 'A. Ruiz / Port'").terms[0].attribution_text == "A. Ruiz / Port"


def test_names_of_campaigns_and_events_bound_a_grant() -> None:
    assert parse("Web, EU, perpetual, campaign 'Clear Water' only").terms[0].scope == (("campaign", ("Clear Water",)),)
    assert not parse("Web, EU, perpetual, for the campaign only").complete


def test_columns_with_a_head_give_each_row_its_days() -> None:
    head = "| Medium | Territory | From | Until |\n|---|---|---|---|\n"
    text = head + "| Website | Germany | 2026-01-01 | 2027-12-31 |\n| TV | France | 2026-03-01 | 2026-08-31 |"
    one, two = parse(text).terms
    assert (one.regions.allow, str(one.valid_until)) == (("DE",), "2027-12-31")
    assert (two.channels.allow, str(two.valid_from)) == (("tv",), "2026-03-01")


def test_values_keep_the_code_points_they_were_read_from() -> None:
    text = "Ｗeb, \u200bDACH, bis ½… 31.12.2026; O\u0308sterreich"
    statement = parse(text)
    assert statement.spans
    assert all(text[span.start : span.end] == span.words for span in statement.spans)


@given(st.text(max_size=200) | st.text(alphabet="0123456789./- ,:()'\"abUntilMayQW|;\n", max_size=120))
def test_any_text_gets_an_answer_with_true_places(text: str) -> None:
    statement = parse(text)
    found = [*statement.spans, *statement.unresolved]
    assert all(each.start == each.end or text[each.start : each.end] == each.words for each in found)


def test_a_text_too_long_to_read_is_for_a_person() -> None:
    assert not parse("Web, EU, perpetual. " * 2000).complete


def test_tables_have_versions_and_name_what_there_is() -> None:
    assert all(table(name)["version"] for name in TABLES)
    assert all(name in versions() for name in TABLES)
    channels = {name for entry in table("channels")["entry"] for name in (*entry["names"], *entry.get("unclear", ()))}
    assert set(leaves(tuple(channels))) <= set(LEAVES)
    assert all(template.known or not template.limits or template.model == "rf" for template in templates().values())
