"""What the hierarchy and the relations beside it leave to be wished."""

from collections.abc import Iterator

from thesaury.model.concept import Concept
from thesaury.vocabulary.hierarchy import above, circles
from thesaury.vocabulary.quality.held import Notice, Scope, pairs


def orphans(scope: Scope) -> Iterator[Notice]:
    """Neither a top concept of any scheme, nor above, below or beside anything."""
    held = scope.held
    for concept in scope.used:
        placed = concept.iri in held.tops or concept.iri in held.over or concept.broader or concept.related
        if not placed:
            yield Notice("orphan", concept.iri)


def disconnected(scope: Scope) -> Iterator[Notice]:
    """Several concepts bound to each other, and to no top concept by any way (a weakly connected component of its own)."""
    for cluster in scope.held.apart:
        used = (concept for concept in cluster if not concept.deprecated)
        if members := [concept.iri for concept in used if scope.scheme in (concept.schemes or ("",))]:
            yield Notice("disconnected-cluster", members[0], tuple(members[1:]))


def cycles(scope: Scope) -> Iterator[Notice]:
    """Concepts that lie above themselves."""
    for way in circles({concept.iri: concept.broader for concept in scope.used if concept.broader}):
        yield Notice("cycle", way[0], tuple(way[1:]))


def relation_clashes(scope: Scope) -> Iterator[Notice]:
    """Beside each other, and one above the other, over any number of steps (SKOS S27)."""
    found = []
    for concept in scope.used:
        if concept.related and concept.broader:
            over = above(concept.iri, scope.held.broader)
            found += [(concept.iri, related) for related in concept.related if related in over]
    return (Notice("relation-clash", one, (other,)) for one, other in pairs(found))


def redundant(scope: Scope) -> Iterator[Notice]:
    """A concept directly above, that is above another of those directly above as well."""
    for concept in scope.used:
        if len(concept.broader) > 1:
            further = {iri for over in concept.broader for iri in above(over, scope.held.broader)}
            if twice := tuple(iri for iri in concept.broader if iri in further):
                yield Notice("redundant-broader", concept.iri, twice)


def valueless(scope: Scope) -> Iterator[Notice]:
    """Beside each other, and directly below the same concept: that they are near each other is said already."""
    found = []
    for concept in scope.used:
        if concept.related and concept.broader:
            found += [(concept.iri, iri) for iri in concept.related if _siblings(concept, scope.held.get(iri))]
    return (Notice("valueless-relation", one, (other,)) for one, other in pairs(found))


def omitted_tops(scope: Scope) -> Iterator[Notice]:
    """Nothing above and something below, and named as a top concept by no scheme."""
    for concept in scope.used:
        if not concept.broader and concept.iri in scope.held.over and concept.iri not in scope.held.tops:
            yield Notice("omitted-top-concept", concept.iri)


def tops_with_broader(scope: Scope) -> Iterator[Notice]:
    """A top concept of the scheme that lies below another of its concepts."""
    tops = {
        iri for scheme in scope.held.vocabulary.schemes if scheme.iri == scope.scheme for iri in scheme.top_concepts
    }
    for concept in scope.used:
        if concept.iri in tops:
            over = tuple(iri for iri in concept.broader if _within(scope, iri))
            if over:
                yield Notice("top-concept-with-broader", concept.iri, over)


def _siblings(concept: Concept, other: Concept | None) -> bool:
    return other is not None and not set(concept.broader).isdisjoint(other.broader)


def _within(scope: Scope, iri: str) -> bool:
    held = scope.held.concepts.get(iri)
    return held is not None and scope.scheme in held.schemes
