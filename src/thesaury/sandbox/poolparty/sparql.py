"""SPARQL queries over a store: what is refused beforehand, and results in the formats of the protocol."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from thesaury.sandbox.poolparty.refusals import Refused

_QUIET = re.compile(
    r"\"\"\"(?:[^\"\\]|\\.|\"(?!\"\"))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r"|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|<[^<>\"{}|^`\\\s]*>|#[^\n]*"
)
_ELSEWHERE = re.compile(r"\b(SERVICE|LOAD)\b", re.IGNORECASE)
_DEEPEST = 200

_SOLUTIONS = MappingProxyType(
    {
        "application/sparql-results+json": ("JSON", "application/sparql-results+json"),
        "application/json": ("JSON", "application/json"),
        "json": ("JSON", "application/sparql-results+json"),
        "application/sparql-results+xml": ("XML", "application/sparql-results+xml"),
        "application/xml": ("XML", "application/xml"),
        "text/xml": ("XML", "text/xml"),
        "xml": ("XML", "text/xml"),
        "text/csv": ("CSV", "text/csv"),
        "csv": ("CSV", "text/csv"),
        "text/tab-separated-values": ("TSV", "text/tab-separated-values"),
        "tsv": ("TSV", "text/tab-separated-values"),
    }
)
_TRIPLES = MappingProxyType(
    {
        "text/turtle": ("TURTLE", "text/turtle"),
        "turtle": ("TURTLE", "text/turtle"),
        "application/n-triples": ("N_TRIPLES", "application/n-triples"),
        "application/ld+json": ("JSON_LD", "application/ld+json"),
        "application/json": ("JSON_LD", "application/ld+json"),
        "application/rdf+xml": ("RDF_XML", "application/rdf+xml"),
        "text/xml": ("RDF_XML", "application/rdf+xml"),
    }
)


@dataclass(frozen=True, slots=True)
class Results:
    """The bytes of an answer and their media type."""

    body: bytes
    media_type: str


def guard(text: str) -> None:
    """Raises Refused for a query or update that reaches out of the store or nests too deeply."""
    bare = _QUIET.sub(" ", text)
    if found := _ELSEWHERE.search(bare):
        raise Refused(400, f"{found[1].upper()} is not allowed here.")
    depth = 0
    for character in bare:
        depth += (character in "({[") - (character in ")}]")
        if depth > _DEEPEST:
            raise Refused(400, f"The query nests more than {_DEEPEST} deep.")


def optionals(text: str) -> int:
    """How many OPTIONALs a query has."""
    return len(re.findall(r"\bOPTIONAL\b", _QUIET.sub(" ", text), re.IGNORECASE))


def answer(store: Any, text: str, wanted: Sequence[str], union: bool) -> Results:
    """Runs a query; `wanted` are formats in the order of preference. Raises Refused 400 for a wrong query, 406 for unknown formats."""
    from pyoxigraph import QueryBoolean, QuerySolutions

    guard(text)
    try:
        found = store.query(text, use_default_graph_as_union=union)
        if isinstance(found, QuerySolutions | QueryBoolean):
            return _results(found, wanted, boolean=isinstance(found, QueryBoolean))
        return _triples(found, wanted)
    except SyntaxError as error:
        raise Refused(400, f"The query cannot be read: {error}") from error


def _results(found: Any, wanted: Sequence[str], boolean: bool) -> Results:
    from pyoxigraph import QueryResultsFormat

    name, media_type = _chosen(_SOLUTIONS, wanted, "text/xml")
    if boolean and name in ("CSV", "TSV"):
        name, media_type = _SOLUTIONS["text/xml"]
    return Results(bytes(found.serialize(format=getattr(QueryResultsFormat, name))), media_type)


def _triples(found: Any, wanted: Sequence[str]) -> Results:
    from pyoxigraph import RdfFormat, serialize

    name, media_type = _chosen(_TRIPLES, wanted, "application/rdf+xml")
    return Results(bytes(serialize(found, format=getattr(RdfFormat, name)) or b""), media_type)


def _chosen(known: Mapping[str, tuple[str, str]], wanted: Sequence[str], usual: str) -> tuple[str, str]:
    plain = [each.split(";")[0].strip().lower() for each in wanted if each.strip()]
    for each in plain:
        if each in known:
            return known[each]
        if each in ("*/*", "application/*", "text/*"):
            return known[usual]
    if plain:
        raise Refused(406, "", "empty")
    return known[usual]
