"""The edge cases of the rights contract that concern deciding, each under its name there; those of days are beside it."""

from datetime import date

import pytest

from tests.unit.rights.licences import DENY, PERMIT, REVIEW, answer, capped, licence, term, use, verdict
from thesaury.model.licensing import ANY, WORLD, Axis, Modification, Selection, Statement, Unresolved
from thesaury.model.use import Fit
from thesaury.rights.deciding import Basis, decide


def test_worldwide_excluding():
    world = licence(regions=Selection((WORLD,), ("CN", "RU")))
    assert verdict(world, regions="CN") is DENY
    assert verdict(world, regions="IN") is PERMIT
    assert verdict(world, regions="CN-GD") is DENY
    assert verdict(world, regions="001") is DENY


def test_worldwide_excluding_china_leaves_hong_kong_to_a_person():
    assert verdict(licence(regions=Selection((WORLD,), ("CN",))), regions="HK") is REVIEW


def test_sub_country():
    bavaria = licence(regions="DE-BY")
    assert verdict(bavaria, regions="DE-BY") is PERMIT
    assert verdict(bavaria, regions="DE-BE") is DENY
    assert verdict(bavaria, regions="DE") is REVIEW
    assert verdict(bavaria, regions="AT") is DENY
    assert verdict(licence(regions=Selection(("US",), ("US-CA",))), regions="US") is REVIEW


def test_sub_country_inside_another_one():
    assert verdict(licence(regions="GB-ENG"), regions="GB-LND") is PERMIT
    assert verdict(licence(regions="GB-ENG"), regions="GB-SCT") is DENY
    assert verdict(licence(regions=Selection(("GB",), ("GB-ENG",))), regions="GB-LND") is DENY
    assert verdict(licence(regions="GB-LND"), regions="GB-ENG") is REVIEW


def test_overseas_territories():
    assert verdict(licence(regions="FR"), regions="RE") is REVIEW
    assert verdict(licence(regions="EU"), regions="GP") is REVIEW
    metropolitan = licence(regions=Selection(("FR",), ("GP", "MQ", "GF", "RE", "YT")))
    assert verdict(metropolitan, regions="RE") is DENY
    assert verdict(metropolitan, regions="FR-974") is DENY
    assert verdict(metropolitan, regions="FR") is PERMIT


@pytest.mark.parametrize(
    ("group", "region"),
    [("DACH", "LI"), ("NORDICS", "FO"), ("NORAM", "MX"), ("150", "CY"), ("150", "TR"), ("EMEA", "RU"), ("APAC", "PK")],
)
def test_disputed_group_members(group, region):
    assert verdict(licence(regions=group), regions=region) is REVIEW
    assert verdict(licence(regions=Selection((WORLD,), (group,))), regions=region) is REVIEW


def test_europe_contains_russia():
    assert verdict(licence(regions="150"), regions="RU") is PERMIT


def test_group_questions():
    three = licence(regions="DE AT CH")
    assert verdict(three, regions="DACH") is PERMIT
    assert verdict(licence(regions="DE AT"), regions="DACH") is DENY
    assert verdict(licence(regions=Selection(("DE", "AT"), (), ("CH",))), regions="DACH") is REVIEW
    assert verdict(licence(regions=Selection((WORLD,), ("LI",))), regions="DACH") is REVIEW
    assert verdict(three, regions="DE AT") is PERMIT
    assert verdict(three, regions="DE FR") is DENY


def test_closed_and_open_lists():
    closed = licence(channels="brochure pos")
    assert verdict(closed, channel="pos") is PERMIT
    assert verdict(closed, channel="tv") is DENY
    examples = licence(channels=Selection(("website",), (), ("tv",)))
    assert verdict(examples, channel="tv") is REVIEW
    assert verdict(examples, channel="packaging") is DENY


