"""What is known beside a licence text: the locale it was written in, and the days that periods are counted from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

ANCHORS = (
    "first_publication",
    "first_airing",
    "delivered",
    "downloaded",
    "purchased",
    "invoiced",
    "signed",
    "first_use",
)
"""Days a licence may count from; the first four are those the rights contract names."""


@dataclass(frozen=True, slots=True)
class Context:
    """`locale` is a language tag such as en-GB, which decides between 3 April and 4 March; `anchors` are the days by name.

    `purchased_at` is the day on which the licence was bought: it chooses between the versions of a licence that is known by its name,
    and periods may count from it. `regions`: words for groups of regions that a client has beside ours, each with the name of its
    group. Nothing in it: nothing is known.
    """

    locale: str = ""
    anchors: tuple[tuple[str, date], ...] = ()
    regions: tuple[tuple[str, str], ...] = ()
    purchased_at: date | None = None

    @classmethod
    def of(cls, facts: Mapping[str, object]) -> Self:
        """From plain facts (`locale`, `purchased_at`, and ISO days by the names of `ANCHORS`); what it does not know, it leaves out.

        A day that cannot be read is left out as well: a period counted from it then needs review.
        """
        locale = facts.get("locale")
        days = ((name, _day(facts.get(name))) for name in ANCHORS)
        anchors = tuple((name, day) for name, day in days if day)
        return cls(locale if isinstance(locale, str) else "", anchors, purchased_at=_day(facts.get("purchased_at")))

    def anchor(self, name: str) -> date | None:
        """The day something happened, None where it is not known."""
        return self.days().get(name)

    def days(self) -> dict[str, date]:
        """All days that are known, by the names of `ANCHORS`."""
        bought = {"purchased": self.purchased_at} if self.purchased_at else {}
        return {**bought, **dict(self.anchors)}


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None
