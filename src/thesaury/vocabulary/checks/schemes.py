"""Whether every concept has its place: a scheme, a top concept above, or at least a neighbour."""

from dataclasses import replace

from thesaury.model.concept import Concept, ConceptScheme, Label, Vocabulary
from thesaury.vocabulary.checks.rule import Checked, with_concepts
from thesaury.vocabulary.minting import scheme_iri
from thesaury.vocabulary.report import info, mended


def undeclared_schemes(vocabulary: Vocabulary) -> Checked:
    """A scheme that concepts name, but the file does not describe, is a scheme without title."""
    declared = {scheme.iri for scheme in vocabulary.schemes}
    missing = sorted({iri for concept in vocabulary.concepts for iri in concept.schemes} - declared)
    findings = [info("undeclared-scheme", iri, f"Concepts are in {iri}, which is not described.") for iri in missing]
    return _with_schemes(vocabulary, [ConceptScheme(iri) for iri in missing]), findings


def no_scheme(vocabulary: Vocabulary) -> Checked:
    """Every concept is in a scheme: that whose top concept it is, else the only one, else one named after the vocabulary."""
    vocabulary = _top_concepts_inside(vocabulary)
    count = sum(not concept.schemes for concept in vocabulary.concepts)
    if not count:
        return vocabulary, []
    iri = vocabulary.schemes[0].iri if len(vocabulary.schemes) == 1 else scheme_iri(vocabulary.name)
    if iri not in {scheme.iri for scheme in vocabulary.schemes}:
        vocabulary = _with_schemes(vocabulary, [ConceptScheme(iri, (Label(vocabulary.name),))])
    changed = with_concepts(
        vocabulary, lambda concept: concept if concept.schemes else replace(concept, schemes=(iri,))
    )
    return changed, [mended("no-scheme", iri, f"{count} concepts were in no scheme; they are in {iri} now.")]


def top_concepts(vocabulary: Vocabulary) -> Checked:
    """A scheme without top concepts gets those of its concepts that have no broader one in it."""
    empty = {scheme.iri for scheme in vocabulary.schemes if not scheme.top_concepts}
    schemes = {concept.iri: concept.schemes for concept in vocabulary.concepts}
    tops: dict[str, list[str]] = {}
    for concept in vocabulary.concepts:
        for scheme in empty.intersection(concept.schemes):
            if not any(scheme in schemes[iri] for iri in concept.broader):
                tops.setdefault(scheme, []).append(concept.iri)
    changed = tuple(
        replace(scheme, top_concepts=tuple(tops[scheme.iri])) if scheme.iri in tops else scheme
        for scheme in vocabulary.schemes
    )
    findings = [
        mended("top-concepts", s, f"{s} named no top concepts; it has {len(tops[s])} now.") for s in sorted(tops)
    ]
    return replace(vocabulary, schemes=changed), findings


def orphans(vocabulary: Vocabulary) -> Checked:
    """A concept in use that is no top concept should have something broader, narrower or related."""
    placed = {iri for scheme in vocabulary.schemes for iri in scheme.top_concepts}
    placed.update(iri for concept in vocabulary.concepts for iri in concept.broader)
    return vocabulary, [
        info("orphan", concept.iri, f"{concept.iri} has nothing broader, narrower or related and is no top concept.")
        for concept in vocabulary.concepts
        if not (concept.broader or concept.related or concept.deprecated or concept.iri in placed)
    ]


def _with_schemes(vocabulary: Vocabulary, new: list[ConceptScheme]) -> Vocabulary:
    schemes = sorted((*vocabulary.schemes, *new), key=lambda scheme: scheme.iri)
    return replace(vocabulary, schemes=tuple(schemes)) if new else vocabulary


def _top_concepts_inside(vocabulary: Vocabulary) -> Vocabulary:
    """A top concept is in its scheme, as SKOS understands it."""
    tops: dict[str, set[str]] = {}
    for scheme in vocabulary.schemes:
        for iri in scheme.top_concepts:
            tops.setdefault(iri, set()).add(scheme.iri)

    def change(concept: Concept) -> Concept:
        new = tops.get(concept.iri, set()) - set(concept.schemes)
        return replace(concept, schemes=tuple(sorted({*concept.schemes, *new}))) if new else concept

    return with_concepts(vocabulary, change)
