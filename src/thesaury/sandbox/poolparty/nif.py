"""Concepts found in a text, written as NIF."""

from collections.abc import Sequence

from thesaury.sandbox.poolparty.extraction import Hit, Question
from thesaury.sandbox.poolparty.names import XSD
from thesaury.sandbox.poolparty.words import tokens

_NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
_ITSRDF = "http://www.w3.org/2005/11/its/rdf#"


def annotated(question: Question, hits: Sequence[Hit], prefix: str) -> bytes:
    """The annotations in Turtle."""
    from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

    words, base = tokens(question.text), prefix or "urn:document"
    context = NamedNode(f"{base}#char=0,{len(question.text)}")
    triples = [Triple(context, NamedNode(_NIF + "isString"), Literal(question.text))]
    number = NamedNode(XSD + "nonNegativeInteger")
    for hit in hits:
        for match in hit.matches:
            start, end = words[match.first].start, words[match.last].end
            phrase = NamedNode(f"{base}#char={start},{end}")
            triples += [
                Triple(phrase, NamedNode(_NIF + "referenceContext"), context),
                Triple(phrase, NamedNode(_NIF + "anchorOf"), Literal(question.text[start:end])),
                Triple(phrase, NamedNode(_NIF + "beginIndex"), Literal(str(start), datatype=number)),
                Triple(phrase, NamedNode(_NIF + "endIndex"), Literal(str(end), datatype=number)),
                Triple(phrase, NamedNode(_ITSRDF + "taIdentRef"), NamedNode(hit.entry.uri)),
            ]
    return bytes(serialize(triples, format=RdfFormat.TURTLE, prefixes={"nif": _NIF, "itsrdf": _ITSRDF}) or b"")
