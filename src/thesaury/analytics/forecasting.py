"""What licences will cost in the next quarters, as far as the past allows to say so.

Three things, from the surest to the least sure: which licences end (counted from their terms); what they cost if they are renewed at the
same price, all of them or at the rate observed so far; and what is bought, by the seasonal naive method (each quarter as the same quarter
of the year before: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., 5.2), with the spread of the errors that
the method would have made in the past.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

AHEAD = 4
"""Quarters behind the running one that are looked at."""
GRACE = timedelta(days=90)
"""So long after its end a licence may be renewed and still counts as renewed."""
LEAST_ENDED = 10
"""So many licences of single assets have to have ended before a rate of renewal is told."""
LEAST_QUARTERS = 8
"""So many whole quarters of purchases a trend needs: two years, so that there is one year of errors."""
_YEAR = 4


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence as it was bought: `cost` in the currency of the workspace, None where no price or no rate is known; `last_day` None where
    it does not end or nobody knows."""

    id: str
    assets: tuple[str, ...]
    day: date | None
    first_day: date | None
    last_day: date | None
    cost: Decimal | None


@dataclass(frozen=True, slots=True)
class Ending:
    """What ends in a quarter (of the running one: from the day on): licences that nothing continues yet, what they cost when they were
    bought (shared equally over their assets), how many of them have no known cost, and their cost at the observed rate of renewal (None
    where no rate is told). `first` and `last` are the days of the quarter that are looked at."""

    quarter: str
    first: date
    last: date
    licences: int
    cost: Decimal
    unpriced: int
    at_rate: Decimal | None


@dataclass(frozen=True, slots=True)
class Renewals:
    """Licences of single assets that ended more than `GRACE` ago, and how many of them were renewed."""

    ended: int
    renewed: int

    @property
    def rate(self) -> Decimal | None:
        """The share that was renewed, None below `LEAST_ENDED`."""
        return Decimal(self.renewed) / self.ended if self.ended >= LEAST_ENDED else None


@dataclass(frozen=True, slots=True)
class Expected:
    """What will be bought in a quarter as a whole, and the bounds: the smallest and the largest error of the past added, so far as they
    leave the estimate between them, and of the running quarter never less than was bought in it already."""

    quarter: str
    cost: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Forecast:
    """All of it as of a day. `history` is what whole quarters cost, from that of the first purchase on, and `unpriced` how many purchases
    of each are missing from that because no price or no rate is known; `expected` is empty where they are fewer than `LEAST_QUARTERS`.
    `errors` is how many errors of the past the bounds stand on, `bias` 1 where every one of them was too low, -1 where every one was too
    high, else 0. `so_far` is what was bought in the running quarter up to that day."""

    day: date
    endings: tuple[Ending, ...]
    renewals: Renewals
    history: tuple[tuple[str, Decimal], ...]
    expected: tuple[Expected, ...]
    errors: int
    unpriced: tuple[int, ...] = ()
    bias: int = 0
    so_far: Decimal = Decimal(0)


def forecast(licences: Sequence[Licence], day: date) -> Forecast:
    """The forecast of these licences, as seen on this day."""
    later = _continued(licences)
    renewals = _renewals(licences, later, day)
    history = _history(licences, day)
    so_far = _so_far(licences, day)
    errors = _errors(history)
    expected = _expected(history, errors, so_far)
    endings = _endings(licences, later, day, renewals.rate)
    unpriced = _unpriced(licences, history)
    return Forecast(day, endings, renewals, history, expected, len(errors), unpriced, _bias(errors), so_far)


