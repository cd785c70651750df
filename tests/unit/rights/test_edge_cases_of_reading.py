"""The edge cases of the rights contract (section 7) that are decided by how a text is read: a test of the name of each case."""

from datetime import date, datetime

import pytest

from tests.unit.rights.licences import DENY, PERMIT, REVIEW, verdict
from thesaury.model.licensing import Statement
from thesaury.rights.parsing import Context, parse


def read(text: str, **facts: str) -> Statement:
    """What a text states of a website in Germany until the end of 2027, unless it says otherwise."""
    return parse(text, Context.of(facts))


def until(text: str) -> date | None:
    """The last day of a licence for a website in Germany that ends so."""
    statement = read(f"Website, Germany, {text}")
    assert statement.complete, statement.unresolved
    return statement.terms[0].valid_until


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("until CW 12 2027", date(2027, 3, 28)),
        ("bis KW 53/2026", date(2027, 1, 3)),
        ("until 2027-W01", date(2027, 1, 10)),
        ("jusqu'à la semaine 1 de 2027", date(2027, 1, 10)),
    ],
)
def test_week_numbers(text: str, last: date) -> None:
    """ISO weeks, which end on a Sunday, maybe that of another year."""
    assert until(text) == last


def test_a_week_that_its_year_does_not_have() -> None:
    assert not read("Website, Germany, until CW 53 2027").complete


@pytest.mark.parametrize(
    "text", ["until end of FY26", "bis Ende des Geschäftsjahres", "jusqu'à la fin de l'exercice", "FY 2026/27"]
)
def test_fiscal_year(text: str) -> None:
    statement = read(f"Website, Germany, {text}")
    assert "fiscal_year_undefined" in {one.reason for one in statement.unresolved}
    assert verdict(statement) is REVIEW
    assert verdict(statement, channel="tv") is DENY


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("until 31.12.27", date(2027, 12, 31)),
        ("until 31.12.2027", date(2027, 12, 31)),
        ("until 31 Dec '27", date(2027, 12, 31)),
        ("until 12/2027", date(2027, 12, 31)),
    ],
)
def test_two_and_four_digit_years(text: str, last: date) -> None:
    assert until(text) == last


@pytest.mark.parametrize("text", ["until revoked", "bis auf Widerruf", "jusqu'à révocation", "revocable at any time"])
def test_until_revoked(text: str) -> None:
    statement = read(f"Website, Germany, {text}")
    assert {one.reason for one in statement.unresolved} == {"revocable_term"}
    assert verdict(statement) is REVIEW
    assert verdict(statement, regions="FR") is DENY


@pytest.mark.parametrize(
    "text",
    [
        "until the end of the campaign", "bis Kampagnenende", "pendant la campagne",
        "for the duration of employment", "bis zum Ende des Arbeitsverhältnisses", "jusqu'au départ du salarié",
        "life of edition", "für die Dauer der Auflage", "durée de vie de l'édition",
    ],
)  # fmt: skip
def test_end_event(text: str) -> None:
    """The end of a campaign, of an employment, of an edition: nobody knows the day from the text."""
    statement = read(f"Website, Germany, {text}")
    assert "open_event_end" in {one.reason for one in statement.unresolved}
    assert verdict(statement) is REVIEW


def test_cet_in_may() -> None:
    """An hour in CET is an hour before UTC, in May too: it is not turned into summer time."""
    statement = read("Embargo until 3 May 2026, 10:00 CET. Website, Germany, until 31 December 2027.")
    assert statement.terms[0].valid_from == datetime.fromisoformat("2026-05-03T10:00:00+01:00")


def test_embargo_with_hour() -> None:
    statement = read("Sperrfrist 12.10.2026, 10 Uhr. Webseite, Deutschland, bis 31.12.2027.")
    assert statement.terms[0].valid_from == datetime.fromisoformat("2026-10-12T10:00:00+02:00")
    assert verdict(statement, first_day=date(2026, 10, 11)) is DENY
    assert verdict(statement, first_day=date(2026, 10, 13)) is PERMIT


