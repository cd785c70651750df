"""One consistent vocabulary out of what a server says: no relation into nothing, no circle, no concept without its scheme."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from thesaury.connectors.poolparty.mapping import Answer
from thesaury.model.concept import Concept, ConceptScheme, Vocabulary

Broader = dict[str, tuple[str, ...]]


def merged(kept: Mapping[str, Concept], read: Mapping[str, Answer], gone: frozenset[str]) -> dict[str, Concept]:
    """What was kept, without what is gone, with what was read anew; relations of what was read hold in both directions."""
    concepts = {iri: concept for iri, concept in kept.items() if iri not in gone}
    concepts |= {iri: _with_old_schemes(answer.concept, kept.get(iri)) for iri, answer in read.items()}
    broader = _turned("broader", concepts, {iri: answer.narrower for iri, answer in read.items()})
    related = _turned("related", concepts, {iri: answer.related for iri, answer in read.items()})
    return {
        iri: concept
        if (concept.broader, concept.related) == (broader[iri], related[iri])
        else replace(concept, broader=broader[iri], related=related[iri])
        for iri, concept in concepts.items()
    }


def vocabulary(name: str, schemes: Sequence[ConceptScheme], concepts: Mapping[str, Concept]) -> Vocabulary:
    """The vocabulary in the order of IRIs, consistent in itself; polyhierarchy stays as it is."""
    declared = {scheme.iri for scheme in schemes}
    inside = {iri: _inside(concept, concepts, declared) for iri, concept in concepts.items()}
    tangled = {iri: concept.broader for iri, concept in inside.items() if concept.broader}
    broader = _uncircled(tangled)
    placed = {scheme.iri: tuple(sorted(top for top in scheme.top_concepts if top in inside)) for scheme in schemes}
    members = _members(placed, inside, tangled)
    made = (
        replace(
            concept,
            broader=broader.get(iri, ()),
            schemes=tuple(sorted(members.get(iri, set()))),
            related=tuple(other for other in concept.related if not _is_above(other, iri, broader)),
        )
        for iri, concept in sorted(inside.items())
    )
    kept = tuple(replace(scheme, top_concepts=placed[scheme.iri]) for scheme in sorted(schemes, key=_iri))
    return Vocabulary(name, kept, tuple(made))


def _with_old_schemes(concept: Concept, old: Concept | None) -> Concept:
    return replace(concept, schemes=old.schemes) if old and not concept.schemes else concept


def _turned(field: str, concepts: Mapping[str, Concept], said: Mapping[str, Sequence[str] | None]) -> Broader:
    """One relation of every concept, agreeing with what the other side said; where both sides were read, both count."""
    links: dict[str, set[str]] = {iri: set(getattr(concept, field)) for iri, concept in concepts.items()}
    naming: dict[str, set[str]] = {}
    for iri, others in links.items():
        for other in others if iri not in said else ():
            naming.setdefault(other, set()).add(iri)
    for iri, others_said in said.items():
        if others_said is not None:
            for other in naming.get(iri, set()).difference(others_said):
                links[other].discard(iri)
            for other in others_said:
                links.get(other, set()).add(iri)
    return {iri: tuple(sorted(others)) for iri, others in links.items()}


def _inside(concept: Concept, concepts: Mapping[str, Concept], declared: set[str]) -> Concept:
    own = concept.iri
    return replace(
        concept,
        broader=tuple(iri for iri in concept.broader if iri in concepts and iri != own),
        related=tuple(iri for iri in concept.related if iri in concepts and iri != own),
        schemes=tuple(iri for iri in concept.schemes if iri in declared),
    )


def _uncircled(broader: Broader) -> Broader:
    """The hierarchy without the steps that close a circle on a walk in the order of IRIs."""
    done: set[str] = set()
    cut: set[tuple[str, str]] = set()
    for root in sorted(broader):
        way: list[tuple[str, Iterator[str]]] = [(root, iter(broader[root]))] if root not in done else []
        on_way = {root}
        while way:
            iri, rest = way[-1]
            over = next(rest, None)
            if over is None:
                way.pop()
                on_way.discard(iri)
                done.add(iri)
            elif over in on_way:
                cut.add((iri, over))
            elif over not in done:
                on_way.add(over)
                way.append((over, iter(broader.get(over, ()))))
    return {iri: tuple(over for over in overs if (iri, over) not in cut) for iri, overs in broader.items()}


def _members(
    placed: Mapping[str, Sequence[str]], concepts: Mapping[str, Concept], broader: Broader
) -> dict[str, set[str]]:
    """The schemes of every concept: those it says, those it is a top concept of, else those of what is above it."""
    schemes: dict[str, set[str]] = {iri: set(concept.schemes) for iri, concept in concepts.items()}
    for scheme, tops in placed.items():
        for top in tops:
            schemes[top].add(scheme)
    for iri in concepts:
        if not schemes[iri]:
            schemes[iri] = _from_above(iri, schemes, broader)
    return schemes


def _from_above(iri: str, schemes: Mapping[str, set[str]], broader: Broader) -> set[str]:
    found: set[str] = set()
    for over in _above(iri, broader):
        found |= schemes[over]
    return found


def _above(iri: str, broader: Broader) -> Iterator[str]:
    seen, level = {iri}, [iri]
    while level:
        level = [over for one in level for over in broader.get(one, ()) if over not in seen]
        level = list(dict.fromkeys(level))
        seen.update(level)
        yield from level


def _is_above(other: str, iri: str, broader: Broader) -> bool:
    """Whether one of the two lies above the other: then they are not related as well (SKOS S27)."""
    return other in set(_above(iri, broader)) or iri in set(_above(other, broader))


def _iri(scheme: ConceptScheme) -> str:
    return scheme.iri
