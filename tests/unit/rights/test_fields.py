"""Values of fields, each read on the axis of its role; what is not understood is named with its field, and permits nothing."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from thesaury.model.licensing import ANY, WORLD, Axis, LicenceModel, Limit, Modification, Selection, Statement, Term
from thesaury.model.policy import Verdict
from thesaury.model.use import Use
from thesaury.ports.licences import Field, FieldedLicence, Role
from thesaury.rights.deciding import Basis, decide
from thesaury.rights.fields import stated
from thesaury.rights.parsing import Context
from thesaury.rights.vocabulary.client import own_regions, tables_of

GRANT = (
    Field("Channels", Role.CHANNELS, "Web; Social Media"),
    Field("Regions", Role.REGIONS, "DACH, FR"),
    Field("Expiry", Role.VALID_UNTIL, "2027-03-31"),
)
USE = Use("website", ("DE",), date(2026, 6, 1))


def said(*fields: Field, embedded: bool = False) -> Statement:
    return stated(FieldedLicence(fields, embedded))[0]


def term(role: Role, *values: str) -> Term:
    [found] = said(*(Field("F", role, value) for value in values)).terms
    return found


def reasons(role: Role, *values: str) -> list[str]:
    told = said(*(Field("F", role, value) for value in values)).unresolved
    return [one.reason for one in told if one.words.startswith("F: ")]


def test_fields_that_state_where_and_until_when_are_a_grant_with_their_words():
    statement = said(*GRANT)
    assert statement.complete
    assert [(span.axis, span.words, span.rule) for span in statement.terms[0].spans] == [
        (Axis.CHANNEL, "Web; Social Media", "field Channels"),
        (Axis.REGION, "DACH, FR", "field Regions"),
        (Axis.DATE, "2027-03-31", "field Expiry"),
    ]
    answer = decide(statement, USE)
    assert answer.verdict is Verdict.PERMIT
    assert [axis.span.words for axis in answer.axes if axis.span] == ["Web; Social Media", "DACH, FR", "2027-03-31"]
    assert decide(statement, Use("tv", ("DE",), date(2026, 6, 1))).verdict is Verdict.DENY
    assert decide(statement, Use("website", ("DE",), date(2027, 4, 1))).verdict is Verdict.DENY


@pytest.mark.parametrize("missing", range(3))
def test_a_grant_that_lacks_an_axis_permits_nothing(missing: int):
    statement = said(*(field for place, field in enumerate(GRANT) if place != missing))
    reason = ("no_grant_stated", "region_not_stated", "term_not_stated")[missing]
    assert [one.reason for one in statement.unresolved] == [reason]
    assert decide(statement, USE).verdict is Verdict.NEEDS_REVIEW


@pytest.mark.parametrize(
    ("value", "allow"),
    [
        ("website", ("website",)),
        ("social_paid; email", ("social_paid", "email")),
        ("Web, E-Mail und Apps", ("website", "email", "app")),
        ("Newsletter | Brochures", ("email", "brochure")),
        ("Print (brochures)", ("brochure",)),
        ("all", (ANY,)),
        ("réseaux sociaux", ("social",)),
    ],
)
def test_channels(value: str, allow: tuple[str, ...]):
    assert term(Role.CHANNELS, value).channels.allow == allow


def test_web_surely_covers_the_website_alone():
    web = term(Role.CHANNELS, "Web").channels
    assert web.allow == ("website",)
    assert {"social_organic", "email", "app", "display_ads", "online_video"} <= set(web.unclear)


@pytest.mark.parametrize(
    ("value", "allow", "deny"),
    [
        ("DACH, FR", ("DACH", "FR"), ()),
        ("Deutschland und Österreich", ("DE", "AT"), ()),
        ("DE; 150; DE-BY", None, ()),
        ("SE, NO, DK", ("SE", "NO", "DK"), ()),
        ("Europe, Middle East and Africa", ("EMEA",), ()),
        ("worldwide except USA", (WORLD,), ("US",)),
        ("weltweit", (WORLD,), ()),
        ("All", (WORLD,), ()),
    ],
)
def test_regions(value: str, allow: tuple[str, ...] | None, deny: tuple[str, ...]):
    found = term(Role.REGIONS, value).regions
    assert allow is None or found.allow == allow
    assert found.deny == deny


@pytest.mark.parametrize(
    "values", [("NO",), ("NA", "EU"), ("CA", "NY"), ("Narnia",), ("DE", "and elsewhere"), ("selected markets",)]
)
def test_regions_with_another_meaning_or_none_are_left_to_a_person(values: tuple[str, ...]):
    assert set(reasons(Role.REGIONS, *values)) == {"undefined_region"}
    assert Axis.REGION in term(Role.REGIONS, *values).unclear_axes


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2027-03-31", date(2027, 3, 31)),
        ("31.12.2026", date(2026, 12, 31)),
        ("bis 31.12.2026", date(2026, 12, 31)),
        ("12/2027", date(2027, 12, 31)),
        ("end of Q2 2027", date(2027, 6, 30)),
        ("2026-12-31T23:59:59.000Z", datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC)),
        ("1999-12-31", date(1999, 12, 31)),
    ],
)
def test_last_days(value: str, day: date):
    assert term(Role.VALID_UNTIL, value).valid_until == day


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("03/04/2027", "ambiguous_date_format"),
        ("31.02.2027", "impossible_date"),
        ("2027", "ambiguous_date_format"),
        ("until further notice", "revocable_term"),
        ("none", "placeholder_text"),
        ("2026-01-01 or 2027-01-01", "ambiguous_date_format"),
        ("soon", "ambiguous_date_format"),
        ("1798675200", "ambiguous_date_format"),
        ("2026-13-01T00:00:00Z", "impossible_date"),
    ],
)
def test_days_that_cannot_be_told(value: str, reason: str):
    assert reasons(Role.VALID_UNTIL, value) == [reason]
    assert not term(Role.VALID_UNTIL, value).perpetual


@pytest.mark.parametrize("value", ["never", "unbefristet", "perpetual", "no end date"])
def test_an_end_that_never_comes_has_to_be_said(value: str):
    assert term(Role.VALID_UNTIL, value).perpetual


def test_a_beginning_that_may_be_a_whole_month_is_left_to_a_person():
    assert term(Role.VALID_FROM, "ab 1.5.2026").valid_from == date(2026, 5, 1)
    assert reasons(Role.VALID_FROM, "05/2026") == ["ambiguous_date_format"]
    assert reasons(Role.VALID_FROM, "bis 1.5.2026") == ["ambiguous_date_format"]
    assert term(Role.FIRST_USE_BY, "30.06.2026").first_use_by == date(2026, 6, 30)


@pytest.mark.parametrize(
    ("role", "value", "name", "found"),
    [
        (Role.PURPOSES, "Werbung; editorial", "purposes", Selection(("commercial_promotion", "editorial"))),
        (Role.DENIED_PURPOSES, "AI training", "purposes", Selection(None, ("ai_training",))),
        (Role.DENIED_CHANNELS, "TV, cinema", "channels", Selection(None, ("tv", "cinema"))),
        (Role.DENIED_REGIONS, "US", "regions", Selection(None, ("US",))),
        (Role.DENIED_REGIONS, "none", "regions", Selection()),
        (Role.PARTIES, "Agencies", "parties", Selection(("licensee", "agencies_on_behalf"))),
        (Role.PARTIES, "affiliates", "parties", Selection(("licensee", "affiliates"))),
        (Role.LIMITS, "copies: 5000", "limits", (Limit("copies", 5000.0),)),
        (Role.LIMITS, "max. 10.000 copies", "limits", (Limit("copies", 10_000.0),)),
        (Role.LIMITS, "impressions", "limits", (Limit("impressions", None),)),
        (Role.DUTIES, "no_archive", "duties", ("no_archive",)),
        (Role.DUTIES, "prior approval required", "duties", ("prior_approval",)),
        (Role.MODIFICATION, "AL-CRP", "modification", Modification.MINOR),
        (Role.MODIFICATION, "no changes", "modification", Modification.PROHIBITED),
        (Role.CAMPAIGN, "Spring, and more", "scope", (("campaign", ("Spring, and more",)),)),
        (Role.LANGUAGE, "English; de", "scope", (("language", ("en", "de")),)),
        (Role.CREDIT, "© Jane Doe", "attribution_text", "© Jane Doe"),
        (Role.CREDIT, "CR-COI", "duties", ("attribution",)),
        (Role.EXCLUSIVITY, "exclusive", "exclusivity", "exclusive"),
    ],
)  # fmt: skip
def test_each_role_says_one_thing(role: Role, value: str, name: str, found: object):
    assert getattr(term(role, value), name) == found


@pytest.mark.parametrize(
    "role",
    [role for role in Role if role not in (
        Role.TEXT, Role.NOTICE, Role.CREDIT, Role.EXCLUSIVITY, Role.CAMPAIGN, Role.BRAND, Role.PRODUCT, Role.INDUSTRY, Role.LICENSOR,
        Role.LICENSEE, Role.TRANSACTION, Role.MODEL_RELEASE, Role.PROPERTY_RELEASE,
    )],
)  # fmt: skip
def test_a_value_that_no_rule_knows_is_never_dropped(role: Role):
    statement = said(*GRANT, Field("Odd", role, "quuxed by the frobnicator"))
    assert "Odd: quuxed by the frobnicator" in [one.words for one in statement.unresolved]
    assert decide(statement, USE).verdict is Verdict.NEEDS_REVIEW


def test_a_value_that_is_too_long_is_for_a_person():
    statement = said(*GRANT, Field("Long", Role.DENIED_REGIONS, "DE; " * 1000))
    assert [one.words[:10] for one in statement.unresolved] == ["Long: DE; "]
    assert decide(statement, USE).verdict is Verdict.NEEDS_REVIEW


def test_models_bring_what_their_name_brings():
    public = said(Field("Licence", Role.MODEL, "CC BY 4.0"))
    assert (public.complete, public.model, public.terms[0].duties) == (
        True,
        LicenceModel.CREATIVE_COMMONS,
        ("attribution",),
    )
    ended = said(Field("Licence", Role.MODEL, "CC BY 4.0"), GRANT[2]).terms[0]
    assert (ended.perpetual, ended.valid_until) == (False, date(2027, 3, 31))
    for name in ("RM", "rm", "Rights managed"):
        managed = said(*GRANT, Field("Licence", Role.MODEL, name))
        assert (managed.complete, managed.model) == (True, LicenceModel.RIGHTS_MANAGED)
    assert not said(Field("Licence", Role.MODEL, "royalty free")).complete
    assert said(*GRANT, Field("Licence", Role.MODEL, "editorial")).terms[0].purposes.allow == ("editorial",)
    assert not said(*GRANT, Field("Licence", Role.MODEL, "unknown")).complete


@pytest.mark.parametrize(
    ("value", "verdict"),
    [("true", Verdict.DENY), ("expired", Verdict.DENY), ("0", Verdict.PERMIT), ("maybe", Verdict.NEEDS_REVIEW)],
)
def test_a_switch_that_forbids(value: str, verdict: Verdict):
    assert decide(said(*GRANT, Field("Stop", Role.PROHIBITED, value)), USE).verdict is verdict


def test_a_clients_own_groups_and_words_for_regions(tmp_path: Path):
    (tmp_path / "regions.toml").write_text(
        '[DACH]\nmembers = ["DE"]\ncalled = ["Europe", "core markets"]\n', encoding="utf-8"
    )
    tables, own = tables_of(tmp_path), own_regions(tmp_path)
    for value in ("DACH", "Europe", "core markets; FR"):
        licence = FieldedLicence((GRANT[0], Field("R", Role.REGIONS, value), GRANT[2]))
        statement, _ = stated(licence, tables, Context(regions=own.called))
        assert statement.terms[0].regions.allow in (("DACH",), ("DACH", "FR"))
        for region, verdict in (("DE", Verdict.PERMIT), ("CH", Verdict.DENY)):
            use = Use("website", (region,), date(2026, 6, 1))
            assert decide(statement, use, Basis(tables=tables)).verdict is verdict
    both = FieldedLicence((GRANT[0], Field("A", Role.REGIONS, "DACH"), Field("B", Role.REGIONS, "DE; FR"), GRANT[2]))
    assert set(stated(both, tables)[0].terms[0].regions.allow or ()) == {"DE", "DACH"}
    assert stated(both)[0].terms[0].regions.allow == ("DE",)


def test_two_fields_of_one_role_both_have_to_allow_and_the_values_of_one_unite():
    together = said(
        Field("A", Role.REGIONS, "DE"), Field("A", Role.REGIONS, "AT"), Field("B", Role.REGIONS, "AT; FR")
    ).terms[0]
    assert together.regions.allow == ("AT",)
    apart = said(Field("A", Role.CHANNELS, "website"), Field("B", Role.CHANNELS, "tv"))
    assert ("contradiction", "website / tv") in [(one.reason, one.words) for one in apart.unresolved]


def test_how_a_licence_came_about_is_kept_and_a_notice_says_nothing():
    statement, purchase = stated(
        FieldedLicence((
            Field("L", Role.LICENSEE, "ACME"), Field("S", Role.LICENSOR, "Agency"), Field("N", Role.TRANSACTION, "4711"),
            Field("M", Role.MODEL_RELEASE, "MR-UMR"), Field("N", Role.NOTICE, "https://example.org/terms"), *GRANT,
        ))
    )  # fmt: skip
    assert (purchase.licensee, purchase.licensor, purchase.transaction) == ("ACME", "Agency", "4711")
    assert purchase.releases == (("model", "MR-UMR"),)
    assert statement == said(*GRANT)
    assert not said(Field("N", Role.NOTICE, "© Jane")).terms
