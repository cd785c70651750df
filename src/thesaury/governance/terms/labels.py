"""All labels of the current vocabularies with the concepts that bear them, found in whatever way they are written."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from thesaury.governance.terms.postings import Postings
from thesaury.governance.wording import conjunctions, keys, may_stand_for, without
from thesaury.model.concept import Concept, Label, LabelKind
from thesaury.vocabulary.words.stems import primary


@dataclass(frozen=True, slots=True)
class Bearer:
    """A concept by one of its labels."""

    concept: Concept
    kind: LabelKind
    label: Label

    @property
    def language(self) -> str:
        """The primary language of the label, empty where it has none."""
        return primary(self.label.language)


class LabelTable:
    """Every label once, by number; of an IRI that comes twice the first concept tells all but the labels."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        """Read the labels of these concepts, deprecated ones too."""
        self.concepts: dict[str, Concept] = {}
        self.bearers: list[Bearer] = []
        for concept in concepts:
            first = self.concepts.setdefault(concept.iri, concept)
            self.bearers += (Bearer(first, kind, label) for kind, label in concept.labels())
        self.languages = tuple(sorted({primary(one.label.language) for one in self.bearers} - {""}))
        self._conjunctions = conjunctions(self.languages)

    def written(self, text: str) -> list[Bearer]:
        """Who bears this label: case, gaps and hyphens do not count, and accents may be missing."""
        return [bearer for bearer in self.unmarked(text) if may_stand_for(text, bearer.label.text)]

    def unmarked(self, text: str) -> list[Bearer]:
        """Who bears a label that is the same but for umlauts, too; `and` counts only where nobody bears it so."""
        if found := self._by_key.of(keys(text)):
            return self.all(found)
        joined = without(self._conjunctions, text)
        return self.all(self._by_key.of(keys(joined))) if joined else []

    def all(self, numbers: Sequence[int]) -> list[Bearer]:
        """The bearers with these numbers."""
        return [self.bearers[number] for number in numbers]

    @cached_property
    def _by_key(self) -> Postings:
        return Postings(self._keyed())

    def _keyed(self) -> Iterator[tuple[str, int]]:
        for number, bearer in enumerate(self.bearers):
            for key in keys(bearer.label.text):
                yield key, number
            if joined := without(conjunctions((bearer.language,)), bearer.label.text):
                for key in keys(joined):
                    yield key, number
