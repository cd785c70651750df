"""Concepts that hang together by relations of any kind, and the groups of them that hang on nothing else."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from thesaury.model.concept import Concept


def apart(concepts: Mapping[str, Concept], tops: AbstractSet[str]) -> Sequence[Sequence[Concept]]:
    """Groups of two and more concepts that no way leads from to a top concept, the largest first, members by IRI.

    Where no scheme names a top concept the largest group is what the others are apart from.
    """
    groups = sorted(_groups(concepts), key=lambda group: (-len(group), group[0].iri))
    if not tops:
        return groups[1:]
    return [group for group in groups if not any(concept.iri in tops for concept in group)]


def _groups(concepts: Mapping[str, Concept]) -> list[list[Concept]]:
    beside: dict[str, list[str]] = {}
    for concept in concepts.values():
        for other in (*concept.broader, *concept.related):
            if other in concepts and other != concept.iri:
                beside.setdefault(concept.iri, []).append(other)
                beside.setdefault(other, []).append(concept.iri)
    found, seen = [], set[str]()
    for start in beside:
        if start not in seen:
            reached = _reached(start, beside)
            seen |= reached
            found.append([concepts[iri] for iri in sorted(reached)])
    return found


def _reached(start: str, beside: dict[str, list[str]]) -> set[str]:
    reached, open_ = {start}, [start]
    while open_:
        new = [iri for iri in beside[open_.pop()] if iri not in reached]
        reached.update(new)
        open_ += new
    return reached
