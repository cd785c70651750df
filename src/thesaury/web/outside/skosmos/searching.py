"""Searches as Skosmos makes them: labels like a pattern with asterisks, each with how it fits, in the order of the alphabet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from typing import Any

from thesaury.model.concept import Concept, Label, LabelKind, MappingRelation
from thesaury.web.outside.shelves import Entry, Shelf, fits
from thesaury.web.outside.skosmos.answering import ONKI, SKOS

CONTEXT: Mapping[str, Any] = {
    "skos": SKOS,
    "isothes": "http://purl.org/iso25964/skos-thes#",
    "onki": ONKI,
    "uri": "@id",
    "type": "@type",
    "results": {"@id": "onki:results", "@container": "@list"},
    "prefLabel": "skos:prefLabel",
    "altLabel": "skos:altLabel",
    "hiddenLabel": "skos:hiddenLabel",
}
_CONCEPTS = ("skos:Concept", f"{SKOS}Concept")
_TEXTS = {"altLabel": "alternative", "hiddenLabel": "hidden", "definition": "definitions", "note": "notes"}
FIELDS = frozenset(("prefLabel", "notation", "narrower", *_TEXTS, "inScheme", "broader", "related", *MappingRelation))
"""What a hit may tell beside the usual."""
_RANKS = {LabelKind.PREFERRED: 1, LabelKind.ALTERNATIVE: 3, LabelKind.HIDDEN: 5}
_LINKS = {"inScheme": "schemes", "broader": "broader", "related": "related"}


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched: `language` is that of labels that may fit, `shown` that of labels to show; either may be empty."""

    query: str
    language: str = ""
    shown: str = ""
    types: Sequence[str] = ()
    parent: str = ""
    group: str = ""
    fields: Sequence[str] = ()
    unique: bool = False


def results(shelves: Sequence[Shelf], search: Search) -> Iterator[dict[str, Any]]:
    """Every hit in these vocabularies, by the label that fits; made as it is taken."""
    if search.group or (search.types and not set(search.types) & set(_CONCEPTS)):
        return  # there are no collections here, and concepts are of one type
    found = merge(*(_of(shelf, search) for shelf in shelves), key=_order)
    for shelf, entry in _first(found, search) if search.unique else found:
        yield _hit(shelf, entry, search)


def _of(shelf: Shelf, search: Search) -> Iterator[tuple[Shelf, Entry]]:
    return ((shelf, entry) for entry in _fitting(shelf, search))


def _order(one: tuple[Shelf, Entry]) -> tuple[str, str, str]:
    shelf, entry = one
    return entry.text, entry.label.language, shelf.name


def _fitting(shelf: Shelf, search: Search) -> Iterator[Entry]:
    """The labels that fit, and those of the concepts with exactly this notation; where no words are asked for, the preferred ones."""
    below = shelf.thesaurus.descendants(search.parent) if search.parent else None
    for entry in _alike(shelf, search.query):
        if entry.concept.deprecated or (below is not None and entry.concept.iri not in below):
            continue
        if not search.language or fits(entry.label.language, search.language):
            yield entry


def _alike(shelf: Shelf, query: str) -> Iterator[Entry]:
    """In the order of the alphabet, as a shelf has its labels."""
    pattern = Pattern.of(query.lower())
    if not pattern.parts:
        return (entry for entry in shelf.entries if entry.kind is LabelKind.PREFERRED)
    among = shelf.beginning(pattern.parts[0] if pattern.at_start else "")
    found = (entry for entry in among if pattern.fits(entry.text))
    noted = (entry for entry in shelf.notations.get(query, ()) if not pattern.fits(entry.text))
    return merge(found, noted, key=lambda entry: (entry.text, entry.label.language))


@dataclass(frozen=True, slots=True)
class Pattern:
    """Parts of a text in their order, with anything between them where asterisks were; read once from left to right, however many."""

    parts: tuple[str, ...]
    at_start: bool
    at_end: bool

    @classmethod
    def of(cls, query: str) -> "Pattern":
        """What a query with asterisks asks for."""
        parts = tuple(part for part in query.split("*") if part)
        return cls(parts, not query.startswith("*"), not query.endswith("*"))

    def fits(self, text: str) -> bool:
        """Whether the whole text is like this."""
        if self.at_start and self.at_end and len(self.parts) == 1:
            return text == self.parts[0]
        place = 0
        for number, part in enumerate(self.parts):
            last = number == len(self.parts) - 1
            found = text.rfind(part, place) if last and self.at_end else text.find(part, place)
            if found < 0 or (number == 0 and self.at_start and found > 0 and not (last and self.at_end)):
                return False
            place = found + len(part)
        return not self.at_end or place == len(text)