def quarter_of(day: date) -> str:
    """The quarter of a day, as 2026-Q4."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def _continued(licences: Sequence[Licence]) -> Mapping[str, Sequence[Licence]]:
    """By asset the licences that cover it."""
    found: dict[str, list[Licence]] = defaultdict(list)
    for licence in licences:
        for asset in licence.assets:
            found[asset].append(licence)
    return found


def _goes_on(licence: Licence, asset: str, by_asset: Mapping[str, Sequence[Licence]]) -> bool:
    """Whether another licence of the asset reaches beyond the end of this one and begins no later than `GRACE` after it."""
    last = licence.last_day
    return last is not None and any(
        other.id != licence.id
        and other.first_day is not None
        and other.first_day <= last + GRACE
        and (other.last_day is None or other.last_day > last)
        for other in by_asset[asset]
    )


def _renewals(licences: Sequence[Licence], by_asset: Mapping[str, Sequence[Licence]], day: date) -> Renewals:
    over = [
        _goes_on(licence, asset, by_asset)
        for licence in licences
        if licence.last_day is not None and licence.last_day + GRACE < day
        for asset in licence.assets
    ]
    return Renewals(len(over), sum(over))


def _endings(
    licences: Sequence[Licence], by_asset: Mapping[str, Sequence[Licence]], day: date, rate: Decimal | None
) -> tuple[Ending, ...]:
    counts: dict[str, int] = defaultdict(int)
    unpriced: dict[str, int] = defaultdict(int)
    costs: dict[str, Decimal] = defaultdict(Decimal)
    for licence in licences:
        if licence.last_day is None or licence.last_day < day or not licence.assets:
            continue
        left = [asset for asset in licence.assets if not _goes_on(licence, asset, by_asset)]
        if not left:
            continue
        quarter = quarter_of(licence.last_day)
        counts[quarter] += 1
        if licence.cost is None:
            unpriced[quarter] += 1
        else:
            costs[quarter] += licence.cost * len(left) / len(licence.assets)
    found, first = [], day
    for _ in range(AHEAD + 1):
        quarter, last = quarter_of(first), _last_day(first)
        cost = costs[quarter].quantize(Decimal("0.01"))
        at_rate = None if rate is None else (costs[quarter] * rate).quantize(Decimal("0.01"))
        found.append(Ending(quarter, first, last, counts[quarter], cost, unpriced[quarter], at_rate))
        first = last + timedelta(days=1)
    return tuple(found)


def _history(licences: Sequence[Licence], day: date) -> tuple[tuple[str, Decimal], ...]:
    """The cost of each whole quarter from the first purchase to the last quarter that is over; one without a purchase cost nothing."""
    spent: dict[str, Decimal] = defaultdict(Decimal)
    bought = [one for one in licences if one.day is not None and one.day <= day and one.cost is not None]
    for one in bought:
        if one.day is not None and one.cost is not None:
            spent[quarter_of(one.day)] += one.cost
    if not bought:
        return ()
    found, place = [], min(one.day for one in bought if one.day is not None)
    while quarter_of(place) < quarter_of(day):
        found.append((quarter_of(place), spent[quarter_of(place)]))
        place = _last_day(place) + timedelta(days=1)
    return tuple(found)


def _unpriced(licences: Sequence[Licence], history: Sequence[tuple[str, Decimal]]) -> tuple[int, ...]:
    """How many purchases of each of these quarters have no known cost."""
    counts = Counter(quarter_of(one.day) for one in licences if one.day is not None and one.cost is None)
    return tuple(counts[quarter] for quarter, _ in history)


def _so_far(licences: Sequence[Licence], day: date) -> Decimal:
    """What was bought in the quarter of this day, up to it."""
    bought = (one for one in licences if one.day is not None and one.day <= day)
    return sum(
        (one.cost or Decimal(0) for one in bought if one.day and quarter_of(one.day) == quarter_of(day)), Decimal(0)
    )


def _errors(history: Sequence[tuple[str, Decimal]]) -> tuple[Decimal, ...]:
    """By how much each quarter was above what the method would have said; none where too few quarters are known."""
    if len(history) < LEAST_QUARTERS:
        return ()
    costs = [cost for _, cost in history]
    return tuple(after - before for before, after in zip(costs, costs[_YEAR:], strict=False))


def _bias(errors: Sequence[Decimal]) -> int:
    """On which side of what was bought the method always lay: 1 below, -1 above, 0 for both or nobody knows."""
    if not errors:
        return 0
    return 1 if min(errors) > 0 else -1 if max(errors) < 0 else 0


def _expected(
    history: Sequence[tuple[str, Decimal]], errors: Sequence[Decimal], so_far: Decimal
) -> tuple[Expected, ...]:
    """The running quarter and those behind it, each as the year before, with the least and the greatest error of the past added."""
    if not errors:
        return ()
    costs, found, name = [cost for _, cost in history], [], history[-1][0]
    for place in range(AHEAD + 1):
        name, least = _next(name), so_far if not place else Decimal(0)
        cost = costs[len(costs) - _YEAR + place % _YEAR]
        low, high = min(cost + min(errors), cost), max(cost + max(errors), cost)
        found.append(Expected(name, max(cost, least), max(low, least), max(high, least)))
    return tuple(found)


def _next(quarter: str) -> str:
    year, number = int(quarter[:4]), int(quarter[-1])
    return f"{year + 1}-Q1" if number == _YEAR else f"{year}-Q{number + 1}"


def _last_day(day: date) -> date:
    """The last day of its quarter."""
    month = (day.month + 2) // 3 * 3
    following = date(day.year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)
