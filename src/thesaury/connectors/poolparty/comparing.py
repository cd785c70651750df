"""Which concepts differ between the kept copy and the server: one hash per concept and language."""

from collections.abc import Iterator, Mapping
from hashlib import sha256

from thesaury.model.concept import Concept, Label, Vocabulary


def hashes(concept: Concept) -> Mapping[str, str]:
    """A hash for each language the concept has texts in, and one under an empty name for what has no language.

    White space and the kind of a label that is given twice do not count: the kept copy was mended in such things.
    """
    said: dict[str, list[str]] = {"": sorted(_plain(concept))}
    for kind, labels in _texts(concept):
        for label in labels:
            said.setdefault(label.language, []).append(f"{kind}\x1f{' '.join(label.text.split())}")
    return {language: _hash(sorted(set(parts))) for language, parts in said.items()}


def differing(before: Vocabulary, after: Vocabulary) -> frozenset[str]:
    """The IRIs of concepts that came, went or changed; those nobody can name are left out, since none is kept."""
    old = {concept.iri: concept for concept in before.concepts}
    new = {concept.iri: concept for concept in after.concepts}
    return frozenset(iri for iri in old.keys() | new.keys() if _hashes(old.get(iri)) != _hashes(new.get(iri)))


def _hashes(concept: Concept | None) -> Mapping[str, str]:
    return hashes(concept) if concept and any(True for _ in concept.labels()) else {}


def _texts(concept: Concept) -> Iterator[tuple[str, tuple[Label, ...]]]:
    preferred = concept.preferred
    alternative = tuple(label for label in concept.alternative if label not in preferred)
    yield "preferred", preferred
    yield "alternative", alternative
    yield "hidden", tuple(label for label in concept.hidden if label not in preferred + alternative)
    yield "definition", concept.definitions
    yield "note", concept.notes


def _plain(concept: Concept) -> Iterator[str]:
    yield f"notations {sorted(concept.notations)}"
    yield f"broader {sorted(concept.broader)} related {sorted(concept.related)}"
    yield f"matches {sorted(concept.matches)} deprecated {concept.deprecated} {concept.replaced_by}"


def _hash(parts: list[str]) -> str:
    return sha256("\x1e".join(parts).encode("utf-8", "replace")).hexdigest()[:16]
