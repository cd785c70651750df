"""RDF statements by subject, with lists unfolded, for those who read policies out of them."""

from collections import defaultdict
from collections.abc import Iterable

from thesaury.model.errors import BadInput
from thesaury.model.statement import RDF, Iri, Literal, Statement

STATEMENT_LIMIT = 200_000
"""Statements of one policy document; the largest of the public test suite has about 2,600."""

_FIRST, _REST, _NIL = f"{RDF}first", f"{RDF}rest", f"{RDF}nil"


class Graph:
    """Statements that can be asked: what is stated of this subject by this predicate?"""

    def __init__(self, statements: Iterable[Statement]) -> None:
        """Take the statements. Raises BadInput where there are more than STATEMENT_LIMIT."""
        self._objects: dict[tuple[str, str], list[Iri | Literal]] = defaultdict(list)
        self._subjects: dict[str, list[str]] = defaultdict(list)
        self._predicates: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for count, statement in enumerate(statements, start=1):
            if count > STATEMENT_LIMIT:
                raise BadInput(f"The policies have more than {STATEMENT_LIMIT:,} statements. Split them.")
            self._add(statement)
        self._stated = frozenset(predicate for _, predicate in self._objects)

    def _add(self, statement: Statement) -> None:
        found = self._objects[statement.subject, statement.predicate]
        if statement.object not in found[:64]:
            found.append(statement.object)
        if isinstance(statement.object, Iri):
            self._predicates[statement.predicate].append((statement.subject, statement.object.value))
            if statement.predicate == f"{RDF}type":
                self._subjects[statement.object.value].append(statement.subject)

    def of_type(self, iri: str) -> tuple[str, ...]:
        """The subjects of this class, in order."""
        return tuple(dict.fromkeys(self._subjects.get(iri, ())))

    def links(self, predicate: str) -> tuple[tuple[str, str], ...]:
        """Every pair of subject and object IRI this predicate joins."""
        return tuple(self._predicates.get(predicate, ()))

    def has(self, predicate: str) -> bool:
        """Whether anything is stated by this predicate."""
        return predicate in self._stated

    def objects(self, subject: str, *predicates: str) -> tuple[Iri | Literal, ...]:
        """What is stated by any of these predicates, lists unfolded. Raises BadInput where a list is broken or goes in a circle."""
        found: list[Iri | Literal] = []
        for predicate in predicates:
            for value in self._objects.get((subject, predicate), ()):
                found.extend(self._unfolded(value))
        return tuple(found)

    def iris(self, subject: str, *predicates: str) -> tuple[str, ...]:
        """The IRIs (or `_:label`) among the objects."""
        return tuple(value.value for value in self.objects(subject, *predicates) if isinstance(value, Iri))

    def first_iri(self, subject: str, *predicates: str) -> str:
        """The first of the IRIs, or an empty text."""
        return next(iter(self.iris(subject, *predicates)), "")

    def _unfolded(self, value: Iri | Literal) -> tuple[Iri | Literal, ...]:
        if isinstance(value, Literal) or (value.value, _FIRST) not in self._objects:
            return () if isinstance(value, Iri) and value.value == _NIL else (value,)
        items: list[Iri | Literal] = []
        node, seen = value.value, set[str]()
        while node != _NIL:
            if node in seen or not self._objects.get((node, _FIRST)):
                raise BadInput("A list of a policy is broken or goes in a circle. Write it again, ended by rdf:nil.")
            seen.add(node)
            items.append(self._objects[node, _FIRST][0])
            rest = self._objects.get((node, _REST), [Iri(_NIL)])[0]
            node = rest.value if isinstance(rest, Iri) else _NIL
        return tuple(items)
