"""What the search page says when a query was read differently than perhaps meant."""

from collections.abc import Sequence

from thesaury.search.reading.query import Note
from thesaury.web.texts import phrase


def noted(note: Note) -> str:
    """The note as a sentence."""
    first, second, *_ = (*note.about, "", "")
    return phrase(f"query.note.{note.code}", first=first, second=second)


def corrected(pairs: Sequence[tuple[str, str]]) -> str:
    """Which words were searched for instead of those that were typed; empty where there are none."""
    if not pairs:
        return ""
    typed, meant = (", ".join(phrase("search.quote", word=pair[place]) for pair in pairs) for place in (0, 1))
    return phrase("search.corrected", typed=typed, meant=meant)
