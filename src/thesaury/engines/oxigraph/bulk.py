"""Many statements at once: written as lines of N-Triples, which the engine reads faster than it takes values one by one."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from pyoxigraph import Literal as Value
from pyoxigraph import NamedNode, QuerySolutions, RdfFormat, Store

from thesaury.engines.oxigraph.terms import quad
from thesaury.model.errors import BadInput
from thesaury.model.remembering import remembered
from thesaury.model.statement import Iri, Literal, Statement

_LINES = 5_000
_PART = 2_000_000
_NO_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_CONTROLS = {code: f"\\u{code:04X}" for code in (*range(32), 127)}
_ESCAPED = str.maketrans(
    _CONTROLS | {ord("\\"): "\\\\", ord('"'): '\\"', ord("\n"): "\\n", ord("\r"): "\\r", ord("\t"): "\\t"}
)
"""Control characters need no escape, but Virtuoso loses the text that has some of them without one."""
_FORM = RdfFormat.N_TRIPLES


def pour(store: Store, graph: NamedNode, statements: Iterable[Statement]) -> int:
    """Add statements to a graph in bulk, two millions at once, of which the engine writes some while it reads the next; returns how many
    were given.

    Blank nodes keep their labels. Raises BadInput for what cannot be said in RDF; it may be that a part is there then.
    """
    waiting, count = iter(statements), 0
    while given := _poured(store, graph, NTriples(islice(waiting, _PART))):
        count += given
        if given < _PART:
            break
    return count


def _poured(store: Store, graph: NamedNode, lines: "NTriples") -> int:
    try:
        store.bulk_load(lines, format=_FORM, to_graph=graph)  # type: ignore[arg-type]  # all it does with a file is to read
    except Exception as error:
        if lines.failed:
            raise lines.failed from None
        if isinstance(error, SyntaxError | ValueError):
            raise BadInput(f"a statement cannot be said in RDF ({error}): mend it where it comes from") from error
        raise
    if lines.blank:  # the engine would give them other labels where it reads them from a file
        store.bulk_extend([quad(each, graph) for each in lines.blank])
    return lines.count


def counted(store: Store, graph: NamedNode) -> int:
    """How many statements a graph has."""
    found = store.query(f"SELECT (COUNT(*) AS ?all) {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
    assert isinstance(found, QuerySolutions)  # it was a SELECT
    number = next(iter(found))["all"]
    assert isinstance(number, Value)  # as COUNT always is
    return int(number.value)


class NTriples:
    """Statements as a file to read, once: `count` tells how many were given, `blank` which have blank nodes and are not in it, and
    `failed` what the statements themselves raised, which the reading engine may tell otherwise."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self.count = 0
        self.blank: list[Statement] = []
        self.failed: BaseException | None = None
        self._chunks = self._written(statements)
        self._rest = memoryview(b"")

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most so many; none at the end."""
        if not self._rest:
            try:
                self._rest = memoryview(next(self._chunks, b""))
            except BaseException as error:
                self.failed = error
                raise
        piece = self._rest if size < 0 else self._rest[:size]
        self._rest = self._rest[len(piece) :]
        return bytes(piece)

    def _written(self, statements: Iterable[Statement]) -> Iterator[bytes]:
        lines: list[str] = []
        for each in statements:
            self.count += 1
            if is_blank(each):
                self.blank.append(each)
                continue
            lines.append(line(each))
            if len(lines) == _LINES:
                yield _encoded(lines)
                lines = []
        if lines:
            yield _encoded(lines)


def line(said: Statement) -> str:
    """A statement without blank nodes as a line of N-Triples. Raises BadInput where it would end before its end."""
    return f"{_iri(said.subject)} {_iri(said.predicate)} {_object(said.object)} .\n"


def is_blank(statement: Statement) -> bool:
    """Whether its subject or object is a blank node."""
    found = statement.object
    return statement.subject.startswith("_:") or (isinstance(found, Iri) and found.value.startswith("_:"))


def _object(found: Iri | Literal) -> str:
    if isinstance(found, Iri):
        return _iri(found.value)
    text = f'"{found.value.translate(_ESCAPED)}"'
    if found.language:
        return f"{text}@{_tag(found.language)}"
    return f"{text}^^{_iri(found.datatype)}" if found.datatype else text


@remembered(100_000)
def _iri(value: str) -> str:
    """Only what could end an IRI is looked for; the rest is for the engine to judge."""
    if _NO_IRI.search(value):
        raise BadInput(f"{value!r} is no IRI: mend it where it comes from")
    return f"<{value}>"


def _tag(language: str) -> str:
    if not language.replace("-", "").isalnum():
        raise BadInput(f"{language!r} is no language: mend it where it comes from")
    return language


def _encoded(lines: list[str]) -> bytes:
    try:
        return "".join(lines).encode()
    except UnicodeEncodeError as error:
        raise BadInput(f"a text cannot be said in RDF ({error.reason}): mend it where it comes from") from error
