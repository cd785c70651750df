"""A query in a client's words: what stands instead of a forbidden word is looked for in its place, and a note says so."""

from dataclasses import replace

from thesaury.search.reading.query import Note, Query
from thesaury.search.reading.query_signs import words_in
from thesaury.vocabulary.thesaurus import Thesaurus

FORBIDDEN, FORBIDDEN_PLAIN = "forbidden-word", "forbidden-word-plain"
"""The codes of the notes: with what stands instead, and where nothing does and the word is looked for as it is."""


def in_brand_words(query: Query, thesaurus: Thesaurus) -> Query:
    """The query with its free words and phrases as this client says them; itself where none of them is forbidden. What is excluded, and
    what stands in fields, stays as it was typed."""
    if not thesaurus.brand:
        return query
    words, notes = _said(" ".join(query.words), thesaurus)
    if not notes:
        return query
    phrases = tuple(_said(phrase, thesaurus)[0] for phrase in query.phrases)
    noted = tuple(dict.fromkeys((*query.notes, *notes)))
    return replace(query, words=tuple(words_in(words)), phrases=phrases, notes=noted)


def _said(text: str, thesaurus: Thesaurus) -> tuple[str, list[Note]]:
    at, parts, notes = 0, list[str](), list[Note]()
    for place in thesaurus.brand.places(text):
        term = place.term
        instead = term.instead or (thesaurus.label(term.concept, (term.language,)) if term.concept else "")
        notes.append(Note(FORBIDDEN, (term.text, instead)) if instead else Note(FORBIDDEN_PLAIN, (term.text,)))
        parts += (text[at : place.start], instead or text[place.start : place.end])
        at = place.end
    return "".join((*parts, text[at:])), notes