def test_web_against_social():
    web = licence(channels=Selection(("website",), (), ("social", "email", "app", "display_ads", "online_video")))
    assert verdict(web) is PERMIT
    assert verdict(web, channel="social_organic") is REVIEW
    assert verdict(web, channel="ooh") is DENY


def test_paid_against_organic():
    organic = licence(channels=Selection(("social",), ("paid_media",)))
    assert verdict(organic, channel="social_organic") is PERMIT
    assert verdict(organic, channel="social_paid") is DENY
    assert verdict(organic, channel="social") is DENY
    assert verdict(licence(channels="social"), channel="social") is PERMIT


def test_sublicensing_to_agency_or_dealer():
    own = licence()
    assert verdict(own, party="agencies_on_behalf") is REVIEW
    named = licence(parties=Selection(("licensee", "agencies_on_behalf"), ("dealers",)))
    assert verdict(named, party="agencies_on_behalf") is PERMIT
    assert verdict(named, party="dealers") is DENY
    assert verdict(named, party="retailers") is DENY
    no_third_parties = licence(parties=Selection(None, ("third_parties",)))
    assert verdict(no_third_parties, party="dealers") is DENY
    assert verdict(no_third_parties, party="affiliates") is REVIEW
    assert verdict(no_third_parties) is PERMIT


def test_print_run_already_consumed():
    run = licence(limits=(capped("copies", 20_000),))
    planned = (("copies", 5_000.0),)
    assert verdict(run, Basis(used={"copies": 15_000}), quantity=planned) is PERMIT
    assert verdict(run, Basis(used={"copies": 15_001}), quantity=planned) is DENY
    cap = decide(run, use(quantity=planned), Basis(used={"copies": 15_000})).caps[0]
    assert (cap.kind, cap.max, cap.used, cap.remaining) == ("copies", 20_000, 15_000, 5_000)


def test_what_does_not_add_up_is_not_consumed():
    assert verdict(licence(limits=(capped("width_px", 728),)), Basis(used={"width_px": 728})) is PERMIT


def test_cap_reached_by_current_downloads():
    full = Basis(used={"copies": 20_000})
    assert verdict(licence(limits=(capped("copies", 20_000),)), full) is DENY
    assert verdict(licence(limits=(capped("copies", 20_000, "print"),)), full) is PERMIT


def test_max_null():
    capped_somehow = licence(limits=(capped("impressions", None),))
    assert verdict(capped_somehow) is REVIEW
    assert verdict(capped_somehow, quantity=(("impressions", 1.0),)) is REVIEW
    assert decide(capped_somehow, use()).caps[0].remaining is None


@pytest.mark.parametrize("planned", [float("nan"), float("inf"), -1.0])
def test_a_plan_that_is_no_number_is_never_within_a_cap(planned):
    assert verdict(licence(limits=(capped("copies", 100),)), quantity=(("copies", planned),)) is DENY


def test_a_cap_under_another_name_needs_a_person():
    run = licence(limits=(capped("copies", 10_000),))
    assert verdict(run, quantity=(("circulation", 50_000.0),)) is REVIEW
    assert verdict(run, quantity=(("circulation", 5_000.0),)) is PERMIT


def test_editorial_plus_commercial_channel():
    editorial = licence(purposes=Selection(("editorial",), ("commercial_promotion",)))
    assert verdict(editorial, channel="print_ad") is DENY
    assert verdict(editorial, channel="periodical", purpose="editorial") is PERMIT
    assert verdict(editorial, channel="periodical", purpose="pr") is DENY


def test_scope_without_campaign_in_the_question():
    campaign = licence(scope=(("campaign", ("Clear Water 2026",)),))
    assert verdict(campaign) is REVIEW
    assert verdict(campaign, scope=(("campaign", ("clear  water-2026",)),)) is PERMIT
    assert verdict(campaign, scope=(("campaign", ("Winter Sale",)),)) is DENY
    assert verdict(campaign, scope=(("brand", ("Clear Water 2026",)),)) is REVIEW
    assert verdict(campaign, scope=(("campaign", ("Clear Water 2026", "Winter Sale")),)) is DENY


