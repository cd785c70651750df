"""Policies of ours, evaluated: never wider than our own decision."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from tests.unit.rights.odrl.documents import joined, permission
from tests.unit.rights.odrl.licences import FULL, likely_statements, uses, verdict_of_policy
from thesaury.model.licensing import (
    Limit,
    Statement,
)
from thesaury.model.policy import Verdict
from thesaury.model.use import Use
from thesaury.rights.deciding.deciding import decide
from thesaury.rights.odrl.evaluator import evaluate
from thesaury.rights.odrl.ours import our_names
from thesaury.rights.odrl.outcome import outcome
from thesaury.rights.odrl.planned import planned
from thesaury.rights.odrl.world import World
from thesaury.rights.vocabulary import shipped


@given(likely_statements, uses)
@settings(max_examples=300, deadline=None)
def test_the_policy_never_permits_what_we_would_not(statement: Statement, use: Use):
    """Prior approval is a duty of the policy, open until the use: who evaluates a policy sees to its duties, so it is asked as approved."""
    if verdict_of_policy(statement, use) is Verdict.PERMIT:
        assert decide(statement, replace(use, approved=True)).verdict is Verdict.PERMIT


@pytest.mark.parametrize(
    ("use", "verdict"),
    [
        (Use("website", ("DE", "FR"), date(2026, 6, 1), purpose="editorial"), Verdict.PERMIT),
        (
            Use("social_paid", ("DACH",), date(2026, 6, 1), date(2026, 12, 31), purpose="editorial"),
            Verdict.NEEDS_REVIEW,
        ),
        (Use("website", ("DE",), date(2026, 6, 1), date(2027, 1, 1), purpose="editorial"), Verdict.DENY),
        (Use("tv", ("DE",), date(2026, 6, 1), purpose="editorial"), Verdict.DENY),
        (Use("website", ("US",), date(2026, 6, 1), purpose="editorial"), Verdict.DENY),
        (Use("website", ("DE",), date(2026, 6, 1), purpose="commercial_promotion"), Verdict.DENY),
        (Use("website", ("DE",), date(2026, 6, 1), purpose="editorial", modify=True), Verdict.DENY),
        (Use("website", ("DE",), date(2026, 6, 1), purpose="editorial", quantity=(("copies", 600_000),)), Verdict.DENY),
    ],
)
def test_a_policy_of_ours_is_evaluated(use: Use, verdict: Verdict):
    term = replace(FULL, limits=(Limit("copies", 500_000),))
    counted = use if use.quantity else replace(use, quantity=(("copies", 1.0),))
    assert verdict_of_policy(Statement(terms=(term,)), counted) is verdict


@pytest.mark.parametrize("logic", ["or", "xone"])
def test_no_day_of_a_period_is_forgotten(logic: str):
    """Two windows: both ends of the period lie in one of them, and the days between do not."""
    spring, autumn = (
        joined("and", f'dateTime gteq "{first}"^^xsd:date', f'dateTime lteq "{last}"^^xsd:date')
        for first, last in (("2026-03-01", "2026-05-31"), ("2026-09-01", "2026-11-30"))
    )
    policy = permission(joined(logic, spring, autumn))
    for last, verdict in {date(2026, 4, 30): Verdict.PERMIT, date(2026, 10, 1): Verdict.NEEDS_REVIEW}.items():
        request = planned(Use("website", ("DE",), date(2026, 4, 1), last), "", "")
        assert outcome(policy, evaluate(policy, request, World(), our_names(shipped(), last))) is verdict
