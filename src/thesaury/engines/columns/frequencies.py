"""How often a row holds a word, in one byte: up to 3 times in titles and in tags, and up to 64 times elsewhere, in steps."""

import numpy as np

from thesaury.engines.columns.arrays import Array, Codes, Floats

TITLE, TEXT, TAGS = 0, 1, 2
"""Where a word stands."""

WEIGHTS = {TITLE: 1.3, TEXT: 1.0, TAGS: 1.0}
"""How many occurrences one there is worth. They are read when a search is made: no index has to be made anew for a change."""

_STEPS = (0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 22, 30, 42, 64)
_MOST_IN_TITLE = _MOST_IN_TAGS = 3


def encoded(places: Array, counts: Array) -> Codes:
    """The bits for `counts` occurrences in these places; the byte of a row and word is the sum over its places."""
    text = np.searchsorted(np.array(_STEPS), counts, side="right") - 1
    few = np.minimum(counts, _MOST_IN_TITLE)
    return np.select([places == TITLE, places == TAGS], [few << 4, few << 6], text).astype(np.uint8)


def decoded() -> Floats:
    """For each byte how many occurrences it is worth."""
    byte = np.arange(256)
    title, tags, text = (byte >> 4) & 3, byte >> 6, np.array(_STEPS)[byte & 15]
    worth: Floats = (title * WEIGHTS[TITLE] + tags * WEIGHTS[TAGS] + text * WEIGHTS[TEXT]).astype(np.float32)
    return worth
