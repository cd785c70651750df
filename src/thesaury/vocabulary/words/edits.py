"""How many mistakes lie between two words: a letter too many, too few or wrong, or two neighbours that changed places."""

from collections.abc import Sequence

FAR = 99
"""What is returned in place of any distance above the limit."""


def distance(one: str, other: str, limit: int) -> int:
    """The Damerau-Levenshtein distance in its restricted form (no letter is changed twice), `FAR` above the limit.

    A column of the table at a time, its differences as bits of a number (Hyyrö 2003, "A bit-vector algorithm for computing Levenshtein
    and Damerau edit distances").
    """
    if not one or abs(len(one) - len(other)) > limit:
        return len(other) if not one and len(other) <= limit else FAR
    places: dict[str, int] = {}
    for place, letter in enumerate(one):
        places[letter] = places.get(letter, 0) | 1 << place
    whole, last = (1 << len(one)) - 1, 1 << len(one) - 1
    far, up, down, level, before = len(one), whole, 0, 0, 0
    for letter in other:
        same = places.get(letter, 0)
        swapped = ((~level & same) << 1) & before
        level = ((((same & up) + up) ^ up) | same | down | swapped) & whole
        right, left = down | (whole & ~(level | up)), level & up
        far += 1 if right & last else -1 if left & last else 0
        right, left = right << 1 | 1, left << 1
        up, down = (left | ~(level | right)) & whole, right & level & whole
        before = same
    return far if far <= limit else FAR


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
