"""What licence terms and purchases of Smint.io become, case by case."""

import json
from datetime import UTC, date, datetime
from importlib.resources import files
from typing import Any

import pytest

from tests.contract.connectors.smintio_terms import DAY, edge, one, read
from tests.fakes.tools import lent
from thesaury.connectors.manifest import manifests
from thesaury.connectors.smintio.licence_fields import licences
from thesaury.connectors.smintio.purchases import bought
from thesaury.connectors.smintio.term_spans import payload_of, spans_of
from thesaury.connectors.smintio.term_writing import written
from thesaury.connectors.smintio.terms import terms_of
from thesaury.model.connection import Connection
from thesaury.model.licensing import WORLD, Axis, LicenceModel, Limit, Selection, Term
from thesaury.rights.vocabulary import shipped
from thesaury.sandbox.smintio.edge_cases import edge_cases
from thesaury.sandbox.smintio.tenants import FENNMOOR


@pytest.mark.parametrize(("editorial", "doubted"), [(True, True), (False, False), (None, False)])
def test_without_terms_only_what_is_for_editors_keeps_its_text_from_speaking_alone(
    editorial: bool | None, doubted: bool
):
    reader = manifests()["smintio"].factory("licences")(Connection("c", "smintio", (("tenant", "brand"),)), lent())
    held = licences(
        {
            "uuid": "t1",
            "state": "completed",
            "content_element": {"is_editorial_use": editorial},
            "license_text": {"effective_text": [{"culture": "en", "value": "All media, worldwide, perpetual."}]},
        },
        (),
    )
    [[stated], _] = reader.read(held)
    assert stated.texts == ("All media, worldwide, perpetual.",)
    assert (stated.statement.terms, bool(stated.statement.unresolved)) == ((), doubted)


def test_the_sample_purchase_is_read_as_the_contract_says():
    [transaction] = json.loads(
        (files("thesaury.connectors.smintio") / "samples" / "purchase.payload.json").read_text("utf-8")
    )["transactions"].values()
    found = read(transaction)
    [term] = found.statement.terms
    assert term.channels == Selection(
        ("website", "social_organic", "social_paid"), (), ("email", "app", "display_ads", "online_video")
    )
    assert term.regions == Selection(("150", "RU", "TR"), ("FR",))
    assert term.valid_until == datetime(2027, 1, 31, 23, 59, 59, tzinfo=UTC)
    assert found.statement.model is LicenceModel.RIGHTS_MANAGED
    assert found.statement.complete
    assert [licence.text for licence in found.texts] == ["...", "Not for use in packaging."]
    bill = found.purchase
    assert (bill.licensor, bill.licensee, bill.transaction) == ("adobestock", "Example GmbH", "1001")
    assert (bill.cost, bill.purchased_at) == ((49.0, "EUR"), "2026-02-01T09:00:00+00:00")
    assert (bill.releases, bill.used) == ((("model", "no_release_required"),), (("downloads", 3.0),))


def test_a_payload_of_2019_is_read_by_todays_names():
    constraint = {
        "effective_restricted_usages": ["advertising_tv_any"],
        "effective_allowed_verticals": ["industry_food"],
    }
    [term] = read({"license_usage_constraints": [constraint]}).statement.terms
    assert (term.channels.deny, term.channels.unclear, term.scope) == (
        ("tv",),
        ("online_video",),
        (("industry", ("food",)),),
    )


def test_a_dumped_java_date_is_a_moment_and_a_broken_one_leaves_the_date_unclear():
    dump = {"dateTime": {"date": {"year": 2019, "month": 7, "day": 1}}, "offset": {"totalSeconds": 0}}
    assert one({"valid_until": dump}).valid_until == datetime(2019, 7, 1, tzinfo=UTC)
    dump["dateTime"]["date"]["month"] = 13
    assert one({"valid_until": dump}).unclear_axes == (Axis.DATE,)
    assert payload_of(spans_of({"valid_until": dump})) == {"valid_until": dump}


@pytest.mark.parametrize("text", ["2027-01-31T23:59:59", "soon", "03/04/2027", "2027-02-30"])
def test_a_moment_without_an_offset_or_day_leaves_the_date_unclear(text: str):
    term = one({"valid_until": text})
    assert (term.valid_until, term.unclear_axes) == (None, (Axis.DATE,))


