"""Purchases are counted once, however many records tell of them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tests.contract.catalogue_values import AT, fill, record
from tests.fakes.workspace import FakeWorkspace
from thesaury.analytics.tallying.cube import Slice
from thesaury.model.licensing import Statement, Term, Unresolved
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import Purchase, RightsRecord, RightsSource
from thesaury.model.usage import UsageEvent, UsageKind
from thesaury.pipeline.measuring.counting import counted
from thesaury.pipeline.measuring.purchases import licence_purchases
from thesaury.rights.keeping import PASTED, WITHDRAWN

SPRING = Term(valid_from=date(2026, 3, 1), valid_until=date(2026, 5, 31))
EVER = Term(perpetual=True)


def stated(
    of: str,
    purchase: Purchase,
    *terms: Term,
    place: str = "1",
    version: int = 1,
    embedded: bool = False,
    parser: str = "p",
    fields: tuple[tuple[str, str], ...] = (),
    unresolved: tuple[Unresolved, ...] = (),
    prohibited: bool = False,
) -> RightsRecord:
    source = RightsSource(of, place, "words", fields, embedded=embedded)
    statement = Statement(prohibit_all=prohibited, terms=terms, unresolved=unresolved)
    return RightsRecord(source, version, statement, PolicyStatus.COMPLETE, parser, AT, purchase)


def with_rights(*records: RightsRecord) -> FakeWorkspace:
    workspace = FakeWorkspace()
    fill(workspace.catalogue, record("1"), record("2"), record("3"))
    workspace.catalogue.rights.put(records)
    return workspace


def owner(workspace: FakeWorkspace, key: str) -> str:
    return workspace.catalogue.records.owners()[key]


def test_records_of_one_transaction_are_one_purchase_with_one_price():
    bought = Purchase("Lumen", "Fennmoor", "T1", "2026-02-28T23:30:00+00:00", (90.5, "eur"))
    nameless = Purchase(transaction="T1")
    workspace = with_rights(
        stated("dam/1", bought, SPRING),
        stated("dam/2", bought, Term(valid_from=date(2026, 2, 1), valid_until=date(2026, 4, 1))),
        stated("dam/1", nameless, place="copied"),
    )
    [one] = licence_purchases(workspace)
    assert (one.licensor, one.id, one.licensee) == ("Lumen", "T1", "Fennmoor")
    assert one.assets == tuple(sorted((owner(workspace, "dam/1"), owner(workspace, "dam/2"))))
    assert (one.price, one.currency) == (Decimal("90.5"), "EUR")
    assert one.day == date(2026, 3, 1)  # half past midnight where licences count their days
    assert (one.first_day, one.last_day) == (date(2026, 2, 1), date(2026, 5, 31))
    assert one.records == (("dam/1", "1"), ("dam/1", "copied"), ("dam/2", "1"))


def test_records_without_a_transaction_stand_alone_and_transactions_of_two_licensors_stay_apart():
    workspace = with_rights(
        stated("dam/1", Purchase("Lumen", transaction="7")),
        stated("dam/2", Purchase("Prisma"), fields=(("transaction", "7"),)),
        stated("dam/2", Purchase(transaction="7"), place="whose"),
        stated("dam/3", Purchase("Lumen", cost=(10.0, "EUR"))),
        stated("dam/3", Purchase("Lumen", cost=(10.0, "EUR")), place="2"),
    )
    found = [(one.licensor, one.id) for one in licence_purchases(workspace)]
    assert found == [("", "7"), ("Lumen", "7"), ("Lumen", "dam/3 1"), ("Lumen", "dam/3 2"), ("Prisma", "7")]


def test_a_licence_bought_again_counts_by_its_newest_record_and_the_gone_asset_keeps_its_purchase():
    workspace = with_rights(
        stated("dam/1", Purchase("Lumen", transaction="old", cost=(5.0, "USD"))),
        stated("dam/1", Purchase("Lumen", transaction="new", cost=(6.0, "USD")), version=2),
    )
    workspace.catalogue.records.reconcile("dam", [], AT)
    [one] = licence_purchases(workspace)
    assert (one.id, one.price, one.assets) == ("new", Decimal("6.0"), (owner(workspace, "dam/1"),))


def test_what_is_no_purchase_and_what_is_not_known_is_left_out():
    gone = (Unresolved(WITHDRAWN, 0, 0, ""),)
    workspace = with_rights(
        stated("dam/1", Purchase("Lumen", "Fennmoor"), SPRING),
        stated("dam/1", Purchase("Lumen", transaction="in a file"), embedded=True, place="file"),
        stated("dam/2", Purchase("Lumen", transaction="T9"), parser=PASTED, unresolved=gone),
        stated("dam/3", Purchase("Lumen", transaction="T7", purchased_at="in spring", cost=(float("inf"), "EUR"))),
    )
    [one] = licence_purchases(workspace)
    assert (one.id, one.price, one.day, one.first_day, one.last_day) == ("T7", None, None, None, None)
    assert not one.covers(date(2026, 4, 1))


def test_a_purchase_without_an_end_covers_every_day_from_its_first_on():
    moment = datetime(2026, 2, 28, 23, 30, tzinfo=UTC)
    workspace = with_rights(
        stated("dam/1", Purchase("L", transaction="a", purchased_at="2026-01-05"), SPRING, EVER),
        stated("dam/2", Purchase("L", transaction="b"), Term(valid_from=moment, valid_until=date(2026, 3, 2))),
    )
    unlimited, short = licence_purchases(workspace)
    assert (unlimited.first_day, unlimited.last_day) == (date(2026, 1, 5), None)
    assert unlimited.covers(date(2050, 1, 1))
    assert not unlimited.covers(date(2026, 1, 4))
    assert (short.first_day, short.last_day) == (date(2026, 3, 1), date(2026, 3, 2))
    assert short.covers(date(2026, 3, 2))
    assert not short.covers(date(2026, 3, 3))


def test_what_was_cancelled_or_is_not_completed_was_not_bought():
    ordered = Purchase("Lumen", transaction="T1", cost=(500.0, "EUR"))
    pending = (Unresolved("not_a_grant", 0, 0, "ordered"),)
    unread = (Unresolved("not_a_grant", 0, 7, "whatever"),)
    state = ("state", "ordered")
    workspace = with_rights(
        stated("dam/1", ordered, SPRING),
        stated("dam/1", ordered, SPRING, version=2, prohibited=True),
        stated("dam/2", ordered, SPRING, fields=(("transaction", "T2"), state), unresolved=pending),
        stated("dam/3", Purchase("Lumen", transaction="T3"), SPRING, fields=(state,), unresolved=unread),
    )
    assert [one.id for one in licence_purchases(workspace)] == ["T3"]


@pytest.mark.parametrize(
    ("prices", "told"),
    [
        ([("1", 40.0, "EUR"), ("2", 60.0, "EUR")], (Decimal(100), "EUR")),  # positions of one order
        ([("1", 90.0, "EUR"), ("2", 90.0, "EUR")], (Decimal(90), "EUR")),  # that of the whole, repeated
        ([("1", 90.0, "EUR"), ("1", 30.0, "EUR")], (Decimal(90), "EUR")),
        ([("1", 90.0, "EUR"), ("1", 15_000.0, "JPY")], (Decimal(90), "EUR")),  # the same in two currencies
        ([("1", 90.0, "EUR"), ("2", 100.0, "JPY")], (None, "")),
        ([("1", 40.0, "EUR"), ("never loaded", 60.0, "EUR")], (Decimal(100), "EUR")),
    ],
)
def test_prices_of_positions_are_added_up_within_one_currency(
    prices: list[tuple[str, float, str]], told: tuple[Decimal | None, str]
):
    records = [
        stated(f"dam/{of}", Purchase("Lumen", transaction="T", cost=(amount, currency)), place=str(number))
        for number, (of, amount, currency) in enumerate(prices)
    ]
    [one] = licence_purchases(with_rights(*records))
    assert (one.price, one.currency) == told


def test_what_was_bought_and_never_loaded_is_a_purchase_that_covers_nothing():
    bought = Purchase("Lumen", transaction="T99", purchased_at="2026-01-05", cost=(900.0, "EUR"))
    [one] = licence_purchases(with_rights(stated("elsewhere/1", bought)))
    assert (one.id, one.assets, one.price) == ("T99", (), Decimal(900))
    told = dict(spent(with_rights(stated("elsewhere/1", bought)))["all", "provider"].told)
    assert (told["licences"], told["idleLicences"], told["idleCost"]) == (1, 1, Decimal("900.0000"))


def test_a_use_that_two_licences_cover_is_one_use_in_every_sum():
    workspace = with_rights(
        stated("dam/1", Purchase("Lumen", transaction="T1", purchased_at="2026-03-01", cost=(400.0, "EUR")), SPRING),
        stated(
            "dam/1",
            Purchase("Prisma", transaction="T2", purchased_at="2026-03-01", cost=(100.0, "EUR")),
            SPRING,
            place="2",
        ),
    )
    use = UsageEvent("u", UsageKind.USE, "2026-04-01T12:00:00+00:00", "1", quantity=5, properties=(("campaign", "c"),))
    workspace.catalogue.usage.add("dam", [use])
    slices = spent(workspace)
    assert dict(slices["all", "provider"].told)["uses"] == 5
    [campaign] = slices["all", "campaign"].observations()
    assert (dict(campaign.told)["uses"], dict(campaign.told)["cost"]) == (5, Decimal("500.0000"))


def test_uses_are_late_from_the_day_on_which_the_licence_was_cancelled():
    ordered = stated("dam/1", Purchase("Lumen", transaction="T1", cost=(500.0, "EUR")), EVER)
    cancelled = replace(
        stated("dam/1", ordered.purchase, EVER, version=2, prohibited=True), at="2026-04-10T08:00:00+00:00"
    )
    workspace = with_rights(ordered, cancelled, stated("dam/2", ordered.purchase, EVER, prohibited=True))
    days = ("2026-04-09", "2026-04-10")
    workspace.catalogue.usage.add(
        "dam", [UsageEvent(f"{of} {day}", UsageKind.USE, f"{day}T12:00:00+00:00", of) for day in days for of in "12"]
    )
    [late] = (
        one
        for one in counted(workspace, date(2026, 6, 1)).slices.values()
        if one.fixed == (("period", "all"), ("market", "all")) and one.cube == "late-uses"
    )
    [use] = late.observations()
    assert (dict(use.told)["day"], dict(use.told)["ended"]) == (date(2026, 4, 10), date(2026, 4, 9))


def spent(workspace: FakeWorkspace) -> dict[tuple[str, str], Slice]:
    """The slices of spend, by period and what they are told by."""
    found = (one for one in counted(workspace, date(2026, 6, 1)).slices.values() if one.cube == "spend")
    return {(dict(one.fixed)["period"], dict(one.fixed)["by"]): one for one in found}


def test_a_price_that_can_be_none_is_unknown_and_stops_no_counting():
    workspace = with_rights(stated("dam/1", Purchase("L", "F", "T1", "2026-03-01", (1e26, "EUR")), SPRING))
    assert [one.price for one in licence_purchases(workspace)] == [None]
    assert list(counted(workspace, date(2026, 6, 1)).purchases())