def test_scope_of_language():
    english = licence(scope=(("language", ("en",)),))
    assert verdict(english, scope=(("language", ("en-GB",)),)) is PERMIT
    assert verdict(english, scope=(("language", ("de",)),)) is DENY
    british = licence(scope=(("language", ("en-GB",)),))
    assert verdict(british, scope=(("language", ("en",)),)) is REVIEW


def test_empty_field():
    empty = Statement(unresolved=(Unresolved("empty", 0, 0, ""),))
    decision = decide(empty, use())
    assert decision.verdict is REVIEW
    assert "empty" in decision.axes[0].sentence
    assert verdict(Statement()) is REVIEW
    assert verdict(None) is REVIEW


def test_ai_flag():
    assert verdict(licence(), purpose="ai_training") is REVIEW
    assert verdict(licence(purposes=Selection(None, ("ai_training",))), purpose="ai_training") is DENY
    assert verdict(licence(purposes=Selection((ANY, "ai_training"))), purpose="ai_training") is PERMIT
    assert verdict(licence(purposes=Selection((ANY,))), purpose="ai_training") is REVIEW


def test_restriction_on_russia_in_asia_while_europe_is_allowed():
    assert verdict(licence(regions=Selection(("150",), ("RU",))), regions="RU") is DENY
    assert verdict(licence(regions=Selection(("150",), (), ("RU",))), regions="RU") is REVIEW


def test_all_empty_royalty_free_purchase():
    nothing_stated = term(channels=Selection(), regions=Selection(), perpetual=False)
    decision = decide(licence(nothing_stated), use())
    assert decision.verdict is REVIEW
    unknown = {one.axis for one in decision.axes if one.fit is Fit.UNKNOWN}
    assert unknown == {Axis.CHANNEL, Axis.REGION, Axis.DATE}


def test_cancelled_purchase():
    stopped = Statement(prohibit_all=True, terms=(term(),))
    assert verdict(stopped) is DENY
    assert verdict(Statement(prohibit_all=True, unresolved=(Unresolved("empty", 0, 0, ""),))) is DENY


def test_prior_approval():
    asked = licence(duties=("prior_approval",))
    assert verdict(asked) is REVIEW
    assert verdict(asked, approved=True) is PERMIT
    assert verdict(asked, approved=True, channel="teleportation") is REVIEW
    assert verdict(licence(channels="tv", duties=("prior_approval",)), channel="ooh") is DENY


def test_until_revoked():
    revocable = licence(perpetual=False, unclear_axes=(Axis.DATE,))
    assert verdict(revocable) is REVIEW
    assert verdict(revocable, regions="DE", channel="website", first_day=date(2040, 1, 1)) is REVIEW


def test_a_definite_violation_is_denied_even_if_other_parts_are_unclear():
    unclear = Statement(
        terms=(term(channels="website", perpetual=False, unclear_axes=(Axis.DATE,)),),
        unresolved=(Unresolved("relative_date_without_anchor", 0, 11, "for 3 years"),),
    )
    assert verdict(unclear, channel="ooh") is DENY
    assert verdict(unclear) is REVIEW


def test_resale_and_its_stricter_kind():
    sold = licence(purposes=Selection((ANY, "resale")))
    assert verdict(sold, purpose="resale") is PERMIT
    assert verdict(sold, purpose="resale_unmodified") is REVIEW
    assert verdict(licence(purposes=Selection(None, ("resale",))), purpose="resale_unmodified") is DENY
    unmodified = licence(purposes=Selection((ANY, "resale"), ("resale_unmodified",)))
    assert verdict(unmodified, purpose="resale") is REVIEW


