"""Words that mean something of a client's own in queries: they link to that concept and to no other that bears them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from re import escape, search
from typing import TYPE_CHECKING

from thesaury.model.brand_term import BrandTerm
from thesaury.vocabulary.brand.words import keys
from thesaury.vocabulary.thesaurus import Thesaurus
from thesaury.vocabulary.words.folding import split, ways

if TYPE_CHECKING:
    from thesaury.search.linking.linker import Linked


@dataclass(frozen=True, slots=True)
class OwnWord:
    """A term with the keys of its words, and the other concepts that are called so."""

    term: BrandTerm
    keys: tuple[str, ...]
    others: frozenset[str]

    def barred(self, query: str, said: tuple[str, ...]) -> frozenset[str]:
        """The concepts that a query, `said` in its folded ways, does not mean by this word."""
        if not any(f" {key} " in way for key in self.keys for way in said):
            return frozenset()
        written = not self.term.exact or search(rf"(?<!\w){escape(self.term.text)}(?!\w)", query)
        return self.others if written else frozenset((self.term.concept,))


def own_words(thesaurus: Thesaurus) -> tuple[OwnWord, ...]:
    """The words of the client's own that other concepts are called by too; none, at no cost, where it has none."""
    terms = [(term, keys(term.text)) for term in thesaurus.brand.own]
    if not terms:
        return ()
    wanted = {key for _, found in terms for key in found}
    bearers: dict[str, set[str]] = {key: set() for key in wanted}
    for concept in thesaurus:
        for label in (*(label for _, label in concept.labels()), *concept.unread):
            for key in wanted.intersection(keys(label.text)):
                bearers[key].add(concept.iri)
    made = ((term, found, frozenset[str]().union(*(bearers[key] for key in found))) for term, found in terms)
    return tuple(OwnWord(term, found, borne - {term.concept}) for term, found, borne in made if borne - {term.concept})


def without_others(linked: "Linked", query: str, words: tuple[OwnWord, ...]) -> "Linked":
    """The links of a query without concepts that it does not mean; the best of those left weighs 1."""
    barred = frozenset(_barred(query, words))
    kept = [link for link in linked.links if link.concept not in barred]
    if len(kept) == len(linked.links):
        return linked
    best = max((link.weight for link in kept), default=1.0)
    return replace(linked, links=tuple(replace(link, weight=link.weight / best) for link in kept))


def _barred(query: str, words: tuple[OwnWord, ...]) -> Iterator[str]:
    said = tuple(f" {' '.join(split(way))} " for way in ways(query))
    for word in words:
        yield from word.barred(query, said)
