"""How many mistakes lie between two words: a letter too many, too few or wrong, or two neighbours that changed places."""

from collections.abc import Sequence

FAR = 99
"""What is returned in place of any distance above the limit."""


def distance(one: str, other: str, limit: int) -> int:
    """The Damerau-Levenshtein distance in its restricted form (no letter is changed twice), `FAR` above the limit."""
    rows = _rows(one, other, limit)
    return rows[-1] if rows and rows[-1] <= limit else FAR


def distance_to_start(typed: str, word: str, limit: int) -> int:
    """The least distance from what was typed to any beginning of the word, `FAR` above the limit."""
    rows = _rows(typed, word[: len(typed) + limit], limit)
    return least if rows and (least := min(rows)) <= limit else FAR


def _rows(one: str, other: str, limit: int) -> Sequence[int]:
    """Distances from the whole of `one` to every beginning of `other`, nothing once all are above the limit.

    Only cells within `limit` of the diagonal are worked out; those beyond are above the limit anyway.
    """
    width = len(other) + 1
    before: list[int] = []
    row = [n if n <= limit else FAR for n in range(width)]
    for i, letter in enumerate(one, 1):
        oldest, before, row = before, row, [FAR] * width
        row[0] = i if i <= limit else FAR
        for j in range(max(1, i - limit), min(width, i + limit + 1)):
            against = other[j - 1]
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, oldest[j - 2] + 1)
            row[j] = cost
        if min(row) > limit and min(before) > limit:
            return ()
    return row
