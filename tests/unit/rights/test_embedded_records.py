"""What stands in the file itself: it restricts every licence of an asset, whoever bought it, and is never enough alone."""

from dataclasses import replace
from datetime import date

import pytest

from tests.unit.rights.licences import DENY, PERMIT, REVIEW, licence, use
from thesaury.model.licensing import Selection, Statement, Term, Unresolved
from thesaury.model.policy import PolicyStatus, Verdict
from thesaury.model.rights_record import Purchase, RightsRecord, RightsSource
from thesaury.rights.deciding import decide_asset
from thesaury.rights.deciding.records import rights_in

OWNER = Statement(unresolved=(Unresolved("no_grant_stated", 0, 0, ""),))
ENDED = Statement(terms=(Term(valid_until=date(2026, 1, 1)),), unresolved=(Unresolved("region_not_stated", 0, 0, ""),))
NOT_HERE = Statement(terms=(Term(regions=Selection(None, ("DE",))),))


def bought(statement: Statement, record: str = "shop/1", transaction: str = "") -> RightsRecord:
    status = PolicyStatus.COMPLETE if statement.complete else PolicyStatus.NEEDS_REVIEW
    source = RightsSource(record, transaction or "0")
    return RightsRecord(source, 1, statement, status, "p", "2026-01-01T00:00:00Z", Purchase(transaction=transaction))


def in_file(statement: Statement, transaction: str = "") -> RightsRecord:
    made = bought(statement, "dam/a.jpg", transaction)
    return replace(made, source=replace(made.source, embedded=True))


def verdict(*records: RightsRecord) -> Verdict:
    return decide_asset("a", {"a": rights_in(records)}, use()).verdict


@pytest.mark.parametrize("statement", [licence(), OWNER])
def test_a_file_alone_is_never_enough(statement: Statement):
    assert verdict(in_file(statement)) is REVIEW


@pytest.mark.parametrize("statement", [ENDED, NOT_HERE, Statement(prohibit_all=True)])
def test_a_file_restricts_what_another_system_bought(statement: Statement):
    assert verdict(bought(licence())) is PERMIT
    assert verdict(bought(licence()), in_file(statement)) is DENY
    assert verdict(in_file(statement)) is DENY


def test_an_owner_in_the_file_does_not_stand_against_a_purchase():
    assert verdict(in_file(OWNER), bought(licence())) is PERMIT


def test_a_file_never_widens_a_purchase():
    assert verdict(bought(licence(regions="FR")), in_file(licence())) is DENY


def test_every_licence_is_restricted_whatever_transaction_the_file_names():
    two = (bought(licence(), transaction="T-1"), bought(licence(), transaction="T-2"))
    assert verdict(*two, in_file(OWNER, "T-3")) is PERMIT
    assert verdict(*two, in_file(NOT_HERE, "T-3")) is DENY
