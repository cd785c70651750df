"""What was found in a table, as plain data of a stable shape: the same for the command and the interface."""

from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any

from thesaury.pipeline.correcting import Handed
from thesaury.pipeline.validating import WordsAge
from thesaury.pipeline.validating.shape import words_shape

LISTED = 1000
"""So many different tags are told with the sums."""


def sums_shape(handed: Handed, called: Callable[[str], str], words: Sequence[WordsAge]) -> dict[str, Any]:
    """The sums, the schemes that rows miss, the columns that were taken for tags, the different tags, and how old the words are."""
    sums = handed.tally.shape()
    missing = [{"scheme": iri, "label": called(iri), "rows": rows} for iri, rows in sums["missing"].items()]
    more = {
        "missing": missing,
        "columns": list(handed.columns.tags),
        "incomplete": handed.tally.incomplete,
        "listed": list(islice(handed.tally.distinct(), LISTED)),
    }
    return sums | more | {"words": words_shape(words)}
