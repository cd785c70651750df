"""What a search says beside its hits: what was read differently than perhaps meant, in the sentences of the command line."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thesaury.search.finding import Answer
    from thesaury.search.reading.query import Note

SAID = {
    "cut": "Only the first {0} characters were read.",
    "unclosed-quote": "A quote is not closed, so it was read as if it were not there.",
    "unknown-field": '"{0}" is no field, so it was read as a word.',
    "empty-field": 'Nothing stands after "{0}:", so it was read as a word.',
    "spaced-field": "Read as {0}:{1}. Without the colon it would be words.",
    "or": "OR changes nothing between words: they are looked for together, and what has more of them comes first.",
    "forbidden-word": 'Searched for "{1}": this brand does not use the word "{0}".',
    "forbidden-word-plain": 'This brand does not use the word "{0}".',
    "no-model": "Searched by words and concepts alone. {0}",
}
"""Sentences by the code of a note."""


def notes_of(answer: "Answer") -> list[str]:
    """The notes of the query as sentences, each once, and the words that were taken for others."""
    said = [SAID[note.code].format(*_about(note)) for note in answer.notes if note.code in SAID]
    corrected = [f"Searched for {meant!r}: no asset and no label has {typed!r}." for typed, meant in answer.corrected]
    return list(dict.fromkeys((*said, *corrected)))


def _about(note: "Note") -> tuple[str, ...]:
    return (*note.about, "", "")
