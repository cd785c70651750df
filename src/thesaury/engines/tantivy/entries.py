"""The schema of the index, and how a document becomes an entry of it."""

from functools import cache
from itertools import product
from math import ceil
from typing import TYPE_CHECKING

from thesaury.engines.tantivy.languages import OTHER, SNOWBALL, clean, language_of
from thesaury.ports.index import Document

if TYPE_CHECKING:
    import tantivy

VERSION = 1
"""Raise it with every change of the fields or of the analysis: older indexes are then refused, not misread."""

LANGUAGES = (*SNOWBALL, OTHER)
LEVELS = 10
"""A document's concept weights are kept in tenths, as part of the concept's term."""

SEPARATOR = "\x1f"


def tokenizer(language: str) -> str:
    """The name an analysis is registered by; the version in it makes indexes of another version not fit the schema."""
    return f"thesaury{VERSION}_{language}"


def facet_term(name: str, value: str) -> str:
    """One value of one facet as a single term, so that facets need no fields of their own."""
    return clean(f"{name}{SEPARATOR}{value}")


def concept_term(iri: str, level: int) -> str:
    """A concept with the level of its weight, 1 to `LEVELS`."""
    return clean(f"{level}{SEPARATOR}{iri}")


def level_of(weight: float) -> int:
    """The level of a weight in 0 to 1, rounded up; 0 when it weighs nothing."""
    return min(LEVELS, max(0, ceil(round(weight * LEVELS, 6))))


@cache
def schema() -> "tantivy.Schema":
    """The fields: id, language, concept and facet as they are; title and text per language; tags folded."""
    from tantivy import SchemaBuilder

    builder = SchemaBuilder()
    builder.add_text_field("id", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("language", "concept", "facet"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for part, language in product(("title", "text"), LANGUAGES):
        builder.add_text_field(f"{part}_{language}", tokenizer_name=tokenizer(language), index_option="freq")
    builder.add_text_field("tags", tokenizer_name=tokenizer(OTHER), index_option="freq")
    return builder.build()


def entry(document: Document) -> "tantivy.Document":
    """The document as the index keeps it; tags are also read in every language the document's texts are in."""
    from tantivy import Document as Entry

    made = Entry()
    made.add_text("id", clean(document.id))
    for text in document.texts:
        part = "title" if text.field == "title" else "text"
        made.add_text(f"{part}_{language_of(text.language)}", clean(text.value))
    languages = {language_of(text.language) for text in document.texts}
    for language in languages:
        made.add_text("language", language)
    for tag, language in product(document.tags, languages - {OTHER}):
        made.add_text(f"text_{language}", clean(tag))
    for tag in document.tags:
        made.add_text("tags", clean(tag))
    for iri, weight in document.concepts:
        if level := level_of(weight):
            made.add_text("concept", concept_term(iri, level))
    for name, values in document.facets:
        for value in dict.fromkeys(values):
            made.add_text("facet", facet_term(name, value))
    return made
