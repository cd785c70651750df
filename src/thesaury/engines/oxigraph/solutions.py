"""Solutions, and yes or no, in the four forms of SPARQL 1.1: JSON, XML, CSV and TSV, row by row."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, Literal, NamedNode

from thesaury.engines.oxigraph.terms import Term
from thesaury.model.statement import XSD
from thesaury.ports.graph_questions import SolutionForm

_STRING = f"{XSD}string"
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_XML_HEAD = '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'

Row = Sequence[Term | None]


class Named(Protocol):
    """A solution: the value of each variable by its name, None where it has none."""

    def __getitem__(self, name: str, /) -> Term | None:
        """The value of this variable."""


def written(form: SolutionForm, names: Sequence[str], solutions: Iterable[Named]) -> Iterator[str]:
    """The pieces of the document that tells these solutions."""
    rows = ([solution[name] for name in names] for solution in solutions)
    return _WRITERS[form](names, rows)


def verdict(form: SolutionForm, holds: bool) -> str:
    """The document that says yes or no; CSV and TSV have no form for it, and get the bare word."""
    word = "true" if holds else "false"
    if form is SolutionForm.JSON:
        return f'{{"head":{{}},"boolean":{word}}}'
    if form is SolutionForm.XML:
        return f"{_XML_HEAD}<head/><boolean>{word}</boolean></sparql>"
    return f"{word}\n"


def _json(names: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    yield f'{{"head":{{"vars":{json.dumps(list(names))}}},"results":{{"bindings":['
    for number, row in enumerate(rows):
        told = {name: _as_json(term) for name, term in zip(names, row, strict=True) if term is not None}
        yield ("," if number else "") + json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    yield "]}}"


def _as_json(term: Term) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if not isinstance(term, Literal):
        return {"type": "literal", "value": str(term)}  # a statement as a value, which SPARQL 1.1 does not know
    told = {"type": "literal", "value": term.value}
    if term.language:
        return told | {"xml:lang": term.language}
    return told if term.datatype.value == _STRING else told | {"datatype": term.datatype.value}


def _xml(names: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    yield _XML_HEAD + "<head>" + "".join(f"<variable name={quoteattr(name)}/>" for name in names) + "</head><results>"
    for row in rows:
        cells = zip(names, row, strict=True)
        told = (
            f"<binding name={quoteattr(name)}>{_as_xml(term)}</binding>" for name, term in cells if term is not None
        )
        yield f"<result>{''.join(told)}</result>"
    yield "</results></sparql>"


def _as_xml(term: Term) -> str:
    if isinstance(term, NamedNode):
        return f"<uri>{escape(term.value)}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{term.value}</bnode>"
    if not isinstance(term, Literal):
        return f"<literal>{escape(str(term))}</literal>"
    about = ""
    if term.language:
        about = f" xml:lang={quoteattr(term.language)}"
    elif term.datatype.value != _STRING:
        about = f" datatype={quoteattr(term.datatype.value)}"
    text = escape(_NO_XML.sub("\ufffd", term.value), {"\r": "&#13;"})
    return f"<literal{about}>{text}</literal>"


def _csv(names: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    yield _csv_line(names)
    for row in rows:
        yield _csv_line([_bare(term) for term in row])


def _csv_line(cells: Sequence[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue()


def _bare(term: Term | None) -> str:
    if term is None:
        return ""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _tsv(names: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    yield "\t".join(f"?{name}" for name in names) + "\n"
    for row in rows:
        yield "\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row) + "\n"


_WRITERS: dict[SolutionForm, Callable[[Sequence[str], Iterable[Row]], Iterator[str]]] = {
    SolutionForm.JSON: _json,
    SolutionForm.XML: _xml,
    SolutionForm.CSV: _csv,
    SolutionForm.TSV: _tsv,
}
