"""Builds searches in Brandfolder's own syntax, with every foreign word quoted; pure."""

from collections.abc import Iterable

MOST_LABELS = 20
MOST_CHARACTERS = 1_500


def any_of(term: str, values: Iterable[str]) -> str:
    """`term:("a" OR "b")` with all of these values; empty without any."""
    found = [quoted(value) for value in values]
    return f"{term}:({' OR '.join(found)})" if found else ""


def both(*searches: str) -> str:
    """All of these searches at once; empty ones ask for nothing."""
    return " AND ".join(filter(None, searches))


def labelled(labels: Iterable[str], most_labels: int = MOST_LABELS, most_characters: int = MOST_CHARACTERS) -> str:
    """A search for any of these labels by name, the first ones first: as many of them as fit; empty when none does."""
    kept: list[str] = []
    for label in dict.fromkeys(" ".join(label.split()) for label in labels):
        if len(kept) == most_labels:
            break
        if label and len(any_of("label", [*kept, label])) <= most_characters:
            kept.append(label)
    return any_of("label", kept)


def quoted(text: str) -> str:
    """A text as one quoted value: inside the quotes parentheses, AND, OR and NOT are words, a quote or backslash is escaped."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
