"""Statements as a file that is there whole or not at all."""

import os
from collections.abc import Iterable, Iterator
from errno import ENOSPC
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from thesaury.engines.oxigraph.terms import quad
from thesaury.model.errors import NoSpace, Unreachable, Usage
from thesaury.model.statement import DCAT, DCTERMS, OA, ODRL, PROV, RDF, RDFS, SCHEMA, SKOS, THY, XSD, Statement

FORMS = {".ttl": RdfFormat.TURTLE, ".nt": RdfFormat.N_TRIPLES, ".rdf": RdfFormat.RDF_XML, ".jsonld": RdfFormat.JSON_LD}

_PREFIXES = {
    "dcat": DCAT,
    "dcterms": DCTERMS,
    "oa": OA,
    "odrl": ODRL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "skos": SKOS,
    "thy": THY,
    "xsd": XSD,
}


def write_file(quads: Iterable[Quad], path: Path) -> int:
    """Write these as triples in the form the file's ending names; returns how many.

    Raises Usage for an unknown ending, NoSpace and Unreachable when the place does not take it; the old file then stays.
    """
    form = FORMS.get(path.suffix.lower())
    if form is None:
        raise Usage(f"{path.name}: graphs are written as {', '.join(FORMS)}; give the file one of these endings")
    counter = _Counter(quads)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, counter, form)
    except OSError as error:
        raise (NoSpace if error.errno == ENOSPC else Unreachable)(f"{path} could not be written: {error}") from error
    return counter.count


def write_statements(statements: Iterable[Statement], path: Path) -> int:
    """The same for statements that are in no store."""
    anywhere = NamedNode("urn:x")
    return write_file((quad(each, anywhere) for each in statements), path)


def _replace(path: Path, triples: Iterable[Triple], form: RdfFormat) -> None:
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as output:
            serialize(triples, output, form, prefixes=_PREFIXES)
            output.flush()
            os.fsync(output.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


class _Counter:
    """Hands triples on and counts them."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._quads = quads
        self.count = 0

    def __iter__(self) -> Iterator[Triple]:
        for found in self._quads:
            self.count += 1
            yield found.triple
