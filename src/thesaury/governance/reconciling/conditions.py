"""Which concepts meet the conditions of a question: what a table holds in its other columns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

from thesaury.governance.reconciling.asking import Condition, Quantifier
from thesaury.governance.reconciling.notations import by_notation
from thesaury.governance.reconciling.properties import (
    IN_SCHEME,
    LINKING,
    PROSE,
    Linked,
    Property,
    Value,
    known_property,
    values,
)
from thesaury.governance.terms import Terms
from thesaury.governance.wording import fold
from thesaury.model.concept import Concept, Label
from thesaury.vocabulary.thesaurus import Thesaurus

_KEPT = 10_000
_WIDER = {"skos:broader": "skos:broaderTransitive"}
"""Whoever names something above rarely means the very next step."""


class _Said(NamedTuple):
    """Which concept says something, as the value of which number of a property, in which language."""

    iri: str
    number: int
    language: str


class Conditions:
    """Compares concepts with values as people write them: labels, notations or IRIs, capitals and accents aside."""

    def __init__(self, thesaurus: Thesaurus, terms: Terms) -> None:
        """Over these concepts and schemes, and the labels of the concepts."""
        self._thesaurus, self._terms = thesaurus, terms
        # A column asks for the same few values again and again, and so does a question that looks at every concept.
        self._called = lru_cache(_KEPT)(self._bearers)
        self._titled = lru_cache(_KEPT)(self._schemes)
        # Read once and not for every question: there are two dozen properties, of whatever language.
        self._said = lru_cache(None)(self._read)

    def meeting(self, condition: Condition) -> frozenset[str]:
        """The concepts that meet this one, by IRI; of a property that nobody knows no concept has a value."""
        property = known_property(condition.property)
        having = [self._having(property, value) if property else frozenset() for value in condition.values]
        if condition.quantifier is Quantifier.ALL:
            return frozenset.intersection(*having) if having else frozenset()
        some = frozenset().union(*having)
        return frozenset(self._terms.labels.concepts) - some if condition.quantifier is Quantifier.NONE else some

    def _having(self, property: Property, value: str) -> frozenset[str]:
        """The concepts with this value, by IRI."""
        found: Iterable[_Said]
        if property.name in LINKING:
            found = self._saying(_WIDER.get(property.name, property.name), {value, *self._called(value)})
        elif property.name == IN_SCHEME:
            found = self._saying(property.name, self._titled(value))
        elif property.name in PROSE:
            words = [set(self._saying(property.name, {word})) for word in set(fold(value).split())]
            found = set.intersection(*words) if words else ()
        else:
            found = self._saying(property.name, {value, fold(value)} - {""})
        if property.language:
            return frozenset(one.iri for one in found if property.speaks(one.language))
        return frozenset(one.iri for one in found)

    def _saying(self, name: str, sought: Iterable[str]) -> Iterator[_Said]:
        said = self._said(name)
        return chain.from_iterable(said.get(term, ()) for term in sought)

    def _read(self, name: str) -> Mapping[str, Sequence[_Said]]:
        """Who says what, of one property: by links, by texts as they are and folded, or by the words of sentences."""
        found: dict[str, list[_Said]] = {}
        for concept in self._terms.labels.concepts.values():
            for number, value in enumerate(values(Property(name), concept, self._thesaurus)):
                said = _Said(concept.iri, number, value.language if isinstance(value, Label) else "")
                for term in _terms_of(name, value):
                    found.setdefault(term, []).append(said)
        return found

    def _bearers(self, value: str) -> frozenset[str]:
        """The concepts with this label or notation."""
        noted = (one.iri for one in self._notations.get(value, ()))
        return frozenset((*noted, *(one.concept.iri for one in self._terms.labels.written(value))))

    @cached_property
    def _notations(self) -> Mapping[str, tuple[Concept, ...]]:
        return by_notation(self._terms.labels.concepts.values())

    def _schemes(self, value: str) -> frozenset[str]:
        """The schemes with this IRI or title."""
        called, schemes = fold(value), self._thesaurus.schemes()
        titled = (one.iri for one in schemes if called and called in {fold(title.text) for title in one.titles})
        return frozenset((value, *titled))


def _terms_of(name: str, value: Value) -> set[str]:
    """Under what a value is found."""
    if isinstance(value, Linked):
        return {value.iri}
    folded = fold(value.text)
    return set(folded.split()) if name in PROSE else {value.text, folded} - {""}