def test_sizes_and_limits_become_caps():
    limits = {
        "allowed_sizes": ["page_quarter", "page_half"],
        "usage_limits": ["copy_two_copies", "copy_up_to_50_copies"],
    }
    assert one(limits).limits == (Limit("copies", 2.0), Limit("page_fraction", 0.5))
    assert one({"allowed_sizes": ["page_quarter", "page_any"]}).limits == ()


def test_web_and_social_are_told_apart_by_the_web_rule():
    assert one({"allowed_distributions": ["channel_web"]}).channels == Selection(
        ("website",), (), ("social_organic", "social_paid", "email", "app", "display_ads", "online_video")
    )
    assert one({"allowed_distributions": ["social_media_any"]}).channels == Selection(("social_organic", "social_paid"))
    assert one({"allowed_usages": ["digital_media_social_media"]}).channels.unclear == ("social_paid",)


def test_usages_and_distributions_have_to_agree():
    both = {"allowed_usages": ["digital_media_app"], "allowed_distributions": ["channel_app", "channel_tv"]}
    assert one(both).channels == Selection(("app",))
    against = one({"allowed_usages": ["advertising_tv_commercial"], "allowed_distributions": ["channel_email"]})
    assert (against.channels.allow, against.unclear_axes) == (None, (Axis.CHANNEL,))


def test_editorial_and_commercial_channels_are_granted_apart():
    terms = terms_of({"allowed_usages": ["advertising_display_billboard", "publishing_editorial_magazine"]})
    assert [(term.channels.allow, term.purposes.allow) for term in terms] == [
        (("ooh",), ("commercial_promotion",)),
        (("periodical",), ("editorial",)),
    ]
    [poster, article] = terms_of(
        {
            "allowed_usages": ["advertising_display_billboard", "publishing_editorial_magazine"],
            "is_editorial_use": True,
        }
    )
    assert (poster.unclear_axes, poster.purposes.deny) == ((Axis.PURPOSE,), ("commercial_promotion",))
    assert article.purposes == Selection(("editorial",), ("commercial_promotion",))


def test_whether_a_picture_is_editorial_is_not_known_where_nobody_says():
    payload = {"allowed_distributions": ["channel_tv"]}
    assert "commercial_promotion" in one(payload).purposes.unclear
    assert one({**payload, "is_editorial_use": False}).purposes == Selection()
    assert read({"license_terms": [payload], "offering": {"is_editorial_use": False}}).statement.terms[0].purposes == (
        Selection()
    )
    told = {"license_terms": [{**payload, "is_editorial_use": False}], "content_element": {"is_editorial": True}}
    assert read(told).statement.terms[0].purposes == Selection(("editorial",), ("commercial_promotion",))


def test_restricted_beats_allowed():
    term = one(
        {
            "allowed_distributions": ["any"],
            "restricted_distributions": ["channel_tv", "third_party_rights"],
            "restricted_usages": ["retail_product_packaging_any"],
        }
    )
    assert term.channels.deny == ("packaging", "tv", "merchandise")
    assert (term.parties.deny, term.purposes.deny) == (("third_parties",), ("resale",))
    assert one({"allowed_geographies": ["any"], "restricted_geographies": ["any"]}).regions.deny == (WORLD,)


@pytest.mark.parametrize(
    "payload",
    [
        {"restricted_industries": ["industry_tobacco"]},
        {"restricted_sizes": ["size_large"]},
        {"restricted_placements": ["page_cover"]},
        {"allowed_distributions": ["channel_tv", "location_two"]},
        {"allowed_placements": ["circulation_season_half"]},
        {"allowed_moon_phases": ["full"]},
        {"sequence_number": -1, "allowed_distributions": ["channel_tv"]},
        {"allowed_industries": {"industry": "food"}},
    ],
)
def test_what_our_terms_have_no_place_for_needs_a_person(payload: dict[str, Any]):
    assert Axis.OTHER in one(payload).unclear_axes


def test_industries_languages_and_pages_are_what_a_term_is_for():
    lists = {
        "allowed_industries": ["industry_real_estate"],
        "allowed_languages": ["language_german", "language_english"],
        "allowed_placements": ["page_home"],
    }
    assert one(lists).scope == (("industry", ("real estate",)), ("language", ("de", "en")), ("page", ("home",)))
    assert one({"allowed_languages": ["language_german", "any"], "allowed_placements": ["page_any"]}).scope == ()


# Edge cases of the rights contract, section 7, that are about Smint.io.


def test_restriction_on_asia_russia_while_europe_is_allowed():
    term = one({"allowed_geographies": ["europe_any"], "restricted_geographies": ["asia_russia"]})
    assert term.regions == Selection(("150", "TR"), ("RU",))


