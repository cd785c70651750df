"""The description of a concept or scheme: as RDF, and as what its page shows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from thesaury.bootstrap.files import rdf_bytes
from thesaury.model.concept import Concept, ConceptScheme, Label
from thesaury.model.statement import SKOS, Iri, Statement
from thesaury.vocabulary.languages import best
from thesaury.vocabulary.statements import scheme_statements
from thesaury.web.outside.shelves import Shelf
from thesaury.web.outside.skosmos.data import for_caller, told_of
from thesaury.web.outside.skosmos.searching import local_name

_MOST = 200
"""Neighbours of one kind that a page shows."""


@dataclass(frozen=True, slots=True)
class Named:
    """Something the page names: where it is read, and what it is called."""

    iri: str
    label: Label


def as_rdf(shelf: Shelf, thing: Concept | ConceptScheme, ending: str) -> bytes:
    """The description in the form of this ending."""
    return rdf_bytes(for_caller(told_of(shelf, thing)) if isinstance(thing, Concept) else _scheme(thing), ending)


def as_page(shelf: Shelf, thing: Concept | ConceptScheme, language: str) -> Mapping[str, Any]:
    """What the page shows, in the reader's language where the vocabulary has it."""
    languages = (language, *shelf.languages)
    shown: dict[str, Any] = {"thing": thing, "vocabulary": shelf.name, "name": _called(shelf, thing.iri, languages)}
    if isinstance(thing, ConceptScheme):
        return shown | {"groups": [("tops", _named(shelf, thing.top_concepts, languages))], "concept": None}
    groups = (
        ("broader", shelf.thesaurus.broader(thing.iri)),
        ("narrower", shelf.thesaurus.narrower(thing.iri)),
        ("related", thing.related),
        ("schemes", thing.schemes),
    )
    return shown | {
        "concept": thing,
        "labels": _by_language(thing, languages),
        "definitions": sorted((*thing.definitions, *thing.notes), key=lambda one: _place(one.language, languages)),
        "groups": [(key, _named(shelf, iris, languages)) for key, iris in groups if iris],
        "replaced_by": _named(shelf, [thing.replaced_by], languages)[0] if thing.replaced_by else None,
    }


def address(base: str, iri: str) -> str:
    """Where something is read: here, where it is ours, else at its own address; empty where that is none."""
    if base and iri.startswith(base):
        return f"/id/{quote(iri.removeprefix(base), safe='/%:;,=@!$&()*+~')}"
    return iri if iri.startswith(("https://", "http://")) else ""


def _scheme(scheme: ConceptScheme) -> Iterator[Statement]:
    yield from scheme_statements(scheme)
    for top in scheme.top_concepts:
        yield Statement(top, f"{SKOS}inScheme", Iri(scheme.iri))


def _named(shelf: Shelf, iris: Iterable[str], languages: tuple[str, ...]) -> list[Named]:
    found = [Named(iri, _called(shelf, iri, languages)) for iri in iris]
    return sorted(found, key=lambda one: one.label.text.casefold())[:_MOST]


def _called(shelf: Shelf, iri: str, languages: tuple[str, ...]) -> Label:
    concept = shelf.thesaurus.concept(iri)
    scheme = next((one for one in shelf.vocabulary.schemes if one.iri == iri), None)
    labels = concept.preferred if concept else scheme.titles if scheme else ()
    return best(labels, languages) or Label(local_name(iri))


def _by_language(concept: Concept, languages: tuple[str, ...]) -> list[tuple[str, list[Label], list[Label]]]:
    """For each language the preferred and the other labels; hidden ones are for searches alone."""
    there = {label.language for label in (*concept.preferred, *concept.alternative)}
    return [
        (
            language,
            [one for one in concept.preferred if one.language == language],
            [one for one in concept.alternative if one.language == language],
        )
        for language in sorted(there, key=lambda one: _place(one, languages))
    ]


def _place(language: str, languages: tuple[str, ...]) -> tuple[int, str]:
    return languages.index(language) if language in languages else len(languages), language
