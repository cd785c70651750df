"""Advice on what to produce, license and retire: which questions it asks, and in which order its pieces stand."""

from collections.abc import Callable, Mapping
from datetime import date

from thesaury.analytics.advising.demand import on_demand
from thesaury.analytics.advising.licences import by_spend, for_campaigns
from thesaury.analytics.advising.pieces import Advice, Advised, Advises, Silence
from thesaury.analytics.advising.retiring import idle, late
from thesaury.analytics.naming import ALL
from thesaury.analytics.periods import told_for
from thesaury.model.question import Answer

Ask = Callable[[str, Mapping[str, str]], Answer]
"""Asks a named question with some of its parameters."""

MOST = 20
"""Pieces of one kind, at most: the most worth ones."""
AHEAD = 90
"""Days that are looked ahead for licences that end."""

_ORDER = tuple(Advises)


def advised(ask: Ask, day: date, period: str = ALL, market: str = ALL) -> Advised:
    """All advice on this day, from what was asked for and used in a period and market: of one market in the quarter around a month, for
    months are told for all markets only. Licences are looked at in every market.

    Where nothing was counted yet (`as_of` is empty) nothing is advised, nor told of what is not: nobody knows. Raises what `ask` raises,
    BadInput for a period or market that is none among it.
    """
    period = told_for(period, market)
    gaps = ask("content-gaps", {"period": period, "market": market})
    if not gaps.as_of:
        return Advised((), (), period, market)
    today, ahead = {"day": day.isoformat()}, {"within": str(AHEAD)}
    spend = ask("spend-per-use", {"by": "provider"})
    endings = ask("ending-in-live-campaigns", today | ahead)
    parts = (
        on_demand(gaps),
        for_campaigns(endings, ask("ended-in-live-campaigns", today)),
        by_spend(ask("licences-ending", today | ahead), ask("overview", {})),
        idle(ask("idle-licences", today), day),
        late(ask("late-uses-by-asset", {"period": period, "market": market})),
    )
    pieces = sorted((one for found, _ in parts for one in found), key=_place)
    silences = tuple(one for _, why in parts for one in why)
    currency = next((str(row["currency"]) for row in spend.rows if row.get("currency")), "")
    return Advised(tuple(_best(pieces)), silences, period, market, gaps.as_of, currency)


def _place(one: Advice) -> tuple[int, float, str]:
    return _ORDER.index(one.advises), -one.worth, one.about


def _best(pieces: list[Advice]) -> list[Advice]:
    kept: list[Advice] = []
    taken: dict[Advises, int] = {}
    for one in pieces:
        taken[one.advises] = taken.get(one.advises, 0) + 1
        if taken[one.advises] <= MOST:
            kept.append(one)
    return kept


__all__ = ["AHEAD", "MOST", "Advice", "Advised", "Advises", "Ask", "Silence", "advised"]
