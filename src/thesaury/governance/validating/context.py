"""Whether a concept belongs below what a path names: a concept above it, or its scheme."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from thesaury.governance.terms import Bearer, Terms
from thesaury.governance.wording import keys
from thesaury.model.concept import Concept, ConceptScheme, Label
from thesaury.vocabulary.languages import best
from thesaury.vocabulary.words.inflecting import listed_forms
from thesaury.vocabulary.words.stems import primary


@dataclass(frozen=True, slots=True)
class Contexts:
    """The concepts and the titles of their schemes."""

    terms: Terms
    schemes: Mapping[str, ConceptScheme]

    def below(self, bearers: Iterable[Bearer], steps: Sequence[str]) -> tuple[Bearer, ...]:
        """Those whose concept lies below one of these steps."""
        wanted = {key for step in steps for key in keys(step)}
        return tuple(one for one in bearers if not wanted.isdisjoint(self._names(one.concept)))

    def title(self, iri: str, languages: Sequence[str]) -> str:
        """What to call a scheme before a reader of these languages; its IRI where it has no title."""
        label = best(self.schemes[iri].titles, languages) if iri in self.schemes else None
        return label.text if label else iri

    def _names(self, concept: Concept) -> Iterator[str]:
        for over in self.terms.above(concept):
            yield from _keys(label for _, label in over.labels())
        for scheme in concept.schemes:
            if scheme in self.schemes:
                yield from _keys(self.schemes[scheme].titles)


def _keys(labels: Iterable[Label]) -> Iterator[str]:
    """With the singular of titles: a scheme is called `Farben`, and people write `Farbe: rot`."""
    for label in labels:
        yield from keys(label.text)
        for form in listed_forms(label.text.casefold(), primary(label.language)):
            yield from keys(form)
