"""A change of vocabulary: which concepts changed, and which assets it does not touch."""

from collections.abc import Mapping, Sequence

from thesaury.model.asset import Asset
from thesaury.model.concept import Concept, Vocabulary
from thesaury.ports.annotator import Annotator
from thesaury.ports.enrichments import Findings
from thesaury.vocabulary.thesaurus import Thesaurus


def revised(before: Vocabulary, after: Vocabulary) -> Vocabulary:
    """The concepts added, removed or changed, each with all the labels it had before or has now."""
    old = {concept.iri: concept for concept in before.concepts}
    new = {concept.iri: concept for concept in after.concepts}
    changed = sorted(iri for iri in old.keys() | new.keys() if old.get(iri) != new.get(iri))
    return Vocabulary(after.name, after.schemes, tuple(_both(iri, old, new) for iri in changed))


def reach(change: Vocabulary, before: Vocabulary, after: Vocabulary) -> frozenset[str]:
    """The changed concepts and all that were or are below them: what these carry is found by other broader concepts now."""
    changed = [concept.iri for concept in change.concepts]
    trees = (Thesaurus([before]), Thesaurus([after]))
    return frozenset(changed).union(*(tree.descendants(iri) for tree in trees for iri in changed))


def untouched(
    assets: Sequence[Asset], findings: Mapping[str, Findings], annotator: Annotator, changed: frozenset[str]
) -> list[str]:
    """The ids of the assets that carry none of these concepts and, in tags or texts, no label of a changed one.

    `annotator` has to work on the changed concepts alone.
    """
    named = annotator.suggest(assets)
    return [a.id for a, found in zip(assets, named, strict=True) if not found and not _carries(findings[a.id], changed)]


def _carries(findings: Findings, changed: frozenset[str]) -> bool:
    held = {a.concept for a in findings.annotations} | {s.concept for s in findings.suggestions}
    return not held.isdisjoint(changed)


def _both(iri: str, old: Mapping[str, Concept], new: Mapping[str, Concept]) -> Concept:
    states = [state for state in (new.get(iri), old.get(iri)) if state]
    labels = dict.fromkeys(label for state in states for _, label in state.labels())
    return Concept(iri, schemes=states[0].schemes, alternative=tuple(labels))
