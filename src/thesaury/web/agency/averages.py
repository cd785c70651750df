"""Averages over clients that agreed to be counted, never so few that one of them could be made out."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor, log10

from thesaury.web.agency.figures import Figures

FEWEST = 5
"""Clients that have to take part whose numbers the reader does not see anyway. Statistical offices hide cells below three to ten; with
five, even somebody who knows two of them well learns no third from an average. There are no largest, smallest or middle values, for each of
those is one client's own."""


@dataclass(frozen=True, slots=True)
class Averages:
    """Per client, on average; rounded to two digits, so that one client more or less does not tell its numbers."""

    clients: int
    assets: int
    accepted: int
    review: int
    soon: int


def averages(theirs: Iterable[Figures], his: Iterable[Figures] = ()) -> Averages | int:
    """The averages over those who take part. `his` are the numbers of clients in which the reader has a role: whoever knows four of five
    knows the fifth. Where the others are too few, how many they are."""
    strange = [one for one in theirs if one.shares]
    if len(strange) < FEWEST:
        return len(strange)
    taking = [*strange, *(one for one in his if one.shares)]

    def mean(*numbers: int) -> int:
        return rounded(sum(numbers) / len(taking))

    return Averages(
        len(taking),
        mean(*(one.assets for one in taking)),
        mean(*(one.accepted for one in taking)),
        mean(*(one.review for one in taking)),
        mean(*(one.soon for one in taking)),
    )


def rounded(number: float) -> int:
    """To two significant digits, whole numbers only."""
    if number < 1:
        return round(number)
    step = 10 ** max(floor(log10(number)) - 1, 0)
    return int(round(number / step) * step)
