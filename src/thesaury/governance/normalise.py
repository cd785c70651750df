"""Known tags to concepts: a raw tag that is exactly one concept's label becomes an annotation, the rest is said to be unknown."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from thesaury.governance.terms import Terms
from thesaury.governance.terms.alike import AlikeLabels
from thesaury.governance.validating.context import Contexts
from thesaury.governance.validating.judging import Judge
from thesaury.governance.validating.reading import Reader
from thesaury.governance.validating.uses import Uses
from thesaury.governance.wording import fold
from thesaury.model.annotation import Annotation, Evidence, Origin
from thesaury.model.asset import Asset
from thesaury.model.concept import Concept, ConceptScheme
from thesaury.model.profile import NO_PROFILE
from thesaury.model.validation import Use
from thesaury.vocabulary.brand.words import NO_BRAND, BrandWords

__all__ = ["NOTHING", "VERSION", "ApprovedTerms", "Normalised", "Ours", "fold", "stated"]

VERSION = "tags/2"

Ours = Mapping[str, frozenset[str]]
"""By record key the concepts that stand in that record because we wrote them: they are no statement of anybody else."""
NOTHING: Ours = MappingProxyType({})

Refused = Callable[[Asset, str, str], bool]
"""Whether a tag of an asset is said not to mean a concept, however its label is read."""


@dataclass(frozen=True, slots=True)
class Normalised:
    """What the tags of one asset came to: annotations by concept, and the tags no label explains."""

    annotations: tuple[Annotation, ...]
    unknown: tuple[str, ...]


class ApprovedTerms:
    """Every label of the current vocabularies, read as the validator reads tags; a label of two concepts approves neither."""

    def __init__(
        self,
        concepts: Iterable[tuple[str, Concept]],
        schemes: Iterable[ConceptScheme] = (),
        brand: BrandWords = NO_BRAND,
    ) -> None:
        """Take concepts, each with the key of the vocabulary version it belongs to, their schemes, and the client's brand terms."""
        self._versions: dict[str, str] = {}
        self._terms = Terms(self._noted(concepts))
        contexts = Contexts(self._terms, {scheme.iri: scheme for scheme in schemes})
        judge = Judge(self._terms, NO_PROFILE, Uses(self._terms), brand)
        self._reader = Reader(judge, AlikeLabels(self._terms.labels), contexts)

    def concepts(self, tag: str) -> tuple[str, ...]:
        """The IRIs of the living concepts that bear this label, none when it is unknown."""
        return tuple(sorted({one.concept.iri for one in self._terms.bearers(tag) if not one.concept.deprecated}))

    def living(self, iri: str) -> tuple[str, str] | None:
        """The concept that stands for this one now, with the key of its vocabulary version; None where there is none."""
        concept = self._terms.concept(iri)
        found = self._terms.living(concept) if concept else None
        return (found.iri, self._versions[found.iri]) if found else None

    def normalise(self, asset: Asset, refused: Refused = lambda asset, tag, concept: False) -> Normalised:
        """Tags that name one concept become annotations, the label of a deprecated one becomes its replacement; ambiguous tags are
        known, but left to the annotator, and so are forbidden words. What is `refused` of one tag may stand by another."""
        found: dict[str, Annotation] = {}
        unknown: list[str] = []
        for tag in asset.tags():
            read = self._reader.read(tag)
            answers = [part.answer for part in read.parts or (read,)]
            for answer in answers:
                if answer and answer.standing.certain and answer.use:
                    annotation = _annotation(tag, answer.use[0], self._versions)
                    if not refused(asset, tag, annotation.concept):
                        found.setdefault(annotation.concept, annotation)
            if not all(answer and answer.known for answer in answers):
                unknown.append(tag)
        return Normalised(tuple(found[iri] for iri in sorted(found)), tuple(unknown))

    def _noted(self, concepts: Iterable[tuple[str, Concept]]) -> Iterator[Concept]:
        for version, concept in concepts:
            self._versions.setdefault(concept.iri, version)
            yield concept


def stated(asset: Asset, known: Iterable[str], ours: Ours = NOTHING) -> tuple[Annotation, ...]:
    """The concepts that the source systems themselves give by IRI, as far as a vocabulary holds them."""
    holders: dict[str, str] = {}
    for record in asset.records:
        for iri in set(record.stated) - ours.get(record.key, frozenset()):
            holders.setdefault(iri, record.connection)
    return tuple(Annotation(iri, Origin.SOURCE, holders[iri]) for iri in sorted(holders.keys() & set(known)))


def _annotation(tag: str, use: Use, versions: Mapping[str, str]) -> Annotation:
    matched = use.matched or use.label
    evidence = Evidence("tag", 0, len(tag), tag, matched.text, matched.language)
    return Annotation(use.concept, Origin.TAG, VERSION, 1.0, (evidence,), versions[use.concept])
