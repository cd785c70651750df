"""What every check gives back, and the steps several of them take."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.vocabulary.report import Finding

Checked = tuple[Vocabulary, list[Finding]]
"""A vocabulary in which one rule holds, and what was found on the way."""


def with_concepts(vocabulary: Vocabulary, change: Callable[[Concept], Concept]) -> Vocabulary:
    """The vocabulary with every concept changed; the same object where nothing is."""
    concepts = tuple(map(change, vocabulary.concepts))
    same = all(new is old for new, old in zip(concepts, vocabulary.concepts, strict=True))
    return vocabulary if same else replace(vocabulary, concepts=concepts)


def without(vocabulary: Vocabulary, gone: Collection[str]) -> Vocabulary:
    """The vocabulary without these concepts and without anything that points to them."""
    if not gone:
        return vocabulary
    kept = tuple(concept for concept in vocabulary.concepts if concept.iri not in gone)
    schemes = tuple(replace(s, top_concepts=rest(s.top_concepts, gone)) for s in vocabulary.schemes)
    return with_concepts(replace(vocabulary, concepts=kept, schemes=schemes), lambda c: _without_relations(c, gone))


def rest(iris: Sequence[str], gone: Collection[str]) -> tuple[str, ...]:
    """These IRIs but for those that are gone."""
    return tuple(iri for iri in iris if iri not in gone)


def ordered(labels: Iterable[Label]) -> tuple[Label, ...]:
    """Sorted and without doubles, as the model wants it."""
    return tuple(sorted(set(labels)))


def quoted(label: Label) -> str:
    """The label as messages show it, not too long."""
    text = label.text if len(label.text) <= 80 else f"{label.text[:77]}..."
    return f'"{text}"@{label.language}' if label.language else f'"{text}"'


def _without_relations(concept: Concept, gone: Collection[str]) -> Concept:
    pointing = (*concept.broader, *concept.related, *(m.target for m in concept.matches), concept.replaced_by or "")
    if not any(iri in gone for iri in pointing):
        return concept
    return replace(
        concept,
        broader=rest(concept.broader, gone),
        related=rest(concept.related, gone),
        matches=tuple(match for match in concept.matches if match.target not in gone),
        replaced_by=None if concept.replaced_by in gone else concept.replaced_by,
    )
