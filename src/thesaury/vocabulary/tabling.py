"""A vocabulary as a table that an import reads back: a row for each scheme and concept, columns as the import knows them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from thesaury.model.concept import Concept, ConceptScheme, Label, MappingRelation, Vocabulary
from thesaury.vocabulary.cells import bracketed, guarded, joined

_JOINED = (("alternative", "alternative"), ("hidden", "hidden"))
_SINGLE = (("definition", "definitions"), ("note", "notes"))
"""Kinds of texts of which each has a cell of its own: they may hold whatever parts others."""
_MATCHES = {
    MappingRelation.EXACT: "exact match",
    MappingRelation.CLOSE: "close match",
    MappingRelation.BROAD: "broad match",
    MappingRelation.NARROW: "narrow match",
    MappingRelation.RELATED: "related match",
}
_ALWAYS = ("iri", "type", "broader", "related", "scheme", "top concept of")
Row = Mapping[str, str]


def vocabulary_table(vocabulary: Vocabulary) -> tuple[Sequence[str], Iterator[Row]]:
    """The columns the vocabulary needs, and its rows: schemes first, then concepts by IRI."""
    return _columns(vocabulary), _rows(vocabulary)


def _rows(vocabulary: Vocabulary) -> Iterator[Row]:
    tops: dict[str, list[str]] = {}
    for scheme in vocabulary.schemes:
        for top in scheme.top_concepts:
            tops.setdefault(top, []).append(scheme.iri)
        yield _scheme(scheme)
    for concept in vocabulary.concepts:
        yield _concept(concept, tops.get(concept.iri, ()))


def _scheme(scheme: ConceptScheme) -> Row:
    return {"iri": bracketed([scheme.iri]), "type": "ConceptScheme", **_numbered("preferred", scheme.titles)}


def _concept(concept: Concept, tops: Iterable[str]) -> Row:
    told = {
        "iri": bracketed([concept.iri]),
        "type": "Concept",
        "broader": bracketed(concept.broader),
        "related": bracketed(concept.related),
        "scheme": bracketed(concept.schemes),
        "top concept of": bracketed(tops),
        "deprecated": "yes" if concept.deprecated else "",
        "replaced by": bracketed([concept.replaced_by]) if concept.replaced_by else "",
        **_numbered("preferred", concept.preferred),
        **_numbered("notation", [Label(text) for text in concept.notations]),
    }
    for name, field in _JOINED:
        by_language: dict[str, list[str]] = {}
        for label in getattr(concept, field):
            by_language.setdefault(_called(name, label.language), []).append(label.text)
        told |= {column: joined(texts) for column, texts in by_language.items()}
    for name, field in _SINGLE:
        told |= _numbered(name, getattr(concept, field))
    for relation, name in _MATCHES.items():
        told[name] = bracketed(match.target for match in concept.matches if match.relation is relation)
    return {column: cell for column, cell in told.items() if cell}


def _numbered(name: str, labels: Sequence[Label]) -> dict[str, str]:
    """Each text in a column of its own; further ones of a language in columns with a number."""
    seen: Counter[str] = Counter()
    told = {}
    for label in labels:
        column = _called(name, label.language)
        seen[column] += 1
        told[column if seen[column] == 1 else f"{column} ({seen[column]})"] = guarded(label.text)
    return told


def _called(name: str, language: str) -> str:
    return f"{name}@{language}" if language else name


def _columns(vocabulary: Vocabulary) -> Sequence[str]:
    """The columns that are filled anywhere, in an order that reads well: what it is, what it is called, what it is beside."""
    used = {column for row in _rows(vocabulary) for column in row} | {*_ALWAYS}
    order = ("iri", "type", "notation", "preferred", *(name for name, _ in (*_JOINED, *_SINGLE)))
    last = ("broader", "related", "scheme", "top concept of", *_MATCHES.values(), "deprecated", "replaced by")
    places = {name: place for place, name in enumerate((*order, *last))}

    def place(column: str) -> tuple[int, str, int]:
        bare, _, count = column.partition(" (")
        name, _, language = bare.partition("@")
        return places[name], language, int(count.rstrip(")") or 1)

    return sorted(used, key=place)
