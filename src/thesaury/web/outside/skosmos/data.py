"""A concept as data: RDF as its vocabulary says it, with what its neighbours are called, or compact JSON-LD."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from thesaury.bootstrap.files import rdf_bytes
from thesaury.model.access import Permission
from thesaury.model.concept import Concept
from thesaury.model.statement import DCTERMS, OWL, RDF, SKOS, Iri, Literal, Statement
from thesaury.vocabulary.statements import concept_statements, scheme_statements
from thesaury.web.door.caller import caller
from thesaury.web.outside.shelves import Shelf

FORMS = {"application/rdf+xml": "rdf", "text/turtle": "ttl", "application/ld+json": "", "application/json": ""}
"""Types a concept is told in, and the form of RDF each is; empty for compact JSON-LD."""
_NAMES = ("prefLabel", "altLabel", "hiddenLabel", "broader", "narrower", "related", "inScheme")
_MAPPINGS = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
_CONTEXT = {
    "skos": SKOS,
    "isothes": "http://purl.org/iso25964/skos-thes#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": OWL,
    "dct": DCTERMS,
    "dc11": "http://purl.org/dc/elements/1.1/",
    "uri": "@id",
    "type": "@type",
    "lang": "@language",
    "value": "@value",
    "graph": "@graph",
    "label": "rdfs:label",
    **{name: f"skos:{name}" for name in (*_NAMES, *_MAPPINGS)},
}
_PREFIXES = ((SKOS, "skos"), (OWL, "owl"), (DCTERMS, "dct"))


def as_data(shelf: Shelf, concept: Concept, kind: str) -> bytes:
    """The concept in this type."""
    statements = for_caller(told_of(shelf, concept))
    return rdf_bytes(statements, form) if (form := FORMS[kind]) else _compact(statements)


def for_caller(statements: Iterable[Statement]) -> Iterable[Statement]:
    """Without hidden labels, which are for searches and no page shows, unless the caller is somebody who may read."""
    if caller().may(Permission.READ):
        return statements
    return (one for one in statements if one.predicate != f"{SKOS}hiddenLabel")


def told_of(shelf: Shelf, concept: Concept) -> Iterator[Statement]:
    """The concept with both directions of its relations, and the labels and types of what it names of its vocabulary."""
    iri = concept.iri
    yield from concept_statements(concept)
    narrower = shelf.thesaurus.narrower(iri)
    for other in narrower:
        yield Statement(iri, f"{SKOS}narrower", Iri(other))
    for other in sorted({*concept.broader, *narrower, *concept.related} - {iri}):
        if found := shelf.thesaurus.concept(other):
            yield Statement(other, f"{RDF}type", Iri(f"{SKOS}Concept"))
            for label in found.preferred:
                yield Statement(other, f"{SKOS}prefLabel", Literal(label.text, label.language))
    for scheme in shelf.vocabulary.schemes:
        if iri in scheme.top_concepts:
            yield Statement(iri, f"{SKOS}topConceptOf", Iri(scheme.iri))
        if scheme.iri in concept.schemes:
            yield from scheme_statements(scheme, tops=False)


def _compact(statements: Iterable[Statement]) -> bytes:
    """JSON-LD with short names: one object for each subject, one value by itself and several as a list."""
    graph: dict[str, dict[str, Any]] = {}
    for one in statements:
        node = graph.setdefault(one.subject, {"uri": one.subject})
        name = "type" if one.predicate == f"{RDF}type" else _short(one.predicate)
        value = _value(one.object, name)
        held = node.get(name)
        node[name] = value if held is None else [*held, value] if isinstance(held, list) else [held, value]
    document = {"@context": _CONTEXT, "graph": [graph[iri] for iri in sorted(graph)]}
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "replace")


def _value(value: Iri | Literal, name: str) -> Any:
    if isinstance(value, Iri):
        return _short(value.value) if name == "type" else {"uri": value.value}
    if value.language:
        return {"lang": value.language, "value": value.value}
    return {"type": value.datatype, "value": value.value} if value.datatype else value.value


def _short(iri: str) -> str:
    for space, prefix in _PREFIXES:
        if iri.startswith(space):
            local = iri.removeprefix(space)
            return local if local in (*_NAMES, *_MAPPINGS) else f"{prefix}:{local}"
    return iri
