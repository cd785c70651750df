"""What mappings to concepts elsewhere leave to be wished, as far as what is kept here can tell: no network is asked."""

from collections.abc import Iterator

from thesaury.model.concept import Concept, MappingRelation
from thesaury.vocabulary.quality.held import Held, Notice, Scope, namespace

_HIERARCHY = {MappingRelation.BROAD, MappingRelation.NARROW, MappingRelation.RELATED}
"""What is an exact match is none of these (SKOS S46)."""


def broken(scope: Scope) -> Iterator[Notice]:
    """Targets that lie where a vocabulary kept here has its concepts, and that it does not hold."""
    for concept in scope.used:
        targets = sorted({match.target for match in concept.matches})
        lost = tuple(t for t in targets if scope.held.get(t) is None and scope.held.ought_to_hold(t))
        if lost:
            yield Notice("broken-mapping", concept.iri, lost)


def to_deprecated(scope: Scope) -> Iterator[Notice]:
    """Targets that are no longer used."""
    for concept in scope.used:
        targets = sorted({match.target for match in concept.matches})
        if gone := tuple(t for t in targets if (found := scope.held.get(t)) and found.deprecated):
            yield Notice("mapping-to-deprecated", concept.iri, gone)


def clashes(scope: Scope) -> Iterator[Notice]:
    """One target as the same and as something broader, narrower or related."""
    for concept in scope.used:
        exact = {match.target for match in concept.matches if match.relation is MappingRelation.EXACT}
        other = {match.target for match in concept.matches if match.relation in _HIERARCHY}
        if both := tuple(sorted(exact & other)):
            yield Notice("mapping-clash", concept.iri, both)


def several_exact(scope: Scope) -> Iterator[Notice]:
    """The same as two concepts of one scheme, which are then the same as each other; unknown targets go by their namespace."""
    for concept in scope.used:
        exact = sorted({match.target for match in concept.matches if match.relation is MappingRelation.EXACT})
        groups: dict[str, list[str]] = {}
        for target in exact if len(exact) > 1 else ():
            for place in _places(target, scope.held):
                groups.setdefault(place, []).append(target)
        several = {tuple(group) for group in groups.values() if len(group) > 1}
        yield from (Notice("several-exact-matches", concept.iri, group) for group in sorted(several))


def within_scheme(scope: Scope) -> Iterator[Notice]:
    """A mapping to a concept of the same scheme: relations within a scheme are broader and related."""
    for concept in scope.used:
        targets = sorted({match.target for match in concept.matches})
        if inside := tuple(t for t in targets if _shares_scheme(concept, scope.held.get(t))):
            yield Notice("mapping-within-scheme", concept.iri, inside)


def unmapped(scope: Scope) -> Iterator[Notice]:
    """No mapping, where most have one."""
    without = [concept for concept in scope.used if not concept.matches]
    if scope.most(len(scope.used) - len(without)):
        yield from (Notice("unmapped", concept.iri) for concept in without)


def _places(target: str, held: Held) -> tuple[str, ...]:
    found = held.get(target)
    return (found.schemes if found else ()) or (namespace(target),)


def _shares_scheme(concept: Concept, other: Concept | None) -> bool:
    return other is not None and not set(concept.schemes).isdisjoint(other.schemes)
