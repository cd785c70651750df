"""The thesaurus: the current vocabularies together, with what is above, below and beside every concept."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from thesaury.model.concept import Concept, ConceptScheme, Label, Vocabulary
from thesaury.vocabulary.brand.words import NO_BRAND, BrandWords
from thesaury.vocabulary.hierarchy import above, closure, inverted
from thesaury.vocabulary.languages import best


class Thesaurus:
    """Answers by IRI. Unknown IRIs have no relations and are their own label; a circle does no harm.

    Where several vocabularies hold the same IRI, the first describes the concept and relations of all are joined.
    """

    def __init__(self, vocabularies: Sequence[Vocabulary], brand: BrandWords = NO_BRAND) -> None:
        """Take the vocabularies, in the words of the client whose brand terms these are; closures are worked out when first asked for and
        then kept."""
        self.brand = brand
        self._concepts: dict[str, Concept] = {}
        self._broader: dict[str, tuple[str, ...]] = {}
        self._related: dict[str, tuple[str, ...]] = {}
        self._schemes: dict[str, ConceptScheme] = {}
        self._ancestors: dict[str, dict[str, int]] = {}
        for vocabulary in vocabularies:
            for scheme in vocabulary.schemes:
                self._schemes.setdefault(scheme.iri, scheme)
            for concept in vocabulary.concepts:
                self._concepts.setdefault(concept.iri, concept)
                _join(self._broader, concept.iri, concept.broader)
                _join(self._related, concept.iri, concept.related)

    @cached_property
    def _narrower(self) -> dict[str, tuple[str, ...]]:
        return {iri: tuple(sorted(below)) for iri, below in inverted(self._broader).items()}

    def __len__(self) -> int:
        """How many concepts there are."""
        return len(self._concepts)

    def __iter__(self) -> Iterator[Concept]:
        """Every concept, vocabulary by vocabulary."""
        return iter(self._concepts.values())

    def concept(self, iri: str) -> Concept | None:
        """The concept, or None where no vocabulary has it."""
        return self._concepts.get(iri)

    def successor(self, iri: str) -> str:
        """What replaces a deprecated concept, step by step; the concept itself where it stays, or where nothing that is here does."""
        passed = {iri}
        while (concept := self._concepts.get(iri)) and concept.deprecated and concept.replaced_by:
            if concept.replaced_by in passed or concept.replaced_by not in self._concepts:
                break
            iri = concept.replaced_by
            passed.add(iri)
        return iri

    def approved(self, iri: str) -> bool:
        """Whether a vocabulary holds the concept and it is in use."""
        concept = self._concepts.get(iri)
        return concept is not None and not concept.deprecated

    def broader(self, iri: str) -> tuple[str, ...]:
        """The concepts directly above, sorted."""
        return self._broader.get(iri, ())

    def narrower(self, iri: str) -> tuple[str, ...]:
        """The concepts directly below, sorted."""
        return self._narrower.get(iri, ())

    def related(self, iri: str) -> tuple[str, ...]:
        """The concepts beside it, sorted."""
        return self._related.get(iri, ())

    def ancestors(self, iri: str) -> Mapping[str, int]:
        """Everything above with its shortest distance (from 1), nearest first; never the concept itself."""
        found = self._ancestors.get(iri)
        if found is None:
            found = self._ancestors[iri] = above(iri, self._broader)
        return found

    def descendants(self, iri: str) -> Mapping[str, int]:
        """Everything below with its shortest distance (from 1), nearest first; never the concept itself."""
        return above(iri, self._narrower)

    def path(self, iri: str) -> tuple[str, ...]:
        """The shortest way down to the concept: a concept with nothing above it first, the concept itself last."""
        over = self.ancestors(iri)
        tops = [top for top in over if not self._broader.get(top)]
        if not tops:
            return (iri,)
        way = [min(tops, key=lambda top: (over[top], top))]
        while way[-1] != iri:
            left = over[way[-1]] - 1
            down = (n for n in self.narrower(way[-1]) if (over.get(n) if n != iri else 0) == left)
            way.append(min(down))
        return tuple(way)

    def closure(self) -> Iterator[tuple[str, str, int]]:
        """Every pair (narrower, broader, shortest distance)."""
        return closure(self._broader)

    def schemes(self) -> tuple[ConceptScheme, ...]:
        """All concept schemes, by IRI."""
        return tuple(self._schemes[iri] for iri in sorted(self._schemes))

    def top_concepts(self, scheme: str) -> tuple[str, ...]:
        """The top concepts of a scheme, none where the scheme is unknown."""
        return self._schemes[scheme].top_concepts if scheme in self._schemes else ()

    def label(self, iri: str, languages: Sequence[str] = ()) -> str:
        """What to call a concept or scheme before a reader of these languages; the end of its IRI if it has no label."""
        named: tuple[tuple[Label, ...], ...] = ()
        if iri in self._concepts:
            concept = self._concepts[iri]
            named = (concept.preferred, concept.alternative, concept.hidden)
        elif iri in self._schemes:
            named = (self._schemes[iri].titles,)
        for labels in named:
            if label := best(labels, languages):
                return label.text
        return iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1] or iri


def _join(relations: dict[str, tuple[str, ...]], iri: str, others: tuple[str, ...]) -> None:
    if others:
        known = relations.get(iri)
        relations[iri] = tuple(sorted({*known, *others})) if known else others
