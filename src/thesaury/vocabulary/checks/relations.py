"""Whether relations hold together: known concepts, no circles, and nothing both above and beside another."""

from dataclasses import replace

from thesaury.model.concept import Concept, Vocabulary
from thesaury.model.errors import BadInput
from thesaury.vocabulary.checks.rule import Checked, rest, with_concepts
from thesaury.vocabulary.hierarchy import above, circles
from thesaury.vocabulary.report import Finding, mended

CLOSURE_LIMIT = 20_000_000
"""Pairs of narrower and broader concepts a vocabulary may have: a hundred times what the largest thesauri need."""

_SHOWN = 10


def self_relations(vocabulary: Vocabulary) -> Checked:
    """No concept is broader than or related to itself."""
    findings: list[Finding] = []

    def change(concept: Concept) -> Concept:
        if concept.iri not in concept.broader and concept.iri not in concept.related:
            return concept
        findings.append(mended("self-relation", concept.iri, f"{concept.iri} named itself as broader or related."))
        own = (concept.iri,)
        return replace(concept, broader=rest(concept.broader, own), related=rest(concept.related, own))

    return with_concepts(vocabulary, change), findings


def unknown_concepts(vocabulary: Vocabulary) -> Checked:
    """Relations within a vocabulary lead to concepts it holds."""
    known = {concept.iri for concept in vocabulary.concepts}
    findings: list[Finding] = []

    def change(concept: Concept) -> Concept:
        unknown = sorted({*concept.broader, *concept.related} - known)
        if not unknown:
            return concept
        findings.extend(_unknown(concept.iri, iri) for iri in unknown)
        return replace(concept, broader=rest(concept.broader, unknown), related=rest(concept.related, unknown))

    changed = with_concepts(vocabulary, change)
    schemes = []
    for scheme in changed.schemes:
        unknown = [iri for iri in scheme.top_concepts if iri not in known]
        findings.extend(_unknown(scheme.iri, iri) for iri in unknown)
        schemes.append(replace(scheme, top_concepts=rest(scheme.top_concepts, unknown)) if unknown else scheme)
    return replace(changed, schemes=tuple(schemes)), findings


def cycles(vocabulary: Vocabulary) -> Checked:
    """No concept lies above itself: each circle is cut at its greatest relation."""
    cut: dict[str, list[str]] = {}
    findings = []
    for way in circles({concept.iri: concept.broader for concept in vocabulary.concepts if concept.broader}):
        cut.setdefault(way[0], []).append(way[1])
        shown = " > ".join([*way[:_SHOWN], *(["..."] if len(way) > _SHOWN else [])])
        message = f"A circle of broader concepts was cut: {way[1]} is no longer broader than {way[0]} ({shown})."
        findings.append(mended("cycle", way[0], message))

    def change(concept: Concept) -> Concept:
        gone = cut.get(concept.iri)
        return replace(concept, broader=rest(concept.broader, gone)) if gone else concept

    return with_concepts(vocabulary, change), findings


def broader_and_related(vocabulary: Vocabulary) -> Checked:
    """What is above or below a concept, over any number of steps, is not related to it too (SKOS S27).

    Raises BadInput when the hierarchy has more pairs of narrower and broader concepts than can be kept.
    """
    vocabulary = _both_ways(vocabulary)
    broader = {concept.iri: concept.broader for concept in vocabulary.concepts if concept.broader}
    clashes: dict[str, set[str]] = {}
    pairs = 0
    for concept in vocabulary.concepts:
        over = above(concept.iri, broader) if concept.broader else {}
        pairs += len(over)
        if pairs > CLOSURE_LIMIT:
            raise BadInput(
                f"The hierarchy of {vocabulary.name} is too deep: more than {CLOSURE_LIMIT:,} pairs of narrower and"
                " broader concepts. Check its broader relations."
            )
        for related in concept.related:
            if related in over:
                clashes.setdefault(concept.iri, set()).add(related)
                clashes.setdefault(related, set()).add(concept.iri)

    def change(concept: Concept) -> Concept:
        gone = clashes.get(concept.iri)
        return replace(concept, related=rest(concept.related, gone)) if gone else concept

    message = "{} lies above or below {}, so they are not related as well."
    pairs_found = sorted({(min(a, b), max(a, b)) for a, others in clashes.items() for b in others})
    return with_concepts(vocabulary, change), [
        mended("broader-and-related", a, message.format(a, b)) for a, b in pairs_found
    ]


def _both_ways(vocabulary: Vocabulary) -> Vocabulary:
    """Related concepts name each other, as SKOS understands it."""
    named: dict[str, set[str]] = {}
    for concept in vocabulary.concepts:
        for other in concept.related:
            named.setdefault(other, set()).add(concept.iri)

    def change(concept: Concept) -> Concept:
        new = named.get(concept.iri, set()) - set(concept.related)
        return replace(concept, related=tuple(sorted({*concept.related, *new}))) if new else concept

    return with_concepts(vocabulary, change) if named else vocabulary


def _unknown(subject: str, iri: str) -> Finding:
    return mended("unknown-concept", subject, f"{subject} names {iri}, which is no concept of the file.")
