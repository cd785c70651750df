"""What licences cost: one purchase, however many assets it covers and however many records tell of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class LicencePurchase:
    """One transaction with one licensor.

    `id` is the number of the transaction or, where none is known, the rights record that tells of it (its record and place). `assets` are
    those it covers, by id, those that are gone among them. `price` is that of the whole purchase in `currency`, None where nobody
    states one. `at` is the moment as the source writes it and `day` the day in the time zone of licences, None where it is not
    known. `first_day` and `last_day` are the widest term its licences state, both included: the first is the day of the purchase where
    no licence states one, the last None where it never ends or nobody knows. `records` are the rights records, each as record and place.
    """

    licensor: str
    id: str
    assets: tuple[str, ...]
    licensee: str = ""
    price: Decimal | None = None
    currency: str = ""
    at: str = ""
    day: date | None = None
    first_day: date | None = None
    last_day: date | None = None
    records: tuple[tuple[str, str], ...] = ()

    def covers(self, day: date) -> bool:
        """Whether this day lies within its term; no day does where nothing says when it begins."""
        return self.first_day is not None and self.first_day <= day <= (self.last_day or date.max)
