"""Export of modules in RDF formats, and import, which is silent and skips approval."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from thesaury.sandbox.poolparty.project import Project
from thesaury.sandbox.poolparty.refusals import Refused
from thesaury.sandbox.poolparty.thesaurus import APPROVED, HISTORY, LISTS, OUTDATED, PROPOSED, WORKFLOW, Thesaurus

MODULES = (
    *("concepts", "workflow", "history", "suggestedConcepts", "candidateConcepts", "deprecatedConcepts"),
    *(
        "blacklistedTerms",
        "lists",
        "categories",
        "skosnotes",
        "linkedData",
        "users",
        "schemes",
        "corpora",
        "void",
        "adms",
    ),
)
_FORMATS = MappingProxyType(
    {
        "trig": ("TRIG", "application/trig", True),
        "turtle": ("TURTLE", "text/turtle", False),
        "ntriples": ("N_TRIPLES", "application/n-triples", False),
        "nquads": ("N_QUADS", "application/n-quads", True),
        "rdfxml": ("RDF_XML", "application/rdf+xml", False),
        "jsonld": ("JSON_LD", "application/ld+json", True),
        "n3": ("N3", "text/n3", False),
    }
)
_ELSEWHERE = frozenset(("trix", "binaryrdf", "rdfjson"))
_BY_SUFFIX = MappingProxyType(
    {
        "ttl": "turtle",
        "nt": "ntriples",
        "nq": "nquads",
        "rdf": "rdfxml",
        "xml": "rdfxml",
        "jsonld": "jsonld",
        "trig": "trig",
    }
)
_PREFIXES = {"skos": "http://www.w3.org/2004/02/skos/core#", "dcterms": "http://purl.org/dc/terms/"}


@dataclass(frozen=True, slots=True)
class Format:
    """An RDF format: pyoxigraph's name for it, its media type, and whether it keeps named graphs."""

    name: str
    media_type: str
    graphs: bool

    @property
    def rdf(self) -> Any:
        """pyoxigraph's value."""
        from pyoxigraph import RdfFormat

        return getattr(RdfFormat, self.name)


def format_named(name: str) -> Format:
    """The format of a name in any spelling (RDF/XML, rdfxml, N-Triples). Raises Refused 406 for those not served, 400 for unknown ones."""
    plain = name.lower().replace("/", "").replace("-", "").replace(" ", "")
    if plain in _ELSEWHERE:
        raise Refused(406, "", "empty")
    if plain not in _FORMATS:
        raise Refused(400, f"There is no RDF format '{name}'.")
    return Format(*_FORMATS[plain])


def format_of_type(media_type: str) -> Format | None:
    """The format of a media type, if it is one of RDF's."""
    plain = media_type.split(";")[0].strip().lower()
    found = next((each for each in _FORMATS.values() if each[1] == plain), None)
    return Format(*found) if found else None


def format_of_file(name: str) -> Format | None:
    """The format that a file's name promises."""
    known = _BY_SUFFIX.get(name.rsplit(".", 1)[-1].lower())
    return format_named(known) if known else None


def export(project: Project, modules: Sequence[str], form: Format, without: Iterable[str] = ()) -> bytes:
    """The modules in one document; several need a format with named graphs."""
    from pyoxigraph import NamedNode, serialize

    if wrong := [module for module in modules if module not in MODULES]:
        raise Refused(400, f"There is no module '{wrong[0]}'. Known are {', '.join(MODULES)}.")
    if len(modules) != 1 and not form.graphs:
        raise Refused(400, f"{len(modules)} modules need a format with named graphs, such as TriG or N-Quads.")
    thesaurus, left_out = project.thesaurus, set(without)
    graphs = [NamedNode(thesaurus.graph_iri(module)) for module in modules]
    quads = [
        quad
        for graph in graphs
        for quad in thesaurus.store.quads_for_pattern(None, None, None, graph)
        if quad.predicate.value not in left_out
    ]
    quads.sort(key=lambda quad: (quad.subject.value, quad.predicate.value, str(quad.object)))
    statements = quads if form.graphs else [quad.triple for quad in quads]
    return bytes(serialize(statements, format=form.rdf, prefixes=_PREFIXES) or b"")


def bring_in(project: Project, content: bytes, form: Format, overwrite: bool, now: datetime) -> int:
    """Takes in a document without any event; returns how many statements. Raises Refused for RDF with errors and for orphans."""
    triples = parsed(content, form)
    trial = Thesaurus(project.card.uri, project.card.supplement)
    if not overwrite:
        _copy(project.thesaurus, trial, (APPROVED, OUTDATED))
    trial.load(triples)
    if orphans := trial.orphans():
        raise Refused(400, f"The data is no clean SKOS: {len(orphans)} orphan concepts, such as <{orphans[0]}>.")
    if overwrite:
        _empty(project.thesaurus, (APPROVED, OUTDATED))
    project.thesaurus.load(triples)
    project.touch(now)
    return len(triples)


def parsed(content: bytes, form: Format) -> list[Any]:
    """The triples of a document. Raises Refused for a document with errors or with a DOCTYPE."""
    from pyoxigraph import Triple, parse

    if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content[:4096]:
        raise Refused(400, "Documents with a DOCTYPE are not taken.")
    try:
        quads = list(parse(content, format=form.rdf))
    except (SyntaxError, ValueError) as error:
        raise Refused(400, f"The data cannot be read: {error}") from error
    return [Triple(quad.subject, quad.predicate, quad.object) for quad in quads]


def _copy(origin: Thesaurus, goal: Thesaurus, modules: Sequence[str]) -> None:
    from pyoxigraph import NamedNode

    for module in modules:
        goal.store.extend(origin.store.quads_for_pattern(None, None, None, NamedNode(origin.graph_iri(module))))


def _empty(thesaurus: Thesaurus, modules: Sequence[str]) -> None:
    from pyoxigraph import NamedNode

    for module in modules:
        graph = NamedNode(thesaurus.graph_iri(module))
        for quad in thesaurus.store.quads_for_pattern(None, None, None, graph):
            thesaurus.touched.add((module, quad.subject.value))
        thesaurus.store.clear_graph(graph)


KEPT_MODULES = (APPROVED, OUTDATED, PROPOSED, HISTORY, WORKFLOW, LISTS)
"""Modules that hold anything here; the others export empty."""
