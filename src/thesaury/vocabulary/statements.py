"""A vocabulary as SKOS statements, for the graph and for files."""

from collections.abc import Iterator

from thesaury.model.concept import Concept, ConceptScheme, Label, Vocabulary
from thesaury.model.statement import DCTERMS, OWL, RDF, SKOS, XSD, Iri, Literal, Statement
from thesaury.vocabulary.hierarchy import closure

_TEXTS = (("definitions", "definition"), ("notes", "note"))
_LINKS = (("schemes", "inScheme"), ("broader", "broader"), ("related", "related"))


def vocabulary_statements(vocabulary: Vocabulary, closed: bool = True) -> Iterator[Statement]:
    """Everything the vocabulary says, with both directions of `broader` and (`closed`, as the graph needs it) its transitive closure."""
    for scheme in vocabulary.schemes:
        yield from scheme_statements(scheme)
    for concept in vocabulary.concepts:
        yield from concept_statements(concept)
    broader = {concept.iri: concept.broader for concept in vocabulary.concepts if concept.broader}
    if not closed:
        yield from (Statement(over, f"{SKOS}narrower", Iri(iri)) for iri, found in broader.items() for over in found)
        return
    for narrower, over, distance in closure(broader):
        if distance == 1:
            yield Statement(over, f"{SKOS}narrower", Iri(narrower))
        yield Statement(narrower, f"{SKOS}broaderTransitive", Iri(over))


def scheme_statements(scheme: ConceptScheme, tops: bool = True) -> Iterator[Statement]:
    """A scheme with its titles, and with its top concepts unless they are left out."""
    yield Statement(scheme.iri, f"{RDF}type", Iri(f"{SKOS}ConceptScheme"))
    for title in scheme.titles:
        yield Statement(scheme.iri, f"{DCTERMS}title", _text(title))
    for top in scheme.top_concepts if tops else ():
        yield Statement(scheme.iri, f"{SKOS}hasTopConcept", Iri(top))
        yield Statement(top, f"{SKOS}topConceptOf", Iri(scheme.iri))


def concept_statements(concept: Concept) -> Iterator[Statement]:
    """A concept as its vocabulary says it, without what only others say of it."""
    iri = concept.iri
    yield Statement(iri, f"{RDF}type", Iri(f"{SKOS}Concept"))
    for kind, label in concept.labels():
        yield Statement(iri, f"{SKOS}{kind.value}", _text(label))
    for field, name in _TEXTS:
        for text in getattr(concept, field):
            yield Statement(iri, f"{SKOS}{name}", _text(text))
    for notation in concept.notations:
        yield Statement(iri, f"{SKOS}notation", Literal(notation))
    for field, name in _LINKS:
        for other in getattr(concept, field):
            yield Statement(iri, f"{SKOS}{name}", Iri(other))
    for match in concept.matches:
        yield Statement(iri, f"{SKOS}{match.relation.value}", Iri(match.target))
    if concept.deprecated:
        yield Statement(iri, f"{OWL}deprecated", Literal("true", datatype=f"{XSD}boolean"))
    if concept.replaced_by:
        yield Statement(iri, f"{DCTERMS}isReplacedBy", Iri(concept.replaced_by))


def _text(label: Label) -> Literal:
    return Literal(label.text, label.language)