@pytest.mark.parametrize(
    "text", ["Embargo until the press conference.", "Sperrfrist bis zur Messe.", "Sous embargo jusqu'au salon."]
)
def test_an_embargo_without_a_day_holds_back_every_grant(text: str) -> None:
    statement = read(f"{text} Website, EU, until 31 December 2027.")
    assert not statement.complete
    assert verdict(statement) is not PERMIT


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1 month from 31 January 2028", date(2028, 1, 31), date(2028, 2, 28)),
        ("1 month from 31 January 2026", date(2026, 1, 31), date(2026, 2, 27)),
        ("1 year from 29 February 2024", date(2024, 2, 29), date(2025, 2, 27)),
        ("4 years from 29 February 2024", date(2024, 2, 29), date(2028, 2, 28)),
    ],
)
def test_29_february_and_month_end_arithmetic(text: str, first: date, last: date) -> None:
    """The same day so many months later, clipped to the end of the month, minus one day."""
    term = read(f"Website, Germany, {text}").terms[0]
    assert (term.valid_from, term.valid_until) == (first, last)


def test_first_use_against_validity() -> None:
    term = read("Website, Germany, until 2027-12-31, must be first used by 2026-06-30").terms[0]
    assert (term.first_use_by, term.valid_until) == (date(2026, 6, 30), date(2027, 12, 31))


def test_worldwide_excluding() -> None:
    statement = read("Website, worldwide excluding USA and Canada, until 31 December 2027")
    assert verdict(statement) is PERMIT
    assert verdict(statement, regions="CA") is DENY


def test_sub_country() -> None:
    statement = read("Website, Bavaria, until 31 December 2027")
    assert [verdict(statement, regions=region) for region in ("DE-BY", "DE-HH", "DE", "FR")] == [
        PERMIT,
        DENY,
        REVIEW,
        DENY,
    ]


def test_overseas_territories() -> None:
    statement = read("Site internet, France métropolitaine, jusqu'au 31 décembre 2027")
    assert [verdict(statement, regions=region) for region in ("FR", "RE", "GP")] == [PERMIT, DENY, DENY]


def test_sublicensing_to_agency_or_dealer() -> None:
    statement = read(
        "Website, Germany, until 2027-12-31, agencies acting on behalf of the licensee allowed, no dealers"
    )
    parties = ("licensee", "agencies_on_behalf", "dealers", "retailers")
    assert [verdict(statement, party=party) for party in parties] == [PERMIT, PERMIT, DENY, DENY]


@pytest.mark.parametrize("text", ["AI-generated image.", "KI-generiertes Bild.", "Image générée par IA."])
def test_ai_flag(text: str) -> None:
    """That a picture was made by a machine says nothing of training one with it."""
    statement = read(f"{text} Website, Germany, until 31 December 2027.")
    assert verdict(statement) is PERMIT
    assert verdict(statement, purpose="ai_training") is REVIEW
    assert verdict(read("Website, Germany, until 2027-12-31, no AI training"), purpose="ai_training") is DENY


@pytest.mark.parametrize(
    "clause",
    [
        "Das Motiv ist nicht für die Verwendung in sozialen Netzwerken bestimmt.",
        "In sozialen Netzwerken darf das Motiv nicht verwendet werden.",
        "Für soziale Netzwerke ist das Motiv nicht freigegeben.",
        "Nicht verwendet werden darf das Motiv in sozialen Netzwerken.",
    ],
)
def test_german_word_order(clause: str) -> None:
    statement = read(f"{clause} Webseite, Deutschland, bis 31.12.2027.")
    assert verdict(statement, channel="social_organic") is DENY
    assert verdict(statement) is PERMIT


