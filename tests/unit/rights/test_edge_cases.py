"""Every edge case of the rights contract (section 7) has tests that are named after it, and this is where they are.

A case that is read from a text is in test_edge_cases_of_reading, one of days, assets and decisions in the module of that name, and one of
Smint.io's purchases in the contract tests of its reader.
"""

import ast
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

READING, DAYS, ASSETS, DECIDING, KEEPING, SMINTIO = (
    f"tests/{path}.py"
    for path in (
        "unit/rights/test_edge_cases_of_reading",
        "unit/rights/test_edge_cases_of_days",
        "unit/rights/test_edge_cases_of_assets",
        "unit/rights/test_edge_cases_of_deciding",
        "unit/rights/test_keeping",
        "contract/connectors/test_smintio_terms",
    )
)
CASES: dict[str, tuple[tuple[str, str], ...]] = {
    "Last day inclusive in the licence's zone while the asker is elsewhere": (
        (DAYS, "test_last_day_inclusive"),
        (DAYS, "test_last_day_inclusive_in_the_licences_zone_while_the_asker_is_elsewhere"),
    ),
    "embargo with hour": ((READING, "test_embargo_with_hour"), (DAYS, "test_embargo_with_hour")),
    '"CET" in May': ((READING, "test_cet_in_may"), (DAYS, "test_cet_in_may")),
    "29 Feb and month-end arithmetic": (
        (READING, "test_29_february_and_month_end_arithmetic"),
        (DAYS, "test_29_february"),
    ),
    "week numbers": ((READING, "test_week_numbers"),),
    "fiscal year": ((READING, "test_fiscal_year"),),
    "two- and four-digit years": ((READING, "test_two_and_four_digit_years"),),
    "until revoked": ((READING, "test_until_revoked"), (DECIDING, "test_until_revoked")),
    "end event (campaign, employment, edition)": ((READING, "test_end_event"),),
    "first use against validity": (
        (READING, "test_first_use_against_validity"),
        (DAYS, "test_first_use_against_validity"),
        (SMINTIO, "test_first_use_against_validity_keeps_both_days"),
    ),
    "several licences (union)": (
        (ASSETS, "test_several_licences_are_a_union"),
        (SMINTIO, "test_several_licences_of_one_picture_are_several_purchases"),
    ),
    "several rights (intersection)": ((ASSETS, "test_several_rights_are_an_intersection"),),
    "derivation graph with cycle": ((ASSETS, "test_derivation_graph_with_cycle"),),
    "newly expired source": ((ASSETS, "test_newly_expired_source_changes_all_descendants"),),
    "worldwide excluding": ((READING, "test_worldwide_excluding"), (DECIDING, "test_worldwide_excluding")),
    "sub-country": ((READING, "test_sub_country"), (DECIDING, "test_sub_country")),
    "overseas territories": ((READING, "test_overseas_territories"), (DECIDING, "test_overseas_territories")),
    "disputed group members": ((DECIDING, "test_disputed_group_members"),),
    "group questions": ((DECIDING, "test_group_questions"),),
    "EU membership over time": ((DAYS, "test_eu_membership_over_time"),),
    "closed and open lists": ((READING, "test_closed_and_open_lists"), (DECIDING, "test_closed_and_open_lists")),
    "web against social": (
        (READING, "test_web_against_social"),
        (DECIDING, "test_web_against_social"),
        (SMINTIO, "test_web_and_social_are_told_apart_by_the_web_rule"),
    ),
    "paid against organic": ((READING, "test_paid_against_organic"), (DECIDING, "test_paid_against_organic")),
    "sublicensing to agency or dealer": (
        (READING, "test_sublicensing_to_agency_or_dealer"),
        (DECIDING, "test_sublicensing_to_agency_or_dealer"),
        (SMINTIO, "test_sublicensing_names_third_parties_and_external_stays_open"),
    ),
    "print run already consumed (needs a usage ledger)": ((DECIDING, "test_print_run_already_consumed"),),
    "editorial plus commercial channel": (
        (READING, "test_editorial_plus_commercial_channel"),
        (DECIDING, "test_editorial_plus_commercial_channel"),
        (SMINTIO, "test_editorial_and_commercial_channels_are_granted_apart"),
    ),
    "scope without campaign in the question": (
        (READING, "test_scope_without_campaign_in_the_question"),
        (DECIDING, "test_scope_without_campaign_in_the_question"),
    ),
    "conflicting sources": ((ASSETS, "test_conflicting_sources"),),
    "text changed after confirmation": ((KEEPING, "test_text_changed_after_confirmation"),),
    "empty field": ((READING, "test_empty_field"), (DECIDING, "test_empty_field")),
    "AI flag": (
        (READING, "test_ai_flag"),
        (DECIDING, "test_ai_flag"),
        (SMINTIO, "test_the_ai_flag_is_about_the_content_and_permits_no_training"),
    ),
    "restriction on `asia_russia` while Europe is allowed": (
        (DECIDING, "test_restriction_on_russia_in_asia_while_europe_is_allowed"),
        (SMINTIO, "test_restriction_on_asia_russia_while_europe_is_allowed"),
    ),
    "all-empty royalty-free purchase": (
        (DECIDING, "test_all_empty_royalty_free_purchase"),
        (SMINTIO, "test_an_all_empty_royalty_free_purchase_is_no_grant"),
    ),
    "cap reached by current_downloads": (
        (DECIDING, "test_cap_reached_by_current_downloads"),
        (ASSETS, "test_cap_reached_by_current_downloads"),
        (SMINTIO, "test_a_cap_reached_by_current_downloads_is_told"),
    ),
    "cancelled purchase": (
        (DECIDING, "test_cancelled_purchase"),
        (SMINTIO, "test_a_cancelled_purchase_forbids_every_use"),
    ),
    "`max` null": (
        (READING, "test_max_null"),
        (DECIDING, "test_max_null"),
        (SMINTIO, "test_a_cap_without_a_number_has_max_null"),
    ),
    'German word order ("nicht für die Verwendung in ... bestimmt")': ((READING, "test_german_word_order"),),
    "long multi-clause contract": ((READING, "test_long_multi_clause_contract"),),
    "mixed languages": ((READING, "test_mixed_languages"),),
}
"""The cases in the contract's words and order, each with the modules and names of its tests."""


def names_of(module: str) -> set[str]:
    """The names of the tests of a module."""
    tree = ast.parse((ROOT / module).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


@pytest.mark.parametrize("case", sorted(CASES))
def test_every_edge_case_has_its_tests(case: str) -> None:
    assert [f"{module}::{name}" for module, name in CASES[case] if name not in names_of(module)] == []


def test_no_edge_case_of_the_contract_is_left_out(shared: Path) -> None:
    contract = (shared / "contracts" / "rights.md").read_text(encoding="utf-8")
    told = re.search(r"## 7\. Edge cases to test\n+(.+?)\.\n", contract, re.DOTALL)
    assert told is not None
    assert [case.strip() for case in re.split(r";|(?<=\(union\)),", told[1])] == list(CASES)
