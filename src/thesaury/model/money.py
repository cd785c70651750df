"""Money: prices stay in the currency they were paid in, and are told in that of the workspace by a table of dated rates."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Rate:
    """From this day on, until a later rate, one unit of the currency is worth `rate` units of that of the workspace."""

    day: date
    currency: str
    rate: Decimal


class Rates:
    """The rates of other currencies to one; currencies are named by ISO 4217."""

    def __init__(self, base: str, rates: Iterable[Rate] = ()) -> None:
        """The currency to convert to, and the rates in any order; of two of one currency and day the later one counts."""
        self.base = base
        by_currency: dict[str, dict[date, Decimal]] = {}
        for one in rates:
            by_currency.setdefault(one.currency, {})[one.day] = one.rate
        self._days = {currency: sorted(dated) for currency, dated in by_currency.items()}
        self._rates = by_currency

    def converted(self, price: Decimal, currency: str, day: date | None) -> Decimal | None:
        """The price in the base currency by the rate of the last day that is not after this one; None where no rate is known, or no day
        for another currency."""
        if currency == self.base:
            return price
        days = self._days.get(currency, [])
        place = bisect_right(days, day) if day else 0
        return price * self._rates[currency][days[place - 1]] if place else None
