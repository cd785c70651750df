"""What an IRI of ours stands for: a concept or a scheme of today, one that went into another, one that is gone, or nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from thesaury.model.concept import Concept, ConceptScheme
from thesaury.ports.vocabularies import Vocabularies
from thesaury.web.outside.shelves import Shelf

ENDINGS = ("html", "ttl", "jsonld", "rdf", "nt")
"""Forms of a description, by the ending of its address; the first is for people."""
_OLD = 50
"""Versions that are looked back."""


@dataclass(frozen=True, slots=True)
class Here:
    """A concept or scheme of a vocabulary; `ending` is that of the description asked for, empty for the thing itself."""

    shelf: Shelf
    thing: Concept | ConceptScheme
    ending: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """It went into this concept."""

    iri: str


@dataclass(frozen=True, slots=True)
class Gone:
    """It was in earlier versions, and is in no more."""


Standing: TypeAlias = Here | Moved | Gone | None


def standing(shelves: Sequence[Shelf], kept: Vocabularies, iris: Sequence[str]) -> Standing:
    """What the first of these IRIs that stands for anything stands for; an ending asks for a description."""
    for iri in iris:
        for name, ending in _read(iri):
            for shelf in shelves:
                if thing := _thing(shelf, name):
                    return Here(shelf, thing, ending)
    bare = [name for iri in iris for name, _ in _read(iri)]
    return next((past for shelf in shelves for name in bare if (past := _past(shelf, kept, name))), None)


def _read(iri: str) -> Iterator[tuple[str, str]]:
    """The IRI as it is, and without the ending of a description."""
    yield iri, ""
    name, _, ending = iri.rpartition(".")
    if ending in ENDINGS:
        yield name, ending


def _thing(shelf: Shelf, iri: str) -> Concept | ConceptScheme | None:
    return shelf.thesaurus.concept(iri) or next((one for one in shelf.vocabulary.schemes if one.iri == iri), None)


def _past(shelf: Shelf, kept: Vocabularies, iri: str) -> Moved | Gone | None:
    """What became of a concept that the newest version does not hold."""
    last = next((concept for _, concept in kept.history(shelf.name, iri, _OLD) if concept), None)
    if last is None:
        return None
    if last.replaced_by and shelf.thesaurus.concept(last.replaced_by):
        return Moved(last.replaced_by)
    heirs = {concept.iri for concept in shelf.vocabulary.concepts if _has_all(concept, last)}
    return Moved(heirs.pop()) if len(heirs) == 1 else Gone()


def _has_all(concept: Concept, last: Concept) -> bool:
    """Whether a concept is called all that the one that is gone was called, as the survivor of a merge is."""
    return bool(last.preferred) and {*last.preferred} <= {label for _, label in concept.labels()}
