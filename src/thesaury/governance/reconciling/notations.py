"""Concepts by their notations, which stand for them in tables as names do."""

from collections.abc import Iterable, Mapping

from thesaury.model.concept import Concept


def by_notation(concepts: Iterable[Concept]) -> Mapping[str, tuple[Concept, ...]]:
    """The living concepts with each notation, in their order."""
    found: dict[str, tuple[Concept, ...]] = {}
    for concept in concepts:
        for notation in concept.notations if not concept.deprecated else ():
            found[notation] = (*found.get(notation, ()), concept)
    return found
