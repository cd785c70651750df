"""Whether labels keep to the rules of SKOS: one preferred label in a language, and no label of two kinds."""

from collections.abc import Iterable
from dataclasses import replace

from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.vocabulary.checks.rule import Checked, ordered, quoted, with_concepts, without
from thesaury.vocabulary.report import Finding, info, mended, refused

_SHOWN = 5


def several_preferred(vocabulary: Vocabulary) -> Checked:
    """Of several preferred labels in one language the shortest stays, then the first by alphabet (SKOS S14)."""
    findings: list[Finding] = []

    def change(concept: Concept) -> Concept:
        kept = _shortest(concept.preferred)
        if len(kept) == len(concept.preferred):
            return concept
        rest = [label for label in concept.preferred if label not in kept]
        for label in rest:
            message = f"{quoted(label)} is one of several preferred labels in its language; it became alternative."
            findings.append(mended("several-preferred", concept.iri, message))
        return replace(concept, preferred=kept, alternative=ordered((*concept.alternative, *rest)))

    return with_concepts(vocabulary, change), findings


def alternative_is_preferred(vocabulary: Vocabulary) -> Checked:
    """A label has the best kind it is given: what is preferred is not alternative too, nor either of them hidden (S13)."""
    findings: list[Finding] = []

    def change(concept: Concept) -> Concept:
        alternative = _less(concept.alternative, concept.preferred)
        hidden = _less(concept.hidden, (*concept.preferred, *alternative))
        if len(alternative) == len(concept.alternative) and len(hidden) == len(concept.hidden):
            return concept
        for label in sorted({*concept.alternative} - {*alternative} | {*concept.hidden} - {*hidden}):
            message = f"{quoted(label)} is given twice; it keeps the better kind of label."
            findings.append(mended("alternative-is-preferred", concept.iri, message))
        return replace(concept, alternative=alternative, hidden=hidden)

    return with_concepts(vocabulary, change), findings


def concepts_without_label(vocabulary: Vocabulary) -> Checked:
    """A concept nobody can name is refused, with everything that points to it."""
    gone = [concept.iri for concept in vocabulary.concepts if not any(True for _ in concept.labels())]
    findings = [refused("concept-without-label", iri, f"{iri} has no label and is refused.") for iri in gone]
    return without(vocabulary, set(gone)), findings


def no_preferred_label(vocabulary: Vocabulary) -> Checked:
    """A concept should have a preferred label."""
    return vocabulary, [
        info("no-preferred-label", concept.iri, f"{concept.iri} has no preferred label, only others.")
        for concept in vocabulary.concepts
        if not concept.preferred
    ]


def duplicate_labels(vocabulary: Vocabulary) -> Checked:
    """A preferred label should name one concept of a scheme."""
    bearers: dict[tuple[str, Label], list[str]] = {}
    for concept in vocabulary.concepts:
        for scheme in concept.schemes:
            for label in concept.preferred:
                bearers.setdefault((scheme, label), []).append(concept.iri)
    shared = {(label, tuple(iris)) for (_, label), iris in bearers.items() if len(iris) > 1}
    return vocabulary, [_shared(label, iris) for label, iris in sorted(shared)]


def _shared(label: Label, iris: tuple[str, ...]) -> Finding:
    shown = ", ".join(iris[:_SHOWN]) + (" ..." if len(iris) > _SHOWN else "")
    return info("duplicate-label", iris[0], f"{quoted(label)} is the preferred label of {len(iris)} concepts: {shown}")


def _shortest(labels: Iterable[Label]) -> tuple[Label, ...]:
    kept: dict[str, Label] = {}
    for label in sorted(labels, key=lambda label: (len(label.text), label.text)):
        kept.setdefault(label.language, label)
    return ordered(kept.values())


def _less(labels: tuple[Label, ...], better: tuple[Label, ...]) -> tuple[Label, ...]:
    return tuple(label for label in labels if label not in better) if labels else labels
