"""Whole projects by export: asked for in the new and the old way, read by the RDF reader, and mapped to concepts."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from thesaury.connectors.poolparty.client import PoolParty, is_missing
from thesaury.connectors.poolparty.mapping import (
    DEPRECATED,
    DEPRECATED_IRI,
    KEPT_AS_NOTES,
    REPLACED_BY,
    SUGGESTED,
    Answer,
)
from thesaury.connectors.poolparty.projects import Project
from thesaury.connectors.texts import cleaned, is_iri, language_tag
from thesaury.model.concept import Concept, Label, MappingRelation, Match
from thesaury.model.errors import Refused
from thesaury.model.statement import RDF, SKOS, Literal, Statement
from thesaury.ports.rdf import RdfReader

_XL = "http://www.w3.org/2008/05/skos-xl#"
_MODULES = (("concepts", "deprecatedConcepts"), ("concepts",))
"""Suggested and candidate concepts have modules of their own, which are never asked for."""

_TEXTS = {
    "preferred": (f"{SKOS}prefLabel", f"{_XL}prefLabel"),
    "alternative": (f"{SKOS}altLabel", f"{_XL}altLabel"),
    "hidden": (f"{SKOS}hiddenLabel", f"{_XL}hiddenLabel"),
    "definitions": (f"{SKOS}definition",),
    "notes": KEPT_AS_NOTES,
}
_SCHEMES = (f"{SKOS}inScheme", f"{SKOS}topConceptOf")
_VALUES = (f"{_XL}literalForm", f"{RDF}value")
Said = Mapping[str, list[Statement]]


def export_of(client: PoolParty, project: Project, rdf: RdfReader) -> dict[str, Answer] | None:
    """Every concept of the project, or None where it cannot be exported: then it is read by page.

    Raises Unreachable, NeedsLogin, and BadInput for a body that is neither RDF nor a refusal, such as a page or half an export. A
    refusal, also one with status 200, and an export without concepts count as None.
    """
    for ask in (client.export, client.export_as_before):
        for modules in _MODULES:
            try:
                body = ask(project.id, modules).body
                return None if _is_json(body) else _read(body, rdf) or None
            except Refused as error:
                if not is_missing(error):
                    return None
    return None


def concepts_of(statements: Iterable[Statement]) -> dict[str, Answer]:
    """The concepts that statements speak of; mapping is pure, and what is neither SKOS nor kept is passed over."""
    said: dict[str, list[Statement]] = {}
    for statement in statements:
        said.setdefault(statement.subject, []).append(statement)
    types = {iri: _iris(said, iri, f"{RDF}type") for iri in said}
    return {
        iri: _answer(iri, types[iri], said) for iri in sorted(said) if f"{SKOS}Concept" in types[iri] and is_iri(iri)
    }


def _is_json(body: bytes) -> bool:
    """Whether the server answered in words instead of with the export."""
    try:
        return isinstance(json.loads(body), dict)
    except (ValueError, RecursionError):
        return False


def _read(body: bytes, rdf: RdfReader) -> dict[str, Answer]:
    with TemporaryDirectory() as folder:
        path = Path(folder, "export.trig")
        path.write_bytes(body)
        return concepts_of(item for item in rdf.read(path) if isinstance(item, Statement))


def _answer(iri: str, types: tuple[str, ...], said: Said) -> Answer:
    kinds = " ".join(types).lower()
    status = (
        SUGGESTED if "suggested#" in kinds or "candidate#" in kinds else DEPRECATED if "deprecated" in kinds else ""
    )
    replaced = next(iter(_iris(said, iri, REPLACED_BY)), None)
    texts = {name: _labels(said, iri, properties) for name, properties in _TEXTS.items()}
    gone = any(label.text.lower() in ("true", "1") for label in _labels(said, iri, (DEPRECATED_IRI,)))
    related = _iris(said, iri, f"{SKOS}related")
    concept = Concept(
        iri,
        schemes=_iris(said, iri, *_SCHEMES),
        **texts,
        notations=tuple(sorted({label.text for label in _labels(said, iri, (f"{SKOS}notation",))})),
        broader=_iris(said, iri, f"{SKOS}broader"),
        related=related,
        matches=_matches(said, iri),
        deprecated=bool(gone or replaced or status == DEPRECATED),
        replaced_by=replaced,
    )
    return Answer(concept, _iris(said, iri, f"{SKOS}narrower"), related, status)


def _labels(said: Said, subject: str, properties: Iterable[str]) -> tuple[Label, ...]:
    """The texts of a subject, also those of label resources (SKOS-XL) and of rich notes."""
    found: set[Label] = set()
    for statement in said.get(subject, ()):
        if statement.predicate not in properties:
            continue
        value = statement.object
        if isinstance(value, Literal):
            found.add(Label(cleaned(value.value), language_tag(value.language)))
        elif not set(_VALUES) & set(properties):
            found.update(_labels(said, value.value, _VALUES))
    return tuple(sorted(label for label in found if label.text))


def _iris(said: Said, subject: str, *properties: str) -> tuple[str, ...]:
    objects = {
        statement.object.value
        for statement in said.get(subject, ())
        if statement.predicate in properties and not isinstance(statement.object, Literal)
    }
    return tuple(sorted(iri for iri in objects if is_iri(iri)))


def _matches(said: Said, iri: str) -> tuple[Match, ...]:
    kinds = tuple(MappingRelation)
    return tuple(sorted({Match(kind, other) for kind in kinds for other in _iris(said, iri, f"{SKOS}{kind.value}")}))
