"""Known tags to concepts: a raw tag that is exactly one concept's label becomes an annotation, the rest is said to be unknown."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from thesaury.model.annotation import Annotation, Evidence, Origin
from thesaury.model.asset import Asset
from thesaury.model.concept import Concept

VERSION = "tags/1"

Ours = Mapping[str, frozenset[str]]
"""By record key the concepts that stand in that record because we wrote them: they are no statement of anybody else."""
NOTHING: Ours = MappingProxyType({})

_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")
_GAPS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Normalised:
    """What the tags of one asset came to: annotations by concept, and the tags no label explains."""

    annotations: tuple[Annotation, ...]
    unknown: tuple[str, ...]


def fold(tag: str) -> str:
    """The form in which tags and labels are compared: case, accents, underscores, hyphens and CamelCase do not count."""
    spaced = _CAMEL.sub(" ", unicodedata.normalize("NFKC", tag))
    bare = "".join(c for c in unicodedata.normalize("NFKD", spaced.casefold()) if not unicodedata.combining(c))
    return _GAPS.sub(" ", bare).strip()


class ApprovedTerms:
    """Every label of the current vocabularies by its folded form; a label of two concepts approves neither."""

    def __init__(self, concepts: Iterable[tuple[str, Concept]]) -> None:
        """Take concepts, each with the key of the vocabulary version it belongs to."""
        self._terms: dict[str, dict[str, tuple[str, str, str]]] = {}
        for vocabulary, concept in concepts:
            if not concept.deprecated:
                for _, label in concept.labels():
                    known = self._terms.setdefault(fold(label.text), {})
                    known.setdefault(concept.iri, (label.text, label.language, vocabulary))
        self._terms.pop("", None)

    def concepts(self, tag: str) -> tuple[str, ...]:
        """The IRIs of the concepts that bear this label, none when it is unknown."""
        return tuple(sorted(self._terms.get(fold(tag), ())))

    def normalise(self, asset: Asset) -> Normalised:
        """Tags with exactly one concept become annotations; ambiguous ones are known, but left to the annotator."""
        found: dict[str, Annotation] = {}
        unknown: list[str] = []
        for tag in asset.tags():
            concepts = self._terms.get(fold(tag), {})
            if not concepts:
                unknown.append(tag)
            elif len(concepts) == 1:
                iri, term = next(iter(concepts.items()))
                found.setdefault(iri, _annotation(iri, tag, *term))
        return Normalised(tuple(found[iri] for iri in sorted(found)), tuple(unknown))


def stated(asset: Asset, known: Iterable[str], ours: Ours = NOTHING) -> tuple[Annotation, ...]:
    """The concepts that the source systems themselves give by IRI, as far as a vocabulary holds them."""
    holders: dict[str, str] = {}
    for record in asset.records:
        for iri in set(record.stated) - ours.get(record.key, frozenset()):
            holders.setdefault(iri, record.connection)
    return tuple(Annotation(iri, Origin.SOURCE, holders[iri]) for iri in sorted(holders.keys() & set(known)))


def _annotation(iri: str, tag: str, label: str, language: str, vocabulary: str) -> Annotation:
    evidence = Evidence("tag", 0, len(tag), tag, label, language)
    return Annotation(iri, Origin.TAG, VERSION, 1.0, (evidence,), vocabulary)