def test_long_multi_clause_contract() -> None:
    clauses = [
        "IMAGE LICENCE AGREEMENT", "1. Definitions. In this Agreement, \"Material\" means the photographs delivered by the Licensor.",
        "2. Grant. The Licensor grants the Licensee a non-exclusive licence to use the Material on the Licensee's website.",
        "3. Territory. Germany, Austria and Switzerland.", "4. Term. 1 March 2026 to 28 February 2028.",
        "5. Fees. The Licensee shall pay a licence fee of EUR 2,400 plus VAT.",
        *("6. Liability. Neither party shall be liable for indirect or consequential damages." for _ in range(60)),
        "7. The Material must not be used on TV.", "8. Governing law. This Agreement is governed by the laws of Germany.",
    ]  # fmt: skip
    statement = read("\n".join(clauses))
    assert statement.complete, statement.unresolved
    assert [verdict(statement, channel=channel) for channel in ("website", "tv", "email")] == [PERMIT, DENY, DENY]
    assert (
        verdict(read("\n".join([*clauses[:40], "Subject to approval by the photographer.", *clauses[40:]]))) is REVIEW
    )


def test_mixed_languages() -> None:
    statement = read("Web and Newsletter, Deutschland et France, jusqu'au 31.12.2027, keine Werbung")
    assert statement.complete, statement.unresolved
    assert verdict(statement, channel="email", regions="FR") is PERMIT
    assert verdict(statement, channel="display_ads") is DENY


@pytest.mark.parametrize("text", ["", "  \n\t ", "\u200b", "-", "n/a", "tbd"])
def test_empty_field(text: str) -> None:
    statement = read(text)
    assert not statement.complete
    assert verdict(statement) is REVIEW


def test_closed_and_open_lists() -> None:
    closed, web, free = (
        read(f"{use}, Germany, until 2027-12-31") for use in ("Website and brochure", "Web", "Royalty-free: website")
    )
    assert [verdict(one, channel="tv") for one in (closed, web, free)] == [DENY, DENY, REVIEW]


def test_web_against_social() -> None:
    statement = read("Web, Germany, until 31 December 2027")
    assert [verdict(statement, channel=channel) for channel in ("website", "social_organic", "brochure")] == [
        PERMIT,
        REVIEW,
        DENY,
    ]


def test_paid_against_organic() -> None:
    statement = read("Social media, organic only, Germany, until 31 December 2027")
    assert [verdict(statement, channel=channel) for channel in ("social_organic", "social_paid")] == [PERMIT, DENY]


def test_editorial_plus_commercial_channel() -> None:
    statement = read("Editorial use only: website and print ads, Germany, until 31 December 2027")
    assert verdict(statement, channel="print_ad") is DENY
    assert verdict(statement, purpose="editorial") is PERMIT


def test_scope_without_campaign_in_the_question() -> None:
    statement = read("Website, Germany, until 31 December 2027, campaign 'Blue Hour' only")
    assert verdict(statement) is REVIEW


def test_max_null() -> None:
    statement = read("Brochure, Germany, until 31 December 2027, limited print run")
    assert verdict(statement, channel="brochure", quantity=(("copies", 10.0),)) is REVIEW


def test_the_day_of_purchase_chooses_the_version_of_a_licence() -> None:
    """Of a stock licence that was sold on other terms before; before all that are known, its caps have no number."""

    def caps(text: str, bought: str = "") -> list[float | None]:
        return [limit.max for limit in read(text, purchased_at=bought).terms[0].limits if limit.kind == "copies"]

    text = "Shutterstock standard licence. Print, Germany, perpetual."
    assert [caps(text), caps(text, "2020-05-01"), caps(text, "2015-05-01")] == [[500_000], [500_000], [250_000]]
    assert caps(f"{text} Purchase date: 3 March 2015.") == [250_000]
    assert caps("Adobe Stock standard, print, Germany, perpetual", "2010-01-01") == [None]
    assert not read(f"{text} Purchase date: 3 March 2015.", purchased_at="2020-05-01").complete
