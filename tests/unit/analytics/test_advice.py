"""Advice on hand-made answers: its arithmetic, the rows behind its figures, and its silence where the numbers are small."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from thesaury.analytics.advice import MOST, Advice, Advises, advised
from thesaury.analytics.asking import checked
from thesaury.analytics.definitions import definitions
from thesaury.model.question import Answer, Cell
from thesaury.pipeline.reporting.advising import formula, sentence
from thesaury.pipeline.reporting.words import Wording

DAY, AT = date(2026, 11, 30), "2026-11-30T06:00:00Z"
Rows = Mapping[str, list[Mapping[str, Cell]]]


def asked(rows: Rows) -> tuple[list[Advice], dict[Advises, tuple[int, int]]]:
    """The advice on these rows by question, and what it is silent of."""

    def ask(name: str, given: Mapping[str, str]) -> Answer:
        definition = definitions()[name]
        return Answer(definition.question, checked(definition, given), tuple(rows.get(name, ())), {"lake": "Lakes"}, AT)

    found = advised(ask, DAY)
    return list(found.pieces), {one.advises: (one.have, one.need) for one in found.silences}


def gap(concept: str, demand: int, usable: int, approved: int, everything: int = 99, usable_of: int = 199) -> Rows:
    shares = {
        "demandShare": Decimal(demand + 1) / (everything + 1),
        "supplyShare": Decimal(usable + 1) / (usable_of + 1),
    }
    counts = {"searches": demand, "requests": 0, "briefs": 0, "demand": demand, "usable": usable, "approved": approved}
    return {"content-gaps": [{"concept": concept, **counts, **shares}]}


def test_what_is_asked_for_more_than_it_is_there_is_to_be_produced_by_its_unmet_demand():
    [one], _ = asked(gap("lake", 39, 9, 10))
    assert (one.advises, one.label) == (Advises.PRODUCE, "Lakes")
    # 39 of 99 demands (0.4) against 9 of 199 usable assets (0.05): 39 - 39 * 0.05 / 0.4 = 34.1
    assert one.figure("unmet") == Decimal("34.1")
    behind = {figure.name: figure.behind.question for figure in one.figures if figure.behind}
    assert (behind["demand"], behind["briefs"], behind["usable"]) == (
        "searches-of-concept",
        "briefs-of-concept",
        "assets-of-concept",
    )


def test_where_approved_assets_may_not_be_used_rights_are_what_is_missing():
    [one], _ = asked(gap("lake", 39, 4, 10))
    assert one.advises is Advises.CLEAR


def test_of_what_may_not_be_used_at_all_every_demand_is_unmet_also_where_nothing_may_be_used():
    [one], _ = asked(gap("lake", 39, 0, 0, usable_of=0))
    assert (one.advises, one.figure("unmet")) == (Advises.PRODUCE, Decimal(39))
    assert formula(one, Wording("en")) == "nothing of it may be used: all 39 are unmet"
    [one], _ = asked(gap("lake", 39, 0, 2, usable_of=0))
    assert one.advises is Advises.CLEAR


def test_small_numbers_are_told_and_give_no_advice():
    pieces, silences = asked(gap("lake", 4, 0, 0, everything=29))
    assert (pieces, silences[Advises.PRODUCE]) == ([], (29, 30))
    pieces, silences = asked(gap("lake", 4, 0, 0))
    assert (pieces, silences[Advises.PRODUCE]) == ([], (0, 0))
    pieces, silences = asked({})
    assert pieces == []
    assert silences.keys() == set(Advises) - {Advises.CLEAR, Advises.LET_END}


def bought(purchase: str, cost: int | None, uses: int, starts: date = date(2026, 1, 1)) -> dict[str, Cell]:
    told: dict[str, Cell] = {"purchase": purchase, "number": "7", "seller": "Alpenlicht", "starts": starts}
    price = None if cost is None else Decimal(cost)
    return told | {"ends": date(2026, 12, 31), "cost": price, "uses": uses, "assets": 2, "currency": "EUR"}


def totals(cost: int, uses: int) -> list[Mapping[str, Cell]]:
    return [{"cost": Decimal(cost), "licensedUses": uses}]


def test_a_licence_whose_uses_cost_less_than_the_average_is_worth_renewing_and_a_dearer_one_is_not():
    pieces, _ = asked(
        {"overview": totals(1_200, 120), "licences-ending": [bought("cheap", 40, 20), bought("dear", 90, 3)]}
    )
    assert [one.advises for one in pieces] == [Advises.RENEW, Advises.LET_END]
    cheap, dear = pieces
    assert [cheap.figure(name) for name in ("perUse", "average", "again")] == [Decimal(2), Decimal(10), 4]
    assert dear.figure("perUse") == Decimal(30)
    assert cheap.label == "Alpenlicht 7"


@pytest.mark.parametrize(
    ("cost", "continued", "needed", "kept"),
    [
        (90, 0, 1, []),
        (90, 0, 0, [Advises.LET_END]),
        (90, 2, 0, [Advises.LET_END]),
        (3, 0, 1, [Advises.RENEW]),
        (3, 1, 0, [Advises.RENEW]),
        (3, 2, 0, []),
    ],
)
def test_what_a_campaign_needs_is_not_told_to_end_and_what_goes_on_already_not_to_be_renewed(
    cost: int, continued: int, needed: int, kept: list[Advises]
):
    ending = bought("one", cost, 3) | {"continued": continued, "needed": needed}
    pieces, _ = asked({"overview": totals(1_000, 100), "licences-ending": [ending]})
    assert [one.advises for one in pieces] == kept


@pytest.mark.parametrize(("cost", "uses"), [(40, 2), (None, 20), (0, 20)])
def test_of_a_licence_without_a_price_or_with_hardly_a_use_nothing_is_said(cost: int | None, uses: int):
    pieces, _ = asked({"overview": totals(1_000, 100), "licences-ending": [bought("p", cost, uses)]})
    assert pieces == []


def test_with_few_uses_in_all_there_is_no_average_to_go_by():
    pieces, silences = asked({"overview": totals(1_000, 19), "licences-ending": [bought("p", 40, 15)]})
    assert (pieces, silences[Advises.RENEW]) == ([], (19, 20))


def test_what_was_never_used_is_retired_once_its_term_has_run_a_while():
    rows = [bought("old", 500, 0, date(2026, 9, 1)), bought("new", 900, 0, date(2026, 9, 2)), bought("free", 0, 0)]
    rows.append(bought("of a price that nobody knows", None, 0))
    [one], _ = asked({"idle-licences": rows})
    assert (one.advises, one.about, one.figure("days"), one.worth) == (Advises.RETIRE, "old", 90, 500)


def test_campaigns_that_go_on_without_their_licences_and_assets_used_too_late_are_one_piece_each():
    ending: dict[str, Cell] = {"campaign": "summer", "campaignEnd": None, "uses": 3}
    endings = [{"asset": asset, "until": date(2026, 12, day), **ending} for asset, day in (("a", 9), ("b", 2))]
    late: list[Mapping[str, Cell]] = [
        {"asset": "a", "uses": 2, "ended": date(2026, 10, 1), "latest": date(2026, 11, 2)}
    ]
    pieces, _ = asked({"ending-in-live-campaigns": endings, "late-uses-by-asset": late})
    assert [one.advises for one in pieces] == [Advises.WITHDRAW, Advises.RENEW_FOR_CAMPAIGN]
    withdraw, renew = pieces
    assert [renew.figure(name) for name in ("assets", "uses", "first")] == [2, 6, date(2026, 12, 2)]
    assert [withdraw.figure(name) for name in ("uses", "ended", "last")] == [2, date(2026, 10, 1), date(2026, 11, 2)]


def test_what_has_ended_in_a_campaign_that_goes_on_is_not_forgotten_the_day_after():
    gone: dict[str, Cell] = {"asset": "a", "campaign": "summer", "until": date(2026, 11, 29), "campaignEnd": None}
    [one], silences = asked({"ended-in-live-campaigns": [gone | {"uses": 7}]})
    assert (one.advises, one.figure("ended"), one.worth) == (Advises.RENEW_FOR_CAMPAIGN, date(2026, 11, 29), 7)
    assert Advises.RENEW_FOR_CAMPAIGN not in silences
    assert "have ended" in sentence(one, Wording("en"))


def test_of_each_kind_the_most_worth_are_told():
    rows = [bought(f"p{n:02}", n + 1, 0) for n in range(MOST + 5)]
    pieces, _ = asked({"idle-licences": rows})
    assert [one.about for one in pieces] == [f"p{n:02}" for n in range(MOST + 4, 4, -1)]