def _first(found: Iterable[tuple[Shelf, Entry]], search: Search) -> Iterator[tuple[Shelf, Entry]]:
    """Each concept once, by the label that fits best: preferred before alternative, in the language shown before others."""
    best: dict[tuple[str, str], tuple[Shelf, Entry]] = {}
    for shelf, entry in found:
        key = (shelf.name, entry.concept.iri)
        if key not in best or _rank(entry, search) < _rank(best[key][1], search):
            best[key] = (shelf, entry)
    return iter(sorted(best.values(), key=_order))


def _rank(entry: Entry, search: Search) -> tuple[int, str]:
    shown = search.shown or search.language
    return _RANKS[entry.kind] + (not shown or not fits(entry.label.language, shown)), entry.text


def _hit(shelf: Shelf, entry: Entry, search: Search) -> dict[str, Any]:
    concept, matched = entry.concept, entry.label
    shown = _shown(concept, matched, search)
    hit: dict[str, Any] = {"uri": concept.iri, "type": ["skos:Concept"], "localname": local_name(concept.iri)}
    hit |= _more(shelf, concept, search)
    if shown:
        hit |= {"prefLabel": shown.text, "lang": shown.language}
    if concept.notations:
        hit["notation"] = concept.notations[0]
    if entry.kind is LabelKind.PREFERRED:
        if shown is not None and matched != shown:
            hit |= {"matchedPrefLabel": matched.text, "lang": matched.language}
    else:
        hit |= {entry.kind.value: matched.text, "lang": matched.language}
    return hit | {"vocab": shelf.name}


def _shown(concept: Concept, matched: Label, search: Search) -> Label | None:
    """The preferred label in the language shown, else in that of the label that fits."""
    wanted = [search.shown or search.language, matched.language]
    named = (one for language in wanted if language for one in concept.preferred if fits(one.language, language))
    return next(named, None) or next(iter(concept.preferred), None)


def _more(shelf: Shelf, concept: Concept, search: Search) -> dict[str, Any]:
    """The fields that were asked for beside the usual ones."""
    told: dict[str, Any] = {}
    language = search.shown or search.language
    for field in search.fields:
        if field == "prefLabel":
            told["prefLabels"] = {label.language: label.text for label in reversed(concept.preferred)}
        elif field in _TEXTS:
            texts = [
                one.text for one in getattr(concept, _TEXTS[field]) if not language or fits(one.language, language)
            ]
            told |= {field: texts} if texts else {}
        elif field == "notation":
            told |= {field: list(concept.notations)} if concept.notations else {}
        elif iris := _linked(shelf, concept, field):
            told[field] = [_named(shelf, iri, language) for iri in iris]
    return told


def _linked(shelf: Shelf, concept: Concept, field: str) -> list[str]:
    if field == "narrower":
        return list(shelf.thesaurus.narrower(concept.iri))
    if field in _LINKS:
        return list(getattr(concept, _LINKS[field]))
    return [match.target for match in concept.matches if match.relation.value == field]


def _named(shelf: Shelf, iri: str, language: str) -> dict[str, str]:
    label = shelf.label(iri, language) if language else None
    return {"uri": iri} | ({"prefLabel": label.text} if label else {})


def local_name(iri: str) -> str:
    """What an IRI ends with."""
    return iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1] or iri


def looked_up(hits: Sequence[Mapping[str, Any]], label: str, anywhere: bool) -> list[Mapping[str, Any]]:
    """Of these hits the ones that are called exactly so, else alike; preferred before alternative labels, and where labels of any
    language count, those of the language shown first."""
    fields = ("prefLabel", *(("matchedPrefLabel",) if anywhere else ()), "altLabel")
    for field in fields:
        alike = [hit for hit in hits if str(hit.get(field, "")).lower() == label.lower()]
        if found := [hit for hit in alike if hit[field] == label] or alike:
            return [_renamed(hit) for hit in found] if field == "matchedPrefLabel" else found
    return []


def _renamed(hit: Mapping[str, Any]) -> Mapping[str, Any]:
    rest = {name: value for name, value in hit.items() if name != "matchedPrefLabel"}
    return {**rest, "prefLabel": hit["matchedPrefLabel"]}
