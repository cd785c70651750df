"""What to renew and what to let end: licences that end soon, by what a use of them cost, and campaigns that go on without their licences.

A licence is worth renewing where a use of it cost no more than a use of licences does on the whole:

    cost ÷ uses ≤ all costs ÷ all uses

and at the same price it pays off again from `price ÷ (all costs ÷ all uses)` uses on.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import ROUND_CEILING, Decimal

from thesaury.analytics.advising.pieces import Advice, Advises, Figure, Silence, behind, called, count
from thesaury.model.question import Answer, Cell, ColumnKind

LEAST_USES = 20
"""So many uses of licensed assets there have to be before their average cost is one to go by."""
LEAST_OF_ONE = 3
"""So many uses of one licence there have to be before its cost per use says something."""

_CENT = Decimal("0.01")


def for_campaigns(endings: Answer, ended: Answer) -> tuple[list[Advice], list[Silence]]:
    """Advice from an answer to `ending-in-live-campaigns` and one to `ended-in-live-campaigns`, a piece of each for each campaign, and why
    there is none."""
    found = [*_by_campaign(endings, "first"), *_by_campaign(ended, "ended")]
    return found, [] if found else [Silence(Advises.RENEW_FOR_CAMPAIGN, "ending", 0, 0)]


def _by_campaign(endings: Answer, first_day: str) -> Iterator[Advice]:
    campaigns: dict[str, list[Mapping[str, Cell]]] = defaultdict(list)
    for row in endings.rows:
        campaigns[str(row["campaign"])].append(row)
    for campaign, rows in campaigns.items():
        uses = sum(count(row.get("uses")) for row in rows)
        first = min((row["until"] for row in rows), key=str)
        figures = (
            Figure("assets", len({row["asset"] for row in rows}), ColumnKind.COUNT, behind(endings)),
            Figure("uses", uses, ColumnKind.COUNT, behind(endings)),
            Figure(first_day, first, ColumnKind.DAY, behind(endings)),
            Figure("ends", rows[0].get("campaignEnd"), ColumnKind.DAY, behind(endings)),
        )
        yield Advice(Advises.RENEW_FOR_CAMPAIGN, campaign, called(endings, campaign), figures, float(uses))


def by_spend(ending: Answer, totals: Answer) -> tuple[list[Advice], list[Silence]]:
    """Advice from an answer to `licences-ending` and one to `overview`, and why there is none."""
    cost = sum((_money(row.get("cost")) for row in totals.rows), Decimal(0))
    uses = sum(count(row.get("licensedUses")) for row in totals.rows)
    if not ending.rows:
        return [], [Silence(Advises.RENEW, "ending", 0, 0)]
    if uses < LEAST_USES or not cost:
        return [], [Silence(Advises.RENEW, "uses", uses, LEAST_USES)]
    found = [(row, _compared(row, ending, totals, cost / uses)) for row in ending.rows if _is_told(row)]
    kept = [one for row, one in found if not (_goes_on(row, one) or _is_needed(row, one))]
    return kept, [] if found else [Silence(Advises.RENEW, "uses-of-one", 0, LEAST_OF_ONE)]


def _goes_on(row: Mapping[str, Cell], one: Advice) -> bool:
    """Whether it is worth renewing and other licences cover all of its assets longer already: there is nothing to renew."""
    return one.advises is Advises.RENEW and count(row.get("assets")) <= count(row.get("continued"))


def _is_told(row: Mapping[str, Cell]) -> bool:
    """Whether what a use of it cost says something."""
    return bool(_money(row.get("cost"))) and count(row.get("uses")) >= LEAST_OF_ONE


def _is_needed(row: Mapping[str, Cell], one: Advice) -> bool:
    """Whether it is too dear and a campaign needs it all the same: nobody is told to let it end, for the campaign is told to renew it."""
    return one.advises is Advises.LET_END and count(row.get("needed")) > 0


def _compared(row: Mapping[str, Cell], ending: Answer, totals: Answer, average: Decimal) -> Advice:
    price, uses = _money(row.get("cost")), count(row.get("uses"))
    per_use = price / uses
    again = (price / average).to_integral_value(ROUND_CEILING)
    advises = Advises.RENEW if per_use <= average else Advises.LET_END
    figures = (
        Figure("cost", price, ColumnKind.MONEY, behind(ending)),
        Figure("uses", uses, ColumnKind.COUNT, behind(ending)),
        Figure("perUse", per_use.quantize(_CENT), ColumnKind.MONEY, behind(ending)),
        Figure("average", average.quantize(_CENT), ColumnKind.MONEY, behind(totals)),
        Figure("again", int(again), ColumnKind.COUNT, None),
        Figure("ends", row.get("ends"), ColumnKind.DAY, behind(ending)),
        Figure("assets", count(row.get("assets")), ColumnKind.COUNT, behind(ending)),
    )
    worth = abs(average - per_use) * uses
    return Advice(advises, str(row["purchase"]), _named(ending, row), figures, float(worth))


def _named(answer: Answer, row: Mapping[str, Cell]) -> str:
    """Number and seller, which people know it by."""
    told = [str(row[name]) for name in ("seller", "number") if row.get(name)]
    return " ".join(told) or called(answer, row["purchase"])


def _money(value: Cell) -> Decimal:
    return Decimal(value) if isinstance(value, int | Decimal) else Decimal(0)
