"""What the search page says when a query was read differently than perhaps meant."""

from thesaury.search.query import Note
from thesaury.web.texts import phrase


def noted(note: Note) -> str:
    """The note as a sentence."""
    first, second, *_ = (*note.about, "", "")
    return phrase(f"query.note.{note.code}", first=first, second=second)
