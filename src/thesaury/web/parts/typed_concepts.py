"""A concept that a person chose from a list, or whose label was typed out."""

from thesaury.web.lexicon import Lexicon


def typed_concept(lexicon: Lexicon, concept: str, words: str) -> str:
    """The concept of the list that was chosen; else the one whose label was typed out; empty where not exactly one has it."""
    known = lexicon.thesaurus.concept(concept) if concept else None
    if known and not known.deprecated:
        return concept
    typed = " ".join(words.split()).casefold()
    having = {
        one.iri
        for _, vocabulary in (lexicon.vocabularies if typed else ())
        for one in vocabulary.concepts
        if not one.deprecated and any(label.text.casefold() == typed for _, label in one.labels())
    }
    return having.pop() if len(having) == 1 else ""
