"""Days as they are kept, in the words of the reader's language."""

from datetime import date

from thesaury.web.parts.rights import words


def spoken_day(written: str) -> str:
    """A day or a moment in ISO 8601 as the day that people read; what is none stays as it is."""
    try:
        return words.day(date.fromisoformat(written[:10]))
    except ValueError:
        return written
