"""Our statements as the engine's terms and back."""

from typing import TypeAlias

from pyoxigraph import BlankNode, NamedNode, Quad, Store, Triple
from pyoxigraph import Literal as Value

from thesaury.model.errors import BadInput
from thesaury.model.remembering import remembered
from thesaury.model.statement import XSD, Iri, Literal, Statement

Term: TypeAlias = NamedNode | BlankNode | Value | Triple

_STRING = f"{XSD}string"


@remembered(16_384)
def node(value: str) -> NamedNode | BlankNode:
    """An IRI, or a blank node given as `_:label`. Raises BadInput when it is neither."""
    try:
        return BlankNode(value[2:]) if value.startswith("_:") else NamedNode(value)
    except ValueError as error:
        raise BadInput(f"{value!r} is no IRI ({error}): mend it where it comes from") from error


def predicate(value: str) -> NamedNode:
    """An IRI that can stand between subject and object. Raises BadInput when it is none."""
    found = node(value)
    if isinstance(found, BlankNode):
        raise BadInput(f"{value!r} cannot be a predicate: only an IRI can")
    return found


def term(value: Iri | Literal) -> Term:
    """An object, as a store would give it back. Raises BadInput for an IRI or a language tag that is none."""
    if isinstance(value, Iri):
        return node(value.value)
    try:
        if value.language:
            return Value(value.value, language=value.language)
        return _stored(value.value, value.datatype) if value.datatype not in ("", _STRING) else Value(value.value)
    except ValueError as error:
        raise BadInput(f"{value!r} cannot be said in RDF ({error}): mend it where it comes from") from error


@remembered(65_536)
def _stored(value: str, datatype: str) -> Term:
    """A store keeps the value of numbers and dates, not their spelling: `01` comes back as `1`. Compare like with like."""
    store, anything = Store(), NamedNode("urn:x")
    store.add(Quad(anything, anything, Value(value, datatype=NamedNode(datatype))))
    return next(store.quads_for_pattern(None, None, None)).object


def quad(statement: Statement, graph: NamedNode) -> Quad:
    """The statement in this graph."""
    return Quad(node(statement.subject), predicate(statement.predicate), term(statement.object), graph)


def statement(found: Quad | Triple) -> Statement:
    """Ours again; a plain string has neither language nor datatype."""
    return Statement(_name(found.subject), found.predicate.value, plain(found.object))


def plain(value: Term) -> Iri | Literal:
    """One of the engine's terms as ours."""
    if not isinstance(value, Value):
        return Iri(_name(value))
    datatype = "" if value.language or value.datatype.value == _STRING else value.datatype.value
    return Literal(value.value, value.language or "", datatype)


def _name(value: Term) -> str:
    return value.value if isinstance(value, NamedNode) else str(value)