@pytest.mark.parametrize(
    ("modification", "expected"),
    [
        (Modification.ALLOWED, PERMIT),
        (Modification.MINOR, REVIEW),
        (Modification.PROHIBITED, DENY),
        (None, REVIEW),
    ],
)
def test_modification(modification, expected):
    assert verdict(licence(modification=modification), modify=True) is expected
    assert verdict(licence(modification=modification)) is PERMIT


def test_several_terms_are_a_union():
    web_or_print = licence(term(channels="website", regions="DE"), term(channels="print", regions="FR"))
    assert verdict(web_or_print, regions="DE") is PERMIT
    assert verdict(web_or_print, regions="FR", channel="brochure") is PERMIT
    assert verdict(web_or_print, regions="FR") is DENY
    assert verdict(web_or_print, regions="DE FR") is DENY


def test_obligations_come_with_the_permit_and_quote_the_credit_line():
    credited = licence(duties=("attribution", "share_alike"), attribution_text="Photo: Mira Olsen")
    credit, alike = decide(credited, use()).obligations
    assert credit == "Show the credit line: Photo: Mira Olsen."
    assert "same licence" in alike


def test_the_reason_quotes_the_words_it_was_read_from():
    from thesaury.model.licensing import Span

    span = Span(Axis.REGION, 5, 9, "DACH", "region")
    decision = decide(licence(regions="DACH", spans=(span,)), use(regions="FR"))
    assert answer(decision, Axis.REGION).span == span
    assert "FR is not in the regions" in answer(decision, Axis.REGION).sentence
    assert answer(decision, Axis.CHANNEL).span is None


def test_of_several_words_those_are_quoted_that_decided():
    from thesaury.model.licensing import Span

    read = tuple(
        Span(Axis.REGION, n, n + 1, words, rule)
        for n, (words, rule) in enumerate((("Welt", "001"), ("Russland", "RU")))
    )
    decision = decide(licence(regions=Selection((WORLD,), ("CN", "RU")), spans=read), use(regions="RU"))
    assert answer(decision, Axis.REGION).span == read[1]
    assert answer(decide(licence(spans=read), use()), Axis.REGION).span == read[0]


@pytest.mark.parametrize(
    ("axis", "free"), [("channels", ANY), ("regions", WORLD), ("purposes", ANY), ("parties", "licensee")]
)
def test_a_deny_of_something_nobody_knows_needs_a_person(axis, free):
    assert verdict(licence(**{axis: Selection((free,), ("hologram",))})) is REVIEW


@pytest.mark.parametrize(("axis", "named"), [("channels", "tv"), ("purposes", "editorial"), ("parties", "affiliates")])
def test_a_list_with_something_nobody_knows_is_not_closed(axis, named):
    assert verdict(licence(**{axis: named})) is DENY
    assert verdict(licence(**{axis: f"{named} hologram"})) is REVIEW


def test_parties_whose_names_overlap_need_a_person():
    dealers = licence(parties=Selection(("licensee", "dealers"), ("retailers",)))
    assert verdict(dealers, party="dealers") is REVIEW
    assert verdict(licence(parties="dealers"), party="retailers") is REVIEW
    assert verdict(licence(parties="dealers"), party="third_parties") is REVIEW
    assert verdict(licence(parties="third_parties"), party="dealers") is PERMIT


def test_where_a_rule_does_not_say_which_name_it_read_all_its_words_are_quoted():
    from thesaury.model.licensing import Span

    read = (
        Span(Axis.REGION, 0, 9, "Worldwide", "001"),
        Span(Axis.REGION, 16, 21, "China", "a place"),
        Span(Axis.REGION, 26, 32, "Russia", "a place"),
    )
    decision = decide(licence(regions=Selection((WORLD,), ("CN", "RU")), spans=read), use(regions="RU"))
    span = answer(decision, Axis.REGION).span
    assert span is not None
    assert (span.start, span.end, span.words) == (16, 32, "China \u2026 Russia")
