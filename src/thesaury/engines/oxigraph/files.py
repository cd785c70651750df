"""Statements as a file that is there whole or not at all."""

import os
from collections.abc import Iterable, Iterator, Mapping
from errno import ENOSPC
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from thesaury.engines.oxigraph.terms import quad
from thesaury.model.errors import NoSpace, Unreachable, Usage
from thesaury.model.statement import (
    DCAT,
    DCTERMS,
    OA,
    ODRL,
    OWL,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SHACL,
    SKOS,
    THY,
    XSD,
    Statement,
)

FORMS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".rdf": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
    ".n3": RdfFormat.N3,
}
DATASETS = {".trig": RdfFormat.TRIG, ".nq": RdfFormat.N_QUADS}
"""Forms that say in which graph a statement is."""

PREFIXES = {
    "dcat": DCAT,
    "dcterms": DCTERMS,
    "oa": OA,
    "odrl": ODRL,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sh": SHACL,
    "skos": SKOS,
    "thy": THY,
    "xsd": XSD,
}


def write_file(quads: Iterable[Quad], path: Path, told: bool = False) -> int:
    """Write these as triples in the form the file's ending names, where graphs are `told` also with their graphs; returns how many.

    Raises Usage for an unknown ending, NoSpace and Unreachable when the place does not take it; the old file then stays.
    """
    forms = FORMS | DATASETS if told else FORMS
    form = forms.get(path.suffix.lower())
    if form is None:
        raise Usage(f"{path.name}: graphs are written as {', '.join(forms)}; give the file one of these endings")
    counter = _Counter(quads, whole=form in DATASETS.values())
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, counter, form)
    except OSError as error:
        raise (NoSpace if error.errno == ENOSPC else Unreachable)(f"{path} could not be written: {error}") from error
    return counter.count


def write_statements(statements: Iterable[Statement], path: Path, graph: str = "") -> int:
    """The same for statements that are in no store; in the forms that tell graphs they are of the one named."""
    home = NamedNode(graph or "urn:x")
    return write_file((quad(each, home) for each in statements), path, told=bool(graph))


def write_dataset(graphs: Mapping[str, Iterable[Statement]], path: Path) -> int:
    """Write the statements of several graphs, each with its graph: .trig or .nq. Raises as `write_file`."""
    quads = (quad(each, NamedNode(name)) for name, statements in graphs.items() for each in statements)
    return write_file(quads, path, told=True)


def serialized(statements: Iterable[Statement], ending: str) -> bytes:
    """A few statements in the form of this ending, without its dot. Raises Usage for an unknown one."""
    if (form := FORMS.get(f".{ending}")) is None:
        raise Usage(f"{ending!r} is no form of statements: take one of {', '.join(one[1:] for one in FORMS)}")
    home = NamedNode("urn:x")
    written = serialize((quad(each, home).triple for each in statements), format=form, prefixes=PREFIXES)
    return written or b""


def _replace(path: Path, triples: Iterable[Triple] | Iterable[Quad], form: RdfFormat) -> None:
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as output:
            serialize(triples, output, form, prefixes=PREFIXES)
            output.flush()
            os.fsync(output.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


class _Counter:
    """Hands triples on, or whole quads, and counts them."""

    def __init__(self, quads: Iterable[Quad], whole: bool) -> None:
        self._quads, self._whole = quads, whole
        self.count = 0

    def __iter__(self) -> Iterator[Any]:
        for found in self._quads:
            self.count += 1
            yield found if self._whole else found.triple