def test_restriction_on_either_key_of_turkey_denies_the_country():
    for key in ("asia_turkey", "europe_turkey"):
        assert one({"allowed_geographies": ["any"], "restricted_geographies": [key]}).regions.deny == ("TR",)


def test_a_list_of_other_countries_does_not_grant_a_country_without_a_key():
    term = one({"allowed_geographies": ["europe_germany", "europe_poland", "europe_austria"]})
    cover = shipped().regions.cover
    assert cover(term.regions.allow or (), "CZ", DAY) == 0
    assert cover(one({"allowed_geographies": ["europe_any"]}).regions.allow or (), "CZ", DAY) == 3


def test_unknown_keys_and_an_invalid_number_are_never_permitted():
    for name in ("unknown_keys", "negative_sequence"):
        [term] = edge(name).statement.terms
        assert Axis.OTHER in term.unclear_axes
    assert {Axis.CHANNEL, Axis.REGION} <= {*edge("unknown_keys").statement.terms[0].unclear_axes}


def test_an_all_empty_royalty_free_purchase_is_no_grant():
    found = edge("all_empty")
    assert found.statement.model is LicenceModel.ROYALTY_FREE
    assert all(term == Term(spans=term.spans) for term in found.statement.terms)
    assert not edge("no_terms").statement.complete


def test_a_cancelled_purchase_forbids_every_use():
    found = edge("cancelled")
    assert found.statement.prohibit_all
    assert found.statement.terms
    assert "state" in written(found.statement).losses[0]


@pytest.mark.parametrize("state", ["purchase_phase_1", "error", "archived_somewhere", None])
def test_a_purchase_that_is_not_completed_needs_a_person(state: str | None):
    found = read({"state": state, "license_terms": [{"allowed_usages": ["any"]}]})
    assert not found.statement.complete
    assert not found.statement.prohibit_all


def test_the_ai_flag_is_about_the_content_and_permits_no_training():
    terms = {"license_terms": [{"allowed_usages": ["any"], "is_editorial_use": False}]}
    plain, flagged = read(terms), read({**terms, "content_element": {"is_ai": True}})
    assert flagged.statement == plain.statement
    assert plain.statement.terms[0].purposes == Selection()


def test_a_cap_reached_by_current_downloads_is_told():
    bill = read({"license_download_constraints": {"effective_max_downloads": 3}, "current_downloads": 3}).purchase
    assert dict(bill.used)["downloads"] == dict(bill.caps)["downloads"] == 3


def test_another_download_changes_no_field_the_statement_was_read_from_and_another_term_does():
    held = {"license_terms": [{"allowed_geographies": ["any"]}], "current_downloads": 3}
    first, later = read(held), read({**held, "current_downloads": 4})
    assert (first.fields, first.statement) == (later.fields, later.statement)
    assert first.fields == (("state", "completed"), ("license_terms.0.allowed_geographies", "any"))
    assert read({**held, "license_terms": [{"allowed_geographies": ["europe_any"]}]}).fields != first.fields


def test_download_caps_of_zero_or_less_are_none_and_missing_ones_are_not_known():
    assert edge("unlimited").purchase.caps == (("downloads", None), ("users", None))
    assert edge("all_empty").purchase.caps == ()


def test_a_cap_without_a_number_has_max_null():
    assert one({"usage_limits": ["copy_any"]}).limits == (Limit("copies", None),)
    both = {"usage_limits": ["quantity_any", "quantity_up_to_500_total_circulation"]}
    assert one(both).limits == (Limit("circulation", None),)


def test_first_use_against_validity_keeps_both_days():
    term = one({"to_be_used_until": "2026-06-30", "valid_until": "2027-06-30"})
    assert (term.first_use_by, term.valid_until) == (date(2026, 6, 30), date(2027, 6, 30))


def test_several_licences_of_one_picture_are_several_purchases():
    cases = [case for case in edge_cases(FENNMOOR) if case["project_uuid"].startswith("relicence")]
    found = bought(licence for case in cases for licence in licences(case, ()))
    assert [one.statement.terms[0].regions.allow for one in found] == [("DE",), ("150", "RU", "TR"), (WORLD,)]


def test_sublicensing_names_third_parties_and_external_stays_open():
    term = one({"allowed_distributions": ["channel_tv", "third_party_rights"]})
    assert (term.channels.allow, term.parties.allow) == (("tv",), ("licensee", "third_parties"))
    assert "website" in one({"allowed_distributions": ["external"]}).channels.unclear
