"""What concepts that are no longer used leave behind."""

from collections.abc import Iterator

from thesaury.vocabulary.quality.held import Held, Notice, Scope


def without_replacement(scope: Scope) -> Iterator[Notice]:
    """Nothing is named that takes the place of a concept that is no longer used."""
    for concept in scope.concepts:
        if concept.deprecated and not concept.replaced_by:
            yield Notice("deprecated-without-replacement", concept.iri)


def broken_replacement(scope: Scope) -> Iterator[Notice]:
    """What takes the place of a concept is itself no longer used, or ought to be held here and is not."""
    for concept in scope.concepts:
        if concept.replaced_by and _lost(concept.replaced_by, scope.held):
            yield Notice("broken-replacement", concept.iri, (concept.replaced_by,))


def above(scope: Scope) -> Iterator[Notice]:
    """In use, below a concept that no longer is."""
    for concept in scope.used:
        gone = tuple(iri for iri in concept.broader if (over := scope.held.concepts.get(iri)) and over.deprecated)
        if gone:
            yield Notice("deprecated-above", concept.iri, gone)


def _lost(iri: str, held: Held) -> bool:
    found = held.get(iri)
    return found.deprecated if found else held.ought_to_hold(iri)
